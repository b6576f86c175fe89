"""The database connection is closed under a worker's feet, before each step.

What has to hold is in `tests.faults.fixtures`. The worker's request fails; its next one has a new connection.
"""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection

from chatxblock.store import DjangoStore
from tests.faults.fixtures import ACTS, Action, Journey, steps, struck_once, tell, unharmed
from tests.faults.memory import MemoryEnvironment
from tests.faults.mortal import Fate


@pytest.mark.parametrize("struck", ACTS, ids=lambda action: action.__name__)
def test_the_connection_may_be_cut_at_any_step(store: DjangoStore, struck: Action) -> None:
    for number, name in enumerate(dict(steps(MemoryEnvironment()))[struck], 1):
        try:
            cut_at(store, struck, number)
        except AssertionError as error:
            error.add_note(f"cut before step {number} of {struck.__name__}: {name}")
            raise


def cut_at(store: DjangoStore, struck: Action, number: int) -> None:
    def perform(journey: Journey, action: Action) -> None:
        if action is struck:
            with suppress(DatabaseError):
                struck_once(journey, action, Fate(number, cut))
            connection.close()  # as Django does behind a request that failed so
        else:
            unharmed(journey, action)

    tell(Journey(MemoryEnvironment(store)), perform, struck=struck, again=True)


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
