"""Bars: staff keep somebody in a course from asking, or from helping, for a time, with words to that person.

What she has begun she may end: a talk goes on, and reading, exporting and leaving are nobody's to take away. This
module must not know who keeps bars, nor how anybody is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chatxblock.domain.calls.person import Person
from chatxblock.domain.ports import BarStore, Clock, Eligibility, Place
from chatxblock.errors import Barred
from chatxblock.errors import gettext_noop as _


class Doing(StrEnum):
    """What somebody can be barred from."""

    ASKING = "asking"
    HELPING = "helping"


@dataclass(frozen=True, kw_only=True)
class Bar:
    """Somebody may not do something in a course."""

    person: Person
    doing: Doing
    words: str
    """From the staff, to the person."""
    by: Person
    at: datetime
    until: datetime | None = None
    """When it ends by itself; None: when it is lifted."""

    def holds_at(self, now: datetime) -> bool:
        """Whether it is not over."""
        return self.until is None or now < self.until


REFUSALS = {
    (Doing.ASKING, True): _("You can't ask questions in this course until {until} (UTC). {words}"),
    (Doing.ASKING, False): _("You can't ask questions in this course for now. {words}"),
    (Doing.HELPING, True): _("You can't help in this course until {until} (UTC). {words}"),
    (Doing.HELPING, False): _("You can't help in this course for now. {words}"),
}


def refusal(bar: Bar) -> Barred:
    """Return what somebody is answered who does it all the same; browsers say `ends` in the reader's own time."""
    until = f"{bar.until:%Y-%m-%d %H:%M}" if bar.until else ""
    ends = bar.until.isoformat() if bar.until else ""
    message = REFUSALS[bar.doing, bar.until is not None]
    return Barred(message, until=until, words=bar.words, doing=bar.doing.value, ends=ends)


def bar_from(bars: Iterable[Bar], doing: Doing) -> Bar | None:
    """Return which of somebody's bars keeps them from that."""
    return next((bar for bar in bars if bar.doing is doing), None)


class Unbarred:
    """Who may help by the author's rule and is not barred from it: the port `chatxblock.domain.ports.Eligibility`."""

    def __init__(self, *, eligibility: Eligibility, bars: BarStore, clock: Clock) -> None:
        self._eligibility = eligibility
        self._bars = bars
        self._clock = clock

    def among(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those of the people who may help there; one query more than the rule takes."""
        found = self._eligibility.among(rule, place, people)
        if not found:
            return found
        known = [person for person in people if person.id in found]
        bars = self._bars.bars(known, self._clock.now())
        return set(found) - {bar.person.id for bar in bars if bar.doing is Doing.HELPING}

    def seeing(self, place: Place, people: Sequence[Person]) -> Iterator[Person]:
        """Yield lazily those who may see the place: to read is barred to nobody."""
        return self._eligibility.seeing(place, people)

    def stands(self, place: Place) -> bool:
        """Say whether the block where help is needed is still in its course."""
        return self._eligibility.stands(place)

    def in_course(self, course: str, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those who are still in the course."""
        return self._eligibility.in_course(course, people)
