"""Questions that were left for the teachers, and what the teachers answered later.

This module must not know of requests or tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.ports import PAGE, CallStore, Clock, DeferredStore, Message
from chatxblock.errors import CallNotFound, Conflict, NotInCall
from chatxblock.errors import gettext_noop as _

TOPIC = "deferred-answer"
NEWS_FOR = timedelta(days=1)
"""For how long the asker is told that there is an answer; her next page shows it anyway."""


@dataclass(frozen=True, kw_only=True)
class DeferredAnswer:
    """What a teacher wrote about a question that was left for the teachers."""

    by: Person
    body: str
    at: datetime
    read_at: datetime | None = None
    """When the asker put it away."""
    dismissed: bool = False
    """Whether it says why there will be no answer."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question that was left for the teachers, and what one of them answered."""

    call: Call
    answer: DeferredAnswer


@dataclass(frozen=True, kw_only=True)
class Left:
    """A question that was left for the teachers, as its asker follows it."""

    call: Call
    answer: DeferredAnswer | None
    """None while no teacher said anything about it."""


class DeferredQuestions:
    """Keeps what was left for the teachers, and what they said about it."""

    def __init__(self, *, calls: CallStore, questions: DeferredStore, clock: Clock) -> None:
        self._calls = calls
        self._questions = questions
        self._clock = clock

    def unanswered(self, course: str) -> list[Call]:
        """Return the course's questions that no teacher has answered yet, oldest first."""
        return self._questions.deferred_questions(course)

    def answer(self, call_id: UUID, teacher: Person, body: str) -> None:
        """Keep a teacher's answer, and let its asker be told; a later one replaces it. Raises `CallNotFound`."""
        call, now = self._left(call_id, teacher), self._clock.now()
        answer = DeferredAnswer(by=teacher, body=body, at=now)
        self._questions.save_deferred_answer(call_id, answer, [news_of(call, now)])

    def dismiss(self, call_id: UUID, teacher: Person, reason: str) -> None:
        """Say that there will be no answer, and why, and let its asker be told. Raises `CallNotFound`, `Conflict`."""
        call, now = self._left(call_id, teacher), self._clock.now()
        answer = DeferredAnswer(by=teacher, body=reason, at=now, dismissed=True)
        if not self._questions.add_deferred_answer(call_id, answer, [news_of(call, now)]):
            raise Conflict(_("Somebody else has answered or dismissed this question already."))

    def left_by(self, asker: Person) -> list[Left]:
        """Return what this person left for the teachers, the newest first, with what became of it."""
        return self._questions.deferred_by(asker)

    def answered(self, asker: Person) -> list[Answered]:
        """Return this person's own questions that were answered later and whose answer she has not put away."""
        return self._questions.deferred_answers(asker)

    def put_away(self, call_id: UUID, asker: Person) -> None:
        """Note that the asker has read an answer. Raises `CallNotFound`, `NotInCall`."""
        if self._calls.load(call_id).asker.id != asker.id:
            raise NotInCall()
        self._questions.read_deferred_answer(call_id, self._clock.now())

    def _left(self, call_id: UUID, teacher: Person) -> Call:
        call = self._calls.load(call_id)
        if call.course != teacher.course or call.deferred_at is None:
            raise CallNotFound()
        return call


def news_of(call: Call, now: datetime) -> Message:
    """Return what tells the asker that there is an answer, not what it is."""
    return Message(
        kind=PAGE,
        to=call.asker.localpart,
        topic=TOPIC,
        body={"call_id": str(call.id), "rev": call.rev, "state": call.state.value},
        due_at=now,
        expires_at=now + NEWS_FOR,
    )
