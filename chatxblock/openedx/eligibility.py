"""Who may help with which unit, by the rule that the author chose. Asked anew each time somebody is about to be asked.

Each rule takes in those before it. This module must not know how anybody is chosen.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import ClassVar

from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Place
from chatxblock.openedx import platform

LISTED, STAFF, ENROLLED = "listed", "staff", "enrolled"

Thanks = Callable[[Collection[int]], Mapping[int, int]]
"""How many times each of some people was thanked for help, by id; who never was may be missing."""


class EligibilityRule(ABC):
    """One rule. One instance serves a whole process, from several threads at once.

    Operators name it in `CHATXBLOCK["ELIGIBILITY"]`, and authors choose among those names.
    """

    reason: ClassVar[str] = ""
    """Why somebody has come to be one who may help, for the invitation in the unit; nobody is invited where empty."""

    @abstractmethod
    def among(self, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those of the people who may help there; nobody who has left the course."""

    def judged(self, place: Place, people: Sequence[Person]) -> Collection[int] | None:
        """Return the same; None where the platform could not say, which `among` takes for nobody."""
        return self.among(place, people)

    def lacking(self, course: str) -> str:
        """Return the name of the group that a course has to have for this rule and has not; empty where it has all."""
        return ""

    def use(self, thanks: Thanks) -> None:  # noqa: B027  (most rules need it not)
        """Take what counts thanks; done once, before anybody is asked for."""


class ListedMayHelp(EligibilityRule):
    """Those whom the author named."""

    def among(self, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return those on the author's list who are still in the course."""
        return in_course(place, [person for person in people if person.id in place.listed])


class StaffMayHelp(EligibilityRule):
    """Those whom the author named, and course staff."""

    def among(self, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return course staff, and those on the author's list who are still in the course."""
        staff = platform.on_staff(place.course, [person.user_id for person in people])
        listed = [person for person in people if person.id in place.listed]
        return {person.id for person in people if person.user_id in staff} | in_course(place, listed)


class EnrolledMayHelp(EligibilityRule):
    """Everyone enrolled, course staff and those whom the author named."""

    def among(self, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return those who are in the course."""
        return in_course(place, people)


class Rules:
    """The rules that the operator configured, under their names: the port `chatxblock.domain.ports.Eligibility`."""

    def __init__(
        self, rules: Mapping[str, EligibilityRule], default: str, *, thanks: Thanks = lambda _people: {}
    ) -> None:
        self._rules = dict(rules)
        for rule in self._rules.values():
            rule.use(thanks)
        self._default = default

    def among(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those who may help by that rule, or by the default where it is not known any more."""
        return self._rules.get(rule, self._rules[self._default]).among(place, people)

    def judged(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int] | None:
        """Return the same; None where the platform could not say."""
        return self._rules.get(rule, self._rules[self._default]).judged(place, people)

    def reason(self, rule: str) -> str:
        """Return why people have come to be among those, for the invitation; empty where nobody is invited by it."""
        return self._rules.get(rule, self._rules[self._default]).reason

    def lacking(self, rule: str, course: str) -> str:
        """Return the name of the group that a course has to have for the rule and has not; empty where it has all."""
        return self._rules.get(rule, self._rules[self._default]).lacking(course)

    def seeing(self, place: Place, people: Sequence[Person]) -> Iterator[Person]:
        """Yield lazily those of a few people who may see the block where help is needed, and its unit."""
        by_id = {person.user_id: person for person in people}
        return (by_id[user_id] for user_id in platform.may_see(place.course, [place.block, place.unit], list(by_id)))

    def stands(self, place: Place) -> bool:
        """Say whether the block where help is needed is still in its course."""
        return platform.stands(place.block)

    def in_course(self, course: str, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those of a few people who are enrolled, or on the course's staff."""
        known = platform.in_course(course, [person.user_id for person in people])
        return {person.id for person in people if person.user_id in known}


def in_course(place: Place, people: Sequence[Person]) -> set[int]:
    """Return the ids of those of a few people who are in the course of a place."""
    known = platform.in_course(place.course, [person.user_id for person in people]) if people else set()
    return {person.id for person in people if person.user_id in known}
