"""What every peering has to do, as tests for pytest, to be run on your own.

from chatxblock.testing.peering_contract import PeeringContract

class TestMine(PeeringContract):
@pytest.fixture
def peering(self):
return Mine()
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from typing import ClassVar

import pytest

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call, Context, Person
from chatxblock.domain.calls.rounds import Pool, Round
from chatxblock.domain.helpers.duty import Helper
from chatxblock.errors import RoomsUnavailable
from chatxblock.peering.base import PeeringService
from chatxblock.testing.choosing import Draw, a_call, a_helper
from chatxblock.testing.clock import START
from chatxblock.testing.course import MemoryCourse

SECONDS = 2.0
"""What a choice may take, and the telling of an outcome."""


class PeeringContract:
    """Behaviours of a peering. A class that derives from it is named `Test…` and has a fixture `peering`."""

    chooses_from: ClassVar[Sequence[Pool]] = tuple(Pool)
    """The pools from which it asks anybody at all."""
    most_drawn: ClassVar[int] = 200
    """Candidates that it may take for a round of three: each few of them are some queries."""

    @pytest.mark.parametrize("pool", list(Pool))
    @pytest.mark.parametrize("size", [1, 3, 12])
    def test_it_chooses_no_more_than_wanted_and_nobody_twice(
        self, peering: PeeringService, pool: Pool, size: int
    ) -> None:
        """Choose from among those who were offered."""
        offered = some_helpers(30)
        chosen = list(peering.choose(a_call(), a_round(size, pool), iter(offered)))
        assert len(chosen) <= size
        assert len({helper.person.id for helper in chosen}) == len(chosen)
        assert all(helper in offered for helper in chosen)

    def test_it_asks_somebody_where_there_is_somebody(self, peering: PeeringService) -> None:
        """Choose somebody in each pool that `chooses_from` names."""
        for pool in self.chooses_from:
            assert peering.choose(a_call(), a_round(3, pool), iter(some_helpers(30))), pool

    def test_few_candidates_and_none_are_no_trouble(self, peering: PeeringService) -> None:
        """Choose nobody where nobody is offered, and raise nothing."""
        assert list(peering.choose(a_call(), a_round(3, self.chooses_from[0]), iter(()))) == []
        only = some_helpers(1)
        assert list(peering.choose(a_call(), a_round(3, self.chooses_from[0]), iter(only))) in ([], only)

    def test_it_draws_no_more_candidates_than_it_needs(self, peering: PeeringService) -> None:
        """Leave alone whom you do not need, or a course with many helpers is slow."""
        endless = Draw(a_helper(number) for number in count(1))
        peering.choose(a_call(), a_round(3, self.chooses_from[0]), endless)
        assert endless.taken <= self.most_drawn

    def test_it_is_quick(self, peering: PeeringService) -> None:
        """Choose within two seconds, however many could be drawn."""
        began = time.monotonic()
        peering.choose(a_call(), a_round(12, self.chooses_from[0]), iter(some_helpers(1000)))
        assert time.monotonic() - began < SECONDS

    def test_what_goes_wrong_with_drawing_is_passed_on(self, peering: PeeringService) -> None:
        """Let it pass, or the round goes out with too few people instead of being tried again."""

        def broken() -> Iterator[Helper]:
            yield a_helper(1)
            raise RoomsUnavailable

        with pytest.raises(RoomsUnavailable):
            peering.choose(a_call(), a_round(3, self.chooses_from[0]), broken())

    def test_any_question_will_do(self, peering: PeeringService) -> None:
        """Take any text that a learner can type, and a place of which nothing is known."""
        for text in ("", "\u2028\x7f\u202e𝔐 שלום 👩🏽\u200d🔬", "x" * 2000):
            call = a_call(question=text, context=Context())
            peering.choose(call, a_round(3, self.chooses_from[0]), iter(some_helpers(5)))

    def test_several_threads_may_ask_at_once(self, peering: PeeringService) -> None:
        """Mix nothing up where one instance serves several threads."""

        def job(number: int) -> int:
            offered = [a_helper(1000 * number + each) for each in range(1, 21)]
            chosen = peering.choose(a_call(), a_round(3, self.chooses_from[0]), iter(offered))
            assert all(helper in offered for helper in chosen)
            return number

        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(job, range(40))) == list(range(40))

    def test_it_hears_of_outcomes_also_of_calls_that_it_did_not_see(self, peering: PeeringService) -> None:
        """Take the outcome of a call that another process chose for, and of one without helpers."""
        began = time.monotonic()
        peering.call_ended(an_outcome([a_helper(number).person for number in range(1, 4)]))
        peering.call_ended(an_outcome([]))
        assert time.monotonic() - began < 2 * SECONDS

    def test_in_the_rounds_of_a_course_nobody_is_asked_twice(self, peering: PeeringService) -> None:
        """Work in the real rounds of a call: ask, and nobody twice."""
        pool = self.chooses_from[-1]
        course = MemoryCourse(peering, plan=f"2 {pool} 60s\n3 {pool} 60s")
        names = [f"helper {number}" for number in range(12)]
        course.come(*names)
        call = course.ask(listed=tuple(names))
        for _ in range(6):
            course.pass_time(61)
        asked = course.asked(call)
        assert len(set(asked)) == len(asked)
        assert set(asked) <= set(names)
        assert asked


def some_helpers(many: int) -> list[Helper]:
    """Return so many helpers, who have answered the more calls the later they come."""
    return [
        a_helper(number, asked=number, answered=number // 3, thanked=number // 6, staff=number % 7 == 0)
        for number in range(1, many + 1)
    ]


def a_round(size: int, pool: Pool) -> Round:
    """Return a round as it is asked for."""
    return Round(size=size, wait=60.0, pool=pool.value)


def an_outcome(people: Sequence[Person]) -> Call:
    """Return a call that is over; of these people, who were asked, the first one came."""
    call = events.widened(a_call(), people, START)
    if people:
        came = events.accepted(call, people[0], START + timedelta(seconds=20))
        call = events.left(came, people[0], None, START + timedelta(seconds=200))
    over = events.left(call, call.asker, None, START + timedelta(seconds=300))
    return events.closed(events.archived(over, True, over.ended_at or START), START + timedelta(seconds=301))
