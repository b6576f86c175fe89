"""Talks that are over, with marked lines, and whoever may come to what is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chatxblock import wiring
from chatxblock.domain.resources.service import ResourceService
from chatxblock.models import CallRow, PersonRow
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site

QUESTION = "Why is the matrix not invertible here?"
ASKED = "I have tried to invert it for an ASKERMARK hour"
HELPED = "Two rows are the same, so the HELPERMARK determinant is zero."
LINES = (("learner", ASKED), ("helper1", HELPED), ("learner", "thanks!"))


def localpart(site: Site, student: str) -> str:
    return str(site.post(student, "ticket").value["jid"]).partition("@")[0]


def say(site: Site, rooms: MemoryRooms, room: str, who: str, said: str) -> None:
    """Enter and say something."""
    rooms.enter(room, localpart(site, who))
    rooms.say(room, localpart(site, who), said)


@dataclass
class Talk:
    """A call between learner and helper1, which has ended, unless one of them stays; its log is kept then."""

    site: Site
    rooms: MemoryRooms
    lines: Sequence[tuple[str, str]] = LINES
    question: str = QUESTION
    putting_out: str = ""
    """Who comes by name, and is removed."""
    leaving: Sequence[str] = ("learner", "helper1")
    call_id: str = field(init=False)

    def __post_init__(self) -> None:
        """Talk, and leave."""
        self.call_id = str(self.site.ask("learner", self.question)["id"])
        body = {"call_id": self.call_id}
        assert self.site.post("helper1", "accept", body).status == 200
        if self.putting_out:
            self._put_out(self.putting_out)
        room = CallRow.objects.get(pk=self.call_id).room
        for who, said in self.lines:
            say(self.site, self.rooms, room, who, said)
        for who in self.leaving:
            assert self.site.post(who, "leave", body).status == 200
        assert CallRow.objects.get(pk=self.call_id).state == ("closed" if len(self.leaving) == 2 else "answered")

    def _put_out(self, who: str) -> None:
        body = {"call_id": self.call_id}
        self.site.post("learner", "invite", {**body, "person": who})
        assert self.site.post(who, "accept", body).status == 200
        address = self.site.post(who, "ticket").value["jid"]
        assert self.site.post("learner", "remove", {**body, "person": address}).status == 200

    def agree(self, *people: str, yes: bool = True) -> None:
        for who in people:
            self.service.consent(CallRow.objects.get(pk=self.call_id).pk, self.person(who), yes)

    def person(self, who: str) -> Any:
        row = PersonRow.objects.get(user_id=who)
        return wiring.service().persons([row.localpart])[row.localpart]

    def draft(self, who: str = "learner") -> dict[str, Any]:
        answer = self.site.post(who, "resource_draft", {"call_id": self.call_id})
        assert answer.status == 200, answer
        return answer.value

    def resource(self, who: str = "learner") -> dict[str, Any]:
        found: dict[str, Any] = self.draft(who)["resource"]
        return found

    def public(self) -> dict[str, Any]:
        """Publish it, with everybody's yes, by staff."""
        self.agree("learner", "helper1")
        found = self.resource("staff")
        answer = self.site.post("staff", "resource_publish", of(found))
        assert answer.status == 200, answer
        published: dict[str, Any] = answer.value["resource"]
        return published

    @property
    def service(self) -> ResourceService:
        return wiring.resources()


def of(resource: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What names a resource as somebody has it before them."""
    return {"resource_id": resource["resource_id"], "rev": resource["rev"], **more}


def text(resource: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What saves a text that was made from one."""
    return of(resource, **{key: resource[key] for key in ("title", "answer", "body", "tags")} | changes)
