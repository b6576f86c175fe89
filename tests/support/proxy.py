"""A bad network for tests: a TCP proxy on loopback that delays, freezes and cuts what goes through it.

It knows nothing of what it carries. What it holds back stays in the buffers of the system, so it is bounded.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")
CHUNK = 16384
TIME_LIMIT = 10.0


class Pipe:
    """One connection through the proxy."""

    def __init__(self, streams: tuple[asyncio.StreamWriter, asyncio.StreamWriter], quota: float) -> None:
        self._writers = streams
        self._left = quota
        self.flowing = asyncio.Event()
        self.flowing.set()

    @property
    def used_up(self) -> bool:
        return self._left < 0

    async def carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, delay: Callable[[], float]) -> None:
        """Carry one direction until it ends, breaks, or the quota is used up, which may be in mid-message."""
        with contextlib.suppress(OSError):
            while data := await source.read(CHUNK):
                await asyncio.sleep(delay())
                await self.flowing.wait()
                self._left -= len(data)
                if self.used_up:
                    break
                sink.write(data)
                await sink.drain()
        self.cut()

    def cut(self) -> None:
        """End it for both sides, without a word."""
        self.flowing.set()
        for writer in self._writers:
            writer.transport.abort()


class Proxy:
    """Carries connections to `target`, a port on loopback that may be set later. Its own port is `port`."""

    def __init__(self) -> None:
        self.target = 0
        self.port = 0
        self.cuts = 0
        """How many connections were cut because their quota was used up."""
        self._quota: tuple[int, int] | None = None
        self._longest_delay = 0.0
        self._open = True
        self._pipes: set[Pipe] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._chance = random.Random(7)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Proxy:
        self._thread.start()
        self._server = self._do(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(TIME_LIMIT)
        self._loop.close()

    def spoil(self, quota: tuple[int, int] | None, longest_delay: float = 0.0) -> None:
        """From now on, cut each new connection after so many bytes (from, to), and delay what it carries (seconds)."""
        self._quota, self._longest_delay = quota, longest_delay

    def cut(self) -> None:
        """Cut all connections that are there."""
        self._do(self._each(Pipe.cut))

    def freeze(self) -> None:
        """Let nothing pass any more; connections stay, and new ones are taken and not served."""
        self._open = False
        self._do(self._each(lambda pipe: pipe.flowing.clear()))

    def thaw(self) -> None:
        """Let everything pass again, also what was held back."""
        self._open = True
        self._do(self._each(lambda pipe: pipe.flowing.set()))

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, out = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        quota = self._chance.randint(*self._quota) if self._quota else float("inf")
        pipe = Pipe((writer, out), quota)
        if not self._open:
            pipe.flowing.clear()
        self._pipes.add(pipe)
        await asyncio.gather(pipe.carry(reader, out, self._delay), pipe.carry(there, writer, self._delay))
        self._pipes.discard(pipe)
        self._tasks.discard(task)
        self.cuts += pipe.used_up

    def _delay(self) -> float:
        return self._chance.uniform(0, self._longest_delay)

    async def _each(self, change: Callable[[Pipe], None]) -> None:
        for pipe in list(self._pipes):
            change(pipe)

    async def _stop(self) -> None:
        self._server.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _do(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(TIME_LIMIT)
