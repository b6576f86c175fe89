"""Everybody is gone without a word. The sweep closes what they left and keeps it first, wherever it is stopped.

What has to hold is in `tests.faults.fixtures`: each line once, in the room's order, and no room in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from pytest_django import DjangoDbBlocker

from chatxblock.domain.calls.call import State
from chatxblock.errors import RoomsError, RoomsUnavailable
from chatxblock.store import DjangoStore
from tests.faults.fixtures import ACTS, Journey, accept, ask, check_over, finish, widen
from tests.faults.memory import MemoryEnvironment
from tests.faults.mortal import Death, Fate, die
from tests.support.databases import MariaDb, PostgreSql, Server, in_use

FIVE_MINUTES, PAUSE = 300, 16
"""Seconds: by when all has to be over, and from one sweep to the next."""


def abandoned(store: DjangoStore | None = None) -> Journey:
    """Return a talk of five lines whose windows are all closed, and of which nobody has said a word to the platform."""
    journey = Journey(MemoryEnvironment(store))
    journey.attend()
    for action in ACTS[: ACTS.index(accept) + 1]:
        if action is widen:
            journey.come("alex")
            journey.environment.clock.pass_time(91)
        action(journey, journey.environment.worker())
    journey.come("alex", "bo")
    journey.talk(("bo", "Hi!"), ("alex", "Zero…"), ("bo", "Yes."), ("alex", "Oh."), ("bo", "👍"))
    for name in ("alex", "bo"):
        journey.go(name)
    return journey


def sweep_until_closed(journey: Journey, fate: Fate | None = None) -> int:
    """Sweep now and again; return after how many seconds all was over. A sweep that was stopped is started anew."""
    for seconds in range(PAUSE, FIVE_MINUTES + 1, PAUSE):
        journey.environment.clock.pass_time(PAUSE)
        with suppress(Death, RoomsError, DatabaseError):
            journey.environment.worker(fate).sweep()
        if fate is not None and fate.struck:
            fate = None
            connection.close()
        call = journey.call()
        if call is not None and call.state is State.CLOSED:
            return seconds
    raise AssertionError("five minutes are over")


def refuse() -> None:
    raise RoomsUnavailable


def fail() -> None:
    raise DatabaseError


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("strike", [die, refuse, fail], ids=["killed", "refused", "database"])
def test_the_sweep_may_be_stopped_at_any_step(strike: Callable[[], None], after: bool) -> None:
    whole = Fate()
    sweep_until_closed(abandoned(), whole)
    assert {"remove", "read", "finish", "end"} <= set(whole.steps)
    for number, name in enumerate(whole.steps, 1):
        journey = abandoned()
        try:
            sweep_until_closed(journey, Fate(number, strike, after=after))
            check_over(journey)
        except AssertionError as error:
            error.add_note(f"stopped at step {number}: {name}")
            raise


def test_nothing_is_cleared_before_it_is_kept() -> None:
    whole = Fate()
    sweep_until_closed(abandoned(), whole)
    steps = whole.steps
    assert steps.index("remove") < steps.index("read") < steps.index("finish") < steps.index("end")


@pytest.mark.parametrize("heard", [False, True], ids=["nobody came", "a helper came"])
def test_what_was_abandoned_is_closed_within_five_minutes(heard: bool) -> None:
    if heard:
        journey = abandoned()
    else:
        journey = Journey(MemoryEnvironment())
        journey.attend()
        ask(journey, journey.environment.worker())
    assert sweep_until_closed(journey) <= FIVE_MINUTES


@pytest.mark.parametrize("jump", [86_400, -3_600], ids=["a day on", "an hour back"])
def test_what_was_abandoned_is_kept_whatever_the_clock_does(jump: int) -> None:
    """Put back, it is over when the clock has come to where it was; put on, with the next sweep."""
    journey = abandoned()
    clock = journey.environment.clock
    clock.pass_time(jump)
    for _ in range(0, max(0, -jump), FIVE_MINUTES):
        journey.environment.worker().sweep()
        clock.pass_time(FIVE_MINUTES)
    sweep_until_closed(journey)
    check_over(journey)


@pytest.fixture(params=[PostgreSql, MariaDb], ids=lambda kind: str(kind.name))
def server(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    with django_db_blocker.unblock():
        server: Server = request.param()
        server.start()
        yield server
        server.stop()


def test_a_database_killed_between_the_last_line_and_the_clearing_loses_nothing(server: Server) -> None:
    with in_use(server):
        journey = abandoned(DjangoStore())
        rooms, killed = journey.environment.rooms, list[str]()
        end = rooms.end

        def kill_first(room: str) -> None:
            if not killed:
                server.kill()
            killed.append(room)
            end(room)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rooms, "end", kill_first)
            for _ in range(FIVE_MINUTES // PAUSE):
                journey.environment.clock.pass_time(PAUSE)
                with suppress(DatabaseError, InterfaceError):
                    journey.environment.worker().sweep()
                if killed:
                    break
        assert len(killed) == 1
        close_old_connections()  # as the command does before each sweep
        assert connection.connection is None
        server.revive()
        call = journey.call()
        assert call is not None
        assert (call.state, call.complete) == (State.ARCHIVING, True)
        finish(journey)
