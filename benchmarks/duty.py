"""What it costs to know who is on duty, with few and with many in the room, beside the bare list of the room."""

from __future__ import annotations

import http.client
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from benchmarks.crowd import Crowd, name_of
from benchmarks.figures import Figure, percentile
from benchmarks.place import Place
from chatxblock.domain.calls.candidates import BATCH, duty_room
from chatxblock.xmpp import presence
from chatxblock.xmpp.api import ServerApi
from tests.support.chat import Service, settings_for

SIZES = (1, 100, 2_000, 10_000)
ROUNDS = 20
FILL_SECONDS = 180.0
"""How long a room may take to fill; the last figures are of whoever is inside by then."""
SPARE_FILES = 500
"""Of those that a process may open; each helper is one in the crowd's process and one in ejabberd's."""
UNDISTURBED = 10
"""The percentile that other work on the machine hardly touches; two ways are compared by it, not by their medians."""
COURSE, PASSWORD = "course-v1:Bench+Duty+2026", "open sesame"
LIST, ASKED = "list", "asked one by one"


def measure(place: Place) -> list[Figure]:
    """Return the figures for each size that the machine carries, and where the two ways of asking cost the same."""
    from chatxblock.wiring import duty  # noqa: PLC0415  (needs Django's settings)

    print(f"load average: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    room, rooms = duty_room(COURSE), Service(settings_for(place.server))
    rooms.presence.make_duty_room(room, password=PASSWORD)
    taken: dict[int, dict[str, list[float]]] = {}
    with closing(rooms), closing(Crowd(place.server, room, PASSWORD)) as crowd:
        for size in SIZES:
            if size + SPARE_FILES > resource.getrlimit(resource.RLIMIT_NOFILE)[0]:
                print(f"{size:,}: more files than a process may open here", file=sys.stderr)
                break
            began = time.monotonic()
            there = crowd.grow(size, FILL_SECONDS)
            print(f"{there:,} are inside after {time.monotonic() - began:.0f} s", file=sys.stderr)
            believe(there)
            taken[there] = compare(ways(place, rooms, room, there, duty().watch))
            if there < size:
                break
    return [*(figure for there, samples in taken.items() for figure in figures(there, samples)), *crossing(taken)]


def ways(
    place: Place, rooms: Service, room: str, there: int, watch: Callable[[], None]
) -> dict[str, Callable[[], None]]:
    """Return what is done in turn; each makes sure that it found what is there."""
    api = ServerApi(place.server.api_url, domain=place.server.domain, timeout=10.0)
    some = [name_of(number) for number in range(min(BATCH, there))]

    def bare() -> None:
        assert len(occupants(place, room)) > 30 * there

    def inside() -> None:
        assert len(rooms.inside(room)) == there

    def on_duty() -> None:
        assert rooms.presence.on_duty(room, some) == frozenset(some)

    def one_by_one() -> None:
        assert all(api.is_connected(name) for name in some)

    return {"bare": bare, LIST: inside, f"`on_duty` of {len(some)}": on_duty, "`watch`": watch, ASKED: one_by_one}


def occupants(place: Place, room: str) -> bytes:
    """Return what the server says of who is inside, unread: the least that any way through the list can cost."""
    host, _, port = place.server.api_url.removeprefix("http://").removesuffix("/api").partition(":")
    with closing(http.client.HTTPConnection(host, int(port), timeout=10)) as connection:
        arguments = json.dumps({"name": room, "service": place.server.rooms_domain})
        headers = {"Content-Type": "application/json", "Host": place.server.domain}
        connection.request("POST", "/api/get_room_occupants", arguments, headers)
        return connection.getresponse().read()


def believe(there: int) -> None:
    """Write down that all who are in the room are helpers of the course and were there before."""
    from chatxblock.models import HelperRow, PersonRow  # noqa: PLC0415

    known = PersonRow.objects.filter(course=COURSE).count()
    names = [name_of(number) for number in range(known, there)]
    people = [PersonRow(course=COURSE, user_id=name, localpart=name, name=name) for name in names]
    PersonRow.objects.bulk_create(people, batch_size=500)
    now, new = datetime.now(UTC), PersonRow.objects.filter(course=COURSE, helper=None)
    rows = [HelperRow(person=person, course=COURSE, on_duty=True, present=True, present_at=now) for person in new]
    HelperRow.objects.bulk_create(rows, batch_size=500)


def compare(done: dict[str, Callable[[], None]]) -> dict[str, list[float]]:
    """Do everything in turn, and return the milliseconds of each."""
    taken: dict[str, list[float]] = {name: [] for name in done}
    for number in range(-1, ROUNDS):
        for name, way in done.items():
            began = time.perf_counter()
            way()
            if number >= 0:  # the first ones warm everything up
                taken[name].append(1000 * (time.perf_counter() - began))
    return taken


def figures(there: int, taken: dict[str, list[float]]) -> list[Figure]:
    """Return the figures for one size."""
    floor = taken["bare"]
    asked = f"{min(BATCH, there)} {ASKED}"
    names = {LIST: "`inside`", ASKED: asked}
    return [
        Figure(
            name=f"{names.get(name, name)}, {there:,} in the duty room (floor: the bare list)",
            samples=samples,
            floor=floor,
        )
        for name, samples in taken.items()
        if name != "bare"
    ]


def crossing(taken: dict[int, dict[str, list[float]]]) -> list[Figure]:
    """Return how many entries of the list cost as much as one question about one person: what `CROWD` should be."""
    sizes = [there for there in taken if there > BATCH][:2]
    if len(sizes) < 2:
        return []
    few, many = sizes
    short, long = (percentile(taken[there][LIST], UNDISTURBED) for there in sizes)
    entry = (long - short) / (many - few)
    questions = percentile(taken[many][ASKED], UNDISTURBED)
    entries = (questions - short) / entry / BATCH + few / BATCH
    name = f"entries of the list that cost as much as one question of {BATCH} (`CROWD` is {presence.CROWD})"
    return [Figure(name=name, samples=[entries], unit="entries")]
