"""What staff did, in memory: a part of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from uuid import UUID

from chatxblock.domain.calls.call import Call
from chatxblock.domain.resources.resource import Resource
from chatxblock.domain.staff.deeds import LONGEST_REASON, Deed, KeptDeed


class MemoryDeeds(ABC):
    """Keeps what staff did. What it needs of the rest of the store, the store has."""

    def __init__(self) -> None:
        super().__init__()
        self._deeds: dict[int, Deed] = {}
        self._noted = 0

    def note_deed(self, deed: Deed) -> None:
        """Keep a deed."""
        self._noted += 1
        self._deeds[self._noted] = replace(deed, reason=deed.reason[:LONGEST_REASON])

    def deeds(self, course: str, before: int | None, most: int) -> list[KeptDeed]:
        """Return what staff of a course did, the newest first."""
        of_course = [number for number, deed in self._deeds.items() if deed.by.course == course]
        some = sorted((number for number in of_course if before is None or number < before), reverse=True)[:most]
        return [
            KeptDeed(id=number, deed=self._deeds[number], title=self._title(self._deeds[number])) for number in some
        ]

    def _title(self, deed: Deed) -> str:
        if deed.resource_id is not None:
            return self.resource(deed.resource_id).text.title
        return self.load(deed.call_id).context.title if deed.call_id is not None else ""

    @abstractmethod
    def load(self, call_id: UUID) -> Call:
        """Return a call."""

    @abstractmethod
    def resource(self, resource_id: UUID) -> Resource:
        """Return a resource."""
