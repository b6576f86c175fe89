"""Who has come to be one who may help: kept, looked at again, and told once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from chatxblock.domain.calls.person import Person
from chatxblock.domain.helpers.candidacy import ANEW, BETWEEN, LATELY, Candidacies
from chatxblock.domain.helpers.duty import Unit
from chatxblock.domain.ports import Place
from chatxblock.testing import START, FixedClock, MemoryStore
from tests.contracts.store_contract import person

UNIT = Unit(key="unit-1", title="Unit 1", url="/unit/1")


class Rule:
    """Says what it is told to, and notes about how many it was asked."""

    def __init__(self) -> None:
        self.able: set[str] = set()
        self.fails = False
        self.breaks: set[str] = set()
        self.asked: list[list[str]] = []

    def judged(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int] | None:
        self.asked.append([f"{rule} {place.unit} {one.user_id}" for one in people])
        if place.unit in self.breaks:
            raise RuntimeError("the platform is away")
        return None if self.fails else {one.id for one in people if one.user_id in self.able}


class Site:
    """Somebody's visits, and the sweep."""

    def __init__(self) -> None:
        self.store, self.rule, self.clock = MemoryStore(), Rule(), FixedClock()
        self.kept = Candidacies(store=self.store, judge=self.rule, clock=self.clock)

    def person(self, name: str) -> Person:
        return person(self.store, name)

    def visit(self, name: str, unit: Unit = UNIT, *, eligible: bool = False, rule: str = "grade") -> None:
        place = Place(course="course", unit=unit.key, block=f"{unit.key}-block", section="section")
        self.kept.meet(self.person(name), unit, place, rule, eligible=eligible)

    def later(self, span: timedelta = BETWEEN) -> list[str]:
        """Let time pass and sweep; return who has become eligible."""
        self.clock.pass_time(span.total_seconds())
        return [one.person.user_id for one in self.kept.sweep()]


def test_who_becomes_eligible_between_two_visits_is_found_once() -> None:
    site = Site()
    site.visit("alex")
    assert site.later() == []
    assert site.kept.open(site.person("alex"), UNIT.key) is None
    site.rule.able = {"alex"}
    assert site.later() == ["alex"]
    assert site.kept.open(site.person("alex"), UNIT.key)
    assert [site.later() for _ in range(2)] == [[], []]


def test_who_is_eligible_at_a_visit_is_not_found_again() -> None:
    site = Site()
    site.visit("alex", eligible=True)
    site.rule.able = {"alex"}
    assert site.later() == []


def test_who_falls_below_has_lost_it_and_can_come_back() -> None:
    site = Site()
    site.visit("alex", eligible=True)
    site.later()
    (lost,) = site.kept.of(site.person("alex"))
    assert (lost.since, lost.lost_at) == (None, site.clock.now())
    site.rule.able = {"alex"}
    assert site.later() == ["alex"]
    (back,) = site.kept.of(site.person("alex"))
    assert (back.since, back.lost_at) == (site.clock.now(), None)


def test_those_of_one_unit_and_rule_are_asked_about_together() -> None:
    site = Site()
    for name in ("alex", "bo"):
        site.visit(name)
    site.visit("alex", Unit(key="unit-2"))
    site.later()
    assert sorted(site.rule.asked) == [["grade unit-1 alex", "grade unit-1 bo"], ["grade unit-2 alex"]]


def test_who_was_not_there_for_a_week_is_not_looked_at_until_she_comes_again() -> None:
    site = Site()
    site.visit("alex")
    site.later(LATELY)
    asked = len(site.rule.asked)
    site.later()
    assert len(site.rule.asked) == asked
    site.visit("alex")
    site.later()
    assert len(site.rule.asked) == asked + 1


def test_what_the_platform_cannot_say_changes_nothing() -> None:
    site = Site()
    site.visit("alex", eligible=True)
    site.rule.fails = True
    assert site.later() == []
    assert site.kept.open(site.person("alex"), UNIT.key)
    asked = len(site.rule.asked)
    site.kept.sweep()
    assert len(site.rule.asked) == asked


def test_a_rule_that_breaks_for_one_unit_keeps_no_other_from_being_looked_at() -> None:
    site = Site()
    for name, unit in (("alex", "unit-1"), ("bo", "unit-2")):
        site.visit(name, Unit(key=unit))
    site.rule.able, site.rule.breaks = {"alex", "bo"}, {"unit-1"}
    assert site.later() == ["bo"]
    site.rule.breaks = set()
    assert site.later() == ["alex"]


def test_a_visit_is_kept_where_it_says_something_new() -> None:
    site = Site()
    site.visit("alex")
    site.clock.pass_time(60)
    site.visit("alex")
    assert site.kept.of(site.person("alex"))[0].seen_at == START
    site.visit("alex", rule="thanked")
    assert site.kept.of(site.person("alex"))[0].seen_at == START + timedelta(seconds=60)
    site.clock.pass_time(ANEW.total_seconds())
    site.visit("alex", rule="thanked")
    assert site.kept.of(site.person("alex"))[0].seen_at == site.clock.now()


def test_one_sweep_looks_at_so_many() -> None:
    site = Site()
    for number in range(5):
        site.visit(f"person{number}")
    site.clock.pass_time(BETWEEN.total_seconds())
    site.kept.sweep(most=3)
    assert sum(map(len, site.rule.asked)) == 3
