"""Candidacies: who has come to be one who may help in a unit, since when, and who is so no longer.

The platform tells nobody when somebody has come far enough. So it is asked when she opens the unit, and by the sweep
for those who were there lately. What is kept is a judgement, and never decides who is asked: that is judged anew.
This module must not know who keeps candidacies, nor how anybody is told.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Protocol

from chatxblock.domain.calls.person import Person
from chatxblock.domain.helpers.duty import Unit
from chatxblock.domain.ports import CandidacyStore, Clock, Place

log = logging.getLogger(__name__)

SOON, BETWEEN = timedelta(minutes=1), timedelta(minutes=10)
"""From one look of the sweep at somebody to the next: within an hour of her visit, when she works there, and later."""
LATELY = timedelta(days=7)
"""For how long after her last visit the sweep looks."""
ANEW = timedelta(hours=1)
"""How old a visit that is kept has to be until the next one is kept, where nothing else has changed."""
MOST_LOOKED_AT = 200
"""Candidacies at which one sweep looks."""


@dataclass(frozen=True, kw_only=True)
class Candidacy:
    """Whether somebody may help in a unit by a rule that looks at how far she is."""

    person: Person
    unit: Unit
    block: str
    """Usage key of our block there, by which she was seen last."""
    section: str
    rule: str
    """The rule that the author chose, by name."""
    seen_at: datetime
    """When she was last there."""
    looked_at: datetime
    """When it was last judged."""
    since: datetime | None = None
    """Since when she is eligible; None where she is not."""
    lost_at: datetime | None = None
    """When she ceased to be."""
    next_look_at: datetime | None = None
    """When the sweep looks again; None once she has not been there for a while."""

    @property
    def place(self) -> Place:
        """Return where it is; the author's list is of no matter, for whoever stands on it is no candidate."""
        return Place(course=self.person.course, unit=self.unit.key, block=self.block, section=self.section)


class Judge(Protocol):
    """Says who is as far as a rule asks; `chatxblock.openedx.eligibility.Rules` does."""

    def judged(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int] | None:
        """Return the ids of those who are; None where the platform could not say."""
        ...


def judged(candidacy: Candidacy, eligible: bool, now: datetime) -> Candidacy:
    """Return a candidacy after a look."""
    since = (candidacy.since or now) if eligible else None
    lost_at = None if eligible else (now if candidacy.since else candidacy.lost_at)
    return replace(candidacy, since=since, lost_at=lost_at, looked_at=now, next_look_at=_next_look(candidacy, now))


def _next_look(candidacy: Candidacy, now: datetime) -> datetime | None:
    ago = now - candidacy.seen_at
    return now + (SOON if ago < ANEW else BETWEEN) if ago < LATELY else None


class Candidacies:
    """Keeps who is eligible where."""

    def __init__(self, *, store: CandidacyStore, judge: Judge, clock: Clock) -> None:
        self._store = store
        self._judge = judge
        self._clock = clock

    def meet(self, person: Person, unit: Unit, place: Place, rule: str, *, eligible: bool) -> None:
        """Note that somebody was in a unit, and what was found there of her; one query where that was known."""
        now = self._clock.now()
        before = self._store.candidacy(person, unit.key)
        seen = Candidacy(
            person=person,
            unit=replace(unit, helps=True),
            block=place.block,
            section=place.section,
            rule=rule,
            seen_at=now,
            looked_at=now,
            since=before.since if before else None,
            lost_at=before.lost_at if before else None,
        )
        after = judged(seen, eligible, now)
        if before is None or now - before.seen_at >= ANEW or _other(before, after):
            self._store.keep_candidacy(after)

    def open(self, person: Person, unit: str) -> Candidacy | None:
        """Return the candidacy of somebody who is eligible in a unit and has not said whether she wishes to help."""
        return self._store.open_candidacy(person, unit)

    def of(self, person: Person) -> list[Candidacy]:
        """Return where somebody is eligible, or was, by the unit's title."""
        return self._store.candidacies(person)

    def sweep(self, most: int = MOST_LOOKED_AT) -> list[Candidacy]:
        """Look at those whose turn it is, and return who has become eligible by that; each is returned once.

        What the platform cannot say stays as it was.
        """
        due = self._store.due_candidacies(self._clock.now(), most)
        found: list[Candidacy] = []
        for _, group in groupby(sorted(due, key=_together), key=_together):
            found += self._look(list(group))
        return found

    def _look(self, before: Sequence[Candidacy]) -> Iterable[Candidacy]:
        eligible = self._eligible(before)
        now = self._clock.now()
        if eligible is None:
            log.warning("who is eligible in a unit is not known: looked at again later")
            self._store.postpone_candidacies(before, now + BETWEEN)
            return []
        after = [judged(candidacy, candidacy.person.id in eligible, now) for candidacy in before]
        saved = self._store.save_candidacies(before, after)
        return [candidacy for candidacy in saved if candidacy.since == now]

    def _eligible(self, candidacies: Sequence[Candidacy]) -> Collection[int] | None:
        """Return who of one unit is; None where that cannot be known, whatever a rule or the platform fails with."""
        first, people = candidacies[0], [candidacy.person for candidacy in candidacies]
        try:
            return self._judge.judged(first.rule, first.place, people)
        except Exception as error:  # noqa: BLE001  (a rule may be anybody's)
            log.warning("who is eligible in a unit could not be judged: %s", type(error).__name__)
            return None


def _together(candidacy: Candidacy) -> tuple[str, ...]:
    """Return what those have in common who can be asked about in one question."""
    place = candidacy.place
    return place.course, place.unit, place.block, place.section, candidacy.rule


def _other(before: Candidacy, after: Candidacy) -> bool:
    """Tell whether a visit has found something else than is kept."""
    same = (before.block, before.section, before.rule, before.unit.title, before.unit.url, before.since is None)
    return same != (after.block, after.section, after.rule, after.unit.title, after.unit.url, after.since is None)
