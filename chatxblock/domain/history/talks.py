"""What somebody asked and where they helped, as talks with others, and the talks as sessions.

This module must not know who keeps calls, nor how a page of them is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from chatxblock.domain.calls.call import Call, Person, Role
from chatxblock.domain.calls.standing import standing
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.resources.resource import Resource

GAP = timedelta(minutes=30)
"""Calls that are less than this apart belong to one session."""


class Outcome(StrEnum):
    """How a talk ended, as far as it has."""

    OPEN = "open"
    SOLVED = "solved"
    HELPED = "helped"
    """Somebody came, and nobody said that it is solved."""
    ANSWERED = "answered"
    """It was left for the teachers, and one has answered."""
    LEFT = "left"
    """It was left for the teachers, who have not answered yet."""
    DISMISSED = "dismissed"
    """It was left for the teachers, and one has said why there is no answer."""
    WITHDRAWN = "withdrawn"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One call as a part of somebody's history."""

    call: Call
    company: tuple[Person, ...]
    """Who else was there, in the order in which they came; empty where nobody came."""
    outcome: Outcome
    lines: int | None = None
    """How many lines are kept, without corrections; None until the log is kept."""
    resource: Resource | None = None
    """What was made of it, as far as the reader may open that."""
    answer: DeferredAnswer | None = None
    """What a teacher said who was not there; told to the asker and to staff."""

    @property
    def ended_at(self) -> datetime | None:
        """When it ended; None while people may still talk in it."""
        return None if self.call.running else self.call.ended_at


@dataclass(frozen=True, kw_only=True)
class Session:
    """Talks that follow each other closely, the last to end first, those that go on before them."""

    began_at: datetime
    ended_at: datetime | None
    """None while one of its talks goes on."""
    talks: tuple[Talk, ...]
    continued: bool = False
    """Whether it is the earlier part of a session of which the page before had the later one."""


def company(call: Call, person: Person) -> tuple[Person, ...]:
    """Return who else took part in a call; who was asked and did not come stays unnamed, as in the list of people."""
    came = [i.person for i in call.invitations if i.accepted_at is not None or call.role_of(i.person) is Role.FELLOW]
    known = [one for one in came if call.role_of(one) is not None]
    return tuple(one for one in (call.asker, *known) if one.id != person.id)


def outcome(call: Call, answer: DeferredAnswer | None = None) -> Outcome:
    """Return how a call ended; `answer` is what a teacher has said since."""
    if call.running:
        return Outcome.OPEN
    if answer is not None:
        return Outcome.DISMISSED if answer.dismissed else Outcome.ANSWERED
    if call.solved_at is not None:
        return Outcome.SOLVED
    if call.deferred_at is not None:
        return Outcome.LEFT
    if any(i.accepted_at is not None for i in call.invitations):
        return Outcome.HELPED
    return Outcome.WITHDRAWN if call.withdrawn_at is not None else Outcome.UNANSWERED


def group_id(people: Iterable[Person]) -> str:
    """Return a name for a group that is the same for each of its members, and tells nothing of them."""
    return sha256(" ".join(sorted(person.localpart for person in people)).encode()).hexdigest()[:32]


def sessions(talks: Sequence[Talk], earliest: datetime | None = None) -> tuple[Session, ...]:
    """Return talks as sessions, whatever way they overlap.

    The talks come with those that go on first, then the last to end. `earliest` is when the session began with which
    the page before ended, as far as it was shown there.
    """
    found: list[Session] = []
    known = earliest
    for talk in talks:
        joined = known is not None and (talk.ended_at is None or known - talk.ended_at < GAP)
        if found and joined:
            last = found[-1]
            began_at = min(last.began_at, talk.call.asked_at)
            found[-1] = replace(last, began_at=began_at, talks=(*last.talks, talk))
        else:
            began_at = talk.call.asked_at
            found.append(Session(began_at=began_at, ended_at=talk.ended_at, talks=(talk,), continued=joined))
        known = min(known, began_at) if known is not None and joined else found[-1].began_at
    return tuple(found)


def latest(lines: Iterable[Line]) -> list[Line]:
    """Return what was said in the end: each line once, in the words to which its author corrected it."""
    return [one.line for one in standing(lines) if not one.taken_back]
