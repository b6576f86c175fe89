"""Thousands of people in rooms, in a process of their own that shares no interpreter with anything that is measured.

The parent tells them what to do over a pipe: come, enter, talk, leave. This module must not know what runs the rooms.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.machine.bounds import bounded, room_for, short
from benchmarks.machine.said import Said, Taken
from benchmarks.machine.window import ANSWER_SECONDS, Gone, Window, enter, log_in
from tests.support.learner import token_for

AT_ONCE = 4
"""Log-ins that are under way at the same time; the server's queue for new connections holds five."""
TRIES = 3
GRACE = 6.0
"""Seconds in which the last lines have to have come."""
LOOK_EVERY = 0.02
HOUR = 3600.0
WORDS = "so the rows are multiples of each other, and there is no inverse"


@dataclass(frozen=True, kw_only=True)
class Doors:
    """Where people come in, in turn, and as whom."""

    addresses: tuple[tuple[str, int], ...]
    """Of the WebSocket listeners."""
    domain: str
    origin: str
    secret: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Seats:
    """A room and who is in it."""

    room: str
    """Its address."""
    people: tuple[str, ...]
    password: str = ""


class Bots:
    """The process, and what it is told."""

    def __init__(self, doors: Doors) -> None:
        """Start it, with nobody there yet."""
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=live, args=(theirs, doors), daemon=True)
        self._process.start()
        self.inside = 0

    @property
    def pid(self) -> int:
        """Return the id of the process."""
        assert self._process.pid is not None
        return self._process.pid

    def come(self, seats: Sequence[Seats], limit: float) -> int:
        """Let people come and enter their rooms until all are there or time is up; return how many are there in all."""
        self.inside = int(self._do("come", room_for(self.inside + sum(len(one.people) for one in seats)), seats, limit))
        return self.inside

    def talk(self, mark: str, rate: float, seconds: float, rooms: int = 0) -> Taken:
        """Let them say so many lines a second, in the first so many rooms or in all; each begins with the mark."""
        taken: Taken = self._do("talk", mark, bounded("lines a second", rate), short(seconds), rooms)
        return taken

    def leave(self) -> int:
        """Let everybody go; return how many had been cut off before."""
        self.inside = 0
        return int(self._do("leave"))

    def close(self) -> None:
        """End the process, and with it all connections."""
        self._ours.send(None)
        self._process.join(10)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(10)

    def _do(self, *wish: Any) -> Any:
        self._ours.send(wish)
        answer = self._ours.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer


def live(pipe: Connection, doors: Doors) -> None:
    """Run in the other process: do what the parent wishes, until it wishes no more; pings are answered meanwhile."""
    asyncio.run(_live(pipe, Crowd(doors)))


async def _live(pipe: Connection, crowd: Crowd) -> None:
    loop = asyncio.get_running_loop()
    while (wish := await loop.run_in_executor(None, pipe.recv)) is not None:
        name, *arguments = wish
        try:
            pipe.send(await getattr(crowd, name)(*arguments))
        except Exception as error:  # noqa: BLE001  (the parent raises it)
            pipe.send(RuntimeError(f"{type(error).__name__}: {error}"))


class Crowd:
    """Everybody in the process."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._rooms: list[tuple[str, list[Window]]] = []
        self._said: Said | None = None
        self._mark = b""
        self._chance = random.Random(15)
        self._came = 0

    async def come(self, _all: int, seats: Sequence[Seats], limit: float) -> int:
        """Let people in, some at once, each by the next door; return how many are inside."""
        ended = time.monotonic() + limit
        rooms: dict[str, list[Window]] = {one.room: [] for one in seats}
        coming = iter([(one, name) for one in seats for name in one.people])

        async def admit() -> None:
            for one, name in coming:
                if time.monotonic() > ended:
                    return
                window = await self._one(name)
                await enter(window, one.room, one.password)
                rooms[one.room].append(window)

        for result in await asyncio.gather(*(admit() for _ in range(AT_ONCE)), return_exceptions=True):
            if isinstance(result, BaseException) and not isinstance(result, TimeoutError | Gone | OSError):
                raise result
        self._rooms += rooms.items()
        return sum(not window.ended for _, windows in self._rooms for window in windows)

    async def talk(self, mark: str, rate: float, seconds: float, rooms: int) -> Taken:
        """Say lines at random moments, in all rooms in turn, and wait for the last of them."""
        there = self._rooms[:rooms] if rooms else self._rooms
        said = self._said = Said()
        self._mark = f"<body>{mark}-".encode()
        began = due = time.perf_counter()
        late = 0.0
        while due < began + seconds:
            now = time.perf_counter()
            if now < due:
                await asyncio.sleep(due - now)
                now = time.perf_counter()
            late = max(late, now - due)
            number = len(said.at)
            room, windows = there[number % len(there)]
            speaker = windows[number // len(there) % len(windows)]
            said.note(speaker.name, len(windows), time.perf_counter())
            speaker.send(line(room, mark, number))
            if number % 50 == 0:
                await asyncio.sleep(0)  # what has come is heard, even where the bots are behind
            due += self._chance.expovariate(rate)
        took = time.perf_counter() - began
        await self._last_lines(said, GRACE)
        self._said = None
        return said.taken(took, late)

    async def _last_lines(self, said: Said, seconds: float) -> None:
        """Wait until all have come, looking now and then: to tell with each line would cost what is measured."""
        ended = time.perf_counter() + seconds
        for _ in range(int(seconds / LOOK_EVERY)):
            if said.done or time.perf_counter() > ended:
                return
            await asyncio.sleep(LOOK_EVERY)

    async def leave(self) -> int:
        """End all connections; return how many had ended before."""
        windows = [window for _, some in self._rooms for window in some]
        gone = sum(window.ended for window in windows)
        for window in windows:
            window.close()
        self._rooms.clear()
        await asyncio.sleep(0)
        return gone

    async def _one(self, name: str) -> Window:
        """Let one in. Raises what the last try came to."""
        domain = self._doors.domain
        token = token_for(f"{name}@{domain}", self._doors.secret, HOUR)
        for attempt in range(TRIES):
            address, port = self._doors.addresses[self._came % len(self._doors.addresses)]
            self._came += 1
            window = Window(name, f"{address}:{port}", self._doors.origin, self._take)
            try:
                return await log_in(window, address, port, domain, token)
            except (Gone, OSError, TimeoutError):
                window.close()
                if attempt == TRIES - 1:
                    raise
        raise Gone(name)

    def _take(self, window: Window, payload: bytes) -> None:
        said = self._said
        if said is None or self._mark not in payload:
            return
        number = int(payload.partition(self._mark)[2].partition(b" ")[0])
        if b"type='error'" in payload[:400] or b'type="error"' in payload[:400]:
            said.refused += 1
        else:
            said.heard(number, window.name, time.perf_counter())


def line(room: str, mark: str, number: int) -> str:
    """Return a line as long as people's are."""
    return (
        f'<message xmlns="jabber:client" type="groupchat" id="{mark}-{number}" to="{room}">'
        f"<body>{mark}-{number} {WORDS}</body></message>"
    )


__all__ = ["ANSWER_SECONDS", "Bots", "Crowd", "Doors", "Seats", "line", "live"]
