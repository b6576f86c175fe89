"""The random walk of `tests.faults.walk` with outages: in memory, and a shorter one on a real chat server.

A log that is kept wrongly is found by it: what is broken on purpose here shows that its invariants can fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.domain.calls import events
from chatxblock.domain.calls.archiving import Archiving
from chatxblock.domain.calls.call import Call
from chatxblock.domain.ports import Rooms
from chatxblock.store import DjangoStore
from chatxblock.xmpp import stanzas
from tests.faults.ejabberd import EjabberdEnvironment
from tests.faults.memory import MemoryEnvironment
from tests.faults.walk import Walk
from tests.support.chat import Service, settings_for

CHECKS = list(HealthCheck)


class MemoryWalk(Walk):
    """In memory: the chat server may be away, or lose a room."""

    environment: MemoryEnvironment

    def __init__(self) -> None:
        super().__init__(MemoryEnvironment())

    @precondition(lambda self: self.calls)
    @rule()
    def the_chat_server_goes(self) -> None:
        self.environment.rooms.available = False
        self.failures += 1

    @rule()
    def the_chat_server_comes_back(self) -> None:
        if not self.environment.rooms.available:
            for room in self.environment.rooms.rooms.values():
                room.inside.clear()
            self.recover()

    @precondition(lambda self: not self.lost)
    @rule(this_time=st.sampled_from((False, False, False, True)))
    def a_room_is_lost(self, this_time: bool) -> None:
        """Once in a walk, if at all: of a log that was lost with its room little can be said."""
        call = self.call
        if this_time and call is not None and self.environment.rooms.rooms.pop(call.room, None) is not None:
            self.lost.add(call.id)

    def recover(self) -> None:
        self.environment.rooms.available = True


class EjabberdWalk(Walk):
    """On a real chat server: the service may lose its way to it, and once it is killed and started again."""

    environment: EjabberdEnvironment
    killed = False

    @precondition(lambda self: self.calls)
    @rule()
    def the_way_to_the_chat_server_is_cut(self) -> None:
        self.environment.switch.on = False
        self.failures += 1

    @rule()
    def the_way_is_open_again(self) -> None:
        self.recover()

    @precondition(lambda self: self.calls and not self.killed)
    @rule()
    def the_chat_server_is_killed_and_comes_back(self) -> None:
        self.killed = True
        self.failures += 1
        self.environment.restart()

    def recover(self) -> None:
        self.environment.switch.on = True

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.environment.close()


def test_a_walk_in_memory() -> None:
    bounds = settings(max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=CHECKS)
    run_state_machine_as_test(MemoryWalk, settings=bounds)


@pytest.mark.parametrize("step", range(1, 16))
def test_who_was_let_in_as_their_offer_was_withdrawn_is_put_out(step: int) -> None:
    """Found by a walk: a worker dies as it asks somebody else, and the asker leaves the room to a helper meanwhile."""
    walk = MemoryWalk()
    walk.begin(begun=True)
    walk.invite(who="dee", step=0)
    walk.pass_time(seconds=95.0)
    walk.accept_and_come(who="dee", step=0)
    walk.leave(who="bo", step=0)
    walk.remove(who="dee", step=step)
    walk.accept_and_come(who="bo", step=0)
    walk.cancel(step=0)
    walk.teardown()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Ejabberd]:
    server = Ejabberd(tmp_path / "ejabberd")
    server.start()
    yield server
    server.stop()


def test_a_walk_on_a_real_chat_server(server: Ejabberd, store: DjangoStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stanzas, "archive_query", partial(stanzas.archive_query, most=2))  # a log of several pages
    bounds = settings(
        max_examples=5, stateful_step_count=25, deadline=None, suppress_health_check=CHECKS, database=None
    )

    with closing(Service(settings_for(server))) as rooms:

        class Here(EjabberdWalk):
            def __init__(self) -> None:
                super().__init__(EjabberdEnvironment(server, rooms, store))

        run_state_machine_as_test(Here, settings=bounds)


def destroyed_before_it_is_read(archiving: Archiving, call: Call, rooms: Rooms, until: datetime | None) -> Call:
    rooms.end(call.room)
    return KEEP(archiving, call, rooms, until)


def kept_without_its_last_page(archiving: Archiving, call: Call, rooms: Rooms, until: datetime | None) -> Call:
    page = rooms.read(call.room)
    return archiving._finish(call, page, page.total, 0)


def kept_with_a_line_left_out(archiving: Archiving, call: Call, rooms: Rooms, until: datetime | None) -> Call:
    page = rooms.read(call.room)
    return archiving._finish(call, replace(page, lines=page.lines[1:]), page.total - len(page.lines[1:]), 0)


def called_incomplete(archiving: Archiving, call: Call, rooms: Rooms, until: datetime | None) -> Call:
    after = events.archived(call, False, archiving._clock.now())
    archiving._calls.finish(call, after, rooms.read(call.room).lines, 0)
    return after


KEEP = Archiving._keep


@pytest.mark.parametrize(
    "broken", [destroyed_before_it_is_read, kept_without_its_last_page, kept_with_a_line_left_out, called_incomplete]
)
def test_the_walk_in_memory_finds_what_is_broken(
    monkeypatch: pytest.MonkeyPatch, broken: Callable[[Archiving, Call, Rooms, datetime | None], Call]
) -> None:
    monkeypatch.setattr(Archiving, "_keep", broken)
    bounds = settings(
        max_examples=150,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=CHECKS,
        derandomize=True,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(MemoryWalk, settings=bounds)
