"""The page as a channel: a silent notice to whatever page of ours somebody has open.

It carries what has a place on a page anyway: whoever has none open finds it on the next one. So it takes a message as
delivered once the chat server has it.
"""

from __future__ import annotations

import logging
from uuid import UUID

from chatxblock.domain.ports import Message, Notice, Notifier, Outcome
from chatxblock.errors import RoomsError

log = logging.getLogger(__name__)


class PageChannel:
    """Tells of a change of a call: `call_id`, `rev` and `state` in the body."""

    reaches_closed_pages = False

    def __init__(self, notifier: Notifier) -> None:
        self._notifier = notifier

    def deliver(self, message: Message) -> Outcome:
        """Send the notice, if the chat server is there."""
        body = message.body
        notice = Notice(to=message.to, call_id=UUID(body["call_id"]), rev=int(body["rev"]), state=str(body["state"]))
        try:
            self._notifier.tell([notice])
        except RoomsError as error:
            log.info("message %d: not told yet (%s)", message.id, error.code)
            return Outcome.LATER
        return Outcome.DELIVERED
