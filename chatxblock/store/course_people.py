"""Queries about everybody who asked or helped in a course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from chatxblock.domain.calls.call import Answer
from chatxblock.domain.staff.people import Active, PeopleSought, Sort
from chatxblock.models import CallRow, InvitationRow, PersonRow
from chatxblock.store.calls import RUNNING_VALUES
from chatxblock.store.rows import to_person

ORDERED = {Sort.LOAD: "came", Sort.THANKS: "thanks"}


class CoursePeopleStore:
    """Finds people by what they did."""

    def active(self, course: str, sought: PeopleSought, most: int) -> Sequence[Active]:
        """Return those of a course who asked or came to help, in the order sought."""
        rows = list(_ordered(_found(course, sought.query), sought)[:most])
        ids = [row.pk for row in rows]
        asked = _asked(ids)
        came = _came(ids)
        rooms = _rooms(ids)
        return [_active(row, asked.get(row.pk, (0, None)), came.get(row.pk), rooms.get(row.pk, [])) for row in rows]


def _found(course: str, query: str) -> QuerySet[Any]:
    number = IntegerField()
    helped = InvitationRow.objects.filter(person=OuterRef("pk"), accepted_at__isnull=False)
    people = PersonRow.objects.filter(
        Exists(CallRow.objects.filter(asker=OuterRef("pk"))) | Exists(helped),
        course=course,
        retiring=False,
        retired_at__isnull=True,
    )
    for word in query.split():
        people = people.filter(Q(name__icontains=word) | Q(username__icontains=word))
    return people.select_related("helper").annotate(
        came=Coalesce(F("helper__answered"), Value(0), output_field=number),
        thanks=Coalesce(F("helper__thanked"), Value(0), output_field=number),
    )


def _ordered(people: QuerySet[Any], sought: PeopleSought) -> QuerySet[Any]:
    behind, by = sought.behind, ORDERED.get(sought.sort)
    if by is None:
        if behind is not None:
            people = people.filter(Q(name__gt=behind.value) | Q(name=behind.value, pk__gt=behind.person))
        return people.order_by("name", "pk")
    if behind is not None:
        number = int(behind.value)
        people = people.filter(Q(**{f"{by}__lt": number}) | Q(**{by: number, "pk__gt": behind.person}))
    return people.order_by(f"-{by}", "pk")


def _asked(ids: Sequence[int]) -> dict[int, tuple[int, datetime | None]]:
    if not ids:
        return {}
    rows = CallRow.objects.filter(asker__in=ids).order_by().values_list("asker")
    return {pk: (many, at) for pk, many, at in rows.annotate(Count("pk"), Max("touched_at"))}


def _came(ids: Sequence[int]) -> dict[int, datetime | None]:
    if not ids:
        return {}
    rows = InvitationRow.objects.filter(person__in=ids, accepted_at__isnull=False).order_by().values_list("person")
    return dict(rows.annotate(at=Max("touched_at")))


def _rooms(ids: Sequence[int]) -> dict[int, list[UUID]]:
    found: dict[int, list[UUID]] = {}
    if ids:
        rows = InvitationRow.objects.filter(
            person__in=ids, answer=Answer.ACCEPTED.value, call__state__in=RUNNING_VALUES
        )
        for pk, call_id in rows.order_by("pk").values_list("person", "call"):
            found.setdefault(pk, []).append(call_id)
    return found


def _active(row: Any, asked: tuple[int, datetime | None], came: datetime | None, rooms: Sequence[UUID]) -> Active:
    helper = getattr(row, "helper", None)
    seen = [at for at in (asked[1], came, helper.present_at if helper else None) if at is not None]
    return Active(
        person=to_person(row),
        questions=asked[0],
        asked=helper.asked if helper else 0,
        answered=row.came,
        thanked=row.thanks,
        seen_at=max(seen, default=None),
        on_duty=bool(helper and helper.ready),
        rooms=tuple(rooms),
    )
