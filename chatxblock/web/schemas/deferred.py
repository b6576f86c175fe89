"""Questions that were left for the teachers, and what one of them answered."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from chatxblock.domain.calls import call as domain
from chatxblock.domain.calls.names import Names
from chatxblock.domain.deferred.questions import Answered
from chatxblock.web.schemas.base import Moment, Output
from chatxblock.web.schemas.calls import Context, OfCall
from chatxblock.web.schemas.people import Asker
from chatxblock.web.schemas.texts import AnswerText


class AnswerLeft(OfCall):
    """A teacher's answer."""

    answer: AnswerText


class LeftQuestion(Output):
    """A question that nobody came for, left for the teachers."""

    call_id: UUID
    question: str
    context: Context
    asker: Asker
    asked_at: Moment

    @classmethod
    def of(cls, call: domain.Call, viewer: domain.Person, names: Names) -> Self:
        """Return such a question as a teacher sees it."""
        return cls(
            call_id=call.id,
            question=call.question,
            context=Context.of(call, viewer),
            asker=Asker.of(call, names),
            asked_at=call.asked_at,
        )


class LateAnswer(Output):
    """A teacher's answer to a question that was left for the teachers."""

    call_id: UUID
    question: str
    answer: str
    by: str
    """What the teacher is called towards the asker."""
    answered_at: Moment

    @classmethod
    def of(cls, answered: Answered, names: Names) -> Self:
        """Return such an answer as the asker sees it."""
        return cls(
            call_id=answered.call.id,
            question=answered.call.question,
            answer=answered.answer.body,
            by=names.of_teacher(answered.answer.by),
            answered_at=answered.answer.at,
        )
