"""The rounds in which the circle of people asked grows.

A plan is a sequence of rounds. When it is used up, the last round is repeated at its own interval with whoever has
not been asked yet. This module must not know who the people are or how they are chosen.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Round:
    """One widening step."""

    size: int
    """How many people to ask."""
    wait: float
    """Seconds until the next round is due if nobody comes."""
    pool: str = "listed"
    """Which circle of people it draws from; the peering service gives the word its meaning."""


def round_of(plan: tuple[Round, ...], number: int) -> Round:
    """Return the round with that number, counted from 1; past the end it is the last one again."""
    return plan[min(max(number, 1), len(plan)) - 1]
