"""A course's figures, as they go over the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field

from chatxblock.domain.figures.cells import Count
from chatxblock.domain.figures.course import Figures, Learned, Load, Read
from chatxblock.web.schemas.base import Input, Output

Plot = Literal[
    "answered-month",
    "answered-hour",
    "answered-round",
    "answered-unit",
    "wait-month",
    "wait-hour",
    "wait-round",
    "wait-unit",
    "load",
    "learned",
]
"""How many found a helper and how long that took, each by what they have in common; who helps; what was learned."""
MONTHS = 12
"""So many are looked at where nothing else is wished."""


def _number(value: object) -> object:
    """Read a number that came in a URL."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() else value


BUCKETS = ((1, 1), (2, 3), (4, 7), (8, 15), (16, 31), (32, None))
"""Of talks, each about twice the one before: at least, at most."""


class FiguresWish(Input):
    """Over how many months, this one taken in."""

    months: Annotated[int, BeforeValidator(_number, json_schema_input_type=int), Field(ge=1, le=36)] = MONTHS


class PlotWish(FiguresWish):
    """Which picture of them."""

    plot: Plot
    form: Literal["wide", "narrow"] = "wide"
    """Narrow for a phone."""


class Counted(Output):
    """Questions, and what became of them."""

    asked: int
    answered: int
    """To how many a helper came."""
    solved: int
    left: int
    """How many were left for the teachers."""
    share: float | None
    """`answered` of `asked`, 0 to 1; null where nobody asked."""
    half_within: float | None
    """Seconds within which half of the helpers came who came; null where nobody did, or it was more than an hour."""

    @classmethod
    def of(cls, count: Count) -> Self:
        """Return what a count says."""
        wait = count.wait()
        return cls(
            asked=count.asked,
            answered=count.answered,
            solved=count.solved,
            left=count.left,
            share=None if count.share is None else round(count.share, 3),
            half_within=None if wait is None else round(wait, 1),
        )


class OfMonth(Output):
    """One month."""

    month: str
    """Such as "2026-11"."""
    questions: Counted
    published: int
    """Resources that were published."""
    talks: int
    """From how many questions these were made."""
    helped: int
    """How often somebody said that one helped: found instead of asked."""


class OfHour(Output):
    """One hour of the day, 0 to 23, where the site is."""

    hour: int
    questions: Counted


class OfRound(Output):
    """The questions whose helper was asked in one round, or that nobody came to and that went no further."""

    round: int
    """0 for those that ended before any round. Who is asked by name counts for the round that went out last."""
    questions: Counted


class OfUnit(Output):
    """The questions of one unit."""

    unit: str
    title: str
    questions: Counted


class Bucket(Output):
    """Helpers with about as many talks."""

    least: int
    most: int | None
    """null where there is no upper end."""
    helpers: int


class Spread(Output):
    """How the talks are spread over those who help, since the beginning."""

    helpers: int
    talks: int
    busiest: float | None
    """The share of the talks that the busiest tenth had, 0 to 1; null where nobody helped."""
    median: int | None
    """To how many talks the helper in the middle came."""
    buckets: list[Bucket]

    @classmethod
    def of(cls, load: Load) -> Self:
        """Return how the load is spread."""
        return cls(
            helpers=len(load.talks),
            talks=sum(load.talks),
            busiest=None if load.busiest is None else round(load.busiest, 3),
            median=load.median,
            buckets=[
                Bucket(least=least, most=most, helpers=sum(least <= talks <= (most or talks) for talks in load.talks))
                for least, most in BUCKETS
            ],
        )


class Reading(Output):
    """What became of the resources that were read, since the beginning."""

    opened: int
    """How often one was opened by somebody it is for."""
    helped: int
    """How many people said of one that it helped."""
    asked_anyway: int
    """How often somebody asked a helper although they had opened one."""

    @classmethod
    def of(cls, read: Read) -> Self:
        """Return what became of reading."""
        return cls(opened=read.opened, helped=read.helped, asked_anyway=read.asked_anyway)


class PlotUrls(Output):
    """Where a picture is had, SVG."""

    wide: str
    narrow: str
    """The same for a phone."""


class FiguresAnswer(Output):
    """A course's figures over some months."""

    whole: Counted
    months: list[OfMonth]
    """All of them, in their order."""
    hours: list[OfHour]
    """All 24, where the site is."""
    rounds: list[OfRound]
    units: list[OfUnit]
    """Those with most questions first, 50 at most."""
    load: Spread
    read: Reading
    plots: dict[Plot, PlotUrls]
    """The addresses of each picture."""
    file_url: str
    """Where the numbers are had as CSV."""

    @classmethod
    def of(cls, found: Figures, plots: dict[Plot, PlotUrls], file_url: str) -> Self:
        """Return the figures with the addresses that belong to them."""
        return cls(
            whole=Counted.of(found.whole),
            months=[_month(found, month) for month in found.calendar],
            hours=[OfHour(hour=hour, questions=Counted.of(found.hours.get(hour, Count()))) for hour in range(24)],
            rounds=[OfRound(round=number, questions=Counted.of(count)) for number, count in found.rounds.items()],
            units=[OfUnit(unit=one.key, title=one.title, questions=Counted.of(one.count)) for one in found.units],
            load=Spread.of(found.load),
            read=Reading.of(found.read),
            plots=plots,
            file_url=file_url,
        )


def _month(found: Figures, month: date) -> OfMonth:
    learned = found.learned.get(month, Learned())
    return OfMonth(
        month=month.isoformat()[:7],
        questions=Counted.of(found.months.get(month, Count())),
        published=learned.published,
        talks=learned.talks,
        helped=learned.helped,
    )
