"""Queries about questions that were left for the teachers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.deferred.questions import Answered, DeferredAnswer, Left
from chatxblock.domain.ports import Message
from chatxblock.models import CallRow, DeferredAnswerRow
from chatxblock.store.outbox import put
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import readable, to_call, to_person

MOST = 200
"""Questions shown at once; the oldest come first."""


class DeferredStore:
    """Keeps what was left for the teachers."""

    def deferred_questions(self, course: str) -> list[Call]:
        """Return the course's questions that no teacher has answered yet, oldest first."""
        rows = CallRow.objects.filter(course=course, deferred_at__isnull=False, deferred_answer__isnull=True)
        found = rows.select_related("asker").order_by("deferred_at")[:MOST]
        return readable(found, lambda row: to_call(row, ()))

    @repeated
    def save_deferred_answer(self, call_id: UUID, answer: DeferredAnswer, told: Sequence[Message] = ()) -> None:
        """Keep a teacher's answer in place of an earlier one, and what tells of it."""
        with transaction.atomic():
            DeferredAnswerRow.objects.update_or_create(call_id=call_id, defaults=_columns(answer))
            CallRow.objects.filter(pk=call_id).update(findable=False)
            put(told)

    @repeated
    def add_deferred_answer(self, call_id: UUID, answer: DeferredAnswer, told: Sequence[Message] = ()) -> bool:
        """Keep an answer if there is none yet, and say whether there was none."""
        with transaction.atomic():
            _, new = DeferredAnswerRow.objects.get_or_create(call_id=call_id, defaults=_columns(answer))
            if new:
                CallRow.objects.filter(pk=call_id).update(findable=False)
                put(told)
        return new

    def answers_to(self, calls: Sequence[UUID]) -> Mapping[UUID, DeferredAnswer]:
        """Return what teachers said about those of the questions of which one said something."""
        rows = DeferredAnswerRow.objects.filter(call__in=calls).select_related("by")
        return {row.call_id: _answer(row) for row in rows}

    def deferred_by(self, asker: Person) -> list[Left]:
        """Return what this person left for the teachers, the newest first, with what they said about it."""
        rows = CallRow.objects.filter(asker=asker.id, deferred_at__isnull=False)
        found = list(rows.select_related("asker", "deferred_answer__by").order_by("-deferred_at")[:MOST])
        answers = {row.id: _answer(row.deferred_answer) for row in found if hasattr(row, "deferred_answer")}
        calls = readable(found, lambda row: to_call(row, ()))
        return [Left(call=call, answer=answers.get(call.id)) for call in calls]

    def deferred_answers(self, asker: Person) -> list[Answered]:
        """Return this person's own questions whose answer she has not put away, the newest first."""
        rows = DeferredAnswerRow.objects.filter(call__asker=asker.id, read_at__isnull=True)
        found = rows.select_related("by", "call__asker").order_by("-at")[:MOST]
        answers = {row.call_id: _answer(row) for row in found}
        calls = readable((row.call for row in found), lambda row: to_call(row, ()))
        return [Answered(call=call, answer=answers[call.id]) for call in calls]

    def read_deferred_answer(self, call_id: UUID, at: datetime) -> None:
        """Note when the asker put the answer away."""
        DeferredAnswerRow.objects.filter(call=call_id, read_at__isnull=True).update(read_at=at)


def _answer(row: DeferredAnswerRow) -> DeferredAnswer:
    return DeferredAnswer(by=to_person(row.by), body=row.body, at=row.at, read_at=row.read_at, dismissed=row.dismissed)


def _columns(answer: DeferredAnswer) -> dict[str, Any]:
    return {
        "by_id": answer.by.id,
        "body": answer.body,
        "at": answer.at,
        "read_at": None,
        "dismissed": answer.dismissed,
    }
