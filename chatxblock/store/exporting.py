"""Queries for operators who take a course's talks out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from chatxblock.models import CallRow

AT_ONCE = 500


def calls_between(course: str, since: datetime | None, until: datetime) -> Iterator[UUID]:
    """Yield the calls of a course that were asked in a time, the oldest first: a query for five hundred of them."""
    rows = _rows(course, since, until).order_by("asked_at", "pk").values_list("asked_at", "pk")
    found = list(rows[:AT_ONCE])
    while found:
        for _, pk in found:
            yield pk
        at, pk = found[-1]
        found = list(rows.filter(Q(asked_at__gt=at) | Q(asked_at=at, pk__gt=pk))[:AT_ONCE])


def count_calls(course: str, since: datetime | None, until: datetime) -> int:
    """Return how many calls of a course were asked in a time."""
    return _rows(course, since, until).count()


def _rows(course: str, since: datetime | None, until: datetime) -> QuerySet[CallRow]:
    rows = CallRow.objects.filter(course=course, asked_at__lt=until)
    return rows if since is None else rows.filter(asked_at__gte=since)
