"""Questions that were left for the teachers, and what the teachers answered later.

This module must not know of requests or tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.ports import PAGE, CallStore, Clock, DeferredStore, Message
from chatxblock.errors import CallNotFound, NotInCall

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


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question that was left for the teachers, and what one of them answered."""

    call: Call
    answer: DeferredAnswer


class DeferredQuestions:
    """Keeps what was left for the teachers until it is answered, and the answers until they are read."""

    def __init__(self, *, calls: CallStore, questions: DeferredStore, clock: Clock) -> None:
        self._calls = calls
        self._questions = questions
        self._clock = clock

    def unanswered(self, course: str) -> list[Call]:
        """Return the course's questions that no teacher has answered yet, oldest first."""
        return self._questions.deferred_questions(course)

    def answer(self, call_id: UUID, teacher: Person, body: str) -> None:
        """Keep a teacher's answer, and let its asker be told; a later one replaces it. Raises `CallNotFound`."""
        call, now = self._calls.load(call_id), self._clock.now()
        if call.course != teacher.course or call.deferred_at is None:
            raise CallNotFound()
        answer = DeferredAnswer(by=teacher, body=body, at=now)
        self._questions.save_deferred_answer(call_id, answer, [_news_of(call, now)])

    def answered(self, asker: Person) -> list[Answered]:
        """Return this person's own questions that were answered later and whose answer she has not put away."""
        return self._questions.deferred_answers(asker)

    def put_away(self, call_id: UUID, asker: Person) -> None:
        """Note that the asker has read an answer. Raises `CallNotFound`, `NotInCall`."""
        if self._calls.load(call_id).asker.id != asker.id:
            raise NotInCall()
        self._questions.read_deferred_answer(call_id, self._clock.now())


def _news_of(call: Call, now: datetime) -> Message:
    """Return what tells the asker that there is an answer, not what it is."""
    return Message(
        kind=PAGE,
        to=call.asker.localpart,
        topic=TOPIC,
        body={"call_id": str(call.id), "rev": call.rev, "state": call.state.value},
        due_at=now,
        expires_at=now + NEWS_FOR,
    )
