"""The database connection is closed under a worker's feet, before each step.

What has to hold is at the top of `tests.faults.story`. The worker's request fails; its next one has a new connection.
"""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection

from chatxblock.store import DjangoStore
from tests.faults.memory import MemoryStage
from tests.faults.mortal import Fate
from tests.faults.story import ACTS, Act, Play, steps, struck_once, tell, unharmed


@pytest.mark.parametrize("struck", ACTS, ids=lambda act: act.__name__)
def test_the_connection_may_be_cut_at_any_step(store: DjangoStore, struck: Act) -> None:
    for number, name in enumerate(dict(steps(MemoryStage()))[struck], 1):
        try:
            cut_at(store, struck, number)
        except AssertionError as error:
            error.add_note(f"cut before step {number} of {struck.__name__}: {name}")
            raise


def cut_at(store: DjangoStore, struck: Act, number: int) -> None:
    def perform(play: Play, act: Act) -> None:
        if act is struck:
            with suppress(DatabaseError):
                struck_once(play, act, Fate(number, cut))
            connection.close()  # as Django does behind a request that failed so
        else:
            unharmed(play, act)

    tell(Play(MemoryStage(store)), perform, struck=struck, again=True)


def cut() -> None:
    """Close the connection as a server would: Django does not know."""
    connection.ensure_connection()
    connection.connection.close()


def test_a_cut_is_felt(store: DjangoStore) -> None:
    cut()
    with pytest.raises(DatabaseError):
        store.persons(["nobody"])
    connection.close()
    assert store.persons(["nobody"]) == {}
