"""Everybody who asked or helped in a course, as its staff look through them.

This module must not know who finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from chatxblock.domain.calls.person import Person


class Sort(StrEnum):
    """In which order people stand."""

    LOAD = "load"
    THANKS = "thanks"
    NAME = "name"


@dataclass(frozen=True, kw_only=True)
class Behind:
    """Where a page ended."""

    value: str
    """How often that person came or was thanked, or the name."""
    person: int


@dataclass(frozen=True, kw_only=True)
class PeopleSought:
    """Which people, and in which order."""

    sort: Sort = Sort.LOAD
    query: str = ""
    """A part of the name or of the username."""
    behind: Behind | None = None


@dataclass(frozen=True, kw_only=True)
class Active:
    """Somebody who asked or helped, in numbers."""

    person: Person
    questions: int
    """How many she asked."""
    asked: int
    """How often she was asked for help."""
    answered: int
    """How often she came."""
    thanked: int
    seen_at: datetime | None
    """When she was last known to be in a room or in the duty room."""
    on_duty: bool
    rooms: tuple[UUID, ...]
    """Calls in which she helps now."""

    def mark(self, sort: Sort) -> Behind:
        """Return where a page ends that ends with this person."""
        values = {Sort.LOAD: str(self.answered), Sort.THANKS: str(self.thanked), Sort.NAME: self.person.name}
        return Behind(value=values[sort], person=self.person.id)
