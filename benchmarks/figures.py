"""Percentiles, ratios and the table they are printed in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One thing that was measured many times; `floor` is the same thing by the bare protocol, interleaved with it."""

    name: str
    samples: Sequence[float] = field(repr=False)
    """In milliseconds, or in what `unit` says."""
    floor: Sequence[float] = field(default=(), repr=False)
    unit: str = "ms"

    def row(self) -> str:
        """Return the figure as a row of the table."""
        floor = percentile(self.floor, 50) if self.floor else 0
        ratio = f"{percentile(self.samples, 50) / floor:.2f} ×" if floor else ""
        cells = (
            self.name,
            str(len(self.samples)),
            *spread(self.samples, self.unit),
            *spread(self.floor, self.unit),
            ratio,
        )
        return f"| {' | '.join(cells)} |"


def table(figures: Sequence[Figure]) -> str:
    """Return all figures as a table in Markdown."""
    head = "| What | n | p50 | p95 | floor p50 | floor p95 | ratio of the p50 |\n|---|---|---|---|---|---|---|"
    return "\n".join([head, *(figure.row() for figure in figures)])


def percentile(samples: Sequence[float], percent: float) -> float:
    """Return the nearest-rank percentile."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]


def spread(samples: Sequence[float], unit: str) -> tuple[str, str]:
    """Return median and 95th percentile as text, empty where nothing was measured."""
    if not samples:
        return "", ""
    median, high = percentile(samples, 50), percentile(samples, 95)
    digits = 0 if median >= 100 else 1
    return f"{median:.{digits}f} {unit}", f"{high:.{digits}f} {unit}" if len(samples) > 1 else ""
