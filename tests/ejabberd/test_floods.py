"""Too much of everything: lines, presences, joins, depth, silence. The server stays up, and others go on talking.

What is bounded here is bounded for a program that was written to hurt; the same test shows that ordinary use passes.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.errors import RoomNotFound
from tests.ejabberd.fixtures import NOT_ALLOWED, TalkFixture, make_talk
from tests.support.chat import MakeLearner, Service, log_in_at, new_name, settings_for
from tests.support.learner import Closed, ConnectionRefused, Learner, WebSocket, error_of

pytest_plugins = ("tests.support.servers",)

ORIGIN = "http://localhost:8000"
DEEP = "<a>" * 10_000 + "</a>" * 10_000
"""As stock ejabberd does not survive it: its XML library writes by recursion in C."""
JOIN = '<x xmlns="http://jabber.org/protocol/muc"/>'
SILENCE = 20.0
"""Seconds after which somebody who has not logged in must have been put out."""


def opening(domain: str) -> str:
    return f'<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="{domain}" version="1.0"/>'


def last_words(web: WebSocket, seconds: float = 10.0) -> str:
    """Return what the server says until it closes."""
    said, deadline = "", time.monotonic() + seconds
    try:
        while True:
            said += web.receive(deadline)
    except (Closed, ConnectionResetError):
        return said
    finally:
        web.close()


@pytest.fixture
def same_server(ejabberd: Ejabberd) -> Iterator[None]:
    """The server outlives what the test does to it."""
    pid = ejabberd.pid
    yield
    assert ejabberd.running
    assert ejabberd.pid == pid


@pytest.mark.usefixtures("same_server")
@pytest.mark.parametrize("domain", ["chat.localhost", "service.chat.localhost", ""])
@pytest.mark.parametrize(
    "stanza",
    [
        '<iq xmlns="jabber:client" type="get" id="1">{}</iq>',
        '<iq xmlns="jabber:client" type="no such type" id="1">{}</iq>',
        '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">{}</auth>',
        "{}",
    ],
)
def test_nobody_ends_the_server_by_depth_before_logging_in(
    ejabberd: Ejabberd, learner: MakeLearner, domain: str, stanza: str
) -> None:
    web = WebSocket(ejabberd.websocket_url, ORIGIN)
    if domain:
        web.send(opening(domain))
    web.send(stanza.format(DEEP))
    assert "success" not in last_words(web)
    learner().settle()


@pytest.mark.usefixtures("same_server")
@pytest.mark.parametrize(
    "stanza",
    [
        '<message xmlns="jabber:client" type="groupchat" id="d" to="{room}"><body>x</body>{deep}</message>',
        '<message xmlns="jabber:client" type="no such type" id="d" to="{room}">{deep}</message>',
        '<iq xmlns="jabber:client" type="set" id="d" to="{room}"><query xmlns="urn:xmpp:mam:2">{deep}</query></iq>',
        '<presence xmlns="jabber:client" to="{room}/x">{deep}</presence>',
        '<enable xmlns="urn:xmpp:sm:3">{deep}</enable>',
    ],
)
def test_a_learner_does_not_end_the_server_by_depth(talk: TalkFixture, stanza: str) -> None:
    shallow = "<a>" * 40 + "</a>" * 40
    assert talk.asker.echo(talk.asker.say(talk.address, "a", inner=shallow)).get("type") == "groupchat"
    talk.asker.send(stanza.format(room=talk.address, deep=DEEP))
    with pytest.raises((Closed, ConnectionResetError)):
        talk.asker.expect(lambda _: False)
    talk.helper.echo(talk.helper.say(talk.address, "still here"))
    assert talk.said() == ["a", "still here"]


@pytest.mark.usefixtures("same_server")
def test_an_entity_that_grows_is_refused(talk: TalkFixture) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(9))
    body = f'<message xmlns="jabber:client" type="groupchat" id="e" to="{talk.address}"><body>&e8;</body></message>'
    talk.asker.send(f"<!DOCTYPE m [{entities}]>{body}")
    with pytest.raises((Closed, ConnectionResetError)):
        talk.asker.expect(lambda _: False)
    talk.helper.echo(talk.helper.say(talk.address, "still here"))
    assert talk.said() == ["still here"]


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[TalkFixture]:
    """The talk on a server that is configured as operators get it."""
    server, windows = Ejabberd(tmp_path / "shipped"), list[Learner]()

    def log_in() -> Learner:
        windows.append(log_in_at(server, new_name()))
        return windows[-1]

    server.start()
    rooms = Service(settings_for(server))
    yield make_talk(rooms, server.rooms_domain, log_in)
    for window in windows:
        window.close()
    rooms.close()
    server.stop()


def test_a_burst_of_lines_passes_and_a_flood_is_refused(shipped: TalkFixture) -> None:
    talk = shipped
    burst = [talk.helper.say(talk.address, f"line {number}") for number in range(50)]
    assert [talk.helper.echo(line).get("type") for line in burst] == ["groupchat"] * 50
    flood = [talk.asker.say(talk.address, "x") for _ in range(400)]
    talk.asker.settle()
    answers = {stanza.get("id"): stanza for stanza in talk.asker.seen}
    refused = [line for line in flood if line in answers and answers[line].get("type") == "error"]
    assert 50 < len(refused) <= 100
    assert {error_of(answers[line]) for line in refused} == {"resource-constraint"}
    assert talk.helper.echo(talk.helper.say(talk.address, "may I?")).get("type") == "groupchat"
    assert talk.log().total == 50 + len(flood) - len(refused) + 1


def test_a_flood_of_presences_reaches_others_as_a_trickle(talk: TalkFixture) -> None:
    me, sent = f"{talk.address}/{talk.asker.localpart}", 300
    for _ in range(sent):
        talk.asker.send(f'<presence xmlns="jabber:client" to="{me}">{JOIN}</presence>')
    talk.asker.say(talk.address, "done")
    talk.helper.expect(lambda stanza: stanza.findtext("{jabber:client}body") == "done")
    shown = [stanza for stanza in talk.helper.seen if stanza.get("from") == me and "presence" in stanza.tag]
    assert 0 < len(shown) < sent / 2


def test_a_flood_of_joins_makes_no_room_and_holds_nobody_up(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    names = [new_name() for _ in range(300)]
    for name in names:
        to = f"{name}@{ejabberd.rooms_domain}/{talk.stranger.localpart}"
        talk.stranger.send(f'<presence xmlns="jabber:client" to="{to}">{JOIN}</presence>')
    begun = time.monotonic()
    talk.helper.echo(talk.helper.say(talk.address, "meanwhile"))
    assert time.monotonic() - begun < 2
    refused: set[str] = set()
    while len(refused) < len(names):
        answer = talk.stranger.expect(lambda stanza: stanza.get("from", "").partition("@")[0] in names)
        assert answer.get("type") == "error"
        refused.add(answer.get("from", ""))
    with pytest.raises(RoomNotFound):
        talk.service.read(names[0])


def test_a_huge_presence_is_refused(talk: TalkFixture) -> None:
    talk.service.admit(talk.room, [talk.stranger.localpart])
    assert error_of(talk.stranger.join(talk.address, inner=f"<status>{'x' * 200_000}</status>")) == NOT_ALLOWED
    assert talk.stranger.join(talk.address).get("type") is None


def test_a_connection_without_a_login_is_closed_in_time(ejabberd: Ejabberd) -> None:
    began = time.monotonic()
    mute, polite = (WebSocket(ejabberd.websocket_url, ORIGIN) for _ in range(2))
    polite.send(opening(ejabberd.domain))
    bare = socket.create_connection(("127.0.0.1", ejabberd.c2s_port), SILENCE)
    assert "features" in last_words(polite, SILENCE)
    last_words(mute, SILENCE)
    with bare:
        while bare.recv(4096):
            pass
    assert time.monotonic() - began < SILENCE


@pytest.mark.usefixtures("same_server")
@pytest.mark.parametrize("said", ["", "opened"])
def test_a_frame_announced_as_huge_is_not_buffered(ejabberd: Ejabberd, learner: MakeLearner, said: str) -> None:
    address = urlsplit(ejabberd.websocket_url)
    before, sent, piece = memory(ejabberd), 0, bytes(64 * 1024)
    with ExitStack() as held:
        attackers = [held.enter_context(upgraded(address.hostname or "", address.port or 0)) for _ in range(4)]
        for plain in attackers:
            plain.settimeout(1)
            if said:
                plain.sendall(frame(opening(ejabberd.domain).encode()))
            plain.sendall(frame_head(300 * 1024 * 1024))
        for plain in attackers:
            with suppress(TimeoutError, ConnectionError):
                while sent < 1024 * 1024 * 1024:
                    sent += plain.send(piece)
        learner().settle()
        assert memory(ejabberd) - before < 50
    assert sent < 100 * 1024 * 1024


def memory(server: Ejabberd) -> int:
    """Return the megabytes that the server holds."""
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024


def upgraded(host: str, port: int) -> socket.socket:
    """Return a connection that has become a WebSocket."""
    plain = socket.create_connection((host, port), 5)
    plain.sendall(handshake(host, port, "none"))
    assert " 101 " in plain.recv(4096).decode()
    return plain


def frame_head(length: int) -> bytes:
    """Return the head of a masked text frame of that length (RFC 6455, 5.2)."""
    short = bytes([0x81, 0x80 | length]) if length < 126 else bytes([0x81, 0xFF]) + length.to_bytes(8, "big")
    return short + bytes(4)


def frame(text: bytes) -> bytes:
    """Return a whole masked text frame."""
    return frame_head(len(text)) + text


def test_compression_is_not_offered_and_not_taken(ejabberd: Ejabberd) -> None:
    web = WebSocket(ejabberd.websocket_url, ORIGIN)
    web.send(opening(ejabberd.domain))
    web.send('<compress xmlns="http://jabber.org/protocol/compress"><method>zlib</method></compress>')
    web.send("</end>")
    said = last_words(web)
    assert "<mechanism>PLAIN</mechanism>" in said
    assert "compression" not in said
    assert "compressed" not in said
    address = urlsplit(ejabberd.websocket_url)
    answer = raw_handshake(address.hostname or "", address.port or 0, "permessage-deflate")
    assert " 101 " in answer
    assert "permessage-deflate" not in answer


def raw_handshake(host: str, port: int, extension: str) -> str:
    """Return the server's answer to a client that would like an extension (RFC 7692)."""
    with socket.create_connection((host, port), 5) as plain:
        plain.sendall(handshake(host, port, extension))
        return plain.recv(4096).decode()


def handshake(host: str, port: int, extension: str) -> bytes:
    """Return what a browser sends to open a WebSocket, with the wish for an extension."""
    head = (
        f"GET /ws HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: {ORIGIN}\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Protocol: xmpp\r\nSec-WebSocket-Extensions: {extension}\r\n\r\n"
    )
    return head.encode()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:8000.evil.example", ""])
def test_a_page_from_elsewhere_gets_no_socket(ejabberd: Ejabberd, origin: str) -> None:
    with pytest.raises(ConnectionRefused):
        WebSocket(ejabberd.websocket_url, origin)
    WebSocket(ejabberd.websocket_url, ORIGIN).close()


def test_the_service_is_offered_no_token(ejabberd: Ejabberd) -> None:
    web = WebSocket(ejabberd.websocket_url, ORIGIN)
    web.send(opening(settings_for(ejabberd).service_jid.partition("@")[2]))
    web.send("</end>")
    assert "X-OAUTH2" not in last_words(web)
