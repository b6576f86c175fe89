"""A call: one question from asking until everyone has left, as values and as the table of its states.

Nothing here changes; what happens to a call is in `events`, as functions from one `Call` to the next. This module must
not know who keeps calls, who carries messages or what time it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from chatxblock.domain.calls.person import Person as Person
from chatxblock.domain.calls.person import User as User
from chatxblock.domain.calls.rounds import Pool, Round, pools_of, round_of


class State(StrEnum):
    """Where a call stands. `answered` means that a helper is there now."""

    WAITING = "waiting"
    ANSWERED = "answered"
    ARCHIVING = "archiving"
    CLOSED = "closed"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.ANSWERED, State.ARCHIVING}),
    State.ANSWERED: frozenset({State.WAITING, State.ARCHIVING}),
    State.ARCHIVING: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}

RUNNING = frozenset({State.WAITING, State.ANSWERED})


class Answer(StrEnum):
    """What became of an invitation."""

    OPEN = "open"
    ACCEPTED = "accepted"
    LEFT = "left"
    DECLINED = "declined"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    JOINING = "joining"
    """Somebody with a similar question asks to be let in."""
    FELLOW = "fellow"
    """Somebody with a similar question was let in."""
    UNENROLLED = "unenrolled"
    """Somebody who was there is no longer in the course."""
    ENTERED = "entered"
    """Somebody of the course's staff came in by themselves, and has said nothing yet."""


class Role(StrEnum):
    """What somebody is in a call."""

    ASKER = "asker"
    HELPER = "helper"
    INVITED = "invited"
    FELLOW = "fellow"
    LEFT = "left"
    REMOVED = "removed"
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class Context:
    """Where the asker is stuck."""

    usage_key: str = ""
    title: str = ""
    url: str = ""
    excerpt: str = ""
    """The words that she marked there."""
    exercise: str = ""
    """The text of the exercise that she asks about, where she sent it along; for those who help."""
    last_answer: str = ""
    """What she answered to it last, where she sent that along; for those who help."""
    attempts: int | None = None
    """How often she has tried the exercises of the unit; None where the platform does not say. For a peering alone."""
    score: float | None = None
    """Which share of the points of those that she has tried she has, 0 to 1. For a peering alone."""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """One helper asked in one round."""

    person: Person
    round: int
    invited_at: datetime
    answer: Answer = Answer.OPEN
    notified_at: datetime | None = None
    """When the room admitted and the chat told this person."""
    seen_at: datetime | None = None
    accepted_at: datetime | None = None
    touched_at: datetime | None = None
    """When this person was last known to be inside or on the way."""
    left_at: datetime | None = None
    revoked_at: datetime | None = None
    """When the room was told to refuse this person; with helpers enough, until they accept where there is a place."""
    lapsed_at: datetime | None = None
    """When the round's time was over without a word from this person."""
    thanked_at: datetime | None = None
    """When the asker said thank you."""
    awaited_until: datetime | None = None
    """Until when somebody who said that they come has to be seen inside; None once they were."""
    asked_again: bool = False
    """Whether this person had declined or was removed before, and was asked once more by name."""

    @property
    def undelivered(self) -> bool:
        """Whether the chat server still has to hear of the present answer."""
        if self.to_be_admitted:
            return self.notified_at is None
        return self.answer in REFUSED and self.revoked_at is None

    @property
    def welcome(self) -> bool:
        """Whether this person may come, is there, or may come back."""
        return self.answer in (Answer.OPEN, Answer.ACCEPTED, Answer.LEFT, Answer.FELLOW, Answer.ENTERED)

    @property
    def to_be_admitted(self) -> bool:
        """Whether the room has to be told to let this person in."""
        return self.welcome and self.answer is not Answer.LEFT and self.revoked_at is None

    @property
    def asked(self) -> bool:
        """Whether this person was asked to help, and does not share the question."""
        return self.round > 0 and self.answer not in (Answer.JOINING, Answer.FELLOW)

    @property
    def as_staff(self) -> bool:
        """Whether this person came in as staff of the course, asked by nobody."""
        return self.round == 0 and self.answer in (Answer.ENTERED, Answer.ACCEPTED, Answer.LEFT)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a window had on its screen when it closed: how many lines, and the archive's id of the last one."""

    lines: int
    last_id: str
    by: int = field(default=0, compare=False)
    """Id of the person whose window it was; 0 where that was not kept yet."""


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """That somebody of the staff ended a call, and why."""

    by: Person
    reason: str


@dataclass(frozen=True, kw_only=True)
class Call:
    """One question, with everybody who was asked.

    `version` grows with every change, and a change is kept only where nobody was quicker; `rev` grows with those that
    people can see.
    """

    id: UUID
    course: str
    unit: str
    """Usage key of the unit in which she is stuck."""
    asker: Person
    question: str
    context: Context
    room: str
    """Name of the room: random, and never used again."""
    window_url: str
    """Path of the room window; CALL_ID in it stands for the call, `{user}` for the platform's id of its reader."""
    asked_at: datetime
    touched_at: datetime
    """Last sign of anybody: an ask, accept, ticket or gone, an occupant, a look where nobody can be seen inside."""
    block: str = ""
    """Usage key of our block by which it was asked; empty where there was none."""
    section: str = ""
    """Usage key of what holds the unit; empty where that is not known."""
    read: tuple[UUID, ...] = ()
    """Ids of the resources that the asker opened before she asked, as her browser told them."""
    state: State = State.WAITING
    rev: int = 1
    version: int = 1
    rounds: tuple[Round, ...] = ()
    helper_limit: int = 3
    grace: float = 60.0
    """Seconds for which a call outlives the last sign of anybody."""
    listed: tuple[int, ...] = ()
    """Ids of the people whom the author named as helpers, in the author's order."""
    eligibility: str = ""
    """Name of the rule of who may help; the operator's default if empty."""
    peering: str = ""
    """Name of the peering that chooses whom to ask; the operator's default if empty."""
    room_kind: str = ""
    """Name of the kind of place that its room is; the operator's usual kind if empty."""
    has_log: bool = True
    """Whether a place of that kind has a log to be kept."""
    offers_cap: int = 3
    """Most questions that may wait for an answer of one helper."""
    calls_cap: int = 2
    """Most rooms that one helper may be in."""
    round: int = 0
    next_round_at: datetime | None = None
    observe_at: datetime | None = None
    """When to look who is inside."""
    retry_at: datetime | None = None
    """When to try again what the chat server did not take."""
    attempts: int = 0
    room_ready_at: datetime | None = None
    """When the room was made."""
    admitted_at: datetime | None = None
    """When the room was told to let the asker in; from here on she can be sent there."""
    solved_at: datetime | None = None
    asker_left_at: datetime | None = None
    deferred_at: datetime | None = None
    """When the asker left the question for the teachers."""
    ended_at: datetime | None = None
    archived_at: datetime | None = None
    closed_at: datetime | None = None
    complete: bool | None = None
    """Whether the kept log has every line; None until it is kept."""
    remaking_at: datetime | None = None
    """Since when its room, which the chat server lost, is being made again; until that is done nobody is let in."""
    log_lost_at: datetime | None = None
    """When it was found that the chat server had lost what was said: the log cannot become complete any more."""
    watched_until: datetime | None = None
    """Until when a lobby of the asker's, open since, stands for her."""
    withdrawn_at: datetime | None = None
    """When the asker took the question back."""
    stopped: Stopped | None = None
    prospects: int | None = None
    """How many people the next round could ask when the last one went out; None where nobody has looked yet."""
    reports: tuple[Report, ...] = ()
    invitations: tuple[Invitation, ...] = ()

    @property
    def running(self) -> bool:
        """Whether people may still talk in it."""
        return self.state in RUNNING

    @property
    def open_to_asker(self) -> bool:
        """Whether it is still the asker's open call, of which she has one a course."""
        return self.running and self.asker_left_at is None

    @property
    def helpers(self) -> tuple[Invitation, ...]:
        """Return the helpers who are there now."""
        return tuple(i for i in self.invitations if i.answer is Answer.ACCEPTED)

    @property
    def talkers(self) -> int:
        """Return how many took part: the asker, and every helper who ever came."""
        return 1 + sum(i.accepted_at is not None for i in self.invitations)

    @property
    def joining(self) -> tuple[Invitation, ...]:
        """Return those with a similar question who ask to be let in."""
        return tuple(i for i in self.invitations if i.answer is Answer.JOINING)

    @property
    def full(self) -> bool:
        """Whether as many helpers are there as the author allows."""
        return len(self.helpers) >= self.helper_limit

    @property
    def widening(self) -> bool:
        """Whether the circle still grows: nobody is there, and the question is neither solved nor left."""
        return self.state is State.WAITING and self.solved_at is None and self.asker_left_at is None

    @property
    def short(self) -> bool:
        """Whether the last round found fewer people than it wanted: all who could be asked were asked."""
        asked = sum(invitation.round == self.round for invitation in self.invitations)
        return self.round > 0 and bool(self.rounds) and asked < round_of(self.rounds, self.round).size

    @property
    def next_widening_at(self) -> datetime | None:
        """When more people will be asked, as far as that can be promised: not where the last round found too few."""
        return self.next_round_at if self.widening and not self.short and self.next_size else None

    @property
    def next_size(self) -> int:
        """How many more people the next round asks at most: of those who could be asked when the last one went out."""
        if not self.rounds or self.prospects is None:
            return 0
        size = min(round_of(self.rounds, self.round + 1).size, self.prospects)
        return size if self.left_of_list is None else min(size, self.left_of_list)

    @property
    def unforeseen(self) -> bool:
        """Whether a round went out, and nobody has looked yet whom the next one could ask."""
        return self.widening and self.round > 0 and self.admitted_at is not None and self.prospects is None

    @property
    def left_of_list(self) -> int | None:
        """How many of the author's list were not asked yet, where the next rounds reach nobody else; None elsewhere."""
        if set(pools_of(self.rounds, self.round + 1)) != {Pool.LISTED}:
            return None
        asked = {self.asker.id, *(invitation.person.id for invitation in self.invitations)}
        return sum(person not in asked for person in self.listed)

    @property
    def undelivered(self) -> tuple[Invitation, ...]:
        """Return the invitations of which the chat server still has to hear."""
        return tuple(i for i in self.invitations if i.undelivered)

    @property
    def due_at(self) -> datetime | None:
        """Return when the next thing has to be done for this call, by anybody; None once it is closed."""
        if self.state is State.CLOSED:
            return None
        if self.state is State.ARCHIVING:
            return self.retry_at or self.ended_at
        if self.room_ready_at is None:
            return self.retry_at or self.asked_at
        moments = [self.observe_at, self.retry_at]
        if self.retry_at is None and (self.undelivered or self.admitted_at is None):
            moments.append(self.asked_at)
        if self.widening:
            moments.append(self.next_round_at)
        return min((moment for moment in moments if moment is not None), default=None)

    def invitation_of(self, person: Person) -> Invitation | None:
        """Return the invitation that this person holds, whatever became of it."""
        return next((i for i in self.invitations if i.person.id == person.id), None)

    def role_of(self, person: Person) -> Role | None:
        """Return what this person is here; None for somebody who declined, was withdrawn or never asked."""
        if person.id == self.asker.id:
            return Role.ASKER
        invitation = self.invitation_of(person)
        return ROLES.get(invitation.answer) if invitation else None

    def can_join(self, person: Person) -> bool:
        """Whether this person would be let in now."""
        if not self.running:
            return False
        role, invitation = self.role_of(person), self.invitation_of(person)
        if role in (Role.ASKER, Role.HELPER, Role.FELLOW, Role.STAFF):
            return True
        return invitation is not None and invitation.welcome and not self.full

    def took_part(self, person: Person) -> bool:
        """Whether this person is there or was there; to be asked is not enough."""
        return self.role_of(person) in (Role.ASKER, Role.HELPER, Role.FELLOW, Role.LEFT)

    def abandoned_at(self, now: datetime) -> bool:
        """Whether the grace time has passed with no sign of anybody, and no lobby of the asker's is open."""
        return now >= self.touched_at + timedelta(seconds=self.grace) and not self.watched_at(now)

    def watched_at(self, now: datetime) -> bool:
        """Whether a lobby of the asker's, which is open, stands for her."""
        return self.watched_until is not None and now < self.watched_until

    def exhausted_at(self, now: datetime) -> bool:
        """Whether all who can be asked were asked, and have had the time of their round."""
        if not self.widening or self.room_ready_at is None or self.next_widening_at is not None:
            return False
        asked = [invitation for invitation in self.invitations if invitation.asked]
        open_since = [(i.invited_at, i.round) for i in asked if i.answer is Answer.OPEN]
        waits = open_since if asked else [(self.room_ready_at, 1)]
        waited = [(begun, round_of(self.rounds, number).wait if self.rounds else 0.0) for begun, number in waits]
        return all(begun + timedelta(seconds=wait) <= now for begun, wait in waited)

    def with_invitation(self, invitation: Invitation) -> Call:
        """Return the call with this invitation in place of the same person's, or at the end."""
        known = self.invitation_of(invitation.person)
        if known is None:
            return self.changed(invitations=(*self.invitations, invitation))
        return self.changed(invitations=tuple(invitation if i is known else i for i in self.invitations))

    def changed(self, **changes: Any) -> Call:
        """Return the next version of the call."""
        return replace(self, version=self.version + 1, **changes)


ROLES: dict[Answer, Role] = {
    Answer.OPEN: Role.INVITED,
    Answer.ACCEPTED: Role.HELPER,
    Answer.FELLOW: Role.FELLOW,
    Answer.LEFT: Role.LEFT,
    Answer.UNENROLLED: Role.LEFT,
    Answer.REMOVED: Role.REMOVED,
    Answer.ENTERED: Role.STAFF,
}
REFUSED = frozenset({Answer.DECLINED, Answer.REMOVED, Answer.UNENROLLED, Answer.WITHDRAWN})
"""Whom the room has to be told to refuse; of an offer that was withdrawn it may have heard before who told it died."""
