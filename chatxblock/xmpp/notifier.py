"""Notices as XMPP messages: the port `chatxblock.domain.ports.Notifier`."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from chatxblock.domain.ports import Notice
from chatxblock.xmpp import stanzas
from chatxblock.xmpp.client import ServiceClient
from chatxblock.xmpp.session import XmppSession


class XmppNotifier:
    """Sends notices from the service's account to wherever somebody is connected."""

    def __init__(self, session: XmppSession) -> None:
        self._session = session

    def tell(self, notices: Sequence[Notice]) -> None:
        """Send notices; nobody learns whether they were read."""
        messages = [self._message(notice) for notice in notices]

        async def flight(client: ServiceClient) -> None:
            await client.session()
            client.send_messages(messages)

        if messages:
            self._session.run(flight)

    def _message(self, notice: Notice) -> tuple[str, str, list[ET.Element]]:
        addresses = self._session.addresses
        room = addresses.of_room(notice.room) if notice.room else ""
        return addresses.of_person(notice.to), stanzas.notice_type(notice), stanzas.notice_content(notice, room)
