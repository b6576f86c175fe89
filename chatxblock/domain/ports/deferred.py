"""Keeping questions that were left for the teachers, and what teachers answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call, Person
    from chatxblock.domain.deferred.questions import Answered, DeferredAnswer, Left
    from chatxblock.domain.ports.channel import Message


class DeferredStore(Protocol):
    """Keeps deferred questions. Every write is durable when the method returns."""

    def deferred_questions(self, course: str) -> list[Call]:
        """Return the course's questions left for the teachers and not answered yet, oldest first, nobody invited."""
        ...

    def save_deferred_answer(self, call_id: UUID, answer: DeferredAnswer, told: Sequence[Message] = ()) -> None:
        """Keep a teacher's answer in place of an earlier one, and what tells of it, in one transaction."""
        ...

    def add_deferred_answer(self, call_id: UUID, answer: DeferredAnswer, told: Sequence[Message] = ()) -> bool:
        """Keep an answer as `save_deferred_answer` does if there is none yet, and say whether there was none."""
        ...

    def answers_to(self, calls: Sequence[UUID]) -> Mapping[UUID, DeferredAnswer]:
        """Return what teachers said about those of the questions of which one said something."""
        ...

    def deferred_by(self, asker: Person) -> list[Left]:
        """Return what this person left for the teachers, the newest first, with what they said about it."""
        ...

    def deferred_answers(self, asker: Person) -> list[Answered]:
        """Return this person's own questions whose answer she has not put away, the newest first."""
        ...

    def read_deferred_answer(self, call_id: UUID, at: datetime) -> None:
        """Note when the asker put the answer away."""
        ...
