"""Who may help with which unit, by the rule that the author chose. Asked anew each time somebody is about to be asked.

Each rule takes in those before it. This module must not know how anybody is chosen.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence

from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Place
from chatxblock.openedx import platform

LISTED, STAFF, ENROLLED = "listed", "staff", "enrolled"


class EligibilityRule(ABC):
    """One rule. One instance serves a whole process, from several threads at once.

    Operators name it in `CHATXBLOCK["ELIGIBILITY"]`, and authors choose among those names.
    """

    @abstractmethod
    def among(self, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those of the people who may help there; nobody who has left the course."""


class ListedMayHelp(EligibilityRule):
    """Those whom the author named."""

    def among(self, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return those on the author's list who are still in the course."""
        return _in_course(place, [person for person in people if person.id in place.listed])


class StaffMayHelp(EligibilityRule):
    """Those whom the author named, and course staff."""

    def among(self, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return course staff, and those on the author's list who are still in the course."""
        staff = platform.on_staff(place.course, [person.user_id for person in people])
        listed = [person for person in people if person.id in place.listed]
        return {person.id for person in people if person.user_id in staff} | _in_course(place, listed)


class EnrolledMayHelp(EligibilityRule):
    """Everyone enrolled, course staff and those whom the author named."""

    def among(self, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return those who are in the course."""
        return _in_course(place, people)


class Rules:
    """The rules that the operator configured, under their names: the port `chatxblock.domain.ports.Eligibility`."""

    def __init__(self, rules: Mapping[str, EligibilityRule], default: str) -> None:
        self._rules = dict(rules)
        self._default = default

    def among(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those who may help by that rule, or by the default where it is not known any more."""
        return self._rules.get(rule, self._rules[self._default]).among(place, people)


def _in_course(place: Place, people: Sequence[Person]) -> set[int]:
    known = platform.in_course(place.course, [person.user_id for person in people]) if people else set()
    return {person.id for person in people if person.user_id in known}
