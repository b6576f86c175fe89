"""A room with two people in it, and a third who does not belong there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from chatxblock.domain.calls.transcript import Page
from tests.support.chat import Service, new_name
from tests.support.learner import Learner

NOT_ALLOWED = "not-allowed"
FORBIDDEN = "forbidden"


@dataclass(frozen=True, kw_only=True)
class TalkFixture:
    """Who is where."""

    service: Service
    room: str
    address: str
    """The room's address."""
    asker: Learner
    helper: Learner
    stranger: Learner

    def log(self) -> Page:
        """Return the archive as the service reads it."""
        return self.service.read(self.room)

    def said(self) -> list[str]:
        """Return the bodies in the archive."""
        return [line.body for line in self.log().lines]

    def heard(self) -> list[ET.Element]:
        """Return the room's lines which the helper has seen live.

        What the room sends to one person may come before or after its copy for another; what the helper asks of it is
        answered behind all copies.
        """
        self.asker.settle()
        self.helper.history(self.address)
        return [stanza for stanza in self.helper.seen if stanza.get("type") == "groupchat"]


def make_talk(service: Service, rooms_domain: str, log_in: Callable[[], Learner]) -> TalkFixture:
    """Make a room, let two people in and leave one outside."""
    room, people = new_name(), [log_in(), log_in(), log_in()]
    asker, helper, stranger = people
    address = f"{room}@{rooms_domain}"
    service.make(room, occupants=4)
    service.admit(room, [asker.localpart, helper.localpart])
    for person in (asker, helper):
        assert person.join(address).get("type") is None
    return TalkFixture(service=service, room=room, address=address, asker=asker, helper=helper, stranger=stranger)
