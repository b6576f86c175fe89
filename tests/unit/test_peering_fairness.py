"""Fair in the long run: a thousand calls over a hundred helpers, through the real rounds."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import mean

import pytest

from chatxblock.domain.calls.call import Call
from chatxblock.peering.base import PeeringService
from chatxblock.peering.least_answered import LeastAnswered
from chatxblock.testing import MemoryCourse

CALLS, HELPERS = 1000, 100
WILLING = 0.4
"""The chance that somebody who is asked comes; who does not says not now."""
AT_ONCE = 5
"""Calls that run at the same time."""
BOUND = 6
"""How far the number of calls that anybody answered is from the mean of ten, at most."""


@dataclass
class Course:
    """A course in which people ask, and who is asked comes or does not."""

    peering: PeeringService
    seed: int
    helpers: list[str] = field(default_factory=lambda: [f"helper {number}" for number in range(HELPERS)])
    first_rounds: int = 0
    """Calls that somebody of the first round came to."""

    def __post_init__(self) -> None:
        self.course = MemoryCourse(self.peering, plan="3 everyone 60s")
        self._chance = random.Random(self.seed)
        self._running: deque[Call] = deque()
        self._on_duty: set[str] = set()

    def shift(self, many: int) -> None:
        """Let so many be on duty from now on, whoever they are."""
        now = set(self._chance.sample(self.helpers, many))
        self.course.go(*sorted(self._on_duty - now))
        self.course.come(*sorted(now - self._on_duty))
        self._on_duty = now

    def ask(self, number: int) -> None:
        """Let somebody ask, until a helper comes; then the oldest of the running calls ends."""
        call = self.course.ask(f"asker {number % (2 * AT_ONCE)}")
        came = next((number for number in range(1, 20) if self._answered(call, number)), None)
        assert came is not None
        self.first_rounds += came == 1
        self._running.append(call)
        if len(self._running) > AT_ONCE:
            self.course.end(self._running.popleft())

    def answered(self) -> list[int]:
        """Return to how many calls each of the helpers came."""
        return [self.course.store.helper(self.course.person(name)).answered for name in self.helpers]

    def _answered(self, call: Call, round: int) -> bool:
        came = False
        for name in self.course.asked(call, round):
            if not came and self._chance.random() < WILLING:
                self.course.accept(call, name)
                came = True
            else:
                self.course.service.decline(call.id, self.course.person(name))
        return came


@pytest.fixture(autouse=True)
def same_chances() -> Iterator[None]:
    """Let the store's order at random be the same in each run."""
    before = random.getstate()
    random.seed(4)
    yield
    random.setstate(before)


def test_everybody_answers_about_as_often_as_everybody_else() -> None:
    course = Course(LeastAnswered(), seed=1)
    course.shift(HELPERS)
    for number in range(CALLS):
        course.ask(number)
    answered = course.answered()
    assert mean(answered) == CALLS / HELPERS
    assert max(abs(each - mean(answered)) for each in answered) <= BOUND


def test_who_is_on_duty_half_of_the_time_catches_up() -> None:
    course = Course(LeastAnswered(), seed=2)
    for number in range(CALLS):
        if number % 25 == 0:
            course.shift(HELPERS // 2)
        course.ask(number)
    answered = course.answered()
    assert mean(answered) == CALLS / HELPERS
    assert max(abs(each - mean(answered)) for each in answered) <= BOUND


def test_somebody_new_is_not_asked_to_all_calls_at_once() -> None:
    """Whoever has answered nothing is next in the order, and the limits of what one helper is offered hold."""
    course = Course(LeastAnswered(), seed=3)
    course.shift(HELPERS)
    for number in range(200):
        course.ask(number)
    course.course.come("newcomer")
    offered = []
    for number in range(12):
        call = course.course.ask(f"another {number}")
        offered.append("newcomer" in course.course.asked(call))
    assert sum(offered) == 3
