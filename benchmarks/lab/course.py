"""Plays one course under one policy, as events in simulated time.

The rounds follow the product's rules: a round that finds too few takes from the pools that follow, the next one
goes out at once when all have declined or when somebody comes on duty while too few were found, and past the plan's
end the last round is repeated. One helper a call: whoever looks later finds it taken.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from random import Random

import simpy

from benchmarks.lab.outcome import Outcome
from benchmarks.lab.policies import Policy, Turn
from benchmarks.lab.scenario import WARM_UP, Scenario
from benchmarks.lab.workload import Pair, Question, Workload, pair
from chatxblock.domain.calls.rounds import Pool, Round, pools_of, round_of
from chatxblock.domain.helpers.duty import TURNS

Events = Generator[simpy.Event, object, None]
Act = Callable[[], None]


@dataclass(kw_only=True, eq=False)
class Helper(Turn):
    """A helper of the simulated course."""

    pool: Pool
    accept: float
    offers: int = 0
    calls: int = 0
    unanswered: int = 0
    tired_until: float = 0.0
    on_duty: bool = False
    served: bool = False
    """Whether on duty at least once in the time that counts."""
    helped: int = 0
    """Calls answered in the time that counts."""


@dataclass(kw_only=True, eq=False)
class Call:
    """A question on its way to a helper."""

    question: Question
    turn: simpy.Event
    """Happens when the next round shall not wait, or never be."""
    open: dict[int, tuple[Helper, float]] = field(default_factory=dict)
    """Offers without a word yet, by helper, with the moment at which each lapses."""
    asked: set[int] = field(default_factory=set)
    left: bool = False
    """Whether the asker has gone, be it that nobody knows."""
    over: bool = False
    """Whether no helper is let in any more."""


class Course:
    """One course under one policy."""

    def __init__(self, scenario: Scenario, workload: Workload, policy: Policy) -> None:
        self._scenario = scenario
        self._world = workload
        self._policy = policy
        self._env = simpy.Environment()
        self._shuffles = Random(f"{workload.seed} shuffles")
        self.helpers = [
            Helper(number=nature.number, pool=nature.pool, accept=nature.accept, shuffle=self._shuffles.random())
            for nature in workload.helpers
        ]
        self._ready: dict[int, Helper] = {}
        """Those on duty and not paused."""
        self._short: dict[int, Call] = {}
        """Calls whose last round found too few, by the question's number: the order has to be the same each time."""
        self._outcome = Outcome()

    def play(self) -> Outcome:
        """Let the time pass, and return what became of the questions."""
        self._env.process(self._askers())
        self._env.process(self._duties())
        self._env.run(until=self._world.end)
        self._outcome.loads.extend(helper.helped for helper in self.helpers if helper.served)
        return self._outcome

    # people come and go

    def _askers(self) -> Events:
        for question in self._world.questions:
            yield self._env.timeout(question.asked_at - self._env.now)
            self._env.process(self._widen(question))

    def _duties(self) -> Events:
        moments = [(session.start, 1, session.helper) for session in self._world.sessions]
        moments += [(session.end, 0, session.helper) for session in self._world.sessions]
        for moment, begins, number in sorted(moments):
            yield self._env.timeout(moment - self._env.now)
            helper = self.helpers[number]
            helper.on_duty, helper.unanswered = bool(begins), 0
            helper.served |= moment >= WARM_UP
            if begins:
                self._begin(helper)
            else:
                self._ready.pop(number, None)

    def _begin(self, helper: Helper) -> None:
        self._ready[helper.number] = helper
        for call in self._short.values():
            self._hurry(call)

    # one call

    def _widen(self, question: Question) -> Events:
        call = Call(question=question, turn=self._env.event())
        self._after(question.patience, lambda: self._leave(call))
        number = 0
        while not call.over and not call.left:
            number += 1
            planned = round_of(self._policy.plan, number)
            self._lapse(call)
            call.turn = self._env.event()
            self._ask(call, planned, pools_of(self._policy.plan, number))
            yield call.turn | self._env.timeout(planned.wait)
        self._short.pop(question.number, None)

    def _ask(self, call: Call, planned: Round, pools: tuple[str, ...]) -> None:
        found = 0
        lapses_at = self._env.now + max(planned.wait, self._scenario.least_lapse)
        for pool in pools:
            for helper in self._first(call, pool, planned.size - found):
                self._invite(call, helper, lapses_at)
                found += 1
        if found < planned.size:
            self._short[call.question.number] = call
        else:
            self._short.pop(call.question.number, None)

    def _first(self, call: Call, pool: str, most: int) -> list[Helper]:
        if most <= 0:
            return []
        offers, calls, asked = self._scenario.most_offers, self._scenario.most_calls, call.asked
        free = [
            helper
            for helper in self._ready.values()
            if (pool == Pool.EVERYONE or helper.pool == pool)
            and helper.offers < offers
            and helper.calls < calls
            and helper.number not in asked
        ]
        if most >= len(free):
            return free
        if pool == Pool.LISTED:  # the author's own order
            return heapq.nsmallest(most, free, key=lambda helper: helper.number)
        chance = Random(self._world.seed << 24 | call.question.number).random
        order = self._policy.order
        return [helper for _, _, helper in heapq.nsmallest(most, [(order(h, chance()), h.number, h) for h in free])]

    def _invite(self, call: Call, helper: Helper, lapses_at: float) -> None:
        now = self._env.now
        helper.asked += 1
        helper.turns += 1
        helper.last_asked = now
        helper.shuffle = self._shuffles.random()
        helper.offers += 1
        call.asked.add(helper.number)
        call.open[helper.number] = (helper, lapses_at)
        if call.question.asked_at >= WARM_UP:
            self._outcome.notices += 1
            self._outcome.listed += helper.pool == Pool.LISTED
        if helper.tired_until > now:
            return
        made = pair(self._scenario, self._world.seed, call.question.number, helper.number)
        if made.tired_for:
            helper.tired_until = now + made.tired_for
        if made.says_no or made.says_yes_below < helper.accept:
            self._after(made.notices_after, lambda: self._look(call, helper, made))

    def _look(self, call: Call, helper: Helper, made: Pair) -> None:
        """Let a helper see an invitation, and come, say no or say nothing."""
        if helper.number not in call.open or not helper.on_duty:
            return
        crowd = len(call.asked) ** self._scenario.crowding
        if made.says_yes_below < helper.accept / crowd:
            if helper.calls < self._scenario.most_calls:
                self._accept(call, helper)
        elif made.says_no:
            self._decline(call, helper)

    def _decline(self, call: Call, helper: Helper) -> None:
        helper.unanswered = 0
        helper.in_vain += 1
        helper.offers -= 1
        del call.open[helper.number]
        if not call.open:
            self._hurry(call)

    def _accept(self, call: Call, helper: Helper) -> None:
        helper.unanswered = 0
        helper.answered += 1
        helper.turns += TURNS - 1
        counts = call.question.asked_at >= WARM_UP
        if not call.left:  # else the room is empty
            helper.calls += 1
            helper.helped += counts
            self._after(call.question.talk, lambda: self._end_talk(helper))
            if counts:
                self._outcome.waits.append((self._env.now - call.question.asked_at, True))
        self._end(call)

    def _end_talk(self, helper: Helper) -> None:
        helper.calls -= 1

    def _leave(self, call: Call) -> None:
        if call.over:
            return
        call.left = True
        if call.question.asked_at >= WARM_UP:
            self._outcome.waits.append((call.question.patience, False))
        if call.question.silent:
            self._hurry(call)
            self._after(self._scenario.grace, lambda: self._end(call))
        else:
            self._end(call)

    def _lapse(self, call: Call) -> None:
        """Count the offers whose time is over without a word."""
        for number, (helper, lapses_at) in call.open.items():
            if lapses_at <= self._env.now:
                call.open[number] = (helper, float("inf"))
                helper.unanswered += 1
                helper.in_vain += 1
                if self._scenario.pause_after and helper.unanswered >= self._scenario.pause_after:
                    self._ready.pop(number, None)

    def _end(self, call: Call) -> None:
        if not call.over:
            call.over = True
            for helper, _ in call.open.values():
                helper.offers -= 1
            call.open.clear()
            self._hurry(call)

    def _hurry(self, call: Call) -> None:
        if not call.turn.triggered:
            call.turn.succeed()

    def _after(self, seconds: float, act: Act) -> None:
        self._env.timeout(seconds).callbacks.append(lambda _event: act())
