"""Calls: what is taken from those who take part in one, and how it looks to each of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator
from typing_extensions import TypeAliasType

from chatxblock.domain.calls import call as domain
from chatxblock.domain.calls.meeting import Meeting
from chatxblock.domain.calls.names import Names
from chatxblock.domain.ports import Addresses
from chatxblock.domain.resources import feedback
from chatxblock.errors import BadInput, BadQuestion
from chatxblock.rooms.kinds import CHAT
from chatxblock.web.schemas.base import Input, Moment, Output, Refusals
from chatxblock.web.schemas.people import ROLES, Asker, JoinRequest, Role
from chatxblock.web.schemas.places import Marked, Stuck
from chatxblock.web.schemas.texts import Id, Name, QuestionText

MOST_READ = 10
"""Resources that are kept with a question, the last that were opened."""
MOST_LINES = 10_000_000
"""In a report; nobody has read so many."""

CallState = TypeAliasType("CallState", Literal["waiting", "answered", "archiving", "closed"])
Helped = TypeAliasType("Helped", Literal["yes", "a-little", "no"])
STATES: dict[domain.State, CallState] = {
    domain.State.WAITING: "waiting",
    domain.State.ANSWERED: "answered",
    domain.State.ARCHIVING: "archiving",
    domain.State.CLOSED: "closed",
}


class Ask(Input):
    """A question."""

    refusals: ClassVar[Refusals] = {"question": BadQuestion}

    request_id: Id
    """Made by the browser; becomes the id of the call, so that a double click asks once."""
    question: QuestionText
    context: Marked | None = None
    opened: list[Id] = Field(default_factory=list, alias="read")
    """Ids of the resources that she opened before asking, which those who help are told of."""

    def read_before(self) -> tuple[UUID, ...]:
        """Return the resources that were opened, each once, as far as they are kept."""
        return tuple(dict.fromkeys(self.opened))[-MOST_READ:]

    def at(self, place: domain.Context) -> domain.Context:
        """Return where the asker is stuck, with what she sends along, as far as it is kept."""
        return self.context.at(place) if self.context else place


class OfCall(Input):
    """Which call."""

    call_id: Id


class Look(OfCall):
    """Which call, and who looks."""

    inside: bool | None = None
    """Whether a room window looks, which stands for its person where nobody can tell who is inside."""


class LobbyLook(Input):
    """What a lobby shows, and that it is open."""

    call_id: Id | None = None
    """The call that it shows as the reader's own."""
    leaving: bool | None = None
    """Whether it closes: then it stands for its reader no longer."""


class Sought(OfCall):
    """Which call, and whom the reader sees there and cannot name."""

    person: Name | None = None
    """A bare chat address that the list of people did not have."""


class Departure(OfCall):
    """A window that closes, and what it had on its screen, so that a hole in the log is seen."""

    lines: Annotated[int, Field(ge=0, le=MOST_LINES)] | None = None
    last_id: Annotated[str, Field(pattern=r"^[!-~]{0,64}$")] | None = None
    """The archive's id of the last line."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.lines is None and self.last_id:
            raise BadInput()
        return self

    def report(self) -> domain.Report | None:
        """Return what the window had on its screen, if it said so."""
        return None if self.lines is None else domain.Report(lines=self.lines, last_id=self.last_id or "")


class OfPerson(OfCall):
    """Which call, and whom: somebody's address, as the call or its people have it."""

    person: Name


class Invite(OfCall):
    """Whom to ask as well."""

    person: Name
    """A username, or an exact name."""


class ReadResource(Output):
    """A resource that the asker read before asking."""

    resource_id: UUID
    title: str
    url: str


class Room(Output):
    """The chat room of a call."""

    jid: str


class Place(Output):
    """Where the people of a call meet."""

    kind: str
    """`chat`, or a name of the operator's."""
    label: str
    """What people call it, in the middle of a sentence."""
    url: str | None
    """The link that leads there; null in the chat, and for whoever may not know it."""

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        """Return a place as far as the reader may know it."""
        return cls(kind=meeting.kind, label=meeting.label, url=meeting.url or None)


HELPED: dict[feedback.Helped, Helped] = {
    feedback.Helped.YES: "yes",
    feedback.Helped.A_LITTLE: "a-little",
    feedback.Helped.NO: "no",
}


class Mine(Output):
    """What the reader has said of a talk so far, and nobody else."""

    helped: Helped | None
    quote_me: bool | None
    """Whether others may read what she said, without her name; null where she has said neither."""
    asked_to_quote: bool
    """Whether somebody who writes a resource of it waits for her yes."""

    @classmethod
    def of(cls, said: feedback.Feedback) -> Self:
        """Return what somebody said."""
        helped = HELPED[said.helped] if said.helped else None
        return cls(helped=helped, quote_me=said.quote_me, asked_to_quote=said.asked_to_quote)


class Stopped(Output):
    """That somebody of the staff ended a call."""

    by: str
    """What they are called towards the reader."""
    reason: str

    @classmethod
    def of(cls, stopped: domain.Stopped, names: Names) -> Self:
        """Return who ended a call, and why."""
        return cls(by=names.of_teacher(stopped.by), reason=stopped.reason)


class Call(Output):
    """A call, as somebody who is part of it may see it."""

    id: UUID
    rev: int
    """Grows with each change that people can see; whoever holds a newer one drops an older."""
    state: CallState
    question: str
    context: Stuck
    asked_at: Moment
    my_role: Role | Literal["removed"]
    round: int
    """How many rounds went out."""
    rounds: int
    """How many were planned."""
    next_round_at: Moment | None
    """When more people are asked; null where that cannot be promised."""
    next_size: int | None
    """How many more are asked at `next_round_at`, at most."""
    usual_wait: float | None
    """Seconds that others waited lately for the first helper; null where there were too few to tell."""
    left_for_staff: bool
    """Whether the asker left the question for the teachers."""
    withdrawn: bool
    """Whether the asker took the question back."""
    stopped: Stopped | None = None
    """Who of the staff ended it, and why."""
    exhausted: bool
    """Whether all who can be asked were asked and have had the time of their round."""
    invited: int
    seen: int
    declined: int
    helpers: list[str]
    """Names of those who are there."""
    coming: list[str]
    """Names of those of them who said that they come and were not seen inside yet."""
    helper_limit: int
    asker: Asker
    asker_left: bool
    solved: bool
    can_join: bool
    """Whether the reader would be let in now."""
    knocking: list[JoinRequest]
    """Who has a similar question and asks to be let in."""
    room: Room | None
    """null until the chat server has made it and let the asker in, after the end, and where people meet elsewhere."""
    place: Place
    window_url: str
    transcript_url: str
    read: list[ReadResource] = Field(default_factory=list)
    """What the asker read before asking; told to those who help, and to staff."""
    mine: Mine | None = None
    """What the reader has said of it; only once she may be asked, and only to who took part."""

    @classmethod
    def of(
        cls,
        call: domain.Call,
        viewer: domain.Person,
        names: Names,
        meeting: Meeting,
        addresses: Addresses,
        *,
        now: datetime,
        usual_wait: float | None,
        window_url: str,
        transcript_url: str,
        read: Sequence[ReadResource] = (),
    ) -> Self:
        """Return a call as this viewer may see it."""
        there = call.running and call.admitted_at is not None
        asked_next = call.next_widening_at
        return cls(
            id=call.id,
            rev=call.rev,
            state=STATES[call.state],
            question=call.question,
            context=Stuck.of(call, viewer),
            asked_at=call.asked_at,
            my_role=my_role(call, viewer),
            round=call.round,
            rounds=len(call.rounds),
            next_round_at=asked_next,
            next_size=call.next_size if asked_next else None,
            usual_wait=usual_wait,
            left_for_staff=call.deferred_at is not None,
            withdrawn=call.withdrawn_at is not None,
            stopped=Stopped.of(call.stopped, names) if call.stopped else None,
            exhausted=call.exhausted_at(now),
            invited=sum(1 for i in call.invitations if i.asked),
            seen=sum(1 for i in call.invitations if i.seen_at is not None),
            declined=sum(1 for i in call.invitations if i.answer is domain.Answer.DECLINED),
            helpers=[names.of(call, i.person) for i in call.helpers],
            coming=[names.of(call, i.person) for i in call.helpers if i.awaited_until is not None],
            helper_limit=call.helper_limit,
            asker=Asker.of(call, names),
            asker_left=call.asker_left_at is not None,
            solved=call.solved_at is not None,
            can_join=call.can_join(viewer),
            knocking=[JoinRequest.at(call, i.person, names, addresses) for i in call.joining] if there else [],
            room=Room(jid=addresses.of_room(call.room)) if there and meeting.kind == CHAT else None,
            place=Place.of(meeting),
            window_url=window_url,
            transcript_url=transcript_url,
            read=list(read),
        )


SENT_AGAIN_SECONDS = 30
"""For how long a request may be sent again whose answer was lost."""


class Farewell(Output):
    """What somebody may still see of a call who is no part of it any more."""

    id: UUID
    rev: int
    state: CallState
    others: bool
    """Whether somebody else was asked who may still come, or is there; told to who declines alone."""

    @classmethod
    def of(cls, call: domain.Call, viewer: domain.Person, now: datetime) -> Self:
        """Return what is left of a call for who declines now, also when that is sent again; for all others less."""
        known = call.invitation_of(viewer)
        declined = known is not None and known.answer is domain.Answer.DECLINED
        if known is not None and known.revoked_at is not None:
            declined = declined and now < known.revoked_at + timedelta(seconds=SENT_AGAIN_SECONDS)
        coming = any(i.answer in (domain.Answer.OPEN, domain.Answer.ACCEPTED) for i in call.invitations)
        others = declined and call.running and coming
        return cls(id=call.id, rev=call.rev, state=STATES[call.state], others=others)


class CallAnswer(Output):
    """A call, after what was done to it."""

    call: Call


class DeclineAnswer(Output):
    """What is left of a call for who declined; all of it for who has another part in it."""

    call: Farewell | Call


class AlreadyInCallProblem(Output):
    """What `ask` answers to whoever has an open question in the course already, and which that is."""

    error: str
    code: str
    call: Call


def my_role(call: domain.Call, viewer: domain.Person) -> Role | Literal["removed"]:
    """Return what the viewer is in a call: who left is a helper still, and who has no part in it is staff."""
    role = ROLES[call.role_of(viewer) or domain.Role.STAFF]
    return "helper" if role == "left" else role
