"""The checkup's WebSocket against a server of the same library: long messages, limits, and what is left behind."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import pytest
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve
from websockets.typing import Subprotocol

from chatxblock.errors import RoomsRefused, RoomsUnavailable
from chatxblock.xmpp.websocket import MOST_BYTES, SILENT, WebSocket

ORIGIN = "http://localhost:8000"
TIME_LIMIT = 10.0
Process = Callable[[ServerConnection, Request], Response | None]


@contextmanager
def server(talk: Callable[[ServerConnection], None], process: Process | None = None) -> Iterator[str]:
    """Serve on loopback, and give the address."""
    options: dict[str, Any] = {"max_size": None, "max_queue": 1, "close_timeout": 0.1, "logger": SILENT}
    speaks = [Subprotocol("xmpp")]
    with serve(talk, "127.0.0.1", 0, subprotocols=speaks, process_request=process, **options) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        try:
            yield f"ws://127.0.0.1:{serving.socket.getsockname()[1]}/ws"
        finally:
            serving.shutdown()
            thread.join()


def echo(connection: ServerConnection) -> None:
    """Say again whatever is said."""
    for message in connection:
        connection.send(message)


@pytest.mark.parametrize("size", [125, 126, 65_535, 65_536, 200_000, MOST_BYTES])
def test_a_message_of_any_length_goes_both_ways_whole(size: int) -> None:
    said = "x" * (size - 3) + "end"
    with server(echo) as url:
        web = WebSocket(url, origin=ORIGIN, seconds=TIME_LIMIT)
        web.send(said)
        assert web.receive() == said
        web.close()


def test_more_than_was_asked_for_is_refused() -> None:
    with server(echo) as url:
        web = WebSocket(url, origin=ORIGIN, seconds=TIME_LIMIT)
        web.send("x" * (MOST_BYTES + 1))
        with pytest.raises(RoomsRefused, match="more than was asked for"):
            web.receive()
        web.close()


def test_it_asks_as_a_page_does() -> None:
    asked: list[Request] = []
    with server(echo, lambda _, request: asked.append(request)) as url:
        WebSocket(url, origin=ORIGIN, seconds=TIME_LIMIT).close()
    headers = asked[0].headers
    assert (headers["Origin"], headers["Sec-WebSocket-Protocol"]) == (ORIGIN, "xmpp")
    assert "Sec-WebSocket-Extensions" not in headers


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (HTTPStatus.FORBIDDEN, RoomsRefused),
        (HTTPStatus.MOVED_PERMANENTLY, RoomsRefused),
        (HTTPStatus.BAD_GATEWAY, RoomsUnavailable),
    ],
)
@pytest.mark.parametrize("target", ["https://elsewhere.invalid/", "/ws"])
def test_an_answer_of_another_kind_is_told_and_no_redirect_followed(
    status: HTTPStatus, error: type[Exception], target: str
) -> None:
    def refuse(connection: ServerConnection, _request: Request) -> Response:
        response = connection.respond(status, "")
        response.headers["Location"] = target
        return response

    told = f"answered a page of {ORIGIN} with {status.value}"
    with server(echo, refuse) as url, pytest.raises(error, match=told):
        WebSocket(url, origin=ORIGIN, seconds=TIME_LIMIT)


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "ws_proxy", "wss_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with server(echo) as url:
        WebSocket(url, origin=ORIGIN, seconds=TIME_LIMIT).close()


def test_no_thread_is_left_whatever_the_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, server(echo) as url:
        before = set(threading.enumerate())
        webs = [WebSocket(url, origin=ORIGIN, seconds=seconds) for seconds in (TIME_LIMIT, 0.1)]
        with pytest.raises(RoomsUnavailable, match="does not answer"):
            webs[1].receive()
        for web in (*webs, *webs):
            web.close()
        with pytest.raises(RoomsUnavailable, match="does not answer"):
            WebSocket(f"ws://127.0.0.1:{silent.getsockname()[1]}/ws", origin=ORIGIN, seconds=0.1)
        ours = [thread for thread in set(threading.enumerate()) - before if thread.daemon]
        assert ours == []


def test_who_reads_nothing_holds_nobody_up_beyond_the_end() -> None:
    over = threading.Event()

    def busy(_connection: ServerConnection) -> None:
        over.wait(TIME_LIMIT)

    with server(busy) as url:
        web = WebSocket(url, origin=ORIGIN, seconds=0.5)
        began = time.monotonic()
        for _ in range(64):
            web.send("x" * MOST_BYTES)
        with pytest.raises(RoomsUnavailable, match="does not answer"):
            web.receive()
        assert time.monotonic() - began < TIME_LIMIT / 2
        web.close()
        over.set()


def test_the_last_words_are_heard_though_the_end_came_first() -> None:
    gone = threading.Event()

    def talk(connection: ServerConnection) -> None:
        connection.send("last words")
        connection.close()
        gone.set()

    with server(talk) as url:
        web = WebSocket(url, origin=ORIGIN, seconds=TIME_LIMIT)
        assert gone.wait(TIME_LIMIT)
        web.send("anybody?")
        assert web.receive() == "last words"
        with pytest.raises(RoomsUnavailable, match="closed the connection"):
            web.receive()
        web.close()


def test_no_log_of_any_level_holds_what_is_said(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("websockets", "websockets.client", SILENT.name):
        caplog.set_level(logging.DEBUG, name)
    with server(echo) as url:
        web = WebSocket(url, origin=ORIGIN, seconds=TIME_LIMIT)
        web.send("a secret of ours")
        assert web.receive() == "a secret of ours"
        web.close()
    assert caplog.records == []
