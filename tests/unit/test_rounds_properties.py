"""Rounds, whatever happens in whatever order: nobody is asked twice, no round is skipped, a closed call never rings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chatxblock.domain.calls.call import Answer, Call, Person, State
from chatxblock.domain.calls.candidates import duty_room
from chatxblock.domain.calls.due import LEASE_SECONDS
from chatxblock.domain.calls.rounds import Pool, Round, pools_of, round_of
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.ports import Notice
from chatxblock.errors import ChatxblockError
from chatxblock.peering.base import PeeringService
from chatxblock.testing import FixedClock, MemoryCourse, MemoryNotifier, MemoryRooms, MemoryStore
from chatxblock.testing.course import COURSE

ASKERS = ("alex", "ada")
HELPERS = ("bo", "cy", "dee", "eli", "fay", "gus")
PLAN = "1 listed 20s\n2 peers 30s\n2 everyone 60s"
WORKERS = 3


class KeptChanges(MemoryStore):
    """Remembers each change of a call, with the time at which it was kept."""

    def __init__(self, clock: FixedClock) -> None:
        super().__init__()
        self._clock = clock
        self.changes: list[tuple[Call, Call, datetime]] = []

    def save(self, old: Call, new: Call) -> None:
        super().save(old, new)
        self.changes.append((old, new, self._clock.now()))


class LoudRooms(MemoryRooms):
    """Remembers who was rung for which call, and how the call stood at that moment."""

    def __init__(self, clock: FixedClock, store: MemoryStore) -> None:
        super().__init__(clock)
        self._store = store
        self.rung: Counter[tuple[UUID, str]] = Counter()
        self.notifier.tell = self._tell  # type: ignore[method-assign]

    def _tell(self, notices: Sequence[Notice]) -> None:
        MemoryNotifier.tell(self.notifier, notices)
        for notice in notices:
            if notice.room:
                self._ring(self._store.load(notice.call_id), notice.to)

    def _ring(self, call: Call, localpart: str) -> None:
        self.rung[call.id, localpart] += 1
        assert call.running, "a call that is over rings"
        invitation = next(i for i in call.invitations if i.person.localpart == localpart)
        assert invitation.answer is Answer.OPEN, "it rings for somebody who has answered"


class Hesitant(PeeringService):
    """Takes whoever comes first, sometimes so slowly that others look meanwhile, and sometimes fails."""

    def __init__(self, course: Rounds) -> None:
        self._course = course

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        chosen = list(islice(candidates, round.size))
        self._course.check_offered(call, round, chosen)
        if self._course.slow:
            self._course.slow = False
            self._course.course.pass_time(LEASE_SECONDS + 1)
        if self._course.failing:
            raise RuntimeError("out of order")
        return chosen


class Rounds(RuleBasedStateMachine):
    """A course in which anything may happen next."""

    def __init__(self) -> None:
        super().__init__()
        self.slow = self.failing = False
        self.wrong: list[str] = []
        self.on_duty: set[str] = set()
        self.unasked = set(HELPERS)
        """Who never chose: whom the author named may be asked all the same."""
        self.course = MemoryCourse(Hesitant(self), plan=PLAN)
        self.store = self.course.store = KeptChanges(self.course.clock)
        self.rooms = self.course.rooms = LoudRooms(self.course.clock, self.store)
        self.rooms.presence.make_duty_room(duty_room(COURSE), password="")
        self.course.service = self.course.worker()
        self.workers = [self.course.worker() for _ in range(WORKERS)]
        self.calls: list[Call] = []

    def check_offered(self, call: Call, round: Round, offered: Sequence[Helper]) -> None:
        """Note what is wrong: whatever is raised here would be taken for a failure of the peering's."""
        known = {call.asker.id, *asked(call)}
        names = {helper.person.name for helper in offered}
        if known & {helper.person.id for helper in offered}:
            self.wrong.append(f"{names} were asked before")
        ready = self.on_duty | (self.unasked if round.pool == Pool.LISTED else set())
        if not names <= ready:
            self.wrong.append(f"of {names} only {ready} may be asked")
        if round.pool not in pools_of(call.rounds, call.round + 1):
            self.wrong.append(f"{round.pool} is no pool of round {call.round + 1}")

    @rule(asker=st.sampled_from(ASKERS), listed=st.sets(st.sampled_from(HELPERS), max_size=2))
    def ask(self, asker: str, listed: Collection[str]) -> None:
        with suppress(ChatxblockError):
            self.calls.append(self.course.ask(asker, listed=tuple(sorted(listed))))

    @rule(seconds=st.sampled_from([1, 5, 16, 21, 31, 61]))
    def pass_time(self, seconds: float) -> None:
        self.course.clock.pass_time(seconds)

    @rule(worker=st.integers(0, WORKERS - 1))
    def sweep(self, worker: int) -> None:
        self.workers[worker].sweep()

    @precondition(lambda self: self.calls)
    @rule(worker=st.integers(0, WORKERS - 1), which=st.integers(0, 9))
    def look(self, worker: int, which: int) -> None:
        call = self.calls[which % len(self.calls)]
        self.workers[worker].call(call.id, call.asker)

    @precondition(lambda self: self.calls)
    @rule(
        event=st.sampled_from(["accept", "decline", "seen", "leave", "gone"]),
        name=st.sampled_from(HELPERS),
        which=st.integers(0, 9),
    )
    def helper_does(self, event: str, name: str, which: int) -> None:
        call, person = self.calls[which % len(self.calls)], self.course.person(name)
        with suppress(ChatxblockError):
            if event in ("leave", "gone"):
                getattr(self.course.service, event)(call.id, person, None)
            else:
                getattr(self.course.service, event)(call.id, person)
            if event == "accept":
                self.rooms.enter(call.room, person.localpart)

    @precondition(lambda self: self.calls)
    @rule(event=st.sampled_from(["solved", "cancel", "defer", "go away", "come back"]), which=st.integers(0, 9))
    def asker_does(self, event: str, which: int) -> None:
        call = self.calls[which % len(self.calls)]
        with suppress(ChatxblockError):
            if event == "go away":
                self.course.service.gone(call.id, call.asker, None)
                self.rooms.exit(call.room, call.asker.localpart)
            elif event == "come back":
                self.course.service.touch(call.asker)
                self.rooms.enter(call.room, call.asker.localpart)
            else:
                getattr(self.course.service, event)(call.id, call.asker)

    @rule(name=st.sampled_from(HELPERS))
    def come(self, name: str) -> None:
        self.unasked.discard(name)
        self.on_duty.add(name)
        (person,) = self.course.come(name)
        for call in self.calls:
            if self.store.load(call.id).role_of(person) is None:
                self.course.service.hurry(self.store.load(call.id))

    @rule(name=st.sampled_from(HELPERS))
    def go(self, name: str) -> None:
        self.unasked.discard(name)
        self.on_duty.discard(name)
        self.course.go(name)

    @rule(kind=st.sampled_from(["slow", "failing"]))
    def peering_changes(self, kind: str) -> None:
        setattr(self, kind, not getattr(self, kind))

    @rule()
    def chat_server_goes_or_comes(self) -> None:
        self.rooms.available = not self.rooms.available

    @invariant()
    def nobody_is_asked_twice(self) -> None:
        for old, new, _ in self.store.changes:
            before, after = asked(old), asked(new)
            assert len(set(after)) == len(after)
            assert after[: len(before)] == before
            assert new.asker.id not in after
        assert not [who for who, times in self.rooms.rung.items() if times > 1]

    @invariant()
    def only_those_are_offered_who_may_be_asked(self) -> None:
        assert not self.wrong

    @invariant()
    def each_round_comes_in_its_turn_when_it_is_due_and_as_planned(self) -> None:
        for old, new, now in self.store.changes:
            added = new.invitations[len(old.invitations) :]
            assert new.round - old.round in (0, 1)
            if new.round == old.round:
                assert not added
                continue
            planned = round_of(new.rounds, new.round)
            assert old.next_round_at is not None
            assert old.next_round_at <= now
            assert len(added) <= planned.size
            assert {invitation.round for invitation in added} <= {new.round}
            assert new.next_round_at is not None
            reckoned = (new.next_round_at - now).total_seconds()  # from when the choosing began
            assert planned.wait - (LEASE_SECONDS + 1) <= reckoned <= planned.wait
        self.store.changes.clear()

    @invariant()
    def a_call_that_is_over_stays_over(self) -> None:
        for call in self.calls:
            now = self.store.load(call.id)
            if not now.running:
                assert not now.undelivered or all(i.answer is not Answer.OPEN for i in now.undelivered)
                assert now.next_round_at is None

    def teardown(self) -> None:
        """However it stood: once all is well again each call ends, or has asked everybody who can be asked."""
        self.slow = self.failing = False
        self.rooms.available = True
        for _ in range(4 + len(HELPERS)):
            for call in self.calls:
                with suppress(ChatxblockError):
                    self.rooms.enter(call.room, call.asker.localpart)
            self.course.pass_time(61)
            self.nobody_is_asked_twice()
            self.only_those_are_offered_who_may_be_asked()
            self.each_round_comes_in_its_turn_when_it_is_due_and_as_planned()
        for call in self.calls:
            now = self.store.load(call.id)
            assert now.running or now.state is State.CLOSED
            if now.widening:
                assert {name for name in self.on_duty if self.could_be_asked(name)} <= set(self.course.asked(now))

    def could_be_asked(self, name: str) -> bool:
        helper = self.store.helper(self.course.person(name))
        return helper.wants(self.course.clock.now()) and helper.open_offers < 3 and helper.open_calls < 2


def asked(call: Call) -> list[int]:
    """Who was asked for a call, by id."""
    people: list[Person] = [invitation.person for invitation in call.invitations]
    return [person.id for person in people]


Rounds.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestRounds = Rounds.TestCase
