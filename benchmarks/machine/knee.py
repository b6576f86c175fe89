"""Where a curve bends: the largest load that a server bore, and the one at which it had had enough. Numbers alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

KEPT_UP = 0.9
"""Of what was offered, how much has to be done while it is offered."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One load that was tried."""

    offered: float
    done: float
    p95: float | None
    """Milliseconds; none where nothing came back."""


@dataclass(frozen=True, kw_only=True)
class Knee:
    """Between which two loads a curve bends."""

    bore: float | None
    """The largest of the loads before the first that was too much; none where the first was."""
    too_much: float | None
    """None where nothing that was tried was."""


def bears(point: Point, limit: float) -> bool:
    """Say whether a load was borne: it kept up, and was as quick as the limit, in milliseconds, wants."""
    return point.p95 is not None and point.p95 <= limit and point.done >= KEPT_UP * point.offered


def knee(points: Sequence[Point], limit: float) -> Knee:
    """Return where the curve bends for the first time; a load beyond that which did well again was luck."""
    ordered = sorted(points, key=lambda point: point.offered)
    bore = None
    for point in ordered:
        if not bears(point, limit):
            return Knee(bore=bore, too_much=point.offered)
        bore = point.offered
    return Knee(bore=bore, too_much=None)


def words(found: Knee, unit: str) -> str:
    """Return a knee as words of a table."""
    if found.bore is None:
        return f"below {found.too_much:,g} {unit}" if found.too_much is not None else "not measured"
    if found.too_much is None:
        return f"beyond {found.bore:,g} {unit}"
    return f"between {found.bore:,g} and {found.too_much:,g} {unit}"
