"""Rooms and who sits in them, made as the service makes them, over several connections as several workers have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from uuid import uuid4

from benchmarks.machine.bots import Seats
from benchmarks.machine.bounds import bounded
from benchmarks.machine.chat import Chat
from tests.support.chat import Service

WORKERS = 4
"""Connections of the service: two processes of the site and two sweeps."""


@contextmanager
def workers(chat: Chat, many: int = WORKERS) -> Iterator[Sequence[Service]]:
    """Connect the service so many times."""
    with ExitStack() as stack:
        yield [stack.enter_context(closing(Service(chat.service))) for _ in range(many)]


def make(chat: Chat, services: Sequence[Service], rooms: int, people: Sequence[int]) -> list[Seats]:
    """Make so many rooms for so many people each, in turn, and return their seats, room by room."""
    sizes = [people[number % len(people)] for number in range(int(bounded("rooms", rooms)))]
    bounded("sessions", sum(sizes))
    names = [uuid4().hex for _ in sizes]
    seats = [tuple(uuid4().hex for _ in range(size)) for size in sizes]

    def work(number: int) -> None:
        for room, inside in list(zip(names, seats, strict=True))[number :: len(services)]:
            services[number].make(room, occupants=len(inside) + 1)
            services[number].admit(room, inside)

    with ThreadPoolExecutor(len(services)) as threads:
        list(threads.map(work, range(len(services))))
    domain = chat.address.rooms_domain
    return [Seats(room=f"{room}@{domain}", people=inside) for room, inside in zip(names, seats, strict=True)]


Told = Callable[[str], None]
"""Where a stage says how far it is."""
