"""One raw window of the load: XMPP over a WebSocket (RFC 7395), as little of it as a browser's can be told by.

Thousands fit one process. It answers pings and hands on whole stanzas as bytes. This module must not know what is said.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Iterator

from benchmarks.machine.bounds import own

ANSWER_SECONDS = 20.0
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
NO_MASK = b"\x00\x00\x00\x00"
"""A mask as RFC 6455 (5.3) wants one, and which changes nothing."""
OPEN = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="{domain}" version="1.0"/>'
AUTH = '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">{secret}</auth>'
BIND = '<iq xmlns="jabber:client" type="set" id="bind"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>'
PRESENT = '<presence xmlns="jabber:client"/>'
JOIN = (
    '<presence xmlns="jabber:client" to="{room}/{nick}"><x xmlns="http://jabber.org/protocol/muc">'
    '<history maxstanzas="0"/>{password}</x></presence>'
)


class Gone(Exception):
    """The server has ended a connection, or does not take it."""


class Window(asyncio.Protocol):
    """One connection of one person."""

    def __init__(self, name: str, host: str, origin: str, take: Callable[[Window, bytes], None]) -> None:
        self.name = name
        self._take = take
        self._request = (
            f"GET /ws HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: xmpp\r\n\r\n"
        ).encode()
        self._buffer = bytearray()
        self._upgraded = False
        self._mark = b""
        self._found: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport | None = None
        self.ended = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a WebSocket."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits."""
        self.ended = True
        if self._found is not None and not self._found.done():
            self._found.set_exception(Gone(self.name))

    def data_received(self, data: bytes) -> None:
        """Take what has come apart into stanzas."""
        self._buffer += data
        if not self._upgraded:
            head, found, rest = bytes(self._buffer).partition(b"\r\n\r\n")
            if not found:
                return
            self._upgraded, self._buffer = True, bytearray(rest)
            self._hand_on(head)
        for kind, payload in whole_frames(self._buffer):
            if kind == TEXT:
                self._hand_on(payload)
            elif kind == PING and self._transport is not None:
                self._transport.write(frame(PONG, payload))
            elif kind == CLOSE:
                self.close()

    def send(self, stanza: str) -> None:
        """Send a stanza; where the connection has ended nothing happens."""
        if self._transport is not None and not self.ended:
            self._transport.write(frame(TEXT, stanza.encode()))

    async def until(self, mark: bytes) -> bytes:
        """Return the first stanza from now on that has these bytes in it. Raises `Gone` and `TimeoutError`."""
        if self.ended:
            raise Gone(self.name)
        self._mark, self._found = mark, asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(self._found, ANSWER_SECONDS)
        finally:
            self._found = None

    def close(self) -> None:
        """End the connection."""
        self.ended = True
        if self._transport is not None:
            self._transport.close()

    def _hand_on(self, payload: bytes) -> None:
        found = self._found
        if found is not None and not found.done() and self._mark in payload:
            found.set_result(payload)
        self._take(self, payload)


async def log_in(window: Window, address: str, port: int, domain: str, token: str) -> Window:
    """Connect, log in with a token and become available. Raises `Gone`, `OSError` and `TimeoutError`."""
    connected = asyncio.get_running_loop().create_connection(lambda: window, own(address), port)
    _, upgraded = await asyncio.gather(asyncio.wait_for(connected, ANSWER_SECONDS), window.until(b"HTTP/1.1 "))
    if not upgraded.startswith(b"HTTP/1.1 101"):
        raise Gone(upgraded[:80].decode("latin-1"))
    secret = base64.b64encode(f"\0{window.name}\0{token}".encode()).decode()
    opening = OPEN.format(domain=domain)
    for said, answer in (
        (opening, b"features"),
        (AUTH.format(secret=secret), b"<success"),
        (opening, b"features"),
        (BIND, b"<iq"),
        (PRESENT, b"<presence"),
    ):
        window.send(said)
        await window.until(answer)
    return window


async def enter(window: Window, room: str, password: str = "") -> None:
    """Enter a room and return when it has said all that it says to who comes. Raises `Gone` and `TimeoutError`."""
    secret = f"<password>{password}</password>" if password else ""
    window.send(JOIN.format(room=room, nick=window.name, password=secret))
    await window.until(b"<subject")


def frame(kind: int, payload: bytes) -> bytes:
    """Return a whole frame as clients send it."""
    size = len(payload)
    if size < 126:
        return bytes((0x80 | kind, 0x80 | size)) + NO_MASK + payload
    if size < 1 << 16:
        return bytes((0x80 | kind, 0x80 | 126)) + size.to_bytes(2, "big") + NO_MASK + payload
    return bytes((0x80 | kind, 0x80 | 127)) + size.to_bytes(8, "big") + NO_MASK + payload


def whole_frames(buffer: bytearray) -> Iterator[tuple[int, bytes]]:
    """Take the whole frames of a server out of what has come, each with its kind; what is not whole stays."""
    while len(buffer) >= 2:
        size, start = buffer[1] & 0x7F, 2
        if size > 125:
            start = 4 if size == 126 else 10
            if len(buffer) < start:
                return
            size = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start + size:
            return
        kind, payload = buffer[0] & 0x0F, bytes(buffer[start : start + size])
        del buffer[: start + size]
        yield kind, payload
