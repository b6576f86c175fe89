"""Servers of asyncio in a thread of their own, for as long as a block lasts."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Self, TypeVar

Result = TypeVar("Result")
Take = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
TIME_LIMIT = 10.0


class Served:
    """Some servers; whoever derives from it says which."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def __enter__(self) -> Self:
        self._thread.start()
        self._servers = self._do(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(TIME_LIMIT)
        self._loop.close()

    async def _start(self) -> list[asyncio.Server]:
        """Listen."""
        raise NotImplementedError

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

    def _do(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(TIME_LIMIT)


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
