"""Queries about all resources of a course, as its staff go through them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F, Max, Q

from chatxblock.domain.figures.cells import By
from chatxblock.domain.ports import LibraryPage, Shelf, Shelved, SoughtResources
from chatxblock.domain.resources.resource import Stage
from chatxblock.models import FigureRow, ResourceRow
from chatxblock.store.resources import ResourceStore

UNVERIFIED = Q(stage=Stage.PUBLISHED.value) & (Q(verified_rev__isnull=True) | ~Q(verified_rev=F("rev")))
SHELVES = {
    Shelf.ALL: ~Q(stage=Stage.MERGED.value),
    Shelf.REPORTED: Q(reported__gt=0) & ~Q(stage=Stage.MERGED.value),
    Shelf.UNVERIFIED: UNVERIFIED,
}


class LibraryStore(ResourceStore):
    """Finds resources for the staff of their course."""

    def library(self, sought: SoughtResources, most: int) -> LibraryPage:
        """Return a page of those that are looked for, the last changed first; four queries."""
        rows = ResourceRow.objects.filter(SHELVES.get(sought.shelf, Q(stage=sought.shelf.value)), course=sought.course)
        if sought.unit:
            rows = rows.filter(unit=sought.unit)
        if sought.words:
            there = (Q(**{f"{field}__icontains": sought.words}) for field in ("title", "answer", "body"))
            rows = rows.filter(next(there) | next(there) | next(there))
        if sought.behind is not None:
            at, last = sought.behind.updated_at, sought.behind.resource_id
            rows = rows.filter(Q(updated_at__lt=at) | Q(updated_at=at, pk__lt=last))
        found = list(rows.order_by("-updated_at", "-pk").values_list("updated_at", "pk")[: most + 1])
        shown = found[:most]
        mark = Shelved(updated_at=shown[-1][0], resource_id=shown[-1][1]) if len(found) > most else None
        return LibraryPage(resources=tuple(self.resources([pk for _, pk in shown])), next=mark)

    def library_units(self, course: str, most: int) -> Mapping[str, str]:
        """Return the units of which there are resources, with what they were called last; two queries."""
        rows = ResourceRow.objects.filter(course=course).exclude(unit="").order_by("unit")
        keys = list(rows.values_list("unit", flat=True).distinct()[:most])
        called = FigureRow.objects.filter(course=course, by=By.UNIT.value, key__in=keys).order_by()
        titles = dict(called.values("key").annotate(title=Max("title")).values_list("key", "title"))
        return {key: titles.get(key, "") for key in keys}
