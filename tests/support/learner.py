"""A learner's program for tests: XMPP over a WebSocket (RFC 7395), blocking, and as raw as an attacker's.

Knows nothing that a learner could not know: an address, a token, and where to connect.
"""

from __future__ import annotations

import base64
import contextlib
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from uuid import uuid4
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

import jwt
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from chatxblock.xmpp.websocket import SILENT
from tests.support import hygiene

TIME_LIMIT = 10.0
CLIENT = "{jabber:client}"
CONDITIONS = "{urn:ietf:params:xml:ns:xmpp-stanzas}"
STREAM = "{http://etherx.jabber.org/streams}"
RESULT = "{urn:xmpp:mam:2}result"
SASL = "{urn:ietf:params:xml:ns:xmpp-sasl}"


class LoginRefused(Exception):
    """The server did not take the token."""


class ConnectionRefused(Exception):
    """The server did not take the WebSocket."""


class Closed(Exception):
    """The other side is gone."""


class WebSocket:
    """Whole text messages, as a browser sends and gets them."""

    def __init__(self, url: str, origin: str) -> None:
        self._held = ExitStack()
        try:
            self._connection = self._held.enter_context(
                connect(
                    url,
                    origin=Origin(origin),
                    subprotocols=[Subprotocol("xmpp")],
                    compression=None,
                    proxy=None,
                    open_timeout=TIME_LIMIT,
                    ping_interval=None,
                    max_size=None,
                    logger=SILENT,
                )
            )
        except InvalidStatus as exc:
            raise ConnectionRefused(f"{exc.response.status_code} {exc.response.reason_phrase}") from exc

    def send(self, text: str) -> None:
        """Send a message; that nobody hears it any more is for `receive` to tell."""
        with contextlib.suppress(ConnectionClosed):
            self._connection.send(text)

    def receive(self, deadline: float) -> str:
        """Return the next message. Raises `TimeoutError` and `Closed`."""
        try:
            return self._connection.recv(max(0.001, deadline - time.monotonic()), decode=True)
        except ConnectionClosed as exc:
            raise Closed from exc

    def close(self) -> None:
        """Cut the connection without a word."""
        with contextlib.suppress(OSError):
            self._connection.socket.shutdown(socket.SHUT_RDWR)
        self._held.close()


class Learner:
    """One window of one learner."""

    def __init__(
        self, websocket_url: str, jid: str, token: str, *, origin: str = "http://localhost:8000", resource: str = ""
    ) -> None:
        """Log in, bind under that name or one of the server's, and become available. Raises `LoginRefused`."""
        self.bare = jid
        self.localpart, _, self.domain = jid.partition("@")
        self.seen: list[ET.Element] = []
        self._web = WebSocket(websocket_url, origin)
        try:
            self._log_in(token, resource)
        except BaseException:
            self._web.close()
            raise

    def send(self, xml: str) -> None:
        """Send one stanza as it is."""
        self._web.send(xml)

    def expect(self, wanted: Callable[[ET.Element], bool], seconds: float = TIME_LIMIT) -> ET.Element:
        """Return the first stanza from now on that is wanted; all of them are kept in `seen`."""
        deadline = time.monotonic() + seconds
        while True:
            stanza = ET.fromstring(self._web.receive(deadline))
            self.seen.append(stanza)
            if wanted(stanza):
                return stanza

    def ask(self, kind: str, to: str, payload: str) -> ET.Element:
        """Send an IQ and return its answer, whatever it is."""
        stanza_id = uuid4().hex
        where = f" to={quoteattr(to)}" if to else ""
        self.send(f'<iq xmlns="jabber:client" type="{kind}" id="{stanza_id}"{where}>{payload}</iq>')
        return self.expect(lambda stanza: stanza.get("id") == stanza_id)

    def settle(self) -> None:
        """Return when the server has done with all that was sent to it, and has sent all that it had for us."""
        self.ask("get", self.domain, '<ping xmlns="urn:xmpp:ping"/>')

    def join(self, room: str, nick: str = "", inner: str = "", password: str = "") -> ET.Element:
        """Enter a room and return the presence that tells how it went."""
        self.settle()
        nick = nick or self.localpart
        secret = f"<password>{escape(password)}</password>" if password else ""
        x = f'<x xmlns="http://jabber.org/protocol/muc">{secret}</x>'
        self.send(f'<presence xmlns="jabber:client" to={quoteattr(f"{room}/{nick}")}>{x}{inner}</presence>')
        return self.expect(lambda stanza: is_own_presence(stanza, room))

    def leave(self, room: str) -> None:
        """Leave a room and return when the room knows."""
        self.send(f'<presence xmlns="jabber:client" type="unavailable" to="{room}/{self.localpart}"/>')
        self.expect(lambda stanza: is_own_presence(stanza, room))

    def say(self, room: str, body: str, *, message_id: str = "", inner: str = "", kind: str = "groupchat") -> str:
        """Send a line, and return the id that it has."""
        hygiene.note(body)
        message_id = message_id or uuid4().hex
        words = f"<body>{escape(body)}</body>" if body else ""
        self.send(
            f'<message xmlns="jabber:client" type="{kind}" id="{message_id}" to="{room}">{words}{inner}</message>'
        )
        return message_id

    def echo(self, message_id: str, seconds: float = TIME_LIMIT) -> ET.Element:
        """Return what came back for a line: its copy or its error."""
        return self.expect(lambda stanza: stanza.get("id") == message_id, seconds)

    def history(self, room: str) -> list[str] | None:
        """Return the bodies of the first page of a room's archive, or nothing if the room refuses."""
        already = len(self.seen)
        payload = '<query xmlns="urn:xmpp:mam:2"/>'
        if self.ask("set", room, payload).get("type") == "error":
            return None
        results = [stanza for stanza in self.seen[already:] if stanza.find(RESULT) is not None]
        return [str(body.text) for result in results for body in result.iter(f"{CLIENT}body")]

    def close(self) -> None:
        """Close the window in an orderly way."""
        self._web.send('<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>')
        self._web.close()

    def cut(self) -> None:
        """Be gone without a word."""
        self._web.close()

    def _log_in(self, token: str, resource: str) -> None:
        opening = f'<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="{self.domain}" version="1.0"/>'
        secret = base64.b64encode(f"\0{self.localpart}\0{token}".encode()).decode()
        self.send(opening)
        self.expect(lambda stanza: stanza.tag == f"{STREAM}features")
        self.send(f'<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">{secret}</auth>')
        if self.expect(lambda stanza: stanza.tag.startswith(SASL)).tag != f"{SASL}success":
            raise LoginRefused
        self.send(opening)
        self.expect(lambda stanza: stanza.tag == f"{STREAM}features")
        name = f"<resource>{escape(resource)}</resource>" if resource else ""
        answer = self.ask("set", "", f'<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind">{name}</bind>')
        self.full = answer.findtext(".//{urn:ietf:params:xml:ns:xmpp-bind}jid", "")
        self.send('<presence xmlns="jabber:client"/>')
        self.expect(lambda stanza: stanza.tag == f"{CLIENT}presence")


def token_for(jid: str, secret: str, seconds: float = 300.0) -> str:
    """Return a token such as the service hands out."""
    return jwt.encode({"jid": jid, "exp": int(time.time() + seconds)}, secret, algorithm="HS256")


def is_own_presence(stanza: ET.Element, room: str) -> bool:
    """Say whether a presence tells us about ourselves in a room: status 110 (XEP-0045), or an error."""
    if stanza.tag != f"{CLIENT}presence" or not stanza.get("from", "").startswith(room):
        return False
    statuses = stanza.iter("{http://jabber.org/protocol/muc#user}status")
    return stanza.get("type") == "error" or any(status.get("code") == "110" for status in statuses)


def error_of(stanza: ET.Element) -> str:
    """Return the error condition of a stanza, empty if it is none."""
    error = stanza.find(f"{CLIENT}error")
    conditions = [] if error is None else [one for one in error if one.tag.startswith(CONDITIONS)]
    return conditions[0].tag.partition("}")[2] if conditions else ""
