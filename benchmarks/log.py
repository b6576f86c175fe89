"""Reading a log of 10,000 lines, and writing it in each form of a file, beside reading the bare archive."""

from __future__ import annotations

import time
from dataclasses import replace

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

FORMS = ("json", "html", "markdown")
LINES = 10_000
ROUNDS = 5


def measure(place: Place) -> list[Figure]:
    """Return the figures, both ways interleaved."""
    bare = Bare(place)
    room = "ten-thousand-lines"
    bare.run(bare.fill(room, LINES))
    rooms = Service(settings_for(place.server))
    ours, floor = [], []
    files: dict[str, list[float]] = {form: [] for form in FORMS}
    try:
        for _ in range(ROUNDS):
            began = time.monotonic()
            lines = read_all(rooms, room)
            ours.append(1000 * (time.monotonic() - began))
            began = time.monotonic()
            entries = bare.run(bare.read(room))
            floor.append(1000 * (time.monotonic() - began))
            for form, samples in files.items():
                began = time.monotonic()
                written = write_all(rooms, room, form)
                samples.append(1000 * (time.monotonic() - began))
                if written != LINES:
                    raise RuntimeError(f"{written} lines of {LINES} in {form}")
            if lines != LINES or entries < LINES:
                raise RuntimeError(f"{lines} lines and {entries} entries of {LINES}")
    finally:
        rooms.close()
    return [
        Figure(name=f"read a log of {LINES:,} lines", samples=ours, floor=floor),
        *(Figure(name=f"write it as {form}", samples=samples, floor=floor) for form, samples in files.items()),
    ]


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
