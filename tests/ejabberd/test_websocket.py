"""The checkup's own WebSocket against servers that are none, that encrypt, or that want an answer to a ping."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from chatxblock.devserver.certificate import make_certificate
from chatxblock.errors import RoomsRefused, RoomsUnavailable
from chatxblock.xmpp.learner import Learner
from chatxblock.xmpp.websocket import WebSocket
from tests.support.devsite import eventually

ORIGIN = "http://localhost:8000"
WELCOME = b"(welcome)"
"""Stands for what takes the request that was read (RFC 6455, 4.2.2)."""
MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
Talk = Callable[[socket.socket], bytes]


@contextmanager
def serving(talk: Talk) -> Iterator[tuple[int, Callable[[], bytes]]]:
    """Let somebody answer one connection; yield the port, and what returns what the answerer heard in the end."""

    def answer() -> bytes:
        connection, _ = server.accept()
        with connection:
            connection.settimeout(5)
            return talk(connection)

    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as thread:
        server.settimeout(5)
        heard = thread.submit(answer)
        yield server.getsockname()[1], lambda: heard.result(5)


def answer(connection: socket.socket, words: bytes) -> None:
    """Read a request and say something."""
    asked = re.search(rb"Sec-WebSocket-Key: (\S+)", connection.recv(4096))
    assert asked is not None
    accept = base64.b64encode(hashlib.sha1(asked[1] + MAGIC).digest())
    head = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    welcome = head + b"Sec-WebSocket-Protocol: xmpp\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    connection.sendall(words.replace(WELCOME, welcome))


def saying(words: bytes) -> Talk:
    def talk(connection: socket.socket) -> bytes:
        answer(connection, words)
        return b""

    return talk


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", RoomsRefused),
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", RoomsRefused),
        (b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", RoomsUnavailable),
        (b"SSH-2.0\r\n\r\n", RoomsRefused),
        (b"x" * 10, RoomsUnavailable),
        (b"", RoomsUnavailable),
        (WELCOME + b"\x81\x05<html", RoomsRefused),
        (WELCOME + b"\x81\x7f" + b"\xff" * 8, RoomsRefused),
        (WELCOME + b"\x88\x00", RoomsUnavailable),
    ],
)
def test_what_speaks_another_protocol_is_told(said: bytes, error: type[Exception]) -> None:
    with serving(saying(said)) as (port, _), pytest.raises(error):
        Learner(f"ws://127.0.0.1:{port}/ws", jid="a@b", token="c", origin=ORIGIN, seconds=5)


def test_a_ping_is_answered_and_a_long_message_is_whole() -> None:
    def talk(connection: socket.socket) -> bytes:
        answer(connection, WELCOME + b"\x89\x02hi" + b"\x81\x7e\x01\x2c" + b"x" * 300)
        return connection.recv(4096)

    with serving(talk) as (port, heard):
        web = WebSocket(f"ws://127.0.0.1:{port}/ws", origin=ORIGIN, seconds=5)
        assert web.receive() == "x" * 300
        head, mask, masked = heard()[:2], heard()[2:6], heard()[6:]
        web.close()
    assert head == b"\x8a\x82"
    assert bytes(byte ^ mask[index % 4] for index, byte in enumerate(masked)) == b"hi"


def test_who_waits_only_so_long_loses_nothing() -> None:
    """Half a message is there, time is up, and the rest comes."""

    def talk(connection: socket.socket) -> bytes:
        answer(connection, WELCOME + b"\x81\x05he")
        connection.recv(4096)
        connection.sendall(b"llo")
        return b""

    with serving(talk) as (port, _):
        web = WebSocket(f"ws://127.0.0.1:{port}/ws", origin=ORIGIN, seconds=5)
        with pytest.raises(TimeoutError):
            web.receive(time.monotonic() + 0.1)
        web.send("go on")
        assert web.receive(time.monotonic() + 5) == "hello"
        web.close()


def test_the_end_of_all_patience_comes_before_a_longer_wait() -> None:
    def talk(connection: socket.socket) -> bytes:
        answer(connection, WELCOME)
        return connection.recv(4096)

    with serving(talk) as (port, _):
        web = WebSocket(f"ws://127.0.0.1:{port}/ws", origin=ORIGIN, seconds=2)
        with pytest.raises(RoomsUnavailable):
            web.receive(time.monotonic() + 60)
        web.close()


@pytest.mark.parametrize("trusted", [True, False])
def test_an_encrypted_address_is_believed_by_its_certificate_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    certificate = make_certificate(tmp_path / "localhost.pem", "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def talk(connection: socket.socket) -> bytes:
        try:
            with context.wrap_socket(connection, server_side=True) as secure:
                return saying(WELCOME)(secure)
        except OSError as exc:
            return str(exc).encode()

    def trouble() -> str:
        """Return what is wrong for the client, and what the server says of it; empty where nothing is."""
        with serving(talk) as (port, heard):
            try:
                WebSocket(f"wss://localhost:{port}/ws", origin=ORIGIN, seconds=5).close()
            except RoomsUnavailable as exc:
                return f"{exc} {heard()!r}"
            return heard().decode()

    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        # On a busy machine a handshake of the library has timed out where nothing was wrong.
        assert eventually(lambda: trouble() == "")
    else:
        said = trouble()
        assert "certificate verify failed" in said
        assert not said.endswith("b''")
