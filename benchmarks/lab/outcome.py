"""What became of the questions of one course, and the figures that are made of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean, stdev

STUDENT = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13)
"""97.5 % quantiles of Student's t distribution for 1 degree of freedom and more."""


@dataclass(kw_only=True)
class Outcome:
    """What one course came to, warm-up left out."""

    waits: list[tuple[float, bool]] = field(default_factory=list)
    """For each question how long it waited in seconds, and whether a helper came in the end."""
    notices: int = 0
    """How many invitations were sent."""
    listed: int = 0
    """How many of these went to the author's list."""
    loads: list[int] = field(default_factory=list)
    """How many calls each helper answered who was on duty at least once."""

    @property
    def answered(self) -> int:
        """How many questions a helper came to."""
        return sum(came for _, came in self.waits)

    @property
    def share(self) -> float:
        """Share of the questions to which a helper came."""
        return self.answered / max(1, len(self.waits))


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A mean over replications with half the width of its 95 % confidence interval."""

    value: float
    margin: float


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One policy in one scenario."""

    median: Estimate
    """Seconds until the first helper came."""
    p90: Estimate
    answered: Estimate
    """Share of the questions to which a helper came before the asker left."""
    gain: Estimate
    """The same share less that of the policy it is compared with, both in the same course."""
    interruptions: Estimate
    """Invitations for each answered call."""
    listed: Estimate
    """Those of them that went to the author's list."""
    gini: Estimate
    """Of the calls answered by each helper."""


def figures(outcomes: Sequence[Outcome], compared_with: Sequence[Outcome]) -> Figures:
    """Return the figures of several replications, beside those of another policy in the same courses."""
    return Figures(
        median=estimate([quantile(outcome.waits, 0.5) for outcome in outcomes]),
        p90=estimate([quantile(outcome.waits, 0.9) for outcome in outcomes]),
        answered=estimate([outcome.share for outcome in outcomes]),
        gain=estimate([one.share - other.share for one, other in zip(outcomes, compared_with, strict=True)]),
        interruptions=estimate([outcome.notices / max(1, outcome.answered) for outcome in outcomes]),
        listed=estimate([outcome.listed / max(1, outcome.answered) for outcome in outcomes]),
        gini=estimate([gini(outcome.loads) for outcome in outcomes]),
    )


def estimate(samples: Sequence[float]) -> Estimate:
    """Return mean and margin; infinite if one of the samples is."""
    mean = fmean(samples)
    if len(samples) < 2 or math.isinf(mean):
        return Estimate(value=mean, margin=0.0)
    student = STUDENT[min(len(samples) - 1, len(STUDENT)) - 1]
    return Estimate(value=mean, margin=student * stdev(samples) / math.sqrt(len(samples)))


def reached(waits: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, float]]:
    """Yield each moment at which a helper came, in seconds, with the share of questions that have one by then.

    Kaplan and Meier's estimate. Who left is counted as waiting until then, and not as somebody to whom nobody would
    have come: otherwise a policy looks quick that loses those who would have waited longest.
    """
    at_risk, still = len(waits), 1.0
    for seconds, came in sorted(waits):
        if came:
            still *= 1 - 1 / at_risk
            yield seconds, 1 - still
        at_risk -= 1


def quantile(waits: Sequence[tuple[float, bool]], share: float) -> float:
    """Return the seconds after which that share of questions has a helper, infinite if that was never seen."""
    return next((seconds for seconds, so_far in reached(waits) if so_far >= share - 1e-9), math.inf)


def gini(loads: Sequence[int]) -> float:
    """Return how unequal the loads are: 0 if all are equal, towards 1 if one helper has them all."""
    total = sum(loads)
    if not total:
        return 0.0
    weighted = sum(rank * load for rank, load in enumerate(sorted(loads), 1))
    return 2 * weighted / (len(loads) * total) - (len(loads) + 1) / len(loads)
