"""What browsers, workers and strangers do at a proxy's doors, with no more than sockets."""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import TypeVar

HOME, STRANGER = "127.0.0.1", "127.0.0.9"
"""A worker's address, and one that is nobody's. Both are on loopback."""
ORIGIN = "https://lms.example.org"
TIME_LIMIT = 10.0
Result = TypeVar("Result")
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
REFUSED = 0
"""Instead of a status, where the connection was ended without an answer."""


class Window:
    """One WebSocket that somebody asks for; `status` is what was answered, and `node` who."""

    def __init__(
        self,
        port: int,
        certificate: Path,
        *,
        origin: str | None = ORIGIN,
        path: str = "/ws",
        upgrade: str = "websocket",
        source: str = HOME,
        seconds: float = TIME_LIMIT,
    ) -> None:
        # Not a wrapped socket: Python 3.11 leaves one open whose other side had ended the connection by then.
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        trust = ssl.create_default_context(cafile=certificate)
        self._tls = trust.wrap_bio(self._incoming, self._outgoing, server_hostname="chat.test")
        self._held = ExitStack()
        self._said = b""
        self.status = REFUSED
        self.node = ""
        try:
            self._socket = socket.create_connection((HOME, port), seconds, source_address=(source, 0))
            self._held.enter_context(self._socket)
            self._do(self._tls.do_handshake)
            self._ask(origin, path, upgrade)
        except OSError:  # ended, silent, or never there
            self.close()

    def _ask(self, origin: str | None, path: str, upgrade: str) -> None:
        head = [f"GET {path} HTTP/1.1", "Host: chat.test", "Connection: Upgrade", f"Upgrade: {upgrade}"]
        head += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: xmpp", f"Sec-WebSocket-Key: {KEY}"]
        head += [f"Origin: {origin}"] if origin is not None else []
        self._do(self._tls.write, "\r\n".join([*head, "", ""]).encode())
        while b"\r\n\r\n" not in self._said:
            self._read()
        answer, _, self._said = self._said.partition(b"\r\n\r\n")
        self.status = int(answer.split()[1])
        if self.status == 101:
            while len(self._said) < 3:
                self._read()
            self.node, self._said = self._said[2:3].decode(), self._said[3:]

    def hear(self, pings: int) -> bool:
        """Wait for so many pings from now on; say whether they all came before the connection ended."""
        self._said = b""
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            while len(self._said) < 2 * pings:
                self._read()
            return True
        return False

    def ends(self, seconds: float) -> bool:
        """Say whether the other side ends it within that time."""
        deadline = time.monotonic() + seconds
        try:
            while True:
                self._socket.settimeout(max(0.01, deadline - time.monotonic()))
                self._read()
        except TimeoutError:
            return False
        except (ConnectionError, ssl.SSLError):
            return True

    def close(self) -> None:
        self._held.close()

    def _read(self) -> None:
        data = self._do(self._tls.read, 4096)
        if not data:
            raise ConnectionResetError
        self._said += data

    def _do(self, step: Callable[..., Result], *given: object) -> Result:
        """Take a step of TLS, however often the other side has to be heard for it."""
        while True:
            try:
                done = step(*given)
            except ssl.SSLWantReadError:
                self._socket.sendall(self._outgoing.read())
                data = self._socket.recv(16384)
                if not data:
                    raise ConnectionResetError from None
                self._incoming.write(data)
            else:
                self._socket.sendall(self._outgoing.read())
                return done


def call_api(port: int, path: str = "/api/status", source: str = HOME) -> tuple[int, str]:
    """Call the HTTP API; return status and body."""
    connection = HTTPConnection(HOME, port, timeout=TIME_LIMIT, source_address=(source, 0))
    with contextlib.closing(connection):
        connection.request("POST", path, "{}", {"Host": "chat.test"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def greet(port: int, source: str = HOME) -> str:
    """Return which node greets the service's connection, "" where it is ended."""
    with (
        contextlib.suppress(ConnectionError),
        socket.create_connection((HOME, port), TIME_LIMIT, source_address=(source, 0)) as link,
    ):
        return link.recv(1).decode()
    return ""
