"""Queries about what somebody asked and where they helped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.history.spellings import spellings
from chatxblock.domain.ports import Ending
from chatxblock.models import CallRow, LineRow, ResourceSourceRow
from chatxblock.store.calls import RUNNING_VALUES, whole_calls
from chatxblock.store.resources import TOOK_PART
from chatxblock.store.rows import to_line


class HistoryStore:
    """Finds what somebody took part in. Being asker and having helped are looked for apart: each has an index then."""

    def open_talks(self, person: Person, words: Sequence[str] = ()) -> list[UUID]:
        """Return the running calls in which somebody took part; two queries."""
        parts = [rows.filter(state__in=RUNNING_VALUES) for rows in _parts(person, words)]
        return [call_id for rows in parts for call_id in rows.values_list("pk", flat=True)]

    def ended_talks(self, person: Person, before: Ending | None, words: Sequence[str], most: int) -> list[Ending]:
        """Return the next calls that ended before that one, the last to end first; one query."""
        asked, helped = (_ended(rows, before).values_list("pk", "ended_at") for rows in _parts(person, words))
        rows: QuerySet[CallRow, Any] = asked.union(helped, all=True).order_by("-ended_at", "-pk")
        return [Ending(at=ended_at, call_id=call_id) for call_id, ended_at in rows[:most]]

    def calls_of(self, ids: Sequence[UUID]) -> list[Call]:
        """Return those of these calls that can be read, in the order of `ids`; two queries."""
        found = {call.id: call for call in whole_calls(ids)}
        return [found[call_id] for call_id in ids if call_id in found]

    def line_counts(self, calls: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many lines are kept of these calls, without corrections and reactions."""
        rows = LineRow.objects.filter(call__in=calls, replaces="").exclude(body="").order_by().values_list("call_id")
        return dict(rows.annotate(many=Count("pk")))

    def logs_of(self, calls: Sequence[UUID]) -> Mapping[UUID, list[Line]]:
        """Return the kept lines of these calls, each log in the archive's order."""
        logs: dict[UUID, list[Line]] = {}
        for row in LineRow.objects.filter(call__in=calls).order_by("call", "position", "pk").iterator():
            logs.setdefault(row.call_id, []).append(to_line(row))
        return logs

    def made_of(self, calls: Sequence[UUID]) -> Mapping[UUID, UUID]:
        """Return the id of the resource of which each of these calls is a source."""
        return dict(ResourceSourceRow.objects.filter(call__in=calls).values_list("call_id", "resource_id"))


def _parts(person: Person, words: Sequence[str]) -> Iterator[QuerySet[CallRow]]:
    """Yield what somebody asked, and where they came; nobody is invited to a question of their own."""
    said = _said(words)
    came = {"invitations__person": person.id, "invitations__answer__in": TOOK_PART}
    yield CallRow.objects.filter(*said, asker=person.id)
    yield CallRow.objects.filter(*said, **came)


def _ended(rows: QuerySet[CallRow], before: Ending | None) -> QuerySet[CallRow]:
    rows = rows.exclude(state__in=RUNNING_VALUES).filter(ended_at__isnull=False)
    if before is None:
        return rows
    return rows.filter(Q(ended_at__lt=before.at) | Q(ended_at=before.at, pk__lt=before.call_id))


def _said(words: Sequence[str]) -> list[Q]:
    """Return the conditions that each word is in the question or in a kept line, in letters of any case."""
    lines = LineRow.objects.filter(call=OuterRef("pk"))
    return [_has("question", word) | Q(Exists(lines.filter(_has("body", word)))) for word in words]


def _has(field: str, word: str) -> Q:
    return reduce(or_, (Q((f"{field}__icontains", spelling)) for spelling in spellings(word)))
