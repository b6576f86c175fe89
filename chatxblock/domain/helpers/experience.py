"""What became of the offers that somebody was made, by the hour of the day: what choosing by experience rests on.

An offer is counted once its call is closed, for then nothing more can become of it. This module must not know who
keeps the counts or who chooses by them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

WITHIN = (15, 30, 60, 120, 300)
"""Seconds for which it is counted how many offers were answered within them: about the waits of rounds."""
NONE_YET = (0,) * len(WITHIN)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What became of one offer."""

    person: int
    invited_at: datetime
    seen_at: datetime | None
    accepted_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Experience:
    """What became of the offers made to one person in one hour of the day."""

    person: int
    hour: int
    """0 to 23, in UTC: whatever became of an offer counts for the hour in which it was made."""
    offered: int = 0
    seen: int = 0
    """How many they had on the screen."""
    answered: int = 0
    """How many they came for."""
    seconds: float = 0.0
    """From the offer to coming, summed over those answered."""
    within: tuple[int, ...] = NONE_YET
    """How many were answered within each of the seconds in `WITHIN`."""

    def likelihood(self, seconds: float) -> float | None:
        """Return which share of the offers was answered within so many seconds; None where there was none.

        Never more than what was counted: it is that of the longest time in `WITHIN` that is not longer.
        """
        if not self.offered:
            return None
        counted = [number for limit, number in zip(WITHIN, self.within, strict=True) if limit <= seconds]
        return (counted[-1] if counted else 0) / self.offered


def experience_of(offer: Offer) -> Experience:
    """Return what one offer adds."""
    found = Experience(person=offer.person, hour=offer.invited_at.astimezone(UTC).hour, offered=1)
    if offer.accepted_at is None:
        return replace(found, seen=int(offer.seen_at is not None))
    seconds = max((offer.accepted_at - offer.invited_at).total_seconds(), 0.0)
    within = tuple(int(seconds <= limit) for limit in WITHIN)
    return replace(found, seen=1, answered=1, seconds=seconds, within=within)


def summed(found: Iterable[Experience]) -> list[Experience]:
    """Return one experience for each person and hour, in the order of these."""
    sums: dict[tuple[int, int], Experience] = {}
    for one in found:
        key = one.person, one.hour
        sums[key] = _added(sums[key], one) if key in sums else one
    return [sums[key] for key in sorted(sums)]


def _added(one: Experience, other: Experience) -> Experience:
    return replace(
        one,
        offered=one.offered + other.offered,
        seen=one.seen + other.seen,
        answered=one.answered + other.answered,
        seconds=one.seconds + other.seconds,
        within=tuple(map(sum, zip(one.within, other.within, strict=True))),
    )
