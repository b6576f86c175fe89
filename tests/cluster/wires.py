"""Wires between the nodes of a cluster, which may be cut: what is on its way vanishes, and nobody is told.

Each node reaches the others through a wire, at an address that only its own table of names has. A wire that is cut
takes connections and bytes, as a machine's own buffers do, and hands on nothing, not even that a side has ended; when
it is mended it hands on what it holds, as what is lost on a network is sent again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tests.cluster.loops import Served, closed, serve


class Wires(Served):
    """One to each node, at an address of its own."""

    def __init__(self, ends: Mapping[str, str], port: int, to_port: int = 0) -> None:
        """Lead from each address to another one, from a port to a port."""
        super().__init__()
        self._ends = dict(ends)
        self.port, self._to_port = port, to_port or port
        self._forth, self._back = asyncio.Event(), asyncio.Event()

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

    async def _start(self) -> list[asyncio.Server]:
        self._forth.set()
        self._back.set()
        return [
            await asyncio.start_server(partial(serve, partial(self._lead, end)), address, self.port)
            for address, end in self._ends.items()
        ]

    async def _lead(self, end: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._forth.wait()
        onward, back = await asyncio.open_connection(end, self._to_port)
        try:
            await self._first_end([pump(reader, back, self._forth), pump(onward, writer, self._back)])
        finally:
            await closed(back)

    async def _first_end(self, pumps: Sequence[Coroutine[Any, Any, None]]) -> None:
        tasks = [asyncio.ensure_future(pump) for pump in pumps]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, whole: asyncio.Event) -> None:
    """Hand on what comes while the wire is whole, and return at its end."""
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            await whole.wait()
            writer.write(data)
            await writer.drain()
    await whole.wait()
