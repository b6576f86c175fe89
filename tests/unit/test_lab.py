"""The laboratory's courses: what has to hold in any of them, whatever the guesses."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from benchmarks.lab.course import Course
from benchmarks.lab.outcome import Outcome, quantile
from benchmarks.lab.policies import (
    BROADCAST,
    FEWEST,
    IN_VAIN,
    POLICIES,
    ROUND_ROBIN,
    SHIPPED,
    SHIPPED_PLAN,
    Policy,
    Turn,
    fewest_turns,
)
from benchmarks.lab.run import play
from benchmarks.lab.scenario import DAY, SWEEPS, UNTIRED, USUAL, WARM_UP, Scenario
from benchmarks.lab.workload import Session, Workload, draw
from chatxblock import conf
from chatxblock.domain.calls.call import Person
from chatxblock.domain.calls.events import LEAST_SILENCE
from chatxblock.domain.calls.rounds import Pool, parse_plan
from chatxblock.domain.helpers import duty
from chatxblock.domain.helpers.duty import TURNS, OfferEvent

SMALL = replace(USUAL, days=1)
FRESH = replace(UNTIRED, days=1)
SURE = replace(FRESH, accept=1.0, unlike=None, notice=0.0, patience=DAY)
"""Whoever is asked comes at once."""
UNBOUND = replace(FRESH, most_offers=10_000, most_calls=10_000)
"""Everybody can take any number of questions, so that no call has an effect on another."""
PERSON = Person(id=1, course="c", user_id="bo", localpart="a" * 32, name="Bo")


@cache
def workload_of(scenario: Scenario, seed: int = 1) -> Workload:
    return draw(scenario, seed)


@cache
def outcome_of(scenario: Scenario, policy: Policy, seed: int = 1) -> Outcome:
    return Course(scenario, workload_of(scenario, seed), policy).play()


def test_the_shipped_plan_is_the_one_that_is_simulated() -> None:
    assert parse_plan(conf.DEFAULT_ROUNDS) == parse_plan(SHIPPED_PLAN)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_a_seed_decides_everything(policy: Policy) -> None:
    assert Course(SMALL, draw(SMALL, 7), policy).play() == Course(SMALL, draw(SMALL, 7), policy).play()


def test_another_seed_is_another_course() -> None:
    assert workload_of(SMALL, 1).questions != workload_of(SMALL, 2).questions


def test_cores_do_not_change_what_is_played() -> None:
    (result,) = play([SMALL], [SHIPPED], seeds=2)
    assert result[SHIPPED.name] == [outcome_of(SMALL, SHIPPED, seed) for seed in (0, 1)]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_every_question_is_answered_or_left_once(policy: Policy) -> None:
    workload, outcome = workload_of(SMALL), outcome_of(SMALL, policy)
    counted = [question for question in workload.questions if question.asked_at >= WARM_UP]
    settled = [question for question in counted if question.asked_at + question.patience < workload.end]
    assert len(settled) <= len(outcome.waits) <= len(counted)
    assert sum(outcome.loads) == outcome.answered


def test_who_leaves_has_waited_no_longer_than_her_patience() -> None:
    workload, outcome = workload_of(SMALL), outcome_of(SMALL, SHIPPED)
    longest = max(question.patience for question in workload.questions)
    assert all(0 <= seconds <= longest for seconds, _ in outcome.waits)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_where_everybody_comes_at_once_the_first_helper_is_there_at_once(policy: Policy) -> None:
    assert quantile(outcome_of(SURE, policy).waits, 0.5) == 0.0


def test_one_at_a_time_asks_nobody_in_vain_where_everybody_comes() -> None:
    outcome = outcome_of(SURE, ROUND_ROBIN)
    assert outcome.notices == outcome.answered > 0


@pytest.mark.parametrize("policy", [ROUND_ROBIN, SHIPPED, FEWEST, IN_VAIN], ids=lambda policy: policy.name)
def test_without_fatigue_nobody_waits_longer_where_everyone_is_asked_at_once(policy: Policy) -> None:
    always = tuple(Session(helper=number, start=0.0, end=30 * DAY) for number in range(20))
    workload = replace(workload_of(UNBOUND), sessions=always)
    everyone, staged = (Course(UNBOUND, workload, each).play() for each in (BROADCAST, policy))
    assert everyone.share >= staged.share
    for share in (0.1, 0.3, 0.5, 0.7):
        assert quantile(everyone.waits, share) <= quantile(staged.waits, share)
    assert everyone.notices > staged.notices


def test_tired_helpers_answer_less() -> None:
    tired = replace(SMALL, spell=DAY, tires=0.5)
    assert outcome_of(tired, BROADCAST).share < outcome_of(FRESH, BROADCAST).share


def test_impatient_askers_are_answered_less() -> None:
    hurried, calm = (replace(SMALL, patience=patience) for patience in (20.0, 600.0))
    assert outcome_of(hurried, SHIPPED).share < outcome_of(calm, SHIPPED).share


def test_a_call_answered_weighs_as_much_as_some_offers_in_vain() -> None:
    answered, in_vain, more_in_vain = (Turn(number=0, turns=turns, shuffle=0.5) for turns in (TURNS, TURNS, TURNS + 1))
    assert SHIPPED.order(answered, 0.1) == SHIPPED.order(in_vain, 0.9) < SHIPPED.order(more_in_vain, 0.1)
    assert SHIPPED.order(Turn(number=0, turns=1, shuffle=0.9), 0.5) < SHIPPED.order(answered, 0.5)


def test_turns_are_counted_as_the_product_counts_them() -> None:
    course = Course(SMALL, workload_of(SMALL), SHIPPED)
    course.play()
    assert any(helper.answered for helper in course.helpers)
    assert any(helper.in_vain for helper in course.helpers)
    for helper in course.helpers:
        assert helper.turns == turns_after(helper)


def turns_after(helper: Turn) -> int:
    """Return the turns that the product would have counted for the same offer_events."""
    counted = duty.Helper(person=PERSON)
    in_vain, answers = (
        [OfferEvent.DECLINED, OfferEvent.LAPSED] * helper.in_vain,
        [OfferEvent.ANSWERED] * helper.answered,
    )
    for event in [OfferEvent.ASKED] * helper.asked + in_vain + answers:
        counted = duty.after_offer(counted, event)
    return counted.turns


def test_an_offer_that_somebody_else_took_is_a_turn() -> None:
    course = Course(SMALL, workload_of(SMALL), SHIPPED)
    course.play()
    withdrawn = [helper for helper in course.helpers if helper.asked > helper.in_vain + helper.answered]
    assert withdrawn
    for helper in withdrawn:
        assert SHIPPED.order(helper, 0.5) > IN_VAIN.order(helper, 0.5)


def test_who_declines_every_time_is_asked_less_by_turns() -> None:
    blunt = replace(FRESH, unlike=0.5, says_no=1.0)
    by_turns, by_answers = (outcome_of(blunt, policy) for policy in (SHIPPED, FEWEST))
    assert by_turns.notices / by_turns.answered < by_answers.notices / by_answers.answered


@pytest.mark.parametrize(("waits", "silences"), [(LEAST_SILENCE - 1, False), (2 * LEAST_SILENCE, True)])
def test_nobody_is_silent_before_there_was_time_to_look(waits: float, silences: bool) -> None:
    mute = replace(FRESH, accept=0.0, unlike=None, says_no=0.0, grace=0.0)
    questions = tuple(replace(question, patience=waits) for question in workload_of(mute).questions)
    course = Course(mute, replace(workload_of(mute), questions=questions), SHIPPED)
    course.play()
    assert any(helper.in_vain for helper in course.helpers) is silences


def test_the_authors_list_is_asked_first_where_the_plan_says_so() -> None:
    listed, peers = (
        Policy(name=pool, plan=parse_plan(f"1 {pool} 60s"), order=fewest_turns) for pool in (Pool.LISTED, Pool.PEERS)
    )
    assert outcome_of(FRESH, peers).listed == 0
    only = outcome_of(FRESH, listed)
    assert only.listed == only.notices > 0


def test_a_helper_is_in_no_more_rooms_than_allowed() -> None:
    endless = replace(SURE, on_duty=3, most_calls=1, talk=30 * DAY)
    assert max(outcome_of(endless, BROADCAST).loads) == 1


def test_about_as_many_are_on_duty_as_the_scenario_says() -> None:
    workload = workload_of(replace(USUAL, days=13))
    on_duty = sum(session.end - session.start for session in workload.sessions) / workload.end
    assert on_duty == pytest.approx(USUAL.on_duty, rel=0.1)


def test_nobody_is_on_duty_twice_at_a_time() -> None:
    until: dict[int, float] = {}
    for session in workload_of(SMALL).sessions:
        assert until.get(session.helper, 0.0) <= session.start < session.end
        until[session.helper] = session.end


def test_every_sweep_has_the_usual_course_or_the_one_without_fatigue_in_it() -> None:
    for field, scenarios in SWEEPS.items():
        assert {USUAL, UNTIRED} & set(scenarios), field
        values = [getattr(scenario, field) for scenario in scenarios]
        assert values == sorted(set(values)), field
