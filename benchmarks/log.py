"""Reading a log of 10,000 lines, beside reading the bare archive; and keeping it."""

from __future__ import annotations

import time

from benchmarks.bare import Bare
from benchmarks.figures import Figure
from benchmarks.place import Place
from tests.support.chat import Service, settings_for

LINES = 10_000
ROUNDS = 5


def measure(place: Place) -> list[Figure]:
    """Return the figures, both ways interleaved."""
    bare = Bare(place)
    room = "ten-thousand-lines"
    bare.run(bare.fill(room, LINES))
    rooms = Service(settings_for(place.server))
    ours, floor = [], []
    try:
        for _ in range(ROUNDS):
            began = time.monotonic()
            lines = read_all(rooms, room)
            ours.append(1000 * (time.monotonic() - began))
            began = time.monotonic()
            entries = bare.run(bare.read(room))
            floor.append(1000 * (time.monotonic() - began))
            if lines != LINES or entries < LINES:
                raise RuntimeError(f"{lines} lines and {entries} entries of {LINES}")
    finally:
        rooms.close()
    return [Figure(name=f"read a log of {LINES:,} lines", samples=ours, floor=floor)]


def read_all(rooms: Service, room: str) -> int:
    """Read a log to its end as the transcript does, and return how many lines it has."""
    page = rooms.read(room)
    count = len(page.lines)
    while not page.finished:
        page = rooms.read(room, page.last)
        count += len(page.lines)
    return count
