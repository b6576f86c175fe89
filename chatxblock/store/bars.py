"""Queries about who is barred from what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from chatxblock.domain.calls.person import Person
from chatxblock.domain.staff.bars import Bar, Doing
from chatxblock.models import BarRow
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import to_person


class BarStore:
    """Keeps who is barred from what."""

    @repeated
    def set_bar(self, bar: Bar) -> None:
        """Keep a bar, in place of what kept the same person from the same before."""
        said = {"words": bar.words, "by_id": bar.by.id, "at": bar.at, "until": bar.until}
        BarRow.objects.update_or_create(person_id=bar.person.id, doing=bar.doing.value, defaults=said)

    @repeated
    def lift_bar(self, person: Person, doing: Doing, now: datetime) -> bool:
        """Let somebody do it again at once; say whether a bar held until now."""
        gone, _ = BarRow.objects.filter(_holding(now), person=person.id, doing=doing.value).delete()
        return gone > 0

    def bars(self, people: Sequence[Person], now: datetime) -> list[Bar]:
        """Return the bars of a few people that hold at that moment."""
        known = {person.id: person for person in people}
        if not known:
            return []
        rows = BarRow.objects.filter(_holding(now), person__in=list(known)).select_related("by").order_by("pk")
        return [
            Bar(
                person=known[row.person_id],
                doing=Doing(row.doing),
                words=row.words,
                by=to_person(row.by),
                at=row.at,
                until=row.until,
            )
            for row in rows
        ]


def _holding(now: datetime) -> Q:
    return Q(until__isnull=True) | Q(until__gt=now)
