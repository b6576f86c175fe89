"""Where an asker is stuck: what she sends along of the page, and what others are told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from chatxblock.domain.calls import call as domain
from chatxblock.domain.calls.notices import personal
from chatxblock.openedx.exercises import TEXT_LIMIT
from chatxblock.web.schemas.base import Input, Output
from chatxblock.web.schemas.texts import Words

EXCERPT_LIMIT = 500
"""Characters of what was marked that are kept with a question."""
EXERCISE_LIMIT = TEXT_LIMIT
"""Characters of an exercise, and of the answer to it, that are kept with a question: all that is offered."""


class Marked(Input):
    """What the asker sends along of the page; where that is, the server knows."""

    excerpt: Words = ""
    """The words that she marked."""
    exercise: Words = ""
    """The text of an exercise, as `exercises` gave it."""
    last_answer: Words = ""
    """What she answered to it last."""

    def at(self, place: domain.Context) -> domain.Context:
        """Return a place with what she sends along, as far as it is kept."""
        return replace(
            place,
            excerpt=self.excerpt[:EXCERPT_LIMIT],
            exercise=self.exercise[:EXERCISE_LIMIT],
            last_answer=self.last_answer[:EXERCISE_LIMIT],
        )


class Context(Output):
    """Where the asker is stuck, with a link that is right for the reader."""

    usage_key: str
    title: str
    url: str
    excerpt: str
    """The words that she marked."""

    @classmethod
    def of(cls, call: domain.Call, viewer: domain.Person) -> Self:
        """Return where a call's asker is stuck."""
        return cls.at(call.context, viewer)

    @classmethod
    def at(cls, context: domain.Context, viewer: domain.Person) -> Self:
        """Return a place as this viewer reaches it."""
        return cls(
            usage_key=context.usage_key,
            title=context.title,
            url=personal(context.url, viewer),
            excerpt=context.excerpt,
        )


class Stuck(Context):
    """Where the asker is stuck, with what she sent along of the exercise, for those who see the talk."""

    exercise: str = ""
    """The text of the exercise that she asks about; empty for whoever was only asked to come."""
    last_answer: str = ""
    """What she answered to it last; likewise."""

    @classmethod
    def of(cls, call: domain.Call, viewer: domain.Person) -> Self:
        """Return it for a viewer; whoever was only asked to come has no part in the talk yet."""
        context, sees = call.context, call.role_of(viewer) is not domain.Role.INVITED
        sent = {"exercise": context.exercise, "last_answer": context.last_answer} if sees else {}
        return super().of(call, viewer).model_copy(update={"exercise": "", "last_answer": "", **sent})
