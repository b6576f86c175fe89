"""One POST and its answer within a number of seconds that holds for all of it: names, connecting, sending, reading.

The limits of HTTP libraries hold for each wait on a socket, so that a server which sends a byte a second keeps its
caller for as long as it likes. Here a thread of its own waits, and loses its connection when the time is over. Nothing
is kept between two requests that a fork could break. This module must not know what is said.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
from collections.abc import Mapping
from threading import Event, Lock, Thread
from urllib.parse import urlsplit

from chatxblock.errors import PeeringFailed


class Address:
    """Where a service is. Redirects are not followed, and no proxy is used."""

    def __init__(self, url: str, *, ca_file: str = "", most_bytes: int) -> None:
        """Take the start of its addresses, whose certificates are checked; `ca_file` is who vouches, if not the system.

        Raises `ValueError` for anything but http:// and https:// with a host, and `OSError` for a file that is none.
        """
        self._parts = urlsplit(url)
        if self._parts.scheme not in ("http", "https") or not self._parts.hostname or self._parts.port == 0:
            raise ValueError("no URL of a service")
        tls = self._parts.scheme == "https"
        self._tls = ssl.create_default_context(cafile=ca_file or None) if tls else None
        self._most_bytes = most_bytes

    def post(self, path: str, body: bytes, headers: Mapping[str, str], seconds: float) -> bytes:
        """Return what the service answers with status 200. Raises `PeeringFailed`, at the latest after `seconds`."""
        if seconds <= 0:
            raise PeeringFailed("There is no time left to ask it.")
        exchange = Exchange(self._connection(seconds), most_bytes=self._most_bytes)
        where = f"{self._parts.path.rstrip('/')}/{path}"
        Thread(target=exchange.run, args=(where, body, headers), name="chatxblock-peering", daemon=True).start()
        return exchange.answer(seconds)

    def _connection(self, seconds: float) -> http.client.HTTPConnection:
        host = self._parts.hostname or ""
        if self._tls is not None:
            return http.client.HTTPSConnection(host, self._parts.port, timeout=seconds, context=self._tls)
        return http.client.HTTPConnection(host, self._parts.port, timeout=seconds)


class Exchange:
    """One request on its way: `run` in a thread, `answer` in another."""

    def __init__(self, connection: http.client.HTTPConnection, *, most_bytes: int) -> None:
        self._connection = connection
        self._most_bytes = most_bytes
        self._done = Event()
        self._lock = Lock()
        self._abandoned = False
        self._body = b""
        self._trouble = "It did not answer in time."

    def run(self, path: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Send it, and read what comes back until it is whole, too long, or abandoned."""
        try:
            self._connection.connect()
            with self._lock:
                wanted = not self._abandoned
            if wanted:
                self._connection.request("POST", path, body, dict(headers))
                self._read(self._connection.getresponse())
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._trouble = f"It cannot be asked ({type(error).__name__})."
        finally:
            self._connection.close()
            self._done.set()

    def answer(self, seconds: float) -> bytes:
        """Return what came back. Raises `PeeringFailed` where nothing useful did, or not in time."""
        if not self._done.wait(seconds):
            self._abandon()
            raise PeeringFailed("It did not answer in time.")
        if self._trouble:
            raise PeeringFailed(self._trouble)
        return self._body

    def _read(self, response: http.client.HTTPResponse) -> None:
        if response.status != http.HTTPStatus.OK:
            self._trouble = f"It answered with status {response.status}."
            return
        body = response.read(self._most_bytes + 1)
        if len(body) > self._most_bytes:
            self._trouble = f"It answered with more than {self._most_bytes} bytes."
            return
        self._body, self._trouble = body, ""

    def _abandon(self) -> None:
        """Wake the thread that still waits: on a socket that is shut down every wait ends."""
        with self._lock:
            self._abandoned = True
        link = self._connection.sock
        if link is not None:
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
