"""Rules of who may help that look at how far people are: points, cohort, what is completed, thanks.

All of them take in those whom the author named and course staff. Operators name them in `CHATXBLOCK["ELIGIBILITY"]`,
with what they need as `OPTIONS`; authors choose among the names. This module must not know of the LMS.
"""

from __future__ import annotations

import logging
from abc import abstractmethod
from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Place
from chatxblock.errors import ConfigurationError
from chatxblock.openedx import platform
from chatxblock.openedx.eligibility import EligibilityRule, StaffMayHelp, Thanks, in_course
from chatxblock.openedx.members import COHORT

log = logging.getLogger(__name__)


class LearningRule(EligibilityRule):
    """Those whom the author named, course staff, and of the others in the course those who are as far as it says."""

    reason: ClassVar[str] = "far"

    def __init__(self, *, label: str = "") -> None:
        """Take what authors call the rule; without, they see its name."""
        self.label = label
        self._sure = StaffMayHelp()

    def among(self, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those of the people who may help there; of those who are as far nobody while it fails."""
        found = self.judged(place, people)
        return self._sure.among(place, people) if found is None else found

    def judged(self, place: Place, people: Sequence[Person]) -> Collection[int] | None:
        """Return the same; None where the platform could not say."""
        sure = set(self._sure.among(place, people))
        others = [person for person in people if person.id not in sure]
        fit = self._fitting(place, others) if others else set()
        return None if fit is None else sure | in_course(place, [person for person in others if person.id in fit])

    def _fitting(self, place: Place, people: Sequence[Person]) -> set[int] | None:
        """Return those who are as far; None while the platform cannot say, whose failure is nobody's here."""
        try:
            with platform.apart():
                return self.fitting(place, people)
        except Exception:
            log.exception("the platform could not say how far people are")
            return None

    @abstractmethod
    def fitting(self, place: Place, people: Sequence[Person]) -> set[int]:
        """Return the ids of those of the people who are as far, whether or not they are in the course."""


class GradeMayHelp(LearningRule):
    """Who has at least such a share of the points of the subsection in which help is needed."""

    reason = "points"

    def __init__(self, *, at_least: Any = 0.8, label: str = "") -> None:
        """Take the share, above 0 and up to 1. Raises `ConfigurationError` for another."""
        if isinstance(at_least, bool) or not isinstance(at_least, int | float) or not 0 < at_least <= 1:
            raise ConfigurationError("'at_least' has to be a share of the points, above 0 and up to 1, such as 0.8.")
        super().__init__(label=label)
        self._at_least = at_least

    def fitting(self, place: Place, people: Sequence[Person]) -> set[int]:
        """Return those who have that many; nobody where the platform knows no such subsection."""
        scores = platform.scores(place.course, place.section, [person.user_id for person in people])
        return {person.id for person in people if scores.get(person.user_id, 0.0) >= self._at_least}


class CohortMayHelp(LearningRule):
    """Who is in the cohort of that name, in whichever course help is needed."""

    reason = "group"

    def __init__(self, *, name: Any, label: str = "") -> None:
        """Take the cohort's name. Raises `ConfigurationError` for none."""
        if not isinstance(name, str) or not name.strip():
            raise ConfigurationError("'name' has to be the name of a cohort.")
        super().__init__(label=label)
        self._name = name

    def fitting(self, place: Place, people: Sequence[Person]) -> set[int]:
        """Return those who are in it."""
        found = platform.in_cohort(place.course, self._name, [person.user_id for person in people])
        return {person.id for person in people if person.user_id in found}

    def lacking(self, course: str) -> str:
        """Return the cohort's name where the course has none of that name."""
        known = {name for key, name in platform.groups(course) if key.startswith(f"{COHORT}:")}
        return "" if self._name in known else self._name


class CompletedMayHelp(LearningRule):
    """Who has completed all that can be completed in the unit in which help is needed."""

    reason = "completed"

    def fitting(self, place: Place, people: Sequence[Person]) -> set[int]:
        """Return those who have; nobody in a unit in which there is nothing to complete."""
        found = platform.completed(place.course, place.unit, [person.user_id for person in people])
        return {person.id for person in people if person.user_id in found}


class ThankedMayHelp(LearningRule):
    """Who was thanked for help in this course so many times."""

    reason = "thanks"

    def __init__(self, *, at_least: Any = 3, label: str = "") -> None:
        """Take how many thanks. Raises `ConfigurationError` for fewer than one."""
        if isinstance(at_least, bool) or not isinstance(at_least, int) or at_least < 1:
            raise ConfigurationError("'at_least' has to be a whole number of thanks, 1 or more.")
        super().__init__(label=label)
        self._at_least = at_least
        self._thanks: Thanks = lambda _people: {}

    def use(self, thanks: Thanks) -> None:
        """Take what counts thanks."""
        self._thanks = thanks

    def fitting(self, place: Place, people: Sequence[Person]) -> set[int]:
        """Return those who have that many."""
        found = self._thanks([person.id for person in people])
        return {person.id for person in people if found.get(person.id, 0) >= self._at_least}
