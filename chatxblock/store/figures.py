"""Queries about a course's figures.

What became of a call is counted in one transaction with the mark on the call that it is counted: so each is counted
once, whoever does it and whatever dies in between. Reading goes through the sums, not through the calls.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count as Rows
from django.db.models import F, Max, Sum
from django.db.models.functions import TruncMonth

from chatxblock.domain.calls.call import State
from chatxblock.domain.figures.cells import WITHIN, By, Cell, Count, Outcome, cells_of
from chatxblock.domain.figures.course import Figures, Learned, Load, OfUnit, Read
from chatxblock.domain.resources.resource import Stage
from chatxblock.models import (
    CallRow,
    ExperienceRow,
    FigureRow,
    InvitationRow,
    ResourceHelpedRow,
    ResourceRow,
    ResourceSourceRow,
)
from chatxblock.store.flags import flagged
from chatxblock.store.insert import insert_new
from chatxblock.store.repeat import repeated

READ = ["course", "unit", "context", "asked_at", "round", "solved_at", "deferred_at"]
MOST_OF_A_TITLE = 255
COUNTED = ["asked", "answered", "solved", "left"]
COLUMNS = [*COUNTED, *(f"within_{seconds}" for seconds in WITHIN)]
SUMS = {f"sum_{name}": Sum(name) for name in COLUMNS}


class FigureStore:
    """Keeps what became of questions."""

    def count_outcomes(self, most: int, zone: tzinfo) -> int:
        """Count what became of closed calls that are not counted yet, of at most `most`; return of how many."""
        rows = CallRow.objects.filter(flagged(figured=False), state=State.CLOSED.value)
        return sum(self.count_outcome_of(call_id, zone) for call_id in list(rows.values_list("pk", flat=True)[:most]))

    @repeated
    def count_outcome_of(self, call_id: UUID, zone: tzinfo) -> bool:
        """Count what became of one closed call, unless that is done; say whether it was counted now."""
        with transaction.atomic():
            if not CallRow.objects.filter(pk=call_id, figured=False, state=State.CLOSED.value).update(figured=True):
                return False
            row = CallRow.objects.only(*READ).get(pk=call_id)
            for cell in cells_of(_outcome(row), zone):
                _add(row.course, cell)
        return True

    def figures(self, course: str, first: date, last: date, zone: tzinfo, units: int) -> Figures:
        """Return a course's figures from one month to another, named by their first days; nine queries."""
        rows = FigureRow.objects.filter(course=course, month__range=(first, last)).order_by()
        months = rows.filter(by=By.ROUND.value).values("month").annotate(**SUMS).order_by("month")
        by_unit = _by(rows, By.UNIT).annotate(called=Max("title")).order_by("-sum_asked", "key")[:units]
        return Figures(
            first=first,
            last=last,
            months={row["month"]: _count(row) for row in months},
            hours=_numbered(_by(rows, By.HOUR)),
            rounds=_numbered(_by(rows, By.ROUND)),
            units=tuple(OfUnit(key=row["key"], title=row["called"], count=_count(row)) for row in by_unit),
            load=_load(course),
            learned=_learned(course, first, last, zone),
            read=_read(course),
        )


def row_of(course: str, cell: Cell) -> FigureRow:
    """Return a row that holds a cell, and is not kept yet."""
    return FigureRow(
        course=course, by=cell.by.value, month=cell.month, key=cell.key, title=cell.title, **_values(cell.count)
    )


def _outcome(row: CallRow) -> Outcome:
    """Return what became of a call: who asked to be let in has no moment of coming, and is no helper."""
    came = InvitationRow.objects.filter(call=row.pk, accepted_at__isnull=False).order_by("accepted_at", "pk")
    first = came.values_list("accepted_at", "round").first()
    return Outcome(
        unit=row.unit,
        title=str(row.context.get("title", ""))[:MOST_OF_A_TITLE],
        asked_at=row.asked_at,
        came_at=first[0] if first else None,
        round=first[1] if first else row.round,
        solved=row.solved_at is not None,
        left=row.deferred_at is not None,
    )


def _add(course: str, cell: Cell) -> None:
    at = {"course": course, "by": cell.by.value, "month": cell.month, "key": cell.key}
    more: dict[str, Any] = {name: F(name) + value for name, value in _values(cell.count).items() if value}
    more |= {"title": cell.title} if cell.title else {}
    rows = FigureRow.objects.filter(**at)
    if not rows.update(**more):
        insert_new([FigureRow(**at)], "course", "by", "month", "key")
        rows.update(**more)


def _values(count: Count) -> dict[str, int]:
    return dict(zip(COLUMNS, (*(getattr(count, name) for name in COUNTED), *count.within), strict=True))


def _by(rows: Any, by: By) -> Any:
    return rows.filter(by=by.value).values("key").annotate(**SUMS)


def _numbered(rows: Iterable[Any]) -> dict[int, Count]:
    return dict(sorted((int(row["key"]), _count(row)) for row in rows))


def _count(row: Any) -> Count:
    numbers = [row[f"sum_{name}"] for name in COLUMNS]
    return Count(**dict(zip(COUNTED, numbers, strict=False)), within=tuple(numbers[len(COUNTED) :]))


def _load(course: str) -> Load:
    rows = ExperienceRow.objects.filter(person__course=course, answered__gt=0).order_by()
    talks = rows.values("person").annotate(talks=Sum("answered")).values_list("talks", flat=True)
    return Load(talks=tuple(sorted(talks)))


def _learned(course: str, first: date, last: date, zone: tzinfo) -> dict[date, Learned]:
    begin = datetime(first.year, first.month, 1, tzinfo=zone)
    end = datetime(last.year + last.month // 12, last.month % 12 + 1, 1, tzinfo=zone)
    resources = ResourceRow.objects.filter(course=course, published_at__gte=begin, published_at__lt=end)
    helped = ResourceHelpedRow.objects.filter(resource__course=course, at__gte=begin, at__lt=end)
    sources = ResourceSourceRow.objects.filter(
        resource__course=course, resource__published_at__gte=begin, resource__published_at__lt=end
    )
    published, found = _monthly(resources, "published_at", zone), _monthly(helped, "at", zone)
    talks = _monthly(sources, "resource__published_at", zone)
    return {
        month: Learned(published=published.get(month, 0), talks=talks.get(month, 0), helped=found.get(month, 0))
        for month in sorted(published.keys() | found.keys())
    }


def _read(course: str) -> Read:
    """Return what became of reading; what became a part of another resource counts there."""
    rows = ResourceRow.objects.filter(course=course).exclude(stage=Stage.MERGED.value).order_by()
    names = ("opened", "helped", "asked_anyway")
    sums = rows.aggregate(**{f"sum_{name}": Sum(name) for name in names})
    return Read(**{name: sums[f"sum_{name}"] or 0 for name in names})


def _monthly(rows: Any, when: str, zone: tzinfo) -> dict[date, int]:
    months = rows.order_by().annotate(month=TruncMonth(when, tzinfo=zone)).values("month").annotate(number=Rows("pk"))
    return {row["month"].date(): row["number"] for row in months}
