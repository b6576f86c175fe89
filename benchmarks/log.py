"""Reading a log of 10,000 lines, and writing it in each form of a file, beside reading the bare archive."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.bare import Bare
from benchmarks.figures import Figure
from benchmarks.place import Place
from chatxblock.domain.calls.call import User
from chatxblock.domain.calls.names import Names
from chatxblock.domain.calls.reading import LogReader
from chatxblock.domain.ports import Rooms
from chatxblock.domain.resources.exporting import Exports
from chatxblock.testing import FixedClock, MemoryStore
from chatxblock.web.exports import WRITERS
from chatxblock.web.transcripts.audience import Audience
from chatxblock.xmpp.addresses import XmppAddresses
from tests.contracts.store_contract import a_call
from tests.support.chat import Service, settings_for

LINES = 10_000
ROUNDS = 5
Span = tuple[float, float]
"""How long something took, and how long processors worked on it; in milliseconds."""


def measure(place: Place) -> list[Figure]:
    """Return the figures. Before each way of ours stands the bare one, so that both have met the same machine."""
    bare = Bare(place)
    room = "ten-thousand-lines"
    bare.fill(room, LINES)
    rooms = Service(settings_for(place.server))
    ways: dict[str, Callable[[], int]] = {f"read a log of {LINES:,} lines": lambda: read_all(rooms, room)}
    ways |= {f"write it as {form}": partial(write_all, rooms, room, form) for form in WRITERS}
    ours: dict[str, list[Span]] = {name: [] for name in ways}
    floor: dict[str, list[Span]] = {name: [] for name in ways}
    try:
        for _ in range(ROUNDS):
            for name, way in ways.items():
                floor[name].append(timed(place, lambda: bare.run(bare.read(room))))
                ours[name].append(timed(place, way))
    finally:
        rooms.close()
    return [
        Figure(name=label, samples=[span[which] for span in ours[name]], floor=[span[which] for span in floor[name]])
        for name in ways
        for which, label in enumerate((name, "… of that: processors, both ends"))
    ]


def timed(place: Place, way: Callable[[], int]) -> Span:
    """Go through the log in one way."""
    began, worked = time.monotonic(), processors(place)
    count = way()
    span = 1000 * (time.monotonic() - began), 1000 * (processors(place) - worked)
    if count < LINES:
        raise RuntimeError(f"{count} lines of {LINES}")
    return span


def processors(place: Place) -> float:
    """Return for how many seconds processors have worked for this process and for ejabberd, long as both may wait."""
    fields = Path(f"/proc/{place.server.pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read_all(rooms: Service, room: str) -> int:
    """Read a log to its end as the transcript does, and return how many lines it has."""
    page = rooms.read(room)
    count = len(page.lines)
    while not page.finished:
        page = rooms.read(room, page.last)
        count += len(page.lines)
    return count


def write_all(rooms: Service, room: str, form: str) -> int:
    """Write a log to its end as the handler does, and return how many lines have gone by."""
    store = MemoryStore()
    asker = store.people("course", [User(user_id="asker", username="asker", name="Asker")])[0]
    call = replace(a_call(asker), room=room)
    reader = LogReader(logs=store, rooms=OneKind(rooms))
    exports = Exports(calls=store, people=store, reader=reader, resources=store, feedback=store, clock=FixedClock())
    audience = Audience(names=Names(), addresses=XmppAddresses(domain="chat.test", rooms_domain="rooms"), base_url="")
    talk = exports.talk(call)
    for piece in WRITERS[form][0](talk, audience):
        piece.encode()
    return talk.count


class OneKind:
    """Rooms of one kind."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def of(self, _kind: str) -> Rooms:
        """Return them."""
        return self._rooms

    def name(self, _kind: str) -> str:
        """Return what they are called."""
        return "chat"
