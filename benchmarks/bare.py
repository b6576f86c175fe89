"""The bare protocol: what a script of a few lines does with slixmpp, on the same server and from the same account."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar
from xml.etree import ElementTree as ET

from slixmpp import ClientXMPP
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import MatchXPath

from benchmarks.place import Place

Result = TypeVar("Result")
BATCH = 250
"""Lines that are said in one flight."""
ADMIN = "http://jabber.org/protocol/muc#admin"
FORM = {
    "muc#roomconfig_persistentroom": "1",
    "muc#roomconfig_membersonly": "1",
    "muc#roomconfig_publicroom": "0",
    "mam": "1",
    "muc#roomconfig_whois": "anyone",
}


class Bare:
    """A slixmpp client on a thread."""

    def __init__(self, place: Place) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.rooms_domain = place.server.rooms_domain
        self._client = self.run(self._connect(place))

    def run(self, job: Coroutine[Any, Any, Result]) -> Result:
        """Run a coroutine there and return its result."""
        return asyncio.run_coroutine_threadsafe(job, self._loop).result(60)

    async def provision(self, room: str, jids: list[str], text: str) -> None:
        """Make a room, admit and invite: one IQ awaited, then one IQ and the messages in one flight."""
        address = f"{room}@{self.rooms_domain}"
        await self._make(address)
        iq: Any = self._client.make_iq_set(ito=address)
        query = ET.SubElement(iq.xml, f"{{{ADMIN}}}query")
        for jid in jids:
            ET.SubElement(query, f"{{{ADMIN}}}item", affiliation="member", jid=jid)
        admitted = iq.send(timeout=10)
        for jid in jids:
            message = self._client.make_message(mto=jid, mbody=text, mtype="normal")
            ET.SubElement(message.xml, "{jabber:x:conference}x", jid=address)
            message.send()
        await admitted

    def fill(self, room: str, lines: int) -> None:
        """Make a room and say that many lines in it, each batch once the room has had the one before.

        The archive commits each line by itself: a busy disk takes longer over thousands than any one answer may.
        """
        address = f"{room}@{self.rooms_domain}"
        self.run(self._make(address))
        for first in range(0, lines, BATCH):
            self.run(self._say(address, range(first, min(first + BATCH, lines))))

    async def read(self, room: str) -> int:
        """Read the room's archive in the largest pages there are, and return how many entries came."""
        seen: list[Any] = []
        matcher = MatchXPath("{jabber:client}message/{urn:xmpp:mam:2}result")
        self._client.register_handler(Callback("archive", matcher, seen.append))
        last, finished = "", False
        while not finished:
            iq: Any = self._client.make_iq_set(ito=f"{room}@{self.rooms_domain}")
            query = ET.SubElement(iq.xml, "{urn:xmpp:mam:2}query")
            page = ET.SubElement(query, "{http://jabber.org/protocol/rsm}set")
            ET.SubElement(page, "{http://jabber.org/protocol/rsm}max").text = "250"
            if last:
                ET.SubElement(page, "{http://jabber.org/protocol/rsm}after").text = last
            answer = await iq.send(timeout=30)
            fin = answer.xml.find("{urn:xmpp:mam:2}fin")
            finished = fin.get("complete") == "true"
            last = fin.findtext(".//{http://jabber.org/protocol/rsm}last") or ""
        self._client.remove_handler("archive")
        return len(seen)

    async def _say(self, address: str, numbers: range) -> None:
        """Say lines, and wait until the room has had them all: it answers in the order in which it was told."""
        for number in numbers:
            self._client.make_message(mto=address, mbody=f"line {number} of a long talk", mtype="groupchat").send()
        look: Any = self._client.make_iq_get("http://jabber.org/protocol/disco#info", ito=address)
        await look.send(timeout=60)

    async def _make(self, address: str) -> None:
        iq: Any = self._client.make_iq_set(ito=address)
        query = ET.SubElement(iq.xml, "{http://jabber.org/protocol/muc#owner}query")
        form = ET.SubElement(query, "{jabber:x:data}x", type="submit")
        for name, value in {"FORM_TYPE": "http://jabber.org/protocol/muc#roomconfig", **FORM}.items():
            ET.SubElement(ET.SubElement(form, "{jabber:x:data}field", var=name), "{jabber:x:data}value").text = value
        await iq.send(timeout=10)

    async def _connect(self, place: Place) -> ClientXMPP:
        mechanisms = {"unencrypted_plain": True, "unencrypted_scram": True}
        client = ClientXMPP(
            f"{place.server.service_jid}/bare",
            place.server.service_password,
            plugin_config={"feature_mechanisms": mechanisms},
        )
        client.enable_starttls = client.enable_direct_tls = False
        client.enable_plaintext = True
        started = asyncio.Event()
        client.add_event_handler("session_start", lambda _: started.set())
        client.connect("127.0.0.1", place.server.c2s_port)
        await asyncio.wait_for(started.wait(), 10)
        client.send_presence(ppriority=-1)
        return client
