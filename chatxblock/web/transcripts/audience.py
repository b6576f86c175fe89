"""For whom a talk is written down: what people are called there, and where links lead. It must not know the formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.names import Names
from chatxblock.domain.calls.notices import absolute
from chatxblock.domain.ports import Addresses
from chatxblock.domain.resources.exporting import ExportedTalk
from chatxblock.web.schemas.calls import STATES
from chatxblock.web.schemas.places import Stuck
from chatxblock.web.schemas.transcript import Participant, TranscriptCall

Called = Callable[[str], str | None]
"""Tells what somebody is called, by localpart; None where that is not known."""


def nowhere(_resource_id: UUID) -> str:
    """Give no address of a resource."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Who reads a file, or an operator where there is no reader."""

    names: Names
    addresses: Addresses
    base_url: str
    reader: Person | None = None
    resource_url: Callable[[UUID], str] = nowhere
    """Gives the address at which a resource is read; empty where that is not known."""

    def call(self, call: Call) -> dict[str, Any]:
        """Return what a file says of a call."""
        return TranscriptCall(
            id=call.id,
            course=call.course,
            state=STATES[call.state],
            question=call.question,
            asked_at=call.asked_at,
            solved_at=call.solved_at,
            ended_at=call.ended_at,
            asker=self.addresses.of_person(call.asker.localpart),
        ).plain()

    def context(self, call: Call) -> dict[str, Any]:
        """Return where the asker was stuck, with a whole link: files are read far from the platform's pages."""
        context = Stuck.of(call, self.reader or call.asker)
        return {**context.plain(), "url": absolute(context.url, self.base_url)}

    def people(self, talk: ExportedTalk) -> list[dict[str, Any]]:
        """Return who took part, and whoever of those who wrote has gone by."""
        found = talk.people.values()
        return [Participant.of(talk.call, person, self.names, self.addresses).plain() for person in found]

    def name(self, talk: ExportedTalk, localpart: str) -> str | None:
        """Return what somebody is called; None for somebody unknown and for the room itself."""
        person = talk.people.get(localpart)
        return self.names.of(talk.call, person) if person else None

    def called(self, talk: ExportedTalk) -> Called:
        """Return what tells that of the author of each line, and looks for a name once."""
        return cache(partial(self.name, talk))

    def helped(self, talk: ExportedTalk) -> list[dict[str, Any]]:
        """Return what those who had the question say, as far as this reader may know it."""
        return [{"jid": self.addresses.of_person(who), "helped": said.value} for who, said in talk.helped.items()]

    def resources(self, talk: ExportedTalk) -> list[dict[str, Any]]:
        """Return what was made of the talk, as far as this reader may know it."""
        return [
            {
                "resource_id": str(resource.id),
                "title": resource.text.title,
                "state": resource.stage.value,
                "url": absolute(self.resource_url(resource.id), self.base_url) or None,
            }
            for resource in talk.resources
        ]
