"""What the handlers of a course's figures do: the numbers, pictures of them, and a file.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any, get_args

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from chatxblock import wiring_kept
from chatxblock.domain.figures.course import Figures
from chatxblock.rendering.plots import Bars, drawn
from chatxblock.web.responses import Stream
from chatxblock.web.schemas.figures import Bucket, FiguresAnswer, FiguresWish, Plot, PlotWish, Spread
from chatxblock.web.visit import Visit

MOST_UNITS = 50
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""


def staff_figures(visit: Visit, told: FiguresWish) -> FiguresAnswer:
    """Return what became of the course's questions over some months."""
    plots: dict[Plot, str] = {plot: _address(visit, told, "staff_plot", plot) for plot in get_args(Plot)}
    return FiguresAnswer.of(_figures(visit, told), plots, _address(visit, told, "staff_figures_file"))


def staff_plot(visit: Visit, told: PlotWish) -> Stream:
    """Return a picture of them, as SVG."""
    picture = drawn(_bars(_figures(visit, told), told.plot))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    name = f"{told.plot}.svg"
    return Stream(pieces=iter([picture]), filename=name, content_type="image/svg+xml", policy=policy)


def staff_figures_file(visit: Visit, told: FiguresWish) -> Stream:
    """Return the numbers as CSV (RFC 4180): a row for each month, hour, round and unit, with what it is in front."""
    found = _figures(visit, told)
    answer = FiguresAnswer.of(found, {}, "")
    name = f"questions-{answer.months[0].month}-{answer.months[-1].month}.csv"
    return Stream(pieces=_rows(answer), filename=name, content_type="text/csv; charset=utf-8")


def _address(visit: Visit, told: FiguresWish, handler: str, suffix: str = "") -> str:
    """Return where the same months are had; a runtime's own address may have a query already."""
    url = visit.mount.handler(handler, suffix)
    return f"{url}{'&' if '?' in url else '?'}months={told.months}"


def _figures(visit: Visit, told: FiguresWish) -> Figures:
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    before = today.year * 12 + today.month - told.months
    first, last = date(before // 12, before % 12 + 1, 1), today.replace(day=1)
    store = wiring_kept.figures()
    return store.figures(visit.course, first, last, timezone.get_default_timezone(), MOST_UNITS)


def _bars(found: Figures, plot: Plot) -> Bars:
    questions = (gettext("asked"), gettext("a helper came"))
    if plot == "load":
        return _load_bars(found)
    if plot == "learned":
        return _learned_bars(found)
    by: dict[str, Any] = {
        "months": ({month: found.months.get(month) for month in found.calendar}, gettext("month")),
        "hours": ({hour: found.hours.get(hour) for hour in range(24)}, gettext("hour of the day")),
        "rounds": (found.rounds, gettext("round")),
    }
    counts, across = by[plot]
    return Bars(
        labels=[_month(key) if isinstance(key, date) else str(key) for key in counts],
        everything=[count.asked if count else 0 for count in counts.values()],
        some=[count.answered if count else 0 for count in counts.values()],
        names=questions,
        unit=gettext("questions"),
        across=across,
    )


def _load_bars(found: Figures) -> Bars:
    buckets = Spread.of(found.load).buckets
    return Bars(
        labels=[_span(bucket) for bucket in buckets],
        everything=[bucket.helpers for bucket in buckets],
        names=(gettext("helpers"), ""),
        unit=gettext("helpers"),
        across=gettext("talks each of them came to"),
    )


def _span(bucket: Bucket) -> str:
    if bucket.most is None:
        return f"{bucket.least}+"
    return str(bucket.least) if bucket.most == bucket.least else f"{bucket.least}–{bucket.most}"


def _learned_bars(found: Figures) -> Bars:
    learned = [found.learned.get(month) for month in found.calendar]
    return Bars(
        labels=[_month(month) for month in found.calendar],
        everything=[one.helped if one else 0 for one in learned],
        some=[one.published if one else 0 for one in learned],
        names=(gettext("found instead of asked"), gettext("published")),
        unit=gettext("resources"),
        across=gettext("month"),
    )


def _month(day: date) -> str:
    return date_format(day, "M y")


def _rows(answer: FiguresAnswer) -> Iterator[str]:
    yield _line(["by", "which", "title", "asked", "answered", "solved", "left", "share", "half_within_seconds"])
    for kind, which, title, one in [
        *(("month", each.month, "", each.questions) for each in answer.months),
        *(("hour", each.hour, "", each.questions) for each in answer.hours),
        *(("round", each.round, "", each.questions) for each in answer.rounds),
        *(("unit", each.unit, each.title, each.questions) for each in answer.units),
    ]:
        numbers = [one.asked, one.answered, one.solved, one.left, one.share, one.half_within]
        yield _line([kind, which, _harmless(title), *("" if number is None else number for number in numbers)])


def _harmless(text: str) -> str:
    """Return what an author called a unit as a spreadsheet shows it, and does not calculate it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _line(values: list[Any]) -> str:
    written = StringIO()
    csv.writer(written).writerow(values)
    return written.getvalue()
