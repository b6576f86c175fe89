"""What XMPP does not grant to an outsider: who is inside a room, by real address, who is connected, and to end that.

ejabberd's HTTP API changes names and formats between versions; what is used of it here reads the same on 23.01 and
24.12. A connection for each call: it costs a fraction of a millisecond and has no state to lose in a fork.
This module must not know of slixmpp or asyncio.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
from urllib.parse import urlsplit

from chatxblock.domain.deadline import time_left
from chatxblock.errors import RoomNotFound, RoomsRefused, RoomsUnavailable

GATEWAY_ERRORS = (
    http.HTTPStatus.BAD_GATEWAY,
    http.HTTPStatus.SERVICE_UNAVAILABLE,
    http.HTTPStatus.GATEWAY_TIMEOUT,
)
"""What a proxy answers by itself, with a page of its own, where it reaches no server."""
ENDING_TIME = 0.05
"""Seconds after which a room that was about to end is gone; usual are a few milliseconds."""


class ServerApi:
    """ejabberd's HTTP API at one address."""

    def __init__(self, url: str, *, domain: str, timeout: float) -> None:
        """Remember where it is; `domain` is one that the server serves: newer ones look for it in the Host header."""
        self._parts = urlsplit(url)
        self._domain = domain
        self._timeout = timeout

    def occupants(self, room: str, service: str) -> list[str]:
        """Return the full addresses of who is inside. Raises `RoomNotFound`, `RoomsRefused`, `RoomsUnavailable`.

        ejabberd fails over a room that is just ending (status 500): asked again, it finds the room gone.
        """
        arguments = {"name": room, "service": service}
        status, content = self._call("get_room_occupants", arguments)
        if status == http.HTTPStatus.INTERNAL_SERVER_ERROR:
            threading.Event().wait(ENDING_TIME)
            status, content = self._call("get_room_occupants", arguments)
        if _is_no_room(status, content):
            raise RoomNotFound
        return addresses(_checked(status, content))

    def occupants_number(self, room: str, service: str) -> int:
        """Return how many are inside, 0 where there is no such room. Raises `RoomsRefused`, `RoomsUnavailable`."""
        status, content = self._call("get_room_occupants_number", {"name": room, "service": service})
        return 0 if _is_no_room(status, content) else number(_checked(status, content))

    def is_connected(self, localpart: str) -> bool:
        """Return whether somebody has a connection that takes messages. Raises `RoomsRefused`, `RoomsUnavailable`."""
        arguments = {"user": localpart, "server": self._domain}
        return is_available(_checked(*self._call("get_presence", arguments)))

    def end_sessions(self, localpart: str) -> None:
        """End every connection of somebody; none is none. Raises `RoomsRefused`, `RoomsUnavailable`."""
        _checked(*self._call("kick_user", {"user": localpart, "host": self._domain}))

    def resources(self, localpart: str) -> list[str]:
        """Return the names of somebody's connections. Raises `RoomsRefused`, `RoomsUnavailable`."""
        arguments = {"user": localpart, "host": self._domain}
        return names(_checked(*self._call("user_resources", arguments)))

    def end_session(self, localpart: str, resource: str, reason: str) -> None:
        """End one connection; harmless where it is gone. Raises `RoomsRefused`, `RoomsUnavailable`."""
        arguments = {"user": localpart, "host": self._domain, "resource": resource, "reason": reason}
        _checked(*self._call("kick_session", arguments))

    def allows(self, command: str, arguments: dict[str, str]) -> bool:
        """Say whether the API carries out a command. Raises `RoomsUnavailable`."""
        status, _ = self._call(command, arguments)
        return status == http.HTTPStatus.OK

    def _call(self, command: str, arguments: dict[str, str]) -> tuple[int, bytes]:
        parts = self._parts
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        seconds = time_left(self._timeout)
        if seconds <= 0:
            raise RoomsUnavailable
        connection = kind(parts.hostname or "", parts.port, timeout=seconds)
        headers = {"Content-Type": "application/json", "Host": self._domain}
        with contextlib.closing(connection):
            try:
                connection.request("POST", f"{parts.path.rstrip('/')}/{command}", json.dumps(arguments), headers)
                answer = connection.getresponse()
                status, content = answer.status, answer.read()
            except (OSError, http.client.HTTPException) as exc:
                raise RoomsUnavailable from exc
        if status in GATEWAY_ERRORS:
            raise RoomsUnavailable
        return status, content


def addresses(content: bytes) -> list[str]:
    """Read `[{"jid": "anna@chat.example.org/web", "nick": …, "role": …}, …]`."""
    try:
        return [str(occupant["jid"]) for occupant in json.loads(content)]
    except (ValueError, TypeError, KeyError) as exc:
        raise RoomsRefused("The chat server's HTTP API answered in a format that we do not know.") from exc


def names(content: bytes) -> list[str]:
    """Read `["web", "phone"]`, or `[{"resource": "web"}, …]` as other versions have it."""
    try:
        found = json.loads(content)
        return [str(one["resource"] if isinstance(one, dict) else one) for one in list(found)]
    except (ValueError, TypeError, KeyError) as exc:
        raise RoomsRefused("The chat server's HTTP API answered in a format that we do not know.") from exc


def number(content: bytes) -> int:
    """Read `{"occupants": 3}`, or `3` as other versions have it."""
    try:
        found = json.loads(content)
        return int(found["occupants"] if isinstance(found, dict) else found)
    except (ValueError, TypeError, KeyError) as exc:
        raise RoomsRefused("The chat server's HTTP API answered in a format that we do not know.") from exc


def is_available(content: bytes) -> bool:
    """Read `{"jid": "anna@chat.example.org/web", "show": "available", "status": ""}`."""
    try:
        return bool(json.loads(content)["show"] != "unavailable")
    except (ValueError, TypeError, KeyError) as exc:
        raise RoomsRefused("The chat server's HTTP API answered in a format that we do not know.") from exc


def _is_no_room(status: int, content: bytes) -> bool:
    """Tell "room_not_found", which versions put into JSON of various shapes, from the page of a proxy."""
    if status not in (http.HTTPStatus.BAD_REQUEST, http.HTTPStatus.NOT_FOUND):
        return False
    try:
        return "room" in json.dumps(json.loads(content)).lower()
    except ValueError:
        return False


def _checked(status: int, content: bytes) -> bytes:
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        raise RoomsUnavailable
    if status != http.HTTPStatus.OK:
        raise RoomsRefused(f"The chat server's HTTP API refused to answer (status {status}).")
    return content
