"""A proxy on loopback that counts the bytes it carries, both ways, and how often something came from the server."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

CHUNK = 65536


class Meter:
    """Carries connections to `target`, a port on loopback that may be set later. Its own port is `port`."""

    def __init__(self) -> None:
        self.target = 0
        self.port = 0
        self.bytes = 0
        self.arrivals = 0

    async def serve(self, ready: threading.Event, ended: asyncio.Event) -> None:
        """Take connections until told to end."""
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await ended.wait()
        server.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self._carry(reader, back, arriving=0), self._carry(there, writer, arriving=1))

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, arriving: int) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(CHUNK):
                self.bytes += len(data)
                self.arrivals += arriving
                sink.write(data)
                await sink.drain()
        sink.close()


@contextmanager
def meter() -> Iterator[Meter]:
    """Run a proxy in a thread."""
    proxy, ready, ends = Meter(), threading.Event(), []

    async def run() -> None:
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
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
