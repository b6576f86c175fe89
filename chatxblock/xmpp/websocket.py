"""A WebSocket as a browser opens one to speak XMPP (RFC 6455, RFC 7395): blocking, whole text messages, no extensions.

For a look at the server from the outside, through the same proxy and with the same Origin as people's browsers. The
protocol is that of `websockets`; here are the limits, and our words for what goes wrong. This module must not know
what is said.
"""

from __future__ import annotations

import contextlib
import logging
import math
import socket
import threading
import time
from contextlib import ExitStack
from http import HTTPStatus
from urllib.parse import urlsplit

from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.frames import CloseCode
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from chatxblock.errors import RoomsError, RoomsRefused, RoomsUnavailable

MOST_BYTES = 1 << 20
"""No answer that is expected here comes near."""
SILENT = logging.Logger(f"{__name__}.frames", logging.CRITICAL + 1)  # noqa: LOG001  (one that no settings can wake)
"""Takes what websockets would log: frames at DEBUG, and with them tokens and what people say."""


class WebSocket:
    """One connection, which ends at a moment that is set when it begins."""

    def __init__(self, url: str, *, origin: str, seconds: float) -> None:
        """Connect and shake hands. Raises `RoomsUnavailable`, and `RoomsRefused` if the answer is no."""
        self._end = time.monotonic() + seconds
        self._held = ExitStack()
        link = self._dial(url)
        try:
            self._connection = self._shake_hands(url, origin, link)
        except BaseException:
            link.close()
            raise
        self._alarm = threading.Timer(self._left(), self._hang_up)
        self._alarm.daemon = True
        self._alarm.start()

    def send(self, text: str) -> None:
        """Send a message. Where nobody hears it any more `receive` says so, after all that was said before the end."""
        with contextlib.suppress(ConnectionClosed):
            self._connection.send(text)

    def receive(self, until: float = math.inf) -> str:
        """Return the next message. Raises `RoomsUnavailable` when time is up or the other side has closed.

        Raises `TimeoutError` at the moment `until` (of `time.monotonic`), if that comes first; nothing is lost by it.
        """
        try:
            return self._connection.recv(self._left(until), decode=True)
        except TimeoutError as exc:
            if until < self._end:
                raise
            raise RoomsUnavailable("The chat server does not answer: timed out.") from exc
        except ConnectionClosed as exc:
            raise self._lost(exc) from exc

    def close(self) -> None:
        """Be gone. No thread is left behind."""
        self._alarm.cancel()
        self._hang_up()
        self._held.close()
        self._alarm.join()

    def _dial(self, url: str) -> socket.socket:
        """Connect directly: proxies that the environment names are not where browsers go."""
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "wss" else 80)
        try:
            return socket.create_connection((parts.hostname or "", port), self._left())
        except OSError as exc:
            raise RoomsUnavailable(f"{url} cannot be reached: {reason(exc)}.") from exc

    def _shake_hands(self, url: str, origin: str, link: socket.socket) -> ClientConnection:
        link.settimeout(None)  # the library has limits of its own for the handshakes
        try:
            return self._held.enter_context(
                connect(
                    url,
                    sock=link,
                    origin=Origin(origin),
                    subprotocols=[Subprotocol("xmpp")],
                    compression=None,
                    user_agent_header=None,
                    open_timeout=self._left(),
                    ping_interval=None,
                    max_size=MOST_BYTES,
                    logger=SILENT,
                )
            )
        except TimeoutError as exc:
            raise RoomsUnavailable(f"The chat server does not answer: {reason(exc)}.") from exc
        except OSError as exc:
            raise RoomsUnavailable(f"{url} cannot be reached: {reason(exc)}.") from exc
        except (ValueError, WebSocketException) as exc:
            raise no_handshake(url, origin, exc) from exc

    def _hang_up(self) -> None:
        """End every wait: whoever reads or writes is woken, also where the other side has stopped reading."""
        with contextlib.suppress(OSError):
            self._connection.socket.shutdown(socket.SHUT_RDWR)

    def _lost(self, error: ConnectionClosed) -> RoomsError:
        if error.sent is not None and error.sent.code == CloseCode.MESSAGE_TOO_BIG:
            return RoomsRefused("The chat server sends more than was asked for.")
        if time.monotonic() >= self._end:
            return RoomsUnavailable("The chat server does not answer: timed out.")
        return RoomsUnavailable("The chat server closed the connection.")

    def _left(self, until: float = math.inf) -> float:
        return max(min(self._end, until) - time.monotonic(), 0.001)


def no_handshake(url: str, origin: str, error: Exception) -> RoomsError:
    """Return our words for an answer that opens no WebSocket; a redirect is one of them, as it is for browsers."""
    for known in (error, error.__cause__, error.__context__):
        if isinstance(known, InvalidStatus):
            status = f"{known.response.status_code} {known.response.reason_phrase}"
            away = known.response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR  # a proxy without a server, too
            return (RoomsUnavailable if away else RoomsRefused)(f"{url} answered a page of {origin} with {status}.")
    if isinstance(error.__cause__, EOFError):
        return RoomsUnavailable("The chat server closed the connection.")
    return RoomsRefused(f"{url} answered a page of {origin} with what is no WebSocket.")


def reason(error: OSError) -> str:
    """Return what went wrong, in the words of the system."""
    return error.strerror or str(error) or type(error).__name__
