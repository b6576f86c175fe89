"""A WebSocket as a browser opens one to speak XMPP (RFC 6455, RFC 7395): blocking, whole text messages, no extensions.

For a look at the server from the outside, through the same proxy and with the same Origin as people's browsers. This
module must not know what is said.
"""

from __future__ import annotations

import base64
import math
import os
import socket
import ssl
import struct
import time
from http import HTTPStatus
from urllib.parse import urlsplit

from chatxblock.errors import RoomsRefused, RoomsUnavailable

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
FINAL = 0x80
MOST_BYTES = 1 << 20
"""No answer that is expected here comes near."""


class WebSocket:
    """One connection, which ends at a moment that is set when it begins."""

    def __init__(self, url: str, *, origin: str, seconds: float) -> None:
        """Connect and shake hands. Raises `RoomsUnavailable`, and `RoomsRefused` if the answer is no."""
        self._end = time.monotonic() + seconds
        self._read = b""
        try:
            self._socket = self._connect(url)
        except OSError as exc:
            raise RoomsUnavailable(f"{url} cannot be reached: {reason(exc)}.") from exc
        try:
            self._shake_hands(url, origin)
        except BaseException:
            self.close()
            raise

    def send(self, text: str) -> None:
        """Send a message. Raises `RoomsUnavailable`."""
        self._send(text.encode(), TEXT)

    def receive(self, until: float = math.inf) -> str:
        """Return the next message. Raises `RoomsUnavailable` when time is up or the other side has closed.

        Raises `TimeoutError` at the moment `until` (of `time.monotonic`), if that comes first; nothing is lost by it.
        """
        while True:
            kind, payload = self._frame(until)
            if kind == TEXT:
                return payload.decode("utf-8", "replace")
            if kind == PING:
                self._send(payload, PONG)
            if kind == CLOSE:
                raise RoomsUnavailable("The chat server closed the connection.")

    def close(self) -> None:
        """Be gone."""
        self._socket.close()

    def _connect(self, url: str) -> socket.socket:
        parts = urlsplit(url)
        secure = parts.scheme == "wss"
        host = parts.hostname or ""
        plain = socket.create_connection((host, parts.port or (443 if secure else 80)), self._left())
        if not secure:
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise

    def _shake_hands(self, url: str, origin: str) -> None:
        parts = urlsplit(url)
        lines = [
            f"GET {parts.path or '/'} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Origin: {origin}",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: xmpp",
        ]
        self._write(("\r\n".join(lines) + "\r\n\r\n").encode())
        while b"\r\n\r\n" not in self._read:
            self._fill()
        head, _, self._read = self._read.partition(b"\r\n\r\n")
        status = head.split(b"\r\n", 1)[0].decode("latin-1").partition(" ")[2]
        if not status.startswith(str(HTTPStatus.SWITCHING_PROTOCOLS.value)):
            raise RoomsRefused(f"{url} answered a page of {origin} with {status}.")

    def _send(self, payload: bytes, kind: int) -> None:
        size, mask = len(payload), os.urandom(4)
        if size < 126:
            head = struct.pack("!BB", FINAL | kind, 0x80 | size)
        else:
            head = struct.pack("!BBH", FINAL | kind, 0x80 | 126, size)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
        self._write(head + mask + masked)

    def _frame(self, until: float) -> tuple[int, bytes]:
        """Return the next frame, and take it only when it is there to its last byte."""
        begin = 2
        self._await(begin, until)
        size = self._read[1] & 0x7F
        if size >= 126:
            form = "!H" if size == 126 else "!Q"
            begin += struct.calcsize(form)
            self._await(begin, until)
            (size,) = struct.unpack_from(form, self._read, 2)
        if size > MOST_BYTES:
            raise RoomsRefused("The chat server sends more than was asked for.")
        self._await(begin + size, until)
        kind, payload = self._read[0] & 0x0F, self._read[begin : begin + size]
        self._read = self._read[begin + size :]
        return kind, payload

    def _await(self, count: int, until: float) -> None:
        while len(self._read) < count:
            self._fill(until)

    def _fill(self, until: float = math.inf) -> None:
        try:
            self._socket.settimeout(self._left(until))
            data = self._socket.recv(65536)
        except OSError as exc:
            if isinstance(exc, TimeoutError) and until < self._end:
                raise
            raise RoomsUnavailable(f"The chat server does not answer: {reason(exc)}.") from exc
        if not data or len(self._read) > 2 * MOST_BYTES:
            raise RoomsUnavailable("The chat server closed the connection.")
        self._read += data

    def _write(self, data: bytes) -> None:
        try:
            self._socket.settimeout(self._left())
            self._socket.sendall(data)
        except OSError as exc:
            raise RoomsUnavailable(f"The chat server closed the connection: {reason(exc)}.") from exc

    def _left(self, until: float = math.inf) -> float:
        return max(min(self._end, until) - time.monotonic(), 0.001)


def reason(error: OSError) -> str:
    """Return what went wrong, in the words of the system."""
    return error.strerror or str(error) or type(error).__name__
