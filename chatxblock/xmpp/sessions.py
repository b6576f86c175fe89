"""Connections of people on ejabberd: the port `chatxblock.domain.ports.Sessions`."""

from __future__ import annotations

from chatxblock.xmpp.session import XmppSession


class XmppSessions:
    """Ends what people have open, by the HTTP API: no stanza of an outsider does that."""

    def __init__(self, session: XmppSession) -> None:
        self._session = session

    def end_sessions(self, person: str) -> None:
        """End every connection of somebody; harmless where there is none."""
        self._session.api.end_sessions(person)
