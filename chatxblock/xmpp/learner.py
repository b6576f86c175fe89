"""A learner's window without a screen, for a look at the server from the outside: what she may do, and what not.

It knows what a browser knows, an address and a ticket, and works beside slixmpp, which speaks no WebSocket. This
module must not know what the answers should be.
"""

from __future__ import annotations

import base64
import math
import time
from collections.abc import Callable
from types import TracebackType
from uuid import uuid4
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from chatxblock.errors import RoomsRefused, RoomsUnavailable
from chatxblock.xmpp.stanzas import CLIENT, MUC_USER, PING
from chatxblock.xmpp.websocket import WebSocket

BIND = "urn:ietf:params:xml:ns:xmpp-bind"
FRAMING = "urn:ietf:params:xml:ns:xmpp-framing"
MUC = "http://jabber.org/protocol/muc"
SASL = "urn:ietf:params:xml:ns:xmpp-sasl"
STREAM = "http://etherx.jabber.org/streams"
TOKEN_REFUSED = "The chat server refuses the token."  # noqa: S105  (words about one)


class Learner:
    """One window of one learner, from login to the end of the `with` block."""

    def __init__(self, url: str, *, jid: str, token: str, origin: str, seconds: float) -> None:
        """Log in with the token, and become available. Raises `RoomsUnavailable`, `RoomsRefused`."""
        self.jid = jid
        self.localpart, _, self.domain = jid.partition("@")
        self.full = jid
        self.seen: list[ET.Element] = []
        self._web = WebSocket(url, origin=origin, seconds=seconds)
        try:
            self._log_in(token)
        except BaseException:
            self._web.close()
            raise

    def __enter__(self) -> Learner:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Be gone."""
        self._web.close()

    def ask(self, kind: str, to: str, payload: str) -> ET.Element:
        """Send an IQ (`get` or `set`) and return its answer, whatever it is."""
        stanza_id = uuid4().hex
        self._web.send(f'<iq xmlns="{CLIENT}" type="{kind}" id="{stanza_id}"{addressed(to)}>{payload}</iq>')
        return self._expect(lambda stanza: stanza.get("id") == stanza_id)

    def settle(self) -> None:
        """Return when the server has done with all that was sent, and all that it had for us is in `seen`."""
        self.ask("get", self.domain, f'<ping xmlns="{PING}"/>')

    def join(self, room: str) -> str:
        """Enter a room; return the error condition, empty if she is inside (XEP-0045, 7.2)."""
        self._web.send(
            f'<presence xmlns="{CLIENT}"{addressed(f"{room}/{self.localpart}")}><x xmlns="{MUC}"/></presence>'
        )
        return condition(self._expect(lambda stanza: is_about_us(stanza, room)))

    def say(self, to: str, body: str, *, kind: str, inner: str = "") -> str:
        """Send a message and return its id."""
        stanza_id = uuid4().hex
        words = f"<body>{escape(body)}</body>" if body else ""
        head = f'<message xmlns="{CLIENT}" type="{kind}" id="{stanza_id}"{addressed(to)}>'
        self._web.send(f"{head}{words}{inner}</message>")
        return stanza_id

    def answers_to(self, stanza_id: str) -> list[ET.Element]:
        """Return what has come back under the id of something that was sent."""
        self.settle()
        return [stanza for stanza in self.seen if stanza.get("id") == stanza_id]

    def echo(self, stanza_id: str) -> ET.Element:
        """Wait for what comes back for a line."""
        return self._expect(lambda stanza: stanza.get("id") == stanza_id)

    def hears(self, sender: str, seconds: float) -> bool:
        """Say whether something from that address is in `seen`, or comes within so many seconds.

        What travels on somebody else's connection may come after all that we have had an answer to.
        """

        def wanted(stanza: ET.Element) -> bool:
            return stanza.get("from", "").startswith(sender)

        if any(map(wanted, self.seen)):
            return True
        try:
            self._expect(wanted, time.monotonic() + seconds)
        except TimeoutError:
            return False
        return True

    def _expect(self, wanted: Callable[[ET.Element], bool], until: float = math.inf) -> ET.Element:
        while True:
            try:
                stanza = ET.fromstring(self._web.receive(until))  # noqa: S314  (our own server; expat bounds entities)
            except ET.ParseError as exc:
                raise RoomsRefused("What answers there does not speak XMPP.") from exc
            self.seen.append(stanza)
            if wanted(stanza):
                return stanza

    def _log_in(self, token: str) -> None:
        self._open()
        secret = base64.b64encode(f"\0{self.localpart}\0{token}".encode()).decode()
        self._web.send(f'<auth xmlns="{SASL}" mechanism="PLAIN">{secret}</auth>')
        answer = self._expect(lambda stanza: stanza.tag.startswith(f"{{{SASL}}}"))
        if answer.tag != f"{{{SASL}}}success":
            raise RoomsRefused(TOKEN_REFUSED)
        self._open()
        bound = self.ask("set", "", f'<bind xmlns="{BIND}"/>')
        self.full = bound.findtext(f"{{{BIND}}}bind/{{{BIND}}}jid", self.jid)
        self._web.send(f'<presence xmlns="{CLIENT}"/>')

    def _open(self) -> None:
        self._web.send(f'<open xmlns="{FRAMING}"{addressed(self.domain)} version="1.0"/>')
        found = self._expect(lambda stanza: stanza.tag in (f"{{{STREAM}}}features", f"{{{STREAM}}}error"))
        if found.tag.endswith("error"):
            raise RoomsRefused(f"The chat server does not serve {self.domain}.")


def answers_logins(url: str, *, jid: str, origin: str, seconds: float) -> bool:
    """Say whether somebody who tries a password for an account gets an answer, whatever it is."""
    try:
        Learner(url, jid=jid, token=uuid4().hex, origin=origin, seconds=seconds).close()
    except RoomsUnavailable:
        return False
    except RoomsRefused as exc:
        return str(exc) == TOKEN_REFUSED
    return True


def addressed(to: str) -> str:
    """Return the attribute that says to whom."""
    return f" to={quoteattr(to)}" if to else ""


def is_about_us(stanza: ET.Element, room: str) -> bool:
    """Say whether a presence tells us about ourselves in a room: status 110, or an error."""
    if stanza.tag != f"{{{CLIENT}}}presence" or not stanza.get("from", "").startswith(room):
        return False
    return bool(condition(stanza)) or any(s.get("code") == "110" for s in stanza.iter(f"{{{MUC_USER}}}status"))


def condition(stanza: ET.Element) -> str:
    """Return the error condition of a stanza (RFC 6120, 8.3.3), empty if it is none."""
    if stanza.get("type") != "error":
        return ""
    error = stanza.find(f"{{{CLIENT}}}error")
    return "unknown" if error is None or not len(error) else error[0].tag.partition("}")[2]
