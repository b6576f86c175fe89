"""Questions that were left for the teachers, and what one of them answered."""

from __future__ import annotations

from functools import partial
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field

from chatxblock.domain.calls import call as domain
from chatxblock.domain.calls.names import Names
from chatxblock.domain.deferred.questions import DeferredAnswer, Left
from chatxblock.domain.resources.answering import Waiting
from chatxblock.errors import BadInput
from chatxblock.errors import gettext_noop as _
from chatxblock.web.schemas.base import Moment, Output, Refusals
from chatxblock.web.schemas.calls import OfCall
from chatxblock.web.schemas.people import Asker
from chatxblock.web.schemas.places import Context
from chatxblock.web.schemas.resources import Cluster, FoundResource
from chatxblock.web.schemas.texts import AnswerText, Id, ReasonText

MOST_AT_ONCE = 20
"""Questions that one answer can answer."""


class AnswerLeft(OfCall):
    """A teacher's answer, to one question or to several that are alike."""

    refusals: ClassVar[Refusals] = {"call_ids": partial(BadInput, _("Answer at most 20 questions at once."))}

    answer: AnswerText
    call_ids: Annotated[list[Id], Field(max_length=MOST_AT_ONCE - 1)] = Field(default_factory=list)
    """Further questions that it answers."""
    publish: bool = False
    """Whether everybody may read it from now on, as a learning resource."""


class AnsweredLeft(Output):
    """What became of an answer to one or several questions."""

    resource: FoundResource | None = None
    """What it was made, if it was published."""
    passed_over: list[UUID] = Field(default_factory=list)
    """Those of the questions that somebody else had answered meanwhile; the others have this answer."""


class DismissLeft(OfCall):
    """Why a question that was left will not be answered."""

    reason: ReasonText


class LeftQuestion(Output):
    """A question that nobody came for, left for the teachers."""

    call_id: UUID
    question: str
    context: Context
    asker: Asker
    asked_at: Moment
    left_at: Moment
    """When the asker left it for the teachers."""
    learners: int = 1
    """How many wait for an answer: the asker, and who said that they have this too."""
    window_url: str
    """The room's page, which shows what was said."""
    transcript_url: str

    @classmethod
    def of(cls, waiting: Waiting, viewer: domain.Person, names: Names, *, window_url: str, transcript_url: str) -> Self:
        """Return such a question as a teacher sees it."""
        call = waiting.call
        return cls(
            call_id=call.id,
            question=call.question,
            context=Context.of(call, viewer),
            asker=Asker.of(call, names),
            asked_at=call.asked_at,
            left_at=call.deferred_at or call.asked_at,
            learners=waiting.learners,
            window_url=window_url,
            transcript_url=transcript_url,
        )


class ClustersAnswer(Output):
    """Left questions by likeness, most learners first."""

    clusters: list[Cluster]
    left: list[LeftQuestion]
    """The same questions, each with who asked it, when and where."""


class LateAnswer(Output):
    """A teacher's answer to a question that was left for the teachers."""

    call_id: UUID
    question: str
    answer: str
    by: str
    """What the teacher is called towards the asker."""
    answered_at: Moment
    dismissed: bool
    """Whether `answer` says why there will be none."""

    @classmethod
    def of(cls, call: domain.Call, answer: DeferredAnswer, names: Names) -> Self:
        """Return such an answer as the asker sees it."""
        return cls(
            call_id=call.id,
            question=call.question,
            answer=answer.body,
            by=names.of_teacher(answer.by),
            answered_at=answer.at,
            dismissed=answer.dismissed,
        )


class OwnLeft(Output):
    """A question that the reader left for the teachers, and what became of it."""

    call_id: UUID
    question: str
    left_at: Moment
    window_url: str
    """The room's page, which shows what was said."""
    answer: LateAnswer | None
    """null while no teacher said anything about it."""

    @classmethod
    def of(cls, left: Left, names: Names, window_url: str) -> Self:
        """Return such a question as its asker follows it."""
        return cls(
            call_id=left.call.id,
            question=left.call.question,
            left_at=left.call.deferred_at or left.call.asked_at,
            window_url=window_url,
            answer=LateAnswer.of(left.call, left.answer, names) if left.answer else None,
        )
