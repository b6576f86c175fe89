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

from chatxblock import wiring_kept
from chatxblock.domain.figures.course import Figures
from chatxblock.rendering.plots import drawn
from chatxblock.web.figure_plots import bars_of, form_of, span
from chatxblock.web.responses import Stream
from chatxblock.web.schemas.figures import Counted, FiguresAnswer, FiguresWish, Plot, PlotUrls, PlotWish
from chatxblock.web.visit import Visit

MOST_UNITS = 50
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), in full width too."""
COLUMNS = [
    "by",
    "which",
    "title",
    "asked",
    "answered",
    "solved",
    "left",
    "share",
    "half_within_seconds",
    "published",
    "from_questions",
    "helped",
    "helpers",
]


def staff_figures(visit: Visit, told: FiguresWish) -> FiguresAnswer:
    """Return what became of the course's questions over some months."""
    plots: dict[Plot, PlotUrls] = {plot: _plot_urls(visit, told, plot) for plot in get_args(Plot)}
    return FiguresAnswer.of(_figures(visit, told), plots, _address(visit, told, "staff_figures_file"))


def staff_plot(visit: Visit, told: PlotWish) -> Stream:
    """Return a picture of them, as SVG, in the reader's language and direction."""
    picture = drawn(bars_of(_figures(visit, told), told.plot), form_of(told.form))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    name = f"{told.plot}.svg"
    return Stream(pieces=iter([picture]), filename=name, content_type="image/svg+xml", policy=policy)


def staff_figures_file(visit: Visit, told: FiguresWish) -> Stream:
    """Return the numbers as CSV (RFC 4180): a row for each of what they are counted by, with what that is in front."""
    found = _figures(visit, told)
    answer = FiguresAnswer.of(found, {}, "")
    name = f"questions-{answer.months[0].month}-{answer.months[-1].month}.csv"
    return Stream(pieces=_rows(answer), filename=name, content_type="text/csv; charset=utf-8")


def _plot_urls(visit: Visit, told: FiguresWish, plot: Plot) -> PlotUrls:
    wide = _address(visit, told, "staff_plot", plot)
    return PlotUrls(wide=wide, narrow=f"{wide}&form=narrow")


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


def _rows(answer: FiguresAnswer) -> Iterator[str]:
    yield _line(COLUMNS)
    for month in answer.months:
        yield _line(["month", month.month, "", *_of(month.questions), month.published, month.talks, month.helped])
    for kind, which, title, one in [
        *(("hour", each.hour, "", each.questions) for each in answer.hours),
        *(("round", each.round, "", each.questions) for each in answer.rounds),
        *(("unit", each.unit, each.title, each.questions) for each in answer.units),
    ]:
        yield _line([kind, which, title, *_of(one)])
    for bucket in answer.load.buckets:
        yield _line(["talks a helper", span(bucket), *[""] * (len(COLUMNS) - 3), bucket.helpers])


def _of(one: Counted) -> list[Any]:
    numbers = [one.asked, one.answered, one.solved, one.left, one.share, one.half_within]
    return ["" if number is None else number for number in numbers]


def _line(values: list[Any]) -> str:
    written = StringIO()
    cells = [_harmless(value) if isinstance(value, str) else value for value in values]
    csv.writer(written).writerow([*cells, *[""] * (len(COLUMNS) - len(cells))])
    return written.getvalue()


def _harmless(text: str) -> str:
    """Return what an author called a unit as a spreadsheet shows it, and does not calculate it."""
    return f"'{text}" if text.startswith(FORMULA) else text
