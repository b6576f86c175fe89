"""The tab *Figures* of the staff's page: over a year, over one question, over nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, cast, get_args

from chatxblock.domain.figures.cells import WITHIN, Count
from chatxblock.domain.figures.course import Figures, Learned, Load, OfUnit, Read
from chatxblock.rendering.plots import NARROW, WIDE, drawn
from chatxblock.web.figure_plots import bars_of
from chatxblock.web.schemas.figures import FiguresAnswer, Plot, PlotUrls
from chatxblock.web.schemas.reports import StaffWaiting
from tests.gallery import data, pages
from tests.gallery.scene import Reader, Scene, as_it_opens
from tests.gallery.scenes.staff import page_of
from tests.gallery.stage import Stage

YEAR = Figures(first=date(2025, 12, 1), last=date(2026, 11, 1))
"""In which nobody asked."""
UNITS = ("Vectors", "Matrices", "Determinants", "Linear maps", "Eigenvalues and eigenvectors of large sparse matrices")


def counted(asked: int, answered: int, wait: float) -> Count:
    """Return questions to which helpers came about so many seconds later."""
    within = tuple(round(answered * min(1.0, seconds / (2 * wait))) for seconds in WITHIN)
    return Count(asked=asked, answered=answered, solved=answered * 4 // 5, left=(asked - answered) // 2, within=within)


def a_year() -> Figures:
    """Return a course that grows, whose learners ask in the evening."""
    chance = random.Random(7)
    months = {day: counted(20 + 9 * place, 17 + 8 * place, 42) for place, day in enumerate(YEAR.calendar)}
    shape = [2, 1, 0, 0, 0, 1, 3, 8, 20, 31, 36, 30, 24, 30, 38, 42, 45, 52, 66, 84, 96, 88, 52, 18]
    hours = {hour: counted(many, many * 17 // 20, 25 + 3 * abs(19 - hour)) for hour, many in enumerate(shape) if many}
    talks = tuple(sorted(min(int(chance.expovariate(0.07)) + 1, 90) for _ in range(40)))
    return replace(
        YEAR,
        months=months,
        hours=hours,
        rounds={1: counted(430, 430, 9), 2: counted(190, 160, 38), 3: counted(147, 60, 150)},
        units=[
            OfUnit(key=f"u{place}", title=f"Unit {place + 1}: {name}", count=counted(320 >> place, 280 >> place, 40))
            for place, name in enumerate(UNITS)
        ],
        load=Load(talks=talks),
        learned={
            day: Learned(published=3 + place // 2, talks=4 + place // 2, helped=place * 4)
            for place, day in enumerate(months)
        },
        read=Read(opened=812, helped=264, asked_anyway=97),
    )


def one_question() -> Figures:
    """Return a course in which one question was asked, and a helper came."""
    one, month = counted(1, 1, 30), YEAR.last
    units = [OfUnit(key="u1", title="Unit 3: Matrices", count=one)]
    return replace(YEAR, months={month: one}, hours={20: one}, rounds={1: one}, units=units, load=Load(talks=(1,)))


def told(found: Figures) -> FiguresAnswer:
    """Return what the handler says of them."""
    at = f"{data.ORIGIN}/drawing"
    plots: dict[Plot, PlotUrls] = {
        plot: PlotUrls(wide=f"{at}/{plot}.wide", narrow=f"{at}/{plot}.narrow") for plot in get_args(Plot)
    }
    return FiguresAnswer.of(found, plots, pages.handler("staff_figures_file"))


def drawing(found: Figures, name: str, reader: Reader) -> str:
    """Return the picture of that name, as the server draws it for a reader."""
    plot, _, form = name.partition(".")
    laid = replace(NARROW if form == "narrow" else WIDE, rtl=reader.direction == "rtl")
    return drawn(bars_of(found, cast(Plot, plot)), laid)


def by(what: str, stage: Stage) -> None:
    """Choose by what questions are counted."""
    stage.page.locator("#by").select_option(what)
    stage.wait(300)


def tables(stage: Stage) -> None:
    """Open what stands below the pictures."""
    for summary in stage.page.locator("chatxblock-figures summary").all():
        summary.evaluate("one => one.click()")
    stage.wait(300)


def figures(
    name: str, title: str, found: Figures, play: Callable[[Stage], None] = as_it_opens, **answers: Any
) -> Scene:
    """Return a state of the figures."""
    return Scene(
        name=f"figures-{name}",
        screen="Staff page",
        title=title,
        page=page_of,
        answers={
            "staff_figures": told(found),
            "staff_waiting": StaffWaiting(left=0, reports=0, resources=0),
            **answers,
        },
        drawings=partial(drawing, found),
        shown="chatxblock-figures h2, chatxblock-figures .error",
        init="location.hash ||= '#figures'",
        play=play,
    )


SCENES = (
    figures("year", "A year, by month", a_year()),
    figures("hours", "A year, by hour", a_year(), partial(by, "hour")),
    figures("units", "A year, by unit", a_year(), partial(by, "unit")),
    figures("tables", "A year, with the numbers", a_year(), tables),
    figures("one", "One question", one_question()),
    figures("none", "Nobody has asked", YEAR),
    figures("away", "The server does not answer", YEAR, staff_figures=None),
)
