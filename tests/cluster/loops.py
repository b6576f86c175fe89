"""What tests have in a loop of asyncio, in a thread beside them: servers, and people."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from typing import Any, Self, TypeVar

Result = TypeVar("Result")
Take = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
TIME_LIMIT = 12.0


class InLoop:
    """What lives in a loop of its own, in a thread of its own, for as long as a `with` block lasts."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self._begin()).result(TIME_LIMIT)
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._end()).result(TIME_LIMIT)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(TIME_LIMIT)
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Begin something in the loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _begin(self) -> None:
        """Do what comes first."""

    async def _end(self) -> None:
        """Call off whatever is under way."""
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)


class Served(InLoop):
    """Some servers; whoever derives from it says which."""

    async def _start(self) -> list[asyncio.Server]:
        """Listen."""
        raise NotImplementedError

    async def _begin(self) -> None:
        self._servers = await self._start()

    async def _end(self) -> None:
        for server in self._servers:
            server.close()
        await super()._end()


async def serve(take: Take, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Take one connection, and have its socket closed by the time that this returns, also where it is called off."""
    try:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await take(reader, writer)
    finally:
        await closed(writer)


async def closed(writer: asyncio.StreamWriter) -> None:
    """End a connection at once."""
    writer.transport.abort()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
