"""What became of one question, counted into a few cells: a sum a month for its hour, its unit and its round.

A call is counted once, when it is closed, for then nothing more becomes of it. So a year of any number of calls is read
from a thousand cells. This module must not know who keeps them, or who reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

WITHIN = (10, 20, 40, 60, 120, 300, 900, 3600)
"""Seconds for which it is counted to how many a helper came within them."""
NONE_YET = (0,) * len(WITHIN)


class By(StrEnum):
    """By what questions are counted."""

    HOUR = "hour"
    UNIT = "unit"
    ROUND = "round"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one question."""

    unit: str
    title: str
    """What the unit was called then."""
    asked_at: datetime
    came_at: datetime | None
    """When the first helper came."""
    round: int
    """The round in which that helper was asked, or the last one where nobody came; 0 where none went out."""
    solved: bool
    left: bool
    """It was left for the teachers."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many questions, and what became of them."""

    asked: int = 0
    answered: int = 0
    """To how many a helper came."""
    solved: int = 0
    left: int = 0
    """How many were left for the teachers."""
    within: tuple[int, ...] = NONE_YET
    """To how many a helper came within each of the seconds in `WITHIN`."""

    @property
    def share(self) -> float | None:
        """The share of them to which a helper came, 0 to 1; None of none."""
        return self.answered / self.asked if self.asked else None

    def wait(self, share: float = 0.5) -> float | None:
        """Return the seconds within which that share of the helpers came who did come.

        Between two of the seconds in `WITHIN` they are taken to have come evenly. None where nobody came, or where it
        was later than the last of them.
        """
        wanted, before, counted = share * self.answered, 0.0, 0
        for seconds, number in zip(WITHIN, self.within, strict=True):
            if self.answered and number >= wanted and number > counted:
                return before + (seconds - before) * max(wanted - counted, 0.0) / (number - counted)
            before, counted = float(seconds), number
        return None

    def __add__(self, other: Count) -> Count:
        """Return both together."""
        return Count(
            asked=self.asked + other.asked,
            answered=self.answered + other.answered,
            solved=self.solved + other.solved,
            left=self.left + other.left,
            within=tuple(map(sum, zip(self.within, other.within, strict=True))),
        )


@dataclass(frozen=True, kw_only=True)
class Cell:
    """The questions of one month that have something in common."""

    month: date
    """Its first day."""
    by: By
    key: str
    """The hour from "0" to "23", the unit's usage key, or the number of the round."""
    count: Count
    title: str = ""
    """What the unit is called, of a unit's cells."""


def cells_of(outcome: Outcome, zone: tzinfo) -> tuple[Cell, ...]:
    """Return what one question adds, for month and hour as they are in a zone."""
    asked = outcome.asked_at.astimezone(zone)
    count = _count_of(outcome)
    keys = {By.HOUR: str(asked.hour), By.UNIT: outcome.unit, By.ROUND: str(outcome.round)}
    titles, month = {By.UNIT: outcome.title}, asked.date().replace(day=1)
    return tuple(Cell(month=month, by=by, key=key, count=count, title=titles.get(by, "")) for by, key in keys.items())


def _count_of(outcome: Outcome) -> Count:
    kept = Count(asked=1, solved=int(outcome.solved), left=int(outcome.left))
    if outcome.came_at is None:
        return kept
    seconds = max((outcome.came_at - outcome.asked_at).total_seconds(), 0.0)
    return replace(kept, answered=1, within=tuple(int(seconds <= limit) for limit in WITHIN))
