"""The wire format: what stanzas look like, and how to read what comes back.

Nothing here sends anything; this module must not know of connections.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from chatxblock.domain.calls.transcript import Line, Marks, Page
from chatxblock.domain.ports import Notice

CALL = "urn:chatxblock:call:1"
SESSION = "urn:chatxblock:session:1"
SHOWS_ARCHIVED = "urn:chatxblock:archive:1"
"""A server with this feature (XEP-0030) shows no line that its archive refused."""
CLIENT = "jabber:client"
CONFERENCE = "jabber:x:conference"
CORRECTION = "urn:xmpp:message-correct:0"
DATA = "jabber:x:data"
FALLBACK = "urn:xmpp:fallback:0"
LINE = "urn:chatxblock:line:1"
REACTIONS = "urn:xmpp:reactions:0"
REPLY = "urn:xmpp:reply:0"
DELAY = "urn:xmpp:delay"
DISCO_INFO = "http://jabber.org/protocol/disco#info"
FORWARD = "urn:xmpp:forward:0"
MAM = "urn:xmpp:mam:2"
MUC_ADMIN = "http://jabber.org/protocol/muc#admin"
MUC_OWNER = "http://jabber.org/protocol/muc#owner"
MUC_USER = "http://jabber.org/protocol/muc#user"
PING = "urn:xmpp:ping"
RSM = "http://jabber.org/protocol/rsm"

RESULT_PATH = f"{{{CLIENT}}}message/{{{MAM}}}result"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NUMBER = re.compile("[0-9]{1,5}")
PAGE = 250
"""ejabberd's own limit for a page of its archive."""


def clean(text: str) -> str:
    """Return the text with U+FFFD for each character that XML 1.0 cannot carry: one would end the stream."""
    return NOT_XML.sub("\ufffd", text)


def ping() -> ET.Element:
    """`<ping xmlns="urn:xmpp:ping"/>` (XEP-0199)."""
    return ET.Element(f"{{{PING}}}ping")


def room_form(occupants: int) -> ET.Element:
    """Return what makes and configures a room at once if it is not there (XEP-0045, 10.1.3).

    ```xml
    <query xmlns="http://jabber.org/protocol/muc#owner"><x xmlns="jabber:x:data" type="submit">
      <field var="FORM_TYPE"><value>http://jabber.org/protocol/muc#roomconfig</value></field>
      <field var="muc#roomconfig_persistentroom"><value>1</value></field> …
    </x></query>
    ```
    Private messages are not among the fields: their name differs between ejabberd's versions, a wrong one spoils the
    form, and room defaults and guard forbid them. Real addresses are visible (`whois`), for names and the archive.
    """
    values = {
        "roomname": "",
        "persistentroom": "1",
        "membersonly": "1",
        "publicroom": "0",
        "moderatedroom": "0",
        "changesubject": "0",
        "allowinvites": "0",
        "whois": "anyone",
        "maxusers": str(occupants),
    }
    return configuration(values, {"mam": "1"})


def duty_room_form(password: str, occupants: int) -> ET.Element:
    """Return what makes the room of those on duty, or gives it a new password (XEP-0045, 10.1.3).

    Whoever enters is a visitor: says nothing, sees nobody, is seen by the service alone. It cannot be for members
    only, for ejabberd lets members speak.
    """
    values = {
        "roomname": "",
        "persistentroom": "1",
        "membersonly": "0",
        "passwordprotectedroom": "1",
        "roomsecret": password,
        "publicroom": "0",
        "moderatedroom": "1",
        "changesubject": "0",
        "allowinvites": "0",
        "whois": "moderators",
        "presencebroadcast": "moderator",
        "maxusers": str(occupants),
    }
    return configuration(values, {"members_by_default": "0", "mam": "0", "allow_voice_requests": "0"})


def configuration(values: dict[str, str], own: dict[str, str]) -> ET.Element:
    """Return a room's configuration: what XEP-0045 names, and what ejabberd has of its own."""
    query = ET.Element(f"{{{MUC_OWNER}}}query")
    fields = {f"muc#roomconfig_{name}": value for name, value in values.items()} | own
    query.append(form("http://jabber.org/protocol/muc#roomconfig", fields))
    return query


def form(kind: str, fields: dict[str, str]) -> ET.Element:
    """Return a submitted form of that FORM_TYPE (XEP-0004, XEP-0068)."""
    x = ET.Element(f"{{{DATA}}}x", {"type": "submit"})
    for name, value in {"FORM_TYPE": kind, **fields}.items():
        field = ET.SubElement(x, f"{{{DATA}}}field", {"var": name})
        ET.SubElement(field, f"{{{DATA}}}value").text = value
    return x


def affiliations(addresses: Iterable[str], affiliation: str, reason: str = "") -> ET.Element:
    """Return one list of who gets which affiliation, and why (XEP-0045, 9.3).

    `<query xmlns="http://jabber.org/protocol/muc#admin"><item jid="…" affiliation="member"/>…</query>`
    """
    query = ET.Element(f"{{{MUC_ADMIN}}}query")
    for address in addresses:
        item = ET.SubElement(query, f"{{{MUC_ADMIN}}}item", {"jid": address, "affiliation": affiliation})
        if reason:
            ET.SubElement(item, f"{{{MUC_ADMIN}}}reason").text = clean(reason)
    return query


def destruction() -> ET.Element:
    """`<query xmlns="http://jabber.org/protocol/muc#owner"><destroy/></query>` (XEP-0045, 10.9)."""
    query = ET.Element(f"{{{MUC_OWNER}}}query")
    ET.SubElement(query, f"{{{MUC_OWNER}}}destroy")
    return query


def notice_type(notice: Notice) -> str:
    """Return the type of message that carries the notice: an invitation is kept by clients, a change is not."""
    return "normal" if notice.room or notice.body else "headline"


def notice_content(notice: Notice, room_address: str) -> list[ET.Element]:
    """Return the children of a notice.

    ```xml
    <body>…</body>
    <x xmlns="jabber:x:conference" jid="ROOM" reason="…"/>
    <call xmlns="urn:chatxblock:call:1" id="UUID" rev="3" state="waiting">…</call>
    ```
    The direct invitation (XEP-0249) is there if there is a room, the body if there are words. Its reason says them
    again: Converse, profanity and Gajim take the message for the invitation alone, and drop its body.
    """
    content = []
    if notice.body:
        body = ET.Element(f"{{{CLIENT}}}body")
        body.text = clean(notice.body)
        content.append(body)
    if room_address:
        why = {"reason": clean(notice.reason)} if notice.reason else {}
        content.append(ET.Element(f"{{{CONFERENCE}}}x", {"jid": room_address, **why}))
    return [*content, call_element(notice)]


def logged_out() -> ET.Element:
    """`<logged-out xmlns="urn:chatxblock:session:1"/>`: whoever used this browser logged out."""
    return ET.Element(f"{{{SESSION}}}logged-out")


def call_element(notice: Notice) -> ET.Element:
    """Return our own element; what the notice does not say is left out.

    ```xml
    <call xmlns="urn:chatxblock:call:1" id="UUID" rev="3" state="waiting"><question>…</question>
      <asker name="Alex" image="https://…"/><context title="Unit 3" url="https://…"/><window url="https://…"/></call>
    ```
    """
    head = {"id": str(notice.call_id), "rev": str(notice.rev), "state": clean(notice.state)}
    call = ET.Element(f"{{{CALL}}}call", head)
    if notice.question:
        ET.SubElement(call, f"{{{CALL}}}question").text = clean(notice.question)
    parts = {
        "asker": {"name": notice.asker, "image": notice.image_url},
        "context": {"title": notice.title, "url": notice.url},
        "window": {"url": notice.window_url},
    }
    for name, attributes in parts.items():
        said = {attribute: clean(value) for attribute, value in attributes.items() if value}
        if said:
            ET.SubElement(call, f"{{{CALL}}}{name}", said)
    return call


def archive_query(query_id: str, after: str, most: int = PAGE) -> ET.Element:
    """Return the question for one page of an archive (XEP-0313, XEP-0059).

    ```xml
    <query xmlns="urn:xmpp:mam:2" queryid="…"><set xmlns="http://jabber.org/protocol/rsm">
      <max>250</max><after>ID</after></set></query>
    ```
    """
    query = ET.Element(f"{{{MAM}}}query", {"queryid": query_id})
    window = ET.SubElement(query, f"{{{RSM}}}set")
    ET.SubElement(window, f"{{{RSM}}}max").text = str(most)
    if after:
        ET.SubElement(window, f"{{{RSM}}}after").text = after
    return query


def query_id_of(message: ET.Element) -> str:
    """Return which query a message of an archive answers."""
    result = message.find(f"{{{MAM}}}result")
    return "" if result is None else result.get("queryid", "")


def page(messages: Iterable[ET.Element], answer: ET.Element, domain: str) -> Page:
    """Read one page of an archive: the messages that came, and the answer behind them.

    ```xml
    <iq type="result"><fin xmlns="urn:xmpp:mam:2" complete="true"><set xmlns="http://jabber.org/protocol/rsm">
      <count>13</count><first>…</first><last>…</last></set></fin></iq>
    ```
    """
    results = [result for message in messages if (result := message.find(f"{{{MAM}}}result")) is not None]
    lines = [line for result in results if (line := read_line(result, domain)) is not None]
    fin = answer.find(f"{{{MAM}}}fin")
    return Page(
        lines=tuple(lines),
        last=results[-1].get("id", "") if results else "",
        total=int(answer.findtext(f"{{{MAM}}}fin/{{{RSM}}}set/{{{RSM}}}count", "0")),
        finished=fin is not None and fin.get("complete") in ("true", "1"),
        skipped=len(results) - len(lines),
    )


def read_line(result: ET.Element, domain: str) -> Line | None:
    """Read one entry of an archive, or return nothing if it has neither body nor reactions.

    ```xml
    <result xmlns="urn:xmpp:mam:2" id="ARCHIVE-ID"><forwarded xmlns="urn:xmpp:forward:0">
      <delay xmlns="urn:xmpp:delay" stamp="2026-11-22T10:00:00.123456Z"/>
      <message xmlns="jabber:client" id="…" from="room/nick"><body>…</body>
        <replace xmlns="urn:xmpp:message-correct:0" id="…"/><taken-back xmlns="urn:chatxblock:line:1"/>
        <reply xmlns="urn:xmpp:reply:0" id="ARCHIVE-ID" to="room/nick"/>
        <fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:reply:0"><body start="0" end="17"/></fallback>
        <x xmlns="http://jabber.org/protocol/muc#user"><item jid="anna@chat.example.org/web"/></x></message>
    </forwarded></result>
    ```
    The author's real address is written by the room; the time is the one beside the message, never one inside.
    """
    forwarded = result.find(f"{{{FORWARD}}}forwarded")
    message = None if forwarded is None else forwarded.find(f"{{{CLIENT}}}message")
    delay = None if forwarded is None else forwarded.find(f"{{{DELAY}}}delay")
    if message is None or delay is None:
        return None
    body = message.findtext(f"{{{CLIENT}}}body", "")
    reactions = None if body else message.find(f"{{{REACTIONS}}}reactions")
    if not body and reactions is None:
        return None
    replaced = message.find(f"{{{CORRECTION}}}replace")
    line = Line(
        id=result.get("id", ""),
        sent_at=read_time(delay.get("stamp", "")),
        author=author(message, domain),
        body=body,
        message_id=message.get("id", ""),
        replaces="" if replaced is None else replaced.get("id", ""),
        taken_back=replaced is not None and message.find(f"{{{LINE}}}taken-back") is not None,
    )
    return replace(line, **(_answer(message) if reactions is None else _reactions(reactions)))


def _answer(message: ET.Element) -> Marks:
    """Return which line is answered (XEP-0461), and how much of the body repeats it (XEP-0428)."""
    reply = message.find(f"{{{REPLY}}}reply")
    if reply is None:
        return {}
    found = [one for one in message.findall(f"{{{FALLBACK}}}fallback") if one.get("for") == REPLY]
    part = found[0].find(f"{{{FALLBACK}}}body") if found else None
    start, end = ("", "") if part is None else (part.get("start", ""), part.get("end", ""))
    return {"answers": reply.get("id", ""), "quoted": int(end) if start == "0" and NUMBER.fullmatch(end) else 0}


def _reactions(found: ET.Element) -> Marks:
    """Return what somebody wants at which line (XEP-0444)."""
    signs = (one.text or "" for one in found.findall(f"{{{REACTIONS}}}reaction"))
    return {"reacts_to": found.get("id", ""), "reactions": tuple(dict.fromkeys(sign for sign in signs if sign))}


def author(message: ET.Element, domain: str) -> str:
    """Return the localpart of who wrote it; empty for whoever is no learner, such as the service."""
    item = message.find(f"{{{MUC_USER}}}x/{{{MUC_USER}}}item")
    bare = "" if item is None else item.get("jid", "").partition("/")[0]
    localpart, _, host = bare.partition("@")
    return localpart if host == domain else ""


def read_time(stamp: str) -> datetime:
    """Read a time of XEP-0082, which is in UTC or says how far from it."""
    return datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone(UTC)
