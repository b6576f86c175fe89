"""Leaving a talk: what is said with it, and what somebody is asked once more who closed the window."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from chatxblock.domain.resources import feedback as domain
from chatxblock.web.schemas.base import Output
from chatxblock.web.schemas.calls import Departure, Helped


class Leave(Departure):
    """Somebody leaves for good, and may say what the talk was to them; null is to be asked and to say nothing."""

    helped: Helped | None = None
    quote_me: bool | None = None
    """Whether others may read what the speaker said, without a name."""

    @property
    def asked(self) -> bool:
        """Whether the window asked, whatever came of it."""
        return bool(self.model_fields_set & {"helped", "quote_me"})


class Unfinished(Output):
    """A talk of the reader's that is over, and what she is asked of it once more."""

    call_id: UUID
    question: str
    helped_wanted: bool
    """Whether she is asked whether it helped: it was her question."""
    quote_wanted: bool
    """Whether she is asked for a yes to being quoted without her name: she said something."""
    asked_to_quote: bool
    """Whether somebody who writes a resource of it asks for that."""

    @classmethod
    def of(cls, open_: domain.Unfinished) -> Self:
        """Return what is still to be asked."""
        return cls(
            call_id=open_.call.id,
            question=open_.call.question,
            helped_wanted=open_.helped_wanted,
            quote_wanted=open_.quote_wanted,
            asked_to_quote=open_.asked_to_quote,
        )
