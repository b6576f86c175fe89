"""Questions left for the teachers, in memory: a part of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.deferred.questions import Answered, DeferredAnswer, Left
from chatxblock.domain.ports import Message


class MemoryDeferred(ABC):
    """Keeps what was left for the teachers. What it needs of the rest of the store, the store has."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: dict[UUID, DeferredAnswer] = {}

    def deferred_questions(self, course: str) -> list[Call]:
        """Return the course's questions that no teacher has answered yet, oldest first."""
        left = [c for c in self._all() if c.course == course and c.deferred_at and c.id not in self._answers]
        return sorted(left, key=lambda call: str(call.deferred_at))

    def save_deferred_answer(self, call_id: UUID, answer: DeferredAnswer, told: Sequence[Message] = ()) -> None:
        """Keep a teacher's answer in place of an earlier one, and what tells of it."""
        self._answers[call_id] = answer
        self.put_messages(told)

    def add_deferred_answer(self, call_id: UUID, answer: DeferredAnswer, told: Sequence[Message] = ()) -> bool:
        """Keep an answer if there is none yet, and say whether there was none."""
        if call_id in self._answers:
            return False
        self.save_deferred_answer(call_id, answer, told)
        return True

    def answers_to(self, calls: Sequence[UUID]) -> Mapping[UUID, DeferredAnswer]:
        """Return what teachers said about those of the questions of which one said something."""
        return {call_id: self._answers[call_id] for call_id in calls if call_id in self._answers}

    def deferred_by(self, asker: Person) -> list[Left]:
        """Return what this person left for the teachers, the newest first, with what they said about it."""
        left = [call for call in self._all() if call.asker.id == asker.id and call.deferred_at]
        left.sort(key=lambda call: str(call.deferred_at), reverse=True)
        return [Left(call=call, answer=self._answers.get(call.id)) for call in left]

    def deferred_answers(self, asker: Person) -> list[Answered]:
        """Return this person's own questions whose answer she has not put away, the newest first."""
        calls = {call.id: call for call in self._all() if call.asker.id == asker.id}
        mine = [(a, calls[i]) for i, a in self._answers.items() if i in calls and a.read_at is None]
        mine.sort(key=lambda pair: pair[0].at, reverse=True)
        return [Answered(call=call, answer=answer) for answer, call in mine]

    def read_deferred_answer(self, call_id: UUID, at: datetime) -> None:
        """Note when the asker put the answer away."""
        if call_id in self._answers:
            self._answers[call_id] = replace(self._answers[call_id], read_at=at)

    def _answer_to(self, call_id: UUID) -> DeferredAnswer | None:
        return self._answers.get(call_id)

    @abstractmethod
    def put_messages(self, messages: Sequence[Message]) -> None:
        """Keep messages to be delivered."""

    @abstractmethod
    def _all(self) -> Iterable[Call]:
        """Return all calls."""
