"""Ending connections on ejabberd: the port `chatxblock.domain.ports.Sessions`.

A window binds a resource (RFC 6120, 7) that begins with the mark of its browser's session and a dot. So the server
itself knows which connections belong together, and nobody has to write down who connected when.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatxblock.xmpp import stanzas
from chatxblock.xmpp.client import ServiceClient
from chatxblock.xmpp.session import XmppSession

REASON = "Logged out"
"""What a chat program may show; its reader's language is not known."""


class XmppSessions:
    """Tells first and ends then: a window that hears why does not try to come back."""

    def __init__(self, session: XmppSession) -> None:
        self._session = session

    def end_all(self, localpart: str) -> None:
        """End every connection of somebody; harmless where there is none."""
        self._session.api.end_sessions(localpart)

    def end(self, localpart: str, mark: str) -> int:
        """Tell this person's windows of one browser that somebody logged out there, and end their connections."""
        if not mark:
            return 0
        api = self._session.api
        mine = [name for name in api.resources(localpart) if name.startswith(f"{mark}.")]
        if mine:
            self._tell(localpart, mine)
        for name in mine:
            api.end_session(localpart, name, REASON)
        return len(mine)

    def _tell(self, localpart: str, resources: Sequence[str]) -> None:
        """Send the notice, and wait until the server has handed it on: what ends a connection must come behind it."""
        address = self._session.addresses.of_person(localpart)
        messages = [(f"{address}/{name}", "headline", [stanzas.logged_out()]) for name in resources]
        server = self._session.settings.service_jid.partition("@")[2]

        async def flight(client: ServiceClient) -> None:
            await client.session()
            client.send_messages(messages)
            await client.ask("get", server, stanzas.ping())

        self._session.run(flight)
