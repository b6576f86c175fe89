"""Learners with the same question: what is like it, and being let in."""

from __future__ import annotations

from typing import ClassVar, Literal, Self
from uuid import UUID

from chatxblock.domain.calls import call as domain
from chatxblock.errors import BadQuestion
from chatxblock.web.schemas.base import Input, Output, Refusals
from chatxblock.web.schemas.texts import QuestionText


class Similar(Input):
    """A question as far as it is typed."""

    refusals: ClassVar[Refusals] = {"question": BadQuestion}

    question: QuestionText


class SimilarCall(Output):
    """An open call whose question is like the one that is being typed."""

    call_id: UUID
    question: str
    helpers: int
    """How many are there."""

    @classmethod
    def of(cls, call: domain.Call) -> Self:
        """Return what anybody with the same question may know of a call."""
        return cls(call_id=call.id, question=call.question, helpers=len(call.helpers))


class SimilarAnswer(Output):
    """At most three open questions that are like the one being typed; nobody is named."""

    calls: list[SimilarCall]


class JoinAnswer(Output):
    """What became of the wish to be let in."""

    state: Literal["asked", "admitted", "over"]
    window_url: str = ""
    """Where to go in; not sent where it is over."""

    @classmethod
    def of(cls, call: domain.Call, person: domain.Person, window_url: str) -> Self:
        """Return what became of somebody's wish to be let into a running call."""
        invitation = call.invitation_of(person)
        waits = invitation is not None and invitation.answer is domain.Answer.JOINING
        return cls(state="asked" if waits or call.admitted_at is None else "admitted", window_url=window_url)
