"""What an outage of the chat server leaves behind, and what lateness can do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call, Report, State
from chatxblock.domain.deadline import deadline, time_left
from chatxblock.errors import RoomsUnavailable
from chatxblock.testing import MemoryRoom
from tests.unit.fixtures import Course


def test_a_call_that_outlived_an_outage_is_not_due_for_ever(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.rooms.available = False
    course.clock.pass_time(16)
    course.service.sweep()
    course.rooms.available = True
    course.clock.pass_time(5)
    assert course.service.sweep() == [call.id]
    assert course.service.sweep() == []


def test_who_was_thrown_out_by_a_long_outage_gets_the_grace_time_to_come_back(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.enter(call, "bo")
    course.clock.pass_time(16)
    course.service.sweep()
    course.rooms.available = False
    for _ in range(30):
        course.clock.pass_time(10)
        course.service.sweep()
    course.rooms.available = True
    course.rooms.rooms[call.room].inside.clear()
    course.clock.pass_time(61)
    course.service.sweep()
    assert course.store.load(call.id).state is State.ANSWERED
    for _ in range(5):
        course.clock.pass_time(16)
        course.service.sweep()
    assert course.store.load(call.id).state is State.CLOSED


def test_a_room_lost_with_its_archive_makes_the_log_incomplete(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.say(call, "alex", "Is anybody there?")
    course.rooms.rooms.clear()
    course.clock.pass_time(16)
    course.service.sweep()
    course.enter(call, "alex")
    course.say(call, "alex", "Where did it go?")
    assert course.service.transcript(call.id, course.person("alex")).complete is False
    over = course.service.leave(call.id, course.person("alex"), None)
    assert (over.state, over.complete) == (State.CLOSED, False)


@pytest.mark.parametrize("step", ["read", "admit"])
def test_a_room_that_was_half_made_again_is_finished_by_the_next_look(
    course: Course, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.say(call, "alex", "Is anybody there?")
    del course.rooms.rooms[call.room]

    def die(*_: object) -> None:
        raise RoomsUnavailable

    with monkeypatch.context() as stopped:
        stopped.setattr(course.rooms, step, die)
        course.clock.pass_time(16)
        course.service.sweep()
    assert call.room in course.rooms.rooms
    for _ in range(2):
        course.clock.pass_time(16)
        course.worker().sweep()
    course.enter(call, "alex")
    course.say(call, "alex", "Where did it go?")
    over = course.service.leave(call.id, course.person("alex"), None)
    assert (over.state, over.complete) == (State.CLOSED, False)
    assert (over.log_lost_at is not None, over.remaking_at, over.reports) == (True, None, ())


def test_a_room_lost_and_an_archive_that_stayed_lose_nothing(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.say(call, "alex", "Is anybody there?")
    log = course.rooms.rooms.pop(call.room).log
    make = course.rooms.make

    def make_with_archive(room: str, *, occupants: int) -> None:
        make(room, occupants=occupants)
        course.rooms.rooms[room].log = log

    monkeypatch.setattr(course.rooms, "make", make_with_archive)
    course.clock.pass_time(16)
    course.service.sweep()
    over = course.service.leave(call.id, course.person("alex"), None)
    assert (over.complete, len(course.store.log(call.id))) == (True, 1)


def test_a_report_of_more_lines_than_the_last_page_holds_is_compared_with_all(course: Course) -> None:
    course.rooms.page_size = 2
    call = course.ask()
    course.enter(call, "alex")
    ids = [course.say(call, "alex", str(number)) for number in range(5)]
    over = course.service.leave(call.id, course.person("alex"), Report(lines=5, last_id=ids[-1]))
    assert over.complete is True


def test_a_worker_that_wakes_up_late_leaves_no_room_behind(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    make, slept = course.rooms.make, False

    def fall_asleep(room: str, *, occupants: int) -> None:
        nonlocal slept
        if not slept:
            slept = True
            course.clock.pass_time(20)
            course.worker().sweep()
            cancelled = course.worker().cancel(call_id, course.person("alex"))
            assert cancelled.state is State.CLOSED
        make(room, occupants=occupants)

    monkeypatch.setattr(course.rooms, "make", fall_asleep)
    question = course.question()
    call_id = question.id
    late, _ = course.service.ask(course.person("alex"), question)
    assert late.state is State.CLOSED
    assert course.rooms.rooms == dict[str, MemoryRoom]()


def test_an_archiver_that_comes_late_changes_nothing(course: Course) -> None:
    call = course.ask()
    over = course.service.leave(call.id, course.person("alex"), None)
    later = course.clock.now()
    changes = (
        events.archived(over, False, later),
        events.closed(over, later),
        events.ended(over, later),
        events.postponed(over, later),
    )
    assert all(after is over for after in changes)


def test_one_call_that_fails_does_not_keep_the_others_waiting(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = course.ask(), _asked_by(course, "eve")
    load = course.store.load

    def fail(call_id: object) -> Call:
        if call_id == first.id:
            raise ZeroDivisionError
        return load(second.id)

    course.clock.pass_time(61)
    monkeypatch.setattr(course.store, "load", fail)
    assert set(course.service.sweep()) == {first.id, second.id}
    assert load(second.id).observe_at != second.observe_at
    assert course.store.failing() == {first.id}


def test_all_that_an_answer_waits_for_shares_one_limit() -> None:
    assert time_left(3.0) == 3.0
    with deadline(1.0):
        assert 0.5 < time_left(3.0) <= 1.0
        assert time_left(0.1) == 0.1
        with deadline(60.0):
            assert time_left(3.0) <= 1.0
        with deadline(0.0):
            assert time_left(3.0) <= 0
    assert time_left(3.0) == 3.0


def _asked_by(course: Course, name: str) -> Call:
    question = course.question(helpers="cy")
    return course.service.ask(course.person(name), replace(question, text="And this one?"))[0]


def test_a_question_that_nobody_waits_for_is_given_up_while_the_chat_server_is_away(course: Course) -> None:
    course.rooms.available = False
    call = course.ask()
    for _ in range(10):
        course.clock.pass_time(61)
        course.service.sweep()
    assert course.store.load(call.id).state is State.ARCHIVING
    course.rooms.available = True
    course.clock.pass_time(61)
    course.service.sweep()
    assert course.store.load(call.id).state is State.CLOSED


def test_a_question_whose_asker_takes_tickets_is_not_given_up(course: Course) -> None:
    course.rooms.available = False
    call = course.ask()
    for _ in range(10):
        course.clock.pass_time(61)
        course.service.touch(course.person("alex"))
        course.service.sweep()
    course.rooms.available = True
    course.clock.pass_time(61)
    course.service.sweep()
    assert course.store.load(call.id).admitted_at is not None


def test_rounds_and_the_end_wait_while_nobody_can_say_who_is_inside(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = course.ask(size=1)
    assert call.admitted_at is not None

    def fail(room: str) -> frozenset[str]:
        raise RoomsUnavailable

    with monkeypatch.context() as away:
        away.setattr(course.rooms, "inside", fail)
        for _ in range(10):
            course.clock.pass_time(61)
            course.service.sweep()
        assert len(course.store.load(call.id).invitations) == 1
    for _ in range(10):
        course.clock.pass_time(61)
        course.service.sweep()
    assert course.store.load(call.id).state is State.CLOSED


def test_who_said_no_and_was_asked_again_in_vain_is_out_when_the_chat_server_is_back(course: Course) -> None:
    call, alex, bo, cy = course.ask(), *(course.person(name) for name in ("alex", "bo", "cy"))
    course.enter(call, "bo")
    course.service.accept(call.id, bo)
    course.rooms.available = False
    course.service.decline(call.id, cy)
    course.service.invite(call.id, alex, cy)
    course.service.cancel(call.id, alex)
    course.rooms.available = True
    course.clock.pass_time(5)
    course.service.sweep()
    assert course.store.load(call.id).state is State.ANSWERED
    assert cy.localpart not in course.rooms.rooms[call.room].admitted


def test_who_said_no_asks_to_join_once_the_room_knows_of_the_no(course: Course) -> None:
    call, cy = course.ask(), course.person("cy")
    course.rooms.available = False
    course.service.decline(call.id, cy)
    with pytest.raises(RoomsUnavailable):
        course.service.join(call.id, cy, "unit")
    course.rooms.available = True
    course.clock.pass_time(5)
    course.service.sweep()
    assert [i.person for i in course.service.join(call.id, cy, "unit").joining] == [cy]
    assert cy.localpart not in course.rooms.rooms[call.room].admitted
