"""Keeping what became of a course's questions, in numbers."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.figures.course import Figures


class FigureStore(Protocol):
    """Counts questions. Every write is durable when the method returns."""

    def count_outcomes(self, most: int, zone: tzinfo) -> int:
        """Count what became of closed calls that are not counted yet, of at most `most`; return of how many.

        Each is counted once, however many do this at the same moment, for month and hour as they are in a zone.
        """
        ...

    def figures(self, course: str, first: date, last: date, zone: tzinfo, units: int) -> Figures:
        """Return a course's figures from one month to another, both taken in, with so many of its units.

        Months are named by their first days. Nine queries at most, whatever the number of calls.
        """
        ...
