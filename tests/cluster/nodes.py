"""Nodes that are none: what a proxy sees of an ejabberd, on an address of loopback of its own, frozen when told to.

They listen where ejabberd does. A WebSocket is told the node's name and then pinged; the service's connection and each
call of the HTTP API are told it too.
"""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial

from tests.cluster.loops import Served, serve

PING_EVERY = 0.2
PING = b"\x89\x00"
ACCEPT = b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
"""For the key that the windows send, which is that of RFC 6455, 1.3."""


class Node:
    """One of them. Used in a thread that runs the loop of all (`Nodes`)."""

    def __init__(self, name: str, address: str) -> None:
        self.name = name
        self.address = address
        self.frozen = False
        """Takes connections and answers nothing, as a stopped process does."""
        self.silent = False
        """Answers, but says nothing by itself."""
        self.handshakes: list[str] = []
        """The heads of all WebSockets that were asked for."""

    def hangs(self) -> bool:
        """Say whether it is frozen, which may change at each wait."""
        return self.frozen

    async def start(self, ports: dict[str, int]) -> list[asyncio.Server]:
        """Listen."""
        takes = {"ws": self._http, "api": self._http, "c2s": self._stream}
        return [
            await asyncio.start_server(partial(serve, takes[name]), self.address, port) for name, port in ports.items()
        ]

    async def _http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not self.hangs():
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            if self.hangs():
                break
            if "upgrade: websocket" in head.lower():
                await self._websocket(head, reader, writer)
                break
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + self.name.encode())
        await reader.read()  # nothing more that comes is answered, until the other side ends it

    async def _websocket(self, head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.handshakes.append(head)
        writer.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
        writer.write(b"Sec-WebSocket-Protocol: xmpp\r\nSec-WebSocket-Accept: " + ACCEPT + b"\r\n\r\n")
        writer.write(b"\x81\x01" + self.name.encode())
        while not (reader.at_eof() or writer.transport.is_closing()):
            with contextlib.suppress(TimeoutError):  # what comes is read, so that the end of it is seen
                await asyncio.wait_for(reader.read(4096), PING_EVERY)
            if not (self.frozen or self.silent):
                writer.write(PING)

    async def _stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.frozen:
            writer.write(self.name.encode())
        await reader.read()


class Nodes(Served):
    """Two of them, on 127.0.0.2 and 127.0.0.3."""

    def __init__(self, ports: dict[str, int]) -> None:
        super().__init__()
        self._ports = ports
        self.a, self.b = Node("a", "127.0.0.2"), Node("b", "127.0.0.3")

    def reset(self) -> None:
        """Have both well again."""
        for node in (self.a, self.b):
            node.frozen = node.silent = False
            node.handshakes.clear()

    async def _start(self) -> list[asyncio.Server]:
        return [server for node in (self.a, self.b) for server in await node.start(self._ports)]
