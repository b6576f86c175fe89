"""Who is inside, asked of a server that answers as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from chatxblock.errors import RoomNotFound, RoomsRefused, RoomsUnavailable
from chatxblock.xmpp.api import ServerApi


class Scripted(HTTPServer):
    """A server with one answer, and perhaps others before it."""

    before: tuple[tuple[int, bytes], ...] = ()
    answer: tuple[int, bytes] = (200, b"[]")
    asked: tuple[str, str, object] = ("", "", None)


class Answer(BaseHTTPRequestHandler):
    """Gives the answer and remembers the question."""

    server: Scripted

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked = (self.path, self.headers["Host"], json.loads(body))
        status, content = (*self.server.before, self.server.answer)[0]
        self.server.before = self.server.before[1:]
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name in the standard library)
        return


@pytest.fixture
def server() -> Iterator[Scripted]:
    server = Scripted(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def api(server: Scripted) -> ServerApi:
    return ServerApi(f"http://127.0.0.1:{server.server_port}/api/", domain="chat.x", timeout=2.0)


def test_occupants_are_full_addresses(server: Scripted, api: ServerApi) -> None:
    server.answer = (200, b'[{"jid": "anna@chat.x/web", "nick": "ben", "role": "participant"}]')
    assert api.occupants("r1", "rooms.x") == ["anna@chat.x/web"]
    assert server.asked == ("/api/get_room_occupants", "chat.x", {"name": "r1", "service": "rooms.x"})


@pytest.mark.parametrize(
    ("status", "content", "error"),
    [
        (400, b'"room_not_found"', RoomNotFound),
        (404, b'{"message": "Room not found"}', RoomNotFound),
        (400, b'"Request have missing argument: name"', RoomsRefused),
        (404, b"", RoomsRefused),
        (404, b"<p>/api/get_room_occupants was not found</p>", RoomsRefused),
        (401, b'"room"', RoomsRefused),
        (403, b'"room"', RoomsRefused),
        (500, b'"room"', RoomsUnavailable),
    ],
)
def test_a_status_becomes_an_error(
    server: Scripted, api: ServerApi, status: int, content: bytes, error: type[Exception]
) -> None:
    server.answer = (status, content)
    with pytest.raises(error):
        api.occupants("r1", "rooms.x")


def test_a_room_that_is_just_ending_is_asked_for_again(server: Scripted, api: ServerApi) -> None:
    server.before, server.answer = ((500, b'"internal_error"'),), (400, b'"room_not_found"')
    with pytest.raises(RoomNotFound):
        api.occupants("r1", "rooms.x")


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_proxy_without_a_server_is_no_refusal(server: Scripted, api: ServerApi, status: int) -> None:
    server.answer = (status, b"<html><body><h1>No server is available to handle this request.</h1></body></html>")
    with pytest.raises(RoomsUnavailable):
        api.allows("get_room_occupants", {})


def test_a_server_that_fails_twice_is_unavailable(server: Scripted, api: ServerApi) -> None:
    server.before = ((500, b'"internal_error"'),) * 2
    with pytest.raises(RoomsUnavailable):
        api.occupants("r1", "rooms.x")
    assert api.occupants("r1", "rooms.x") == []


@pytest.mark.parametrize("content", [b"", b"no json", b"{}x", b'"text"', b'[{"nick": "anna"}]', b"[1]", b"3"])
def test_an_unknown_format_is_refused(server: Scripted, api: ServerApi, content: bytes) -> None:
    server.answer = (200, content)
    with pytest.raises(RoomsRefused):
        api.occupants("r1", "rooms.x")


def test_nobody_listening_is_unavailable(server: Scripted) -> None:
    server.server_close()
    gone = ServerApi(f"http://127.0.0.1:{server.server_port}/api", domain="chat.x", timeout=1.0)
    with pytest.raises(RoomsUnavailable):
        gone.occupants("r1", "rooms.x")


@pytest.mark.parametrize(
    "content", [b'["web", "phone"]', b'[{"resource": "web"}, {"resource": "phone"}]'], ids=["of 23.01", "of others"]
)
def test_connections_are_read_in_the_formats_of_several_versions(
    server: Scripted, api: ServerApi, content: bytes
) -> None:
    server.answer = (200, content)
    assert api.resources("anna") == ["web", "phone"]
    assert server.asked == ("/api/user_resources", "chat.x", {"user": "anna", "host": "chat.x"})


@pytest.mark.parametrize("content", [b"", b"3", b'[{"name": "web"}]', b"null"], ids=["nothing", "3", "other", "null"])
def test_connections_in_an_unknown_format_are_refused(server: Scripted, api: ServerApi, content: bytes) -> None:
    server.answer = (200, content)
    with pytest.raises(RoomsRefused):
        api.resources("anna")


def test_a_connection_is_ended_by_its_name(server: Scripted, api: ServerApi) -> None:
    server.answer = (200, b"0")
    api.end_session("anna", "web", "Logged out")
    told = {"user": "anna", "host": "chat.x", "resource": "web", "reason": "Logged out"}
    assert server.asked == ("/api/kick_session", "chat.x", told)
