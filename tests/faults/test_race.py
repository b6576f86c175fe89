"""Two and eight workers at once do the same thing to the same call: one does it, and nobody is told an error."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar
from uuid import uuid4

import pytest
from django.db import connection

from chatxblock.domain.calls.call import Answer, Call, Person, Report, State
from chatxblock.domain.calls.question import Question
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.calls.transcript import Page
from chatxblock.domain.ports import Notice
from chatxblock.errors import AlreadyInCall, CallFull, ChatxblockError
from chatxblock.store import DjangoStore
from chatxblock.testing import AnybodyMayHelp, FirstCome, FixedClock, MemoryEvents, MemoryNotifier, MemoryRooms
from tests.unit.fixtures import COURSE, Course, user

Result = TypeVar("Result")
HELPERS = "bo cy dee eli fay gus hal ivy"
SECONDS = 30.0


class WatchedRooms(MemoryRooms):
    """Rooms that count what was asked of them, and take their time, so that others come in between."""

    def __init__(self, clock: FixedClock) -> None:
        super().__init__(clock)
        self.asked: Counter[str] = Counter()
        self.notifier.tell = self._tell  # type: ignore[method-assign]

    def make(self, room: str, *, occupants: int) -> None:
        self._take_time("make")
        super().make(room, occupants=occupants)

    def end(self, room: str) -> None:
        self._take_time("end")
        super().end(room)

    def read(self, room: str, after: str = "") -> Page:
        self._take_time("read")
        return super().read(room, after)

    def _tell(self, notices: Sequence[Notice]) -> None:
        self._take_time("tell")
        MemoryNotifier.tell(self.notifier, notices)

    def _take_time(self, name: str) -> None:
        self.asked[name] += 1
        threading.Event().wait(0.005)


@dataclass
class Crowd:
    """Many workers over one database and one chat server."""

    store: DjangoStore
    clock: FixedClock = field(default_factory=FixedClock)
    question: Question = field(init=False)

    def __post_init__(self) -> None:
        self.rooms = WatchedRooms(self.clock)
        self.course = Course(clock=self.clock)
        self.service = self.worker()

    def worker(self) -> CallService:
        return CallService(
            calls=self.store,
            people=self.store,
            helpers=self.store,
            logs=self.store,
            rooms=self.rooms,
            notifier=self.rooms.notifier,
            presence=self.rooms.presence,
            events=MemoryEvents(),
            peering=FirstCome(),
            eligibility=AnybodyMayHelp(),
            clock=self.clock,
        )

    def ask(self, *, limit: int = 2) -> Call:
        self.question = replace(self.course.question(helpers=HELPERS, size=8), helper_limit=limit)
        return self.ask_as(self.service)[0]

    def ask_as(self, worker: CallService) -> tuple[Call, bool]:
        return worker.ask(person(worker, "alex"), self.question)

    def together(self, workers: int, action: Callable[[CallService, int], Result]) -> list[Result | ChatxblockError]:
        """Let so many workers do it at the same moment, each in a thread with a connection of its own."""
        barrier, results = threading.Barrier(workers), dict[int, Result | ChatxblockError]()

        def work(number: int) -> None:
            worker = self.worker()
            try:
                person(worker, "alex")
                barrier.wait(SECONDS)
                results[number] = action(worker, number)
            except ChatxblockError as error:
                results[number] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=[number]) for number in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(SECONDS)
        assert len(results) == workers, "a worker failed or hangs"
        return [results[number] for number in range(workers)]

    def told(self, call: Call) -> Counter[str]:
        """Return how often each person was invited."""
        return Counter(notice.to for notice in self.rooms.notifier.notices if notice.room == call.room)


def person(worker: CallService, name: str) -> Person:
    return worker.people(COURSE, [user(name)])[0]


@pytest.fixture
def crowd(store: DjangoStore) -> Crowd:
    return Crowd(store)


@pytest.fixture(params=[2, 8])
def workers(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_one_request_makes_one_call(crowd: Crowd, workers: int) -> None:
    crowd.question = crowd.course.question(helpers=HELPERS, size=8)
    results = crowd.together(workers, lambda worker, _: crowd.ask_as(worker))
    answers = [result for result in results if not isinstance(result, ChatxblockError)]
    assert sorted(new for _, new in answers) == [False] * (workers - 1) + [True]
    call = crowd.store.load(crowd.question.id)
    assert {answer.id for answer, _ in answers} == {call.id}
    assert crowd.rooms.asked["make"] == 1
    assert list(crowd.rooms.rooms) == [call.room]
    assert set(crowd.told(call).values()) == {1}
    assert len(crowd.told(call)) == len(call.invitations) == 8


def test_two_questions_of_one_person_make_one_call(crowd: Crowd, workers: int) -> None:
    crowd.question = crowd.course.question(helpers=HELPERS)

    def ask(worker: CallService, _: int) -> Call:
        return worker.ask(person(worker, "alex"), replace(crowd.question, id=uuid4()))[0]

    answers = crowd.together(workers, ask)
    refused = [answer for answer in answers if isinstance(answer, AlreadyInCall)]
    (call,) = [answer for answer in answers if isinstance(answer, Call)]
    assert len(refused) == workers - 1
    assert {answer.call.id for answer in refused} == {call.id}
    assert list(crowd.rooms.rooms) == [call.room]


def test_the_last_place_is_given_once(crowd: Crowd, workers: int) -> None:
    call = crowd.ask(limit=1)
    names = HELPERS.split()
    answers = crowd.together(workers, lambda worker, n: worker.accept(call.id, person(worker, names[n])))
    assert Counter(type(answer) for answer in answers) == {Call: 1, CallFull: workers - 1}
    assert len(crowd.store.load(call.id).helpers) == 1


def test_all_who_find_a_place_get_it(crowd: Crowd, workers: int) -> None:
    call = crowd.ask(limit=8)
    names = HELPERS.split()
    answers = crowd.together(workers, lambda worker, n: worker.accept(call.id, person(worker, names[n])))
    assert [type(answer) for answer in answers] == [Call] * workers
    assert len(crowd.store.load(call.id).helpers) == workers


def test_some_come_while_others_decline(crowd: Crowd, workers: int) -> None:
    call = crowd.ask(limit=8)
    names = HELPERS.split()

    def answer(worker: CallService, number: int) -> Call:
        verb = worker.accept if number % 2 else worker.decline
        return verb(call.id, person(worker, names[number]))

    answers = crowd.together(workers, answer)
    assert [type(answer) for answer in answers] == [Call] * workers
    found = Counter(i.answer for i in crowd.store.load(call.id).invitations)
    assert (found[Answer.ACCEPTED], found[Answer.DECLINED]) == (workers // 2, workers // 2)


def test_a_round_goes_out_once(crowd: Crowd, workers: int) -> None:
    crowd.question = replace(crowd.course.question(helpers=HELPERS), rounds=(Round(size=2, wait=10.0),))
    call, _ = crowd.ask_as(crowd.service)
    crowd.clock.pass_time(11)
    crowd.together(workers, lambda worker, _: worker.call(call.id, person(worker, "alex")))
    after = crowd.store.load(call.id)
    assert (after.round, len(after.invitations)) == (2, 4)
    assert set(crowd.told(call).values()) == {1}
    assert len(crowd.told(call)) == 4


def test_who_leaves_by_several_windows_leaves_once(crowd: Crowd, workers: int) -> None:
    call = crowd.ask()
    alex = person(crowd.service, "alex")
    crowd.rooms.enter(call.room, alex.localpart)
    said = [crowd.rooms.say(call.room, alex.localpart, f"line {number}").id for number in range(7)]
    crowd.rooms.page_size = 2
    report = Report(lines=7, last_id=said[-1])
    answers = crowd.together(workers, lambda worker, _: worker.leave(call.id, alex, report))
    assert [type(answer) for answer in answers] == [Call] * workers
    kept_once(crowd, call, said)


def test_sweeps_beside_each_other_close_once(crowd: Crowd, workers: int) -> None:
    call = crowd.ask()
    alex = person(crowd.service, "alex")
    crowd.rooms.enter(call.room, alex.localpart)
    said = [crowd.rooms.say(call.room, alex.localpart, f"line {number}").id for number in range(7)]
    crowd.rooms.page_size = 2
    crowd.rooms.exit(call.room, alex.localpart)
    crowd.clock.pass_time(61)
    crowd.together(workers, lambda worker, _: worker.sweep())
    kept_once(crowd, call, said)


def kept_once(crowd: Crowd, call: Call, said: list[str]) -> None:
    """Check that the call is closed, by one worker."""
    over = crowd.store.load(call.id)
    assert (over.state, over.complete, over.due_at) == (State.CLOSED, True, None)
    assert [line.id for line in crowd.store.log(call.id)] == said
    assert crowd.rooms.rooms == {}
    assert crowd.rooms.asked["end"] == 1


def test_what_windows_report_at_the_same_moment_is_all_kept(crowd: Crowd, workers: int) -> None:
    call = crowd.ask()
    alex = person(crowd.service, "alex")
    crowd.together(workers, lambda worker, n: worker.gone(call.id, alex, Report(lines=n, last_id=str(n))))
    assert {report.lines for report in crowd.store.load(call.id).reports} == set(range(workers))
