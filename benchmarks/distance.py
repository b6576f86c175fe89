"""A far-away server on loopback: a proxy that holds back every byte for half a round trip, in order.

Setting a connection up costs one more round trip, as TCP does; there is no TLS. Bounded by its `with` block.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Distance:
    """A proxy; `target` and `round_trip` (seconds) may be changed while it runs."""

    def __init__(self) -> None:
        self.target = ("127.0.0.1", 0)
        self.round_trip = 0.0
        self.origin = (b"", b"")
        """What to replace in the head of a request: our origin, and the one that the server expects."""
        self.port = 0

    async def serve(self, ready: threading.Event, ended: asyncio.Event) -> None:
        """Take connections until told to end."""
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await ended.wait()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self.target)
        ways = (self._carry(reader, back, self.round_trip, first=True), self._carry(there, writer, 0.0, first=False))
        await asyncio.gather(*ways, return_exceptions=True)

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, set_up: float, *, first: bool
    ) -> None:
        loop = asyncio.get_running_loop()
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        earliest = loop.time() + set_up

        async def read() -> None:
            data = b"?"
            while data:
                data = await reader.read(65536)
                await waiting.put((max(loop.time(), earliest) + self.round_trip / 2, data))

        async def write() -> None:
            while True:
                due, data = await waiting.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                if not data:
                    break
                writer.write(data.replace(*self.origin) if first and self.origin[0] else data)
                await writer.drain()
            writer.close()

        with contextlib.suppress(OSError):
            await asyncio.gather(read(), write())


@contextmanager
def distance() -> Iterator[Distance]:
    """Run a proxy in a thread."""
    proxy, ready, ends = Distance(), threading.Event(), []

    async def run() -> None:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        ends.append(lambda: loop.call_soon_threadsafe(ended.set))
        await proxy.serve(ready, ended)

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield proxy
    finally:
        ends[0]()
        thread.join(10)
