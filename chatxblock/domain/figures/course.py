"""A course's figures over some months. This module must not know where the cells are kept, or how figures are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chatxblock.domain.figures.cells import Count

BUSIEST = 0.1
"""The share of helpers that counts as the busiest."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """How the talks are spread over those who help."""

    talks: tuple[int, ...] = ()
    """Of each helper who came at least once: to how many talks; ascending."""

    @property
    def busiest(self) -> float | None:
        """The share of the talks that the busiest tenth of the helpers had, 0 to 1; None where nobody helped.

        Of fewer than ten helpers it is that of the busiest one.
        """
        if not self.talks:
            return None
        many = max(round(len(self.talks) * BUSIEST), 1)
        return sum(self.talks[-many:]) / sum(self.talks)

    @property
    def median(self) -> int | None:
        """To how many talks the helper in the middle came; None where nobody helped."""
        return self.talks[len(self.talks) // 2] if self.talks else None


@dataclass(frozen=True, kw_only=True)
class Learned:
    """What talks left in one month, and what became of it."""

    published: int = 0
    """Resources that were published."""
    talks: int = 0
    """Questions that these were made from."""
    helped: int = 0
    """How often somebody said that a resource helped: found instead of asked."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """What became of the resources of a course that were read, since the beginning."""

    opened: int = 0
    """How often one was opened by somebody it is for."""
    helped: int = 0
    """How many people said of one that it helped."""
    asked_anyway: int = 0
    """How often somebody asked a helper although they had opened one."""


@dataclass(frozen=True, kw_only=True)
class OfUnit:
    """The questions of one unit."""

    key: str
    """Its usage key."""
    title: str
    """What it was called when somebody asked there."""
    count: Count


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What became of a course's questions from one month to another, both taken in and told by their first days."""

    first: date
    last: date
    months: Mapping[date, Count] = field(default_factory=dict)
    """By the first day of each month with questions, in their order."""
    hours: Mapping[int, Count] = field(default_factory=dict)
    """By the hour of the day, 0 to 23, where there were any."""
    rounds: Mapping[int, Count] = field(default_factory=dict)
    units: Sequence[OfUnit] = ()
    """Those with most questions first."""
    load: Load = field(default_factory=Load)
    """Since the beginning, not of these months alone."""
    learned: Mapping[date, Learned] = field(default_factory=dict)
    """By the first day of each month in which something was learned."""
    read: Read = field(default_factory=Read)
    """Since the beginning, too: when somebody asked all the same is not kept."""

    @property
    def calendar(self) -> list[date]:
        """The first day of each month from `first` to `last`."""
        first, last = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        return [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]

    @property
    def whole(self) -> Count:
        """All questions together."""
        return sum(self.months.values(), Count())
