"""Keeping what became of the offers that helpers were made."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.helpers.experience import Experience


class ExperienceStore(Protocol):
    """Counts offers. Every write is durable when the method returns."""

    def count_experience(self, most: int) -> int:
        """Count the offers of closed calls that are not counted yet, of at most `most` calls; return of how many.

        Each offer is counted once, however many do this at the same moment.
        """
        ...

    def experience(self, people: Collection[int]) -> list[Experience]:
        """Return what became of the offers made to these people, by id, for each hour with any; ordered by both."""
        ...
