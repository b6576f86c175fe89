"""An export stops in the middle of a long log, as it does while a slow reader takes its time: nobody else waits for it.

On each database, with a connection of its own for the sweep. It is shown by what was done in order, never by a clock.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice
from queue import Queue
from threading import Thread, current_thread, main_thread
from typing import Any

import pytest

from chatxblock.domain.calls import reading
from chatxblock.domain.calls.call import State
from chatxblock.domain.calls.reading import LogReader
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.resources.exporting import Checksum, ExportedTalk, Exports
from chatxblock.rooms.kinds import CHAT, NamedKinds
from chatxblock.store import DjangoStore
from tests.faults.fixtures import Environment, Journey, accept, ask, check_over, widen
from tests.faults.memory import MemoryEnvironment
from tests.support.databases import Database, at_once

LINES, FIRST = 23, 7
SWEEPS = 20
PATIENCE = 60.0
"""Seconds in which what waits for nobody is done many times over."""


@pytest.fixture
def place(database: Database, monkeypatch: pytest.MonkeyPatch) -> Environment:
    monkeypatch.setattr(reading, "PAGE", 10)
    return MemoryEnvironment(DjangoStore())


def talked(place: Environment, lines: int) -> Journey:
    """A talk of so many lines, whose two are inside."""
    journey = Journey(place)
    journey.attend()
    ask(journey, place.worker())
    journey.come("alex")
    place.clock.pass_time(91)
    widen(journey, place.worker())
    accept(journey, place.worker())
    journey.come("alex", "bo")
    journey.talk(*(("bo" if number % 2 else "alex", f"line {number}") for number in range(lines)))
    return journey


def exported(journey: Journey) -> ExportedTalk:
    store = journey.environment.store
    reader = LogReader(logs=store, rooms=NamedKinds({CHAT: journey.environment.rooms}, CHAT))
    clock = journey.environment.clock
    exports = Exports(calls=store, people=store, reader=reader, resources=store, feedback=store, clock=clock)
    return exports.operators_talk(journey.call_id)


def beside(job: Callable[[], object]) -> None:
    """Do something on a connection of its own, to its end, while the export stands still."""
    done: Queue[object] = Queue()
    Thread(target=lambda: done.put(at_once(1, lambda _: job())), daemon=True).start()
    done.get(timeout=PATIENCE)


def closed_by_the_sweep(journey: Journey) -> None:
    """Have both close their windows without a word, and the sweep close the talk."""
    for name in ("alex", "bo"):
        journey.go(name)
    for _ in range(SWEEPS):
        journey.environment.clock.pass_time(16)
        journey.environment.worker().sweep()
        call = journey.call()
        if call is not None and call.state is State.CLOSED:
            return
    raise AssertionError("the sweep did not close it")


def sum_of(lines: list[Line]) -> str:
    checksum = Checksum(lambda localpart: f"{localpart}@chat.test")
    for line in lines:
        checksum.add(line)
    return checksum.hexdigest()


@pytest.fixture
def happened(place: Environment, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, in order: pages that the export reads, and rooms that are ended, by whom."""
    done: list[str] = []

    def noted(what: str, of: object, name: str) -> None:
        real = getattr(of, name)

        def noting(*args: Any, **options: Any) -> Any:
            who = "export" if current_thread() is main_thread() else "sweep"
            if (who == "export") == what.startswith("reads"):
                done.append(f"{who} {what}")
            return real(*args, **options)

        monkeypatch.setattr(of, name, noting)

    noted("reads the room", place.rooms, "read")
    noted("reads what is kept", place.store, "log_page")
    noted("ends a room", place.rooms, "end")
    return done


def test_the_sweep_closes_another_talk_and_this_one_while_an_export_stands_still(
    place: Environment, happened: list[str]
) -> None:
    long, other, third = talked(place, LINES), talked(place, 2), talked(place, 2)
    lines = (judged.line for judged in exported(long).lines())
    read = list(islice(lines, FIRST))
    for journey in (other, long):
        beside(partial(closed_by_the_sweep, journey))
        check_over(journey)
    read += islice(lines, FIRST)
    beside(partial(closed_by_the_sweep, third))
    check_over(third)
    read += lines
    assert [line.id for line in read] == long.said
    assert sum_of(read) == sum_of(place.store.log(long.call_id))
    assert happened == [
        *["export reads the room"] * (FIRST // 2 + 1),
        *["sweep ends a room"] * 2,
        "export reads the room",  # and hears that it is gone
        *["export reads what is kept"] * 2,
        "sweep ends a room",
        "export reads what is kept",
    ]
