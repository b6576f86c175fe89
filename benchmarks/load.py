"""How many whole calls a second two workers carry, and what an open call costs in memory."""

from __future__ import annotations

import time
from multiprocessing import get_context
from pathlib import Path
from uuid import uuid4

from benchmarks.figures import Figure
from benchmarks.place import Place

SECONDS = 10.0
OPEN = 300
HERE: list[Place] = []


def measure(place: Place) -> list[Figure]:
    """Return calls a second, from asking to the kept log, and kilobytes of ejabberd for each open call."""
    HERE.append(place)  # what a forked worker finds, since a server cannot be sent to it
    with get_context("fork").Pool(2) as workers:
        done = workers.map(work, range(2))
    before = kilobytes(place)
    for number in range(OPEN):
        place.ask(f"holder{number}")
    each = (kilobytes(place) - before) / OPEN
    return [
        Figure(name="whole calls a second (ask, accept, leave, leave), two workers", samples=[sum(done)], unit="/s"),
        Figure(name=f"memory of ejabberd for each of {OPEN} open calls", samples=[each], unit="kB"),
    ]


def work(worker: int) -> float:
    """Carry calls for some seconds in this process, and return how many a second."""
    place = HERE[-1]
    ended, number = time.monotonic() + SECONDS, 0
    began = time.monotonic()
    while time.monotonic() < ended:
        asker = f"asker-{worker}-{uuid4().hex[:8]}"
        call = {"call_id": place.ask(asker)["id"]}
        place.post("helper1", "accept", call)
        place.post("helper1", "leave", call)
        place.post(asker, "leave", call)
        number += 1
    return number / (time.monotonic() - began)


def kilobytes(place: Place) -> int:
    """Return the memory that ejabberd holds now."""
    status = Path(f"/proc/{place.server.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])
