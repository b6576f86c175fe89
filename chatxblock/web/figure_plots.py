"""Which bars stand for which of a course's figures. This module must not know how they are drawn, or who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext

from chatxblock.domain.figures.cells import Count
from chatxblock.domain.figures.course import Figures, Learned
from chatxblock.rendering.plots import NARROW, WIDE, Bars, Form
from chatxblock.web.responses import language
from chatxblock.web.schemas.figures import Bucket, Plot, Spread

MOST_DRAWN = 10
"""Units in one picture; the table beside it has more."""
IN_MINUTES = 300
"""From so many seconds on, waits are drawn in minutes."""


def bars_of(found: Figures, plot: Plot) -> Bars:
    """Return what a picture shows."""
    if plot == "load":
        return _load(found)
    if plot == "learned":
        return _learned(found)
    what, _, by = plot.partition("-")
    labels, counts, across = _by(found, by)
    bars = _answered(labels, counts, across) if what == "answered" else _wait(labels, counts, across)
    return replace(bars, lying=by == "unit")


def form_of(wished: Literal["wide", "narrow"]) -> Form:
    """Return how a picture is laid out for its reader."""
    return replace(NARROW if wished == "narrow" else WIDE, rtl=language()["direction"] == "rtl")


def span(bucket: Bucket) -> str:
    """Return a number of talks, from least to most."""
    if bucket.most is None:
        return f"{bucket.least} or more"
    return str(bucket.least) if bucket.most == bucket.least else f"{bucket.least} to {bucket.most}"


def _by(found: Figures, by: str) -> tuple[list[str], list[Count], str]:
    """Return labels and questions of what they are counted by, and what that is."""
    if by == "month":
        counts = [found.months.get(month, Count()) for month in found.calendar]
        return [_month(month) for month in found.calendar], counts, gettext("month")
    if by == "hour":
        hours = range(24)
        return [str(hour) for hour in hours], [found.hours.get(hour, Count()) for hour in hours], gettext("hour of day")
    if by == "round":
        return [str(number) for number in found.rounds], list(found.rounds.values()), gettext("round of asking")
    units = found.units[:MOST_DRAWN]
    return [unit.title or unit.key for unit in units], [unit.count for unit in units], gettext("unit")


def _answered(labels: Sequence[str], counts: Sequence[Count], across: str) -> Bars:
    return Bars(
        labels=labels,
        everything=[count.asked for count in counts],
        some=[count.answered for count in counts],
        names=(gettext("asked"), gettext("a helper came")),
        unit=gettext("questions"),
        across=across,
    )


def _wait(labels: Sequence[str], counts: Sequence[Count], across: str) -> Bars:
    waits = [count.wait() or 0.0 for count in counts]
    minutes = max((0.0, *waits)) >= IN_MINUTES
    return Bars(
        labels=labels,
        everything=[0.0] * len(waits),
        some=[wait / 60 if minutes else wait for wait in waits],
        names=("", gettext("half of the helpers were there")),
        unit=gettext("minutes") if minutes else gettext("seconds"),
        across=across,
    )


def _load(found: Figures) -> Bars:
    buckets = Spread.of(found.load).buckets
    return Bars(
        labels=[_span(bucket) for bucket in buckets],
        everything=[0.0] * len(buckets),
        some=[bucket.helpers for bucket in buckets],
        names=("", gettext("helpers")),
        unit=gettext("helpers"),
        across=gettext("talks each of them came to"),
    )


def _span(bucket: Bucket) -> str:
    if bucket.most is None:
        return f"{bucket.least}+"
    return str(bucket.least) if bucket.most == bucket.least else f"{bucket.least}–{bucket.most}"


def _learned(found: Figures) -> Bars:
    learned = [found.learned.get(month, Learned()) for month in found.calendar]
    return Bars(
        labels=[_month(month) for month in found.calendar],
        everything=[one.helped for one in learned],
        some=[one.published for one in learned],
        beside=True,
        names=(gettext("found instead of asked"), gettext("published")),
        unit=gettext("how many"),
        across=gettext("month"),
    )


def _month(day: date) -> str:
    return date_format(day, "M y")
