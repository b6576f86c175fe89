"""What the laboratory makes of its outcomes: quantiles, inequality, intervals, tables and pictures."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.lab.drawings import DRAWN, drawings, span
from benchmarks.lab.outcome import Estimate, Outcome, estimate, figures, gini, quantile, reached
from benchmarks.lab.picture import Axis, Panel, picture
from benchmarks.lab.policies import PLANS, POLICIES, SHIPPED_PLAN, plan_policy
from benchmarks.lab.report import seconds, table
from benchmarks.lab.scenario import SWEEPS, USUAL
from chatxblock.domain.calls.rounds import parse_plan

SVG = "{http://www.w3.org/2000/svg}"
loads = st.lists(st.integers(0, 100), min_size=1, max_size=50)


@given(st.integers(0, 100), st.integers(1, 50))
def test_equal_loads_are_not_unequal(load: int, helpers: int) -> None:
    assert gini([load] * helpers) == pytest.approx(0.0)


def test_one_helper_with_all_the_load_is_as_unequal_as_can_be() -> None:
    assert gini([0] * 99 + [7]) == pytest.approx(0.99)


@given(loads)
def test_inequality_is_between_0_and_1_and_knows_no_order(values: list[int]) -> None:
    assert -1e-9 <= gini(values) < 1
    assert gini(values) == gini(values[::-1])


def test_without_anybody_leaving_a_quantile_is_the_plain_one() -> None:
    waits = [(float(n), True) for n in range(1, 11)]
    assert quantile(waits, 0.5) == 5
    assert quantile(waits, 0.9) == 9


def test_who_left_is_no_proof_that_nobody_would_have_come() -> None:
    assert quantile([(1.0, True), (2.0, False), (3.0, True)], 0.6) == 3.0


def test_a_quantile_that_was_never_seen_is_infinite() -> None:
    assert quantile([(1.0, True), (2.0, False)], 0.9) == math.inf
    assert quantile([], 0.5) == math.inf


@given(st.lists(st.tuples(st.floats(0, 1000), st.booleans()), max_size=40))
def test_the_share_that_has_a_helper_only_grows(waits: list[tuple[float, bool]]) -> None:
    curve = list(reached(waits))
    assert curve == sorted(curve)
    assert all(0 < share <= 1 + 1e-9 for _, share in curve)


def test_an_interval_is_students() -> None:
    known = estimate([1.0, 2.0, 3.0])
    assert known.value == 2.0
    assert known.margin == pytest.approx(4.30 / math.sqrt(3))
    assert estimate([5.0]).margin == 0.0
    assert estimate([1.0, math.inf]) == Estimate(value=math.inf, margin=0.0)


def test_policies_are_compared_within_the_same_course() -> None:
    easy, hard = Outcome(waits=[(1.0, True)] * 4), Outcome(waits=[(1.0, True)] * 2 + [(9.0, False)] * 2)
    known = figures([easy, hard], [easy, hard])
    assert known.answered.margin > 0
    assert known.gain == Estimate(value=0.0, margin=0.0)


def test_a_table_has_a_row_for_each_policy_and_a_cell_for_each_figure() -> None:
    one, other = Outcome(waits=[(12.0, True)], notices=3, loads=[1]), Outcome(waits=[(30.0, False)], notices=4)
    lines = table(USUAL, {"all": [one, one], "some": [other, one]}, "all").splitlines()
    head, _rule, first, second = (line for line in lines if line.startswith("|"))
    assert first.startswith("| all | 12 s ± 0 |")
    assert second.startswith("| some | over 15 min |")
    assert {line.count("|") for line in (head, first, second)} == {9}


def test_waits_are_told_in_words_where_hardly_anybody_is_there_any_more() -> None:
    assert seconds(Estimate(value=math.inf, margin=0.0)) == "over 15 min"
    assert [span(value) for value in (0, 15, 120, 7200, 86400)] == ["none", "15 s", "2 min", "2 h", "1 d"]


def test_every_plan_that_was_tried_could_be_written_by_an_author() -> None:
    assert SHIPPED_PLAN in PLANS
    assert [plan_policy(text).plan for text in PLANS] == [parse_plan(text) for text in PLANS]


def test_a_picture_says_what_it_shows_and_keeps_every_line_inside() -> None:
    axis = Axis(ticks=[(1, "<1>")], low=1, high=100, log=True)
    lines = [[(1.0, 0.01), (100.0, math.inf)]]
    root = ET.fromstring(picture("Title", "Description", ["a & b"], axis, [Panel(title="x", x=axis, lines=lines)]))
    assert root.findtext(f"{SVG}title") == "Title"
    assert root.findtext(f"{SVG}desc") == "Description"
    assert {"a & b", "<1>"} <= {text.text for text in root.iter(f"{SVG}text")}
    dots = [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in root.iter(f"{SVG}circle")]
    assert dots == [(66.0, 256.0), (938.0, 56.0)]


def test_every_sweep_is_drawn_for_every_policy() -> None:
    outcome = Outcome(waits=[(10.0, True), (400.0, False)], notices=3, loads=[1, 0])
    names = {scenario.name for scenarios in SWEEPS.values() for scenario in scenarios}
    drawn = dict(drawings({name: {policy.name: [outcome] for policy in POLICIES} for name in names}))
    assert sorted(drawn) == ["rounds-answered", "rounds-curve", "rounds-invitations", "rounds-wait"]
    dots = len(DRAWN) * sum(map(len, SWEEPS.values()))
    assert drawn["rounds-wait"].count("<circle") == dots
