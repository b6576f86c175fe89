"""What happens in a course whatever the policy: who asks when, and who is on duty when.

It is drawn once a seed and shared by all policies, so that they differ by what they do and by nothing else (common
random numbers). The same holds for what a helper makes of a question: see `pair`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.lab.scenario import DAY, HOUR, MINUTE, WARM_UP, Scenario
from chatxblock.domain.calls.rounds import Pool

RHYTHM = (5, 3, 2, 1, 1, 1, 3, 6, 9, 11, 12, 12, 11, 11, 12, 13, 14, 14, 15, 18, 22, 24, 19, 11)
"""How busy each hour of the day is, from midnight on, for askers and helpers alike: 24 hours with a peak at 21:00."""
FIRST_DEADLINE = 4 * DAY
WEEK = 7 * DAY
KINDS = ((0.7, Pool.PEERS), (0.8, Pool.LISTED), (1.0, Pool.EVERYONE))
"""Cumulated shares: helpers of the unit itself, the author's list, and those who help elsewhere in the course."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """Somebody asks, and would wait so long."""

    number: int
    asked_at: float
    patience: float
    silent: bool
    talk: float


@dataclass(frozen=True, kw_only=True)
class Nature:
    """What a helper is like."""

    number: int
    pool: Pool
    accept: float


@dataclass(frozen=True, kw_only=True)
class Session:
    """Somebody is on duty for a while."""

    helper: int
    start: float
    end: float


@dataclass(frozen=True, kw_only=True)
class Workload:
    """One course, as drawn from a seed; everything in the order of time."""

    seed: int
    end: float
    questions: tuple[Question, ...]
    helpers: tuple[Nature, ...]
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class Pair:
    """What one helper would make of one question, whenever and by whomever asked."""

    notices_after: float
    says_yes_below: float
    says_no: bool
    tired_for: float


def draw(scenario: Scenario, seed: int) -> Workload:
    """Draw a course from a seed."""
    end = WARM_UP + scenario.days * DAY
    helpers = tuple(_helpers(scenario, Random(f"{seed} helpers")))
    return Workload(
        seed=seed,
        end=end,
        questions=tuple(_questions(scenario, Random(f"{seed} questions"), end)),
        helpers=helpers,
        sessions=tuple(_sessions(scenario, Random(f"{seed} sessions"), end, len(helpers))),
    )


def pair(scenario: Scenario, seed: int, question: int, helper: int) -> Pair:
    """Return what a helper would make of a question: the same under every policy."""
    random = Random((seed << 48) | (question << 24) | helper)
    notices_after = scenario.notice * math.exp(random.gauss(0, 1))
    yes, no, tires = random.random(), random.random(), random.random()
    tired_for = random.expovariate(1 / scenario.spell) if scenario.spell and tires < scenario.tires else 0.0
    return Pair(notices_after, yes, no < scenario.says_no, tired_for)


def hour_factor(moment: float) -> float:
    """Return how busy that moment's hour is, 1 on the average of a day."""
    return RHYTHM[int(moment % DAY // HOUR)] * len(RHYTHM) / sum(RHYTHM)


def rush_factor(moment: float) -> float:
    """Return how many more ask than usual, as a deadline is near."""
    left = (FIRST_DEADLINE - moment) % WEEK
    return 3.0 if left < DAY else 1.5 if left < 2 * DAY else 1.0


def _questions(scenario: Scenario, random: Random, end: float) -> Iterator[Question]:
    busiest = 3.0 * max(RHYTHM) * len(RHYTHM) / sum(RHYTHM)
    usual = scenario.asks_per_helper * scenario.on_duty / HOUR
    moment, number = 0.0, 0
    while (moment := moment + random.expovariate(usual * busiest)) < end:
        if random.random() < hour_factor(moment) * rush_factor(moment) / busiest:
            yield Question(
                number=number,
                asked_at=moment,
                patience=scenario.patience * math.exp(random.gauss(0, 1)),
                silent=random.random() < scenario.silent,
                talk=scenario.talk * math.exp(random.gauss(0, 0.8)),
            )
            number += 1


def _helpers(scenario: Scenario, random: Random) -> Iterator[Nature]:
    for number in range(round(scenario.on_duty / scenario.share_on_duty)):
        where, accept = random.random(), scenario.accept
        if scenario.unlike is not None:
            accept = random.betavariate(accept * scenario.unlike, (1 - accept) * scenario.unlike)
        yield Nature(number=number, pool=next(pool for below, pool in KINDS if where < below), accept=accept)


def _sessions(scenario: Scenario, random: Random, end: float, helpers: int) -> Iterator[Session]:
    spread = 0.8
    busiest = max(RHYTHM) * len(RHYTHM) / sum(RHYTHM)
    rate = scenario.on_duty / (scenario.session * math.exp(spread**2 / 2))
    until = [0.0] * helpers
    moment = 0.0
    while (moment := moment + random.expovariate(rate * busiest)) < end:
        length = max(MINUTE, scenario.session * math.exp(random.gauss(0, spread)))
        helper = random.randrange(helpers)
        if random.random() < hour_factor(moment) / busiest:
            while until[helper] > moment:
                helper = (helper + 1) % helpers
            until[helper] = moment + length
            yield Session(helper=helper, start=moment, end=moment + length)
