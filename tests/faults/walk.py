"""A random walk of asker, helpers, a stranger, the sweep, the clock, outages and deaths; and what has to hold.

After each step:

- A stranger gets in nowhere, learns nothing and is told nothing.
- Somebody has one open call at most.
- A call's revision never falls, and its states follow the table of transitions.
- The room of a closed call is gone.
- Nobody is told twice of one invitation without a failure in between.

In the end, once the chat server is there, everybody has left and time has passed: each call is closed; its log is what
was said, each line once and in order; it is complete, unless the room was lost with lines in it, and then it says so;
whoever counts as told was told; and no room is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chatxblock.domain.calls.call import TRANSITIONS, Call, Report, State
from chatxblock.domain.calls.service import CallService
from chatxblock.errors import ChatxblockError, NotInCall, StaleCall
from tests.faults.fixtures import HELPERS, LEASE, SWEEPS, Environment, Journey, ask, check_running
from tests.faults.mortal import Death, Fate

PEOPLE = st.sampled_from(("alex", *HELPERS))
HELPER = st.sampled_from(HELPERS)
STEP = st.one_of(st.just(0), st.just(0), st.integers(1, 20))
"""The step at which the worker dies; 0 for one that lives."""

Verb = Callable[[CallService, UUID], object]


class Walk(RuleBasedStateMachine):
    """The walk; `environment` is given by whoever begins it."""

    def __init__(self, environment: Environment) -> None:
        super().__init__()
        self.environment = environment
        self.journey = Journey(environment)
        self.calls: list[UUID] = []
        self.said: dict[UUID, list[str]] = {}
        self.lost: set[UUID] = set()
        self.known: dict[UUID, Call] = {}
        self.failures = 0
        self.reinvited: Counter[tuple[UUID, str]] = Counter()
        self.everybody = {name: self.journey.person(name) for name in ("alex", *HELPERS, "stranger")}
        for person in self.everybody.values():
            environment.attend(person)

    @property
    def call(self) -> Call | None:
        """The latest call, which may be over."""
        return self.environment.store.load(self.calls[-1]) if self.calls else None

    @initialize(begun=st.sampled_from((True, True, False)))
    def begin(self, begun: bool) -> None:
        """Mostly begin with people who talk: what is at stake is what was said."""
        if begun:
            self.ask(again=False, step=0)
            self.accept_and_come("bo", step=0)
            self.say("alex", lines=1)

    @rule(again=st.booleans(), step=STEP)
    def ask(self, again: bool, step: int) -> None:
        if not (again and self.calls):
            self.journey.call_id = uuid4()
        self.work(step, lambda service, _: ask(self.journey, service))
        if self.journey.call() is not None and self.journey.call_id not in self.calls:
            self.calls.append(self.journey.call_id)
            self.said[self.journey.call_id] = []

    @rule(who=PEOPLE, step=STEP)
    def look(self, who: str, step: int) -> None:
        self.work(step, lambda service, call_id: service.call(call_id, self.everybody[who]))

    @rule(who=HELPER, step=STEP)
    def accept_and_come(self, who: str, step: int) -> None:
        self.work(step, lambda service, call_id: service.accept(call_id, self.everybody[who]))
        self.enter(who)

    @rule(who=HELPER, step=STEP)
    def decline(self, who: str, step: int) -> None:
        self.work(step, lambda service, call_id: service.decline(call_id, self.everybody[who]))

    @rule(who=HELPER)
    def see(self, who: str) -> None:
        self.work(0, lambda service, call_id: service.seen(call_id, self.everybody[who]))

    @rule(who=HELPER, step=STEP)
    def invite(self, who: str, step: int) -> None:
        if self.calls:
            self.reinvited[self.calls[-1], self.everybody[who].localpart] += 1
        alex, guest = self.everybody["alex"], self.everybody[who]
        self.work(step, lambda service, call_id: service.invite(call_id, alex, guest))

    @rule(who=HELPER, step=STEP)
    def remove(self, who: str, step: int) -> None:
        alex, guest = self.everybody["alex"], self.everybody[who]
        self.work(step, lambda service, call_id: service.remove(call_id, alex, guest))

    @rule()
    def solve(self) -> None:
        self.work(0, lambda service, call_id: service.solved(call_id, self.everybody["alex"]))

    @rule(step=STEP)
    def cancel(self, step: int) -> None:
        self.work(step, lambda service, call_id: service.cancel(call_id, self.everybody["alex"]))

    @rule(who=PEOPLE, step=STEP)
    def leave(self, who: str, step: int) -> None:
        report = self.close_window(who)
        self.work(step, lambda service, call_id: service.leave(call_id, self.everybody[who], report))

    @rule(who=PEOPLE)
    def vanish(self, who: str) -> None:
        report = self.close_window(who)
        self.work(0, lambda service, call_id: service.gone(call_id, self.everybody[who], report))

    @rule(who=PEOPLE)
    def enter(self, who: str) -> None:
        call, person = self.call, self.everybody[who]
        if call is not None and call.can_join(person) and call.admitted_at is not None:
            self.environment.worker().touch(person)
            self.environment.enter(call.room, person)

    @rule(who=PEOPLE, lines=st.integers(1, 4))
    def say(self, who: str, lines: int) -> None:
        self.enter(who)
        call, person = self.call, self.everybody[who]
        if call is not None and self.environment.is_inside(call.room, person):
            self.said[call.id] += [self.environment.say(call.room, person, f"line {number}") for number in range(lines)]

    @precondition(lambda self: self.calls)
    @rule()
    def a_stranger_tries(self) -> None:
        call, stranger = self.call, self.everybody["stranger"]
        assert call is not None
        assert not self.environment.enter(call.room, stranger)
        service = self.environment.worker()
        for verb in (service.call, service.accept, service.decline, service.seen, service.cancel, service.transcript):
            with pytest.raises(NotInCall):
                verb(call.id, stranger)
        with pytest.raises(NotInCall):
            service.leave(call.id, stranger, None)

    @rule(seconds=st.sampled_from((1.0, 16.0, 31.0, 61.0, 95.0)))
    def pass_time(self, seconds: float) -> None:
        self.environment.clock.pass_time(seconds)

    @rule(step=STEP)
    def sweep(self, step: int) -> None:
        self.work(step, lambda service, _: service.sweep())

    @invariant()
    def holds(self) -> None:
        stranger = self.everybody["stranger"]
        calls = [self.environment.store.load(call_id) for call_id in self.calls]
        assert sum(call.open_to_asker for call in calls) <= 1
        for call in calls:
            before = self.known.get(call.id, call)
            assert call.rev >= before.rev
            assert call.state in reachable(before.state)
            self.known[call.id] = call
            assert self.environment.invitations(stranger, call.id) == []
            self.check_told(call)

    def check_told(self, call: Call) -> None:
        for invitation in call.invitations:
            person = invitation.person
            told = self.environment.invitations(person, call.id)
            most = 1 + self.failures + self.reinvited[call.id, person.localpart]
            at, came = invitation.notified_at, invitation.accepted_at
            least = at is not None and (came is None or came > at)  # who comes before being told knows
            assert least <= len(told) <= most, f"{person.name} was told {told}"

    def teardown(self) -> None:
        self.recover()
        for _ in range(4):
            self.environment.clock.pass_time(LEASE)
            self.enter("alex")
            self.environment.worker().sweep()
        for call_id in self.calls:
            self.journey.call_id = call_id
            check_running(self.journey)
        for who in ("alex", *HELPERS):
            self.close_window(who)
        for _ in range(SWEEPS):
            self.environment.clock.pass_time(LEASE)
            self.environment.worker().sweep()
        for call_id in self.calls:
            self.check_over(self.environment.store.load(call_id))

    def check_over(self, call: Call) -> None:
        assert call.state is State.CLOSED
        assert call.due_at is None
        assert not self.environment.has_room(call.room)
        self.check_told(call)
        kept = [line.id for line in self.environment.store.log(call.id)]
        if call.id in self.lost:
            assert kept == [line for line in self.said[call.id] if line in kept]
            assert call.complete is (kept == self.said[call.id]) or call.complete is False
        else:
            assert kept == self.said[call.id]
            assert call.complete is True

    def recover(self) -> None:
        """End the outages that are still on."""

    def close_window(self, who: str) -> Report | None:
        """Close a person's windows; return what the one on the latest call had on its screen."""
        for call_id in self.calls:
            self.environment.exit(self.environment.store.load(call_id).room, self.everybody[who])
        lines = self.said[self.calls[-1]] if self.calls else []
        return Report(lines=len(lines), last_id=lines[-1]) if lines else None

    def work(self, step: int, verb: Verb) -> None:
        """Have a worker do something about the latest call; it may die at that step. Refusals are answers too."""
        fate = Fate(step)
        try:
            verb(self.environment.worker(fate), self.calls[-1] if self.calls else uuid4())
        except Death:
            self.failures += 1
        except StaleCall:
            raise
        except ChatxblockError:
            return


def reachable(state: State) -> set[State]:
    """Return the states that may come after this one, itself included."""
    found = {state}
    for _ in State:
        found |= {after for before in found for after in TRANSITIONS[before]}
    return found
