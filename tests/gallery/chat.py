"""A chat server that is played: one window's stream over WebSocket (RFC 7395), one room with its people and lines.

It keeps nothing and checks nothing; what the real one does is tried in `tests/ejabberd`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from playwright.sync_api import WebSocketRoute

from tests.gallery.data import DUTY_ROOM, ROOM, address

STREAMS = "http://etherx.jabber.org/streams"
FRAMING = "urn:ietf:params:xml:ns:xmpp-framing"
SASL = "urn:ietf:params:xml:ns:xmpp-sasl"
BIND = "urn:ietf:params:xml:ns:xmpp-bind"
MUC_USER = "http://jabber.org/protocol/muc#user"
MAM = "urn:xmpp:mam:2"
RSM = "http://jabber.org/protocol/rsm"
ERROR = '<error type="wait"><internal-server-error xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error>'


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something that was said in the room before the window came."""

    by: str
    body: str
    at: datetime
    marks: str = ""
    """What it says of another line, as XML; each line's message id is `m` and its place, from 1."""


@dataclass(frozen=True, kw_only=True)
class Chat:
    """What a window finds."""

    inside: Sequence[str] = ()
    """Who else is in the room, by the first half of their address."""
    lines: Sequence[Line] = ()
    typing: str = ""
    """Who is writing."""
    state: Literal["up", "down"] = "up"
    withheld: bool = False
    """Whether there are older lines, which are refused to who asks for them."""


NOBODY = Chat()
"""A room without anybody, in which nothing was said."""


class ChatDouble:
    """The other end of the window's line."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._route: WebSocketRoute | None = None
        self._me = ""
        self._authenticated = False
        self._said = len(chat.lines)
        self.settled = False
        """Whether the window is in a room and has read what was said there."""

    def connect(self, route: WebSocketRoute) -> None:
        """Take a window's line."""
        if self._chat.state == "down":
            route.close(code=1011)
            return
        self._route, self._authenticated = route, False
        route.on_message(self._hear)

    def cut(self) -> None:
        """End the line without a goodbye, and take no other one."""
        self._chat = Chat(state="down")
        if self._route:
            self._route.close(code=1011)

    def conflict(self) -> None:
        """End the line because another window took its place."""
        self._send(
            f'<stream:error xmlns:stream="{STREAMS}"><conflict xmlns="urn:ietf:params:xml:ns:xmpp-streams"/>'
            "</stream:error>"
        )

    def say(self, by: str, body: str) -> None:
        """Say something in the room."""
        self._said += 1
        mark = f'<stanza-id xmlns="urn:xmpp:sid:0" by="{ROOM}" id="{self._said}"/>'
        self._send(
            f'<message xmlns="jabber:client" from="{ROOM}/{by}" type="groupchat" id="m{self._said}">'
            f"<body>{escape(body)}</body>{mark}</message>"
        )

    def come(self, who: str) -> None:
        """Let somebody enter."""
        self._send(presence(who))

    def go(self, who: str) -> None:
        """Let somebody leave the room."""
        self._send(presence(who, kind="unavailable"))

    def _send(self, text: str) -> None:
        assert self._route, "the window has no line to the chat"
        self._route.send(text)

    def _hear(self, text: str | bytes) -> None:
        stanza = ElementTree.fromstring(text)
        name = stanza.tag.rpartition("}")[2]
        if name == "open":
            self._open()
        elif name == "auth":
            self._authenticated = True
            self._send(f'<success xmlns="{SASL}"/>')
        elif name == "iq":
            self._answer(stanza)
        elif name == "presence":
            self._enter(stanza)
        elif name == "message":
            self._echo(stanza)

    def _open(self) -> None:
        self._send(f'<open xmlns="{FRAMING}" version="1.0" id="s1" from="chat.test"/>')
        offer = (
            f'<bind xmlns="{BIND}"/>'
            if self._authenticated
            else f'<mechanisms xmlns="{SASL}"><mechanism>PLAIN</mechanism></mechanisms>'
        )
        self._send(f'<stream:features xmlns:stream="{STREAMS}">{offer}</stream:features>')

    def _answer(self, iq: ElementTree.Element) -> None:
        payload = iq[0] if len(iq) else None
        kind = payload.tag if payload is not None else ""
        content, outcome = "", "result"
        if kind == f"{{{BIND}}}bind":
            content = f'<bind xmlns="{BIND}"><jid>me@chat.test/w1</jid></bind>'
        elif payload is not None and kind == f"{{{MAM}}}query":
            refused = self._chat.withheld and payload.findtext(f".//{{{RSM}}}before")
            content, outcome = (ERROR, "error") if refused else (self._archive(payload), "result")
        sender = f" from={quoteattr(iq.get('to', ''))}" if iq.get("to") else ""
        self._send(
            f'<iq xmlns="jabber:client" type="{outcome}" id={quoteattr(iq.get("id", ""))}{sender}>{content}</iq>'
        )

    def _archive(self, query: ElementTree.Element) -> str:
        for place, line in enumerate(self._chat.lines, 1):
            self._send(_archived(line, place, query.get("queryid", "")))
        self.settled = True
        last = len(self._chat.lines)
        page = f"<first>1</first><last>{last}</last>" if last else ""
        complete = "" if self._chat.withheld else ' complete="true"'
        return f'<fin xmlns="{MAM}"{complete}><set xmlns="{RSM}">{page}<count>{last}</count></set></fin>'

    def _enter(self, stanza: ElementTree.Element) -> None:
        room, _, nick = stanza.get("to", "").partition("/")
        if not nick or stanza.get("type"):
            return
        self._me = nick
        for who in self._chat.inside if room == ROOM else ():
            self._send(presence(who))
        self._send(presence(nick, room=room, codes=("110",)))
        if room == DUTY_ROOM:
            self.settled = True
            self._send(f'<message xmlns="jabber:client" from="{room}" type="groupchat"><subject/></message>')
        elif self._chat.typing:
            self._send(
                f'<message xmlns="jabber:client" from="{ROOM}/{self._chat.typing}" type="groupchat">'
                '<composing xmlns="http://jabber.org/protocol/chatstates"/></message>'
            )

    def _echo(self, message: ElementTree.Element) -> None:
        said = [one for one in message if not one.tag.startswith("{http://jabber.org/protocol/chatstates}")]
        if said:
            self._said += 1
            children = "".join(ElementTree.tostring(one, "unicode") for one in said)
            self._send(
                f'<message xmlns="jabber:client" from="{ROOM}/{self._me}" type="groupchat" '
                f"id={quoteattr(message.get('id', ''))}>{children}"
                f'<stanza-id xmlns="urn:xmpp:sid:0" by="{ROOM}" id="{self._said}"/></message>'
            )


def presence(who: str, *, room: str = ROOM, kind: str = "", codes: Sequence[str] = ()) -> str:
    """Return that somebody is in a room, or with the type `unavailable` that they are not any more (XEP-0045)."""
    status = "".join(f'<status code="{code}"/>' for code in codes)
    type_ = f' type="{kind}"' if kind else ""
    return (
        f'<presence xmlns="jabber:client" from="{room}/{who}"{type_}><x xmlns="{MUC_USER}">'
        f'<item jid="{address(who)}/w1" affiliation="member" role="participant"/>{status}</x></presence>'
    )


def _archived(line: Line, place: int, query: str) -> str:
    """Return a line as the archive has it (XEP-0313)."""
    said = f"<body>{escape(line.body)}</body>" if line.body else ""
    return (
        f'<message xmlns="jabber:client" from="{ROOM}"><result xmlns="{MAM}" queryid={quoteattr(query)} id="{place}">'
        f'<forwarded xmlns="urn:xmpp:forward:0"><delay xmlns="urn:xmpp:delay" stamp="{line.at:%Y-%m-%dT%H:%M:%SZ}"/>'
        f'<message xmlns="jabber:client" from="{ROOM}/{line.by}" type="groupchat" id="m{place}">'
        f'{said}{line.marks}<x xmlns="{MUC_USER}"><item jid="{address(line.by)}/w1"/></x></message>'
        "</forwarded></result></message>"
    )
