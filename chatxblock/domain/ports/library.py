"""A course's resources as its staff go through them, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.resources.resource import Resource


class Shelf(StrEnum):
    """Which of them: those in one state, or what somebody should look at."""

    ALL = "all"
    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    HIDDEN = "hidden"
    MERGED = "merged"
    REPORTED = "reported"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """Where a page ended: behind the one that was changed then and has that id."""

    updated_at: datetime
    resource_id: UUID


@dataclass(frozen=True, kw_only=True)
class SoughtResources:
    """Which resources of a course are looked for. `ALL` is all but those that are part of another."""

    course: str
    shelf: Shelf = Shelf.ALL
    unit: str = ""
    words: str = ""
    """What stands in title, short answer or text, in one piece."""
    behind: Shelved | None = None


@dataclass(frozen=True, kw_only=True)
class LibraryPage:
    """A page of resources, the last changed first."""

    resources: tuple[Resource, ...]
    next: Shelved | None
    """None on the last page."""


class LibraryStore(Protocol):
    """Finds resources for the staff of their course, each with a bounded number of queries."""

    def library(self, sought: SoughtResources, most: int) -> LibraryPage:
        """Return a page of those that are looked for, the last changed first."""
        ...

    def library_units(self, course: str, most: int) -> Mapping[str, str]:
        """Return the units of which there are resources, with what they were called last; "" where that is unknown."""
        ...
