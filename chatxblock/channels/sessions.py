"""Ending one browser's chat sessions as a channel: so it is done for certain, also where the chat server is away."""

from __future__ import annotations

import logging

from chatxblock.domain.ports import Message, Outcome, Sessions
from chatxblock.errors import RoomsError

log = logging.getLogger(__name__)


class SessionChannel:
    """Ends what the person has open in the browser whose mark is the topic."""

    reaches_closed_pages = False

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def deliver(self, message: Message) -> Outcome:
        """End them, if the chat server is there."""
        try:
            ended = self._sessions.end(message.to, message.topic)
        except RoomsError as error:
            log.info("message %d: sessions not ended yet (%s)", message.id, error.code)
            return Outcome.LATER
        if ended:
            log.info("message %d: ended %d sessions", message.id, ended)
        return Outcome.DELIVERED
