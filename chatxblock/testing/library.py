"""All resources of a course, as its staff go through them, in memory: a part of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from chatxblock.domain.ports import LibraryPage, Shelf, Shelved, SoughtResources
from chatxblock.domain.resources.resource import Resource, Stage


class MemoryLibrary(ABC):
    """Finds resources for the staff of their course. What it needs of the rest of the store, the store has."""

    def library(self, sought: SoughtResources, most: int) -> LibraryPage:
        """Return a page of those that are looked for, the last changed first."""
        found = [one for one in self._all_of(sought.course) if _on(sought.shelf, one) and _fits(one, sought)]
        found.sort(key=lambda one: (one.updated_at, one.id), reverse=True)
        if sought.behind is not None:
            mark = (sought.behind.updated_at, sought.behind.resource_id)
            found = [one for one in found if (one.updated_at, one.id) < mark]
        shown = found[:most]
        more = len(found) > most
        end = Shelved(updated_at=shown[-1].updated_at, resource_id=shown[-1].id) if more else None
        return LibraryPage(resources=tuple(shown), next=end)

    def library_units(self, course: str, most: int) -> Mapping[str, str]:
        """Return the units of which there are resources; what they are called the figures would know."""
        return dict.fromkeys(sorted({one.spot.unit for one in self._all_of(course)} - {""})[:most], "")

    @abstractmethod
    def _all_of(self, course: str) -> list[Resource]: ...


def _on(shelf: Shelf, one: Resource) -> bool:
    if shelf is Shelf.ALL:
        return one.stage is not Stage.MERGED
    if shelf is Shelf.REPORTED:
        return one.counts.reported > 0 and one.stage is not Stage.MERGED
    if shelf is Shelf.UNVERIFIED:
        return one.stage is Stage.PUBLISHED and not one.verified
    return one.stage is Stage(shelf.value)


def _fits(one: Resource, sought: SoughtResources) -> bool:
    words = sought.words.casefold()
    there = any(words in part.casefold() for part in (one.text.title, one.text.answer, one.text.body))
    return there and sought.unit in ("", one.spot.unit)
