"""The random walk of `tests.faults.walk`, in memory with outages, and a shorter one on a real chat server."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.store import DjangoStore
from chatxblock.xmpp import stanzas
from chatxblock.xmpp.rooms import XmppRooms
from tests.faults.ejabberd_stage import EjabberdStage
from tests.faults.memory import MemoryStage
from tests.faults.walk import Walk

pytest_plugins = ("tests.servers",)

CHECKS = list(HealthCheck)


class MemoryWalk(Walk):
    """In memory: the chat server may be away, or lose a room."""

    stage: MemoryStage

    def __init__(self) -> None:
        super().__init__(MemoryStage())

    @precondition(lambda self: self.calls)
    @rule()
    def the_chat_server_goes(self) -> None:
        self.stage.rooms.available = False
        self.failures += 1

    @rule()
    def the_chat_server_comes_back(self) -> None:
        if not self.stage.rooms.available:
            for room in self.stage.rooms.rooms.values():
                room.inside.clear()
            self.recover()

    @rule()
    def a_room_is_lost(self) -> None:
        call = self.call
        if call is not None and self.stage.rooms.rooms.pop(call.room, None) is not None:
            self.lost.add(call.id)

    def recover(self) -> None:
        self.stage.rooms.available = True


class EjabberdWalk(Walk):
    """On a real chat server, which is not hurt here: kills have tests of their own."""

    stage: EjabberdStage

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.stage.close()


def test_a_walk_in_memory() -> None:
    bounds = settings(max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=CHECKS)
    run_state_machine_as_test(MemoryWalk, settings=bounds)


def test_a_walk_on_a_real_chat_server(
    ejabberd: Ejabberd, service: XmppRooms, store: DjangoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stanzas, "archive_query", partial(stanzas.archive_query, most=2))  # a log of several pages
    bounds = settings(
        max_examples=5, stateful_step_count=25, deadline=None, suppress_health_check=CHECKS, database=None
    )

    class Here(EjabberdWalk):
        def __init__(self) -> None:
            super().__init__(EjabberdStage(ejabberd, service, store))

    run_state_machine_as_test(Here, settings=bounds)
