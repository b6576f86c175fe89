"""The laboratory's guess at what finding first does: who is spared, and what has to hold whatever the chances are."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.lab import finding
from benchmarks.lab.course import Course
from benchmarks.lab.finding import NOTHING, PARQR, SWEEPS, TOGETHER, Effect, Finding, Played, effect, looked_up, spares
from benchmarks.lab.outcome import Estimate, Outcome
from benchmarks.lab.policies import SHIPPED
from benchmarks.lab.scenario import FIFTY, USUAL, Scenario
from benchmarks.lab.workload import draw

SMALL = replace(USUAL, days=1)
EVERYBODY = Finding(again=1.0, found=1.0, enough=1.0)


def spared(chances: Finding, many: int = 200) -> set[int]:
    return {number for number in range(many) if spares(chances, 1, number)}


def test_what_is_published_of_duplicates_comes_out_of_the_numbers() -> None:
    assert PARQR.found * PARQR.enough == pytest.approx(0.4)
    assert PARQR.spared == pytest.approx(0.256 * 0.4)
    assert len(spared(PARQR, 4000)) / 4000 == pytest.approx(PARQR.spared, abs=0.015)


@given(st.sampled_from([each for findings in SWEEPS.values() for each in findings]), st.floats(0, 1), st.floats(0, 1))
def test_who_is_spared_by_small_chances_is_spared_by_larger_ones(least: Finding, more: float, most: float) -> None:
    larger = Finding(again=max(least.again, more), found=max(least.found, most), enough=least.enough)
    assert spared(least) <= spared(larger)


def test_without_finding_everybody_asks_and_with_certainty_nobody_does() -> None:
    workload = draw(SMALL, 1)
    assert looked_up(workload, NOTHING) == workload
    assert looked_up(workload, EVERYBODY).questions == ()
    assert looked_up(workload, EVERYBODY).sessions == workload.sessions


def test_where_most_need_not_ask_helpers_are_interrupted_less() -> None:
    workload = draw(SMALL, 1)
    asked = [looked_up(workload, each) for each in (NOTHING, *TOGETHER)]
    assert [len(each.questions) for each in asked] == sorted((len(each.questions) for each in asked), reverse=True)
    before, after = (Course(SMALL, each, SHIPPED).play().notices for each in (asked[0], asked[-1]))
    assert after < 0.8 * before


def test_an_effect_counts_those_too_who_asked_nobody() -> None:
    outcome = Outcome(waits=[(10.0, True), (20.0, True), (30.0, False)], notices=12)
    found = effect([Played(stuck=6, outcome=outcome)] * 2)
    assert (found.asking.value, found.invitations.value) == (50.0, 200.0)
    assert found.settled.value == pytest.approx(100 * 5 / 6)
    assert found.wait.value == 20.0


def test_a_report_has_a_row_for_each_and_two_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[tuple[Scenario, Finding]] = []
    known = Estimate(value=7.0, margin=1.0)

    def same(pairs: list[tuple[Scenario, Finding]]) -> list[Effect]:
        played.extend(pairs)
        return [Effect(asking=known, invitations=known, settled=known, wait=known)] * len(pairs)

    monkeypatch.setattr(finding, "play", same)
    text, pictures = finding.report()
    assert len(text.splitlines()) == 2 + len(played)
    assert {(course, NOTHING) for course in (USUAL, FIFTY)} <= set(played)
    assert "| 26 % | 74 % | 54 % |" in text
    for drawn in pictures.values():
        words = [element.text for element in ET.fromstring(drawn).iter() if element.text]
        assert {"finding first", "nothing is looked up", *finding.TITLES.values()} <= set(words)
