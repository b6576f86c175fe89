"""Wires between the nodes of a cluster, which may be cut: what is on its way vanishes, and nobody is told.

Each node reaches the others through a wire, at an address that only its own table of names has. A wire that is cut
takes connections and bytes, as a machine's own buffers do, and hands on nothing, not even that a side has ended; when
it is mended it hands on what it holds, as what is lost on a network is sent again.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any

TIME_LIMIT = 10.0


class Wires:
    """One to each node, at an address of its own."""

    def __init__(self, ends: Mapping[str, str], port: int, to_port: int = 0) -> None:
        """Lead from each address to another one, from a port to a port."""
        self._ends = dict(ends)
        self._port, self._to_port = port, to_port or port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._forth, self._back = asyncio.Event(), asyncio.Event()

    def __enter__(self) -> Wires:
        self._thread.start()
        self._do(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(TIME_LIMIT)
        self._loop.close()

    def cut(self) -> None:
        """Let everything vanish from now on."""
        self._loop.call_soon_threadsafe(self._forth.clear)
        self._loop.call_soon_threadsafe(self._back.clear)

    def swallow_answers(self) -> None:
        """Let what comes back vanish from now on, while all that is asked arrives."""
        self._loop.call_soon_threadsafe(self._back.clear)

    def mend(self) -> None:
        """Hand on again, first what was held."""
        self._loop.call_soon_threadsafe(self._forth.set)
        self._loop.call_soon_threadsafe(self._back.set)

    def lead(self, folder: Path, others: Mapping[str, str]) -> None:
        """Have the node in that folder reach others, by their names, through the wires at these addresses."""
        table = folder / "inetrc"
        hosts = [f'{{host, {{{address.replace(".", ",")}}}, ["{name}"]}}.\n' for name, address in others.items()]
        kept = [
            line for line in table.read_text().splitlines(keepends=True) if not any(name in line for name in others)
        ]
        table.unlink()
        table.write_text("".join([*kept, *hosts]))

    async def _start(self) -> None:
        self._forth.set()
        self._back.set()
        self._servers = [
            await asyncio.start_server(self._serve_for(end), address, self._port) for address, end in self._ends.items()
        ]

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

    def _serve_for(self, end: str) -> Any:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(OSError), contextlib.closing(writer.transport):
                await self._forth.wait()
                onward, back = await asyncio.open_connection(end, self._to_port)
                with contextlib.closing(back.transport):
                    await self._first_end([pump(reader, back, self._forth), pump(onward, writer, self._back)])

        return serve

    async def _first_end(self, pumps: Sequence[Coroutine[Any, Any, None]]) -> None:
        tasks = [asyncio.ensure_future(pump) for pump in pumps]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(TIME_LIMIT)


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, whole: asyncio.Event) -> None:
    """Hand on what comes while the wire is whole, and return at its end."""
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            await whole.wait()
            writer.write(data)
            await writer.drain()
    await whole.wait()
