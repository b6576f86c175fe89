"""Who says that they come is waited for so long, and not for ever."""

from __future__ import annotations

from chatxblock.domain.calls.call import Answer, Call, State
from chatxblock.domain.calls.events import COMING_SECONDS
from tests.unit.fixtures import Course


def keep_a_ticket(course: Course, call: Call, seconds: float) -> Call:
    """Bo holds a page open that takes a new ticket every ten seconds, and is not in the room; Alex is."""
    course.enter(call, "alex")
    for _ in range(int(seconds / 10)):
        course.clock.pass_time(10)
        course.service.touch(course.person("bo"))
        course.service.sweep()
    return course.store.load(call.id)


def test_who_says_they_come_and_never_does_counts_as_left_and_the_rounds_go_on(course: Course) -> None:
    call = course.ask(helpers="bo cy", size=1)
    course.service.accept(call.id, course.person("bo"))
    assert keep_a_ticket(course, call, COMING_SECONDS - 10).state is State.ANSWERED
    after = keep_a_ticket(course, call, 30)
    assert after.state is State.WAITING
    assert [(i.person.name, i.answer) for i in after.invitations] == [("Bo", Answer.LEFT), ("Cy", Answer.OPEN)]
    assert course.told("alex")[-1] == "waiting"
    assert course.told("cy")[0] == "invitation"


def test_saying_again_that_they_come_gives_the_same_time_and_not_more(course: Course) -> None:
    call = course.ask(helpers="bo", size=1)
    for _ in range(3):
        course.service.accept(call.id, course.person("bo"))
        assert keep_a_ticket(course, call, 50).helpers
        course.service.accept(call.id, course.person("bo"))
        assert not keep_a_ticket(course, call, 60).helpers


def test_who_was_seen_inside_once_is_waited_for_as_ever(course: Course) -> None:
    call = course.ask(helpers="bo", size=1)
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "bo")
    keep_a_ticket(course, call, 20)
    course.exit(call, "bo")
    assert keep_a_ticket(course, call, 200).helpers


def test_who_comes_late_after_all_is_there(course: Course) -> None:
    call = course.ask(helpers="bo", size=1)
    course.service.accept(call.id, course.person("bo"))
    assert not keep_a_ticket(course, call, 120).helpers
    course.enter(call, "bo")
    assert keep_a_ticket(course, call, 50).state is State.ANSWERED


def test_nobody_counts_as_left_because_the_chat_server_was_away(course: Course) -> None:
    call = course.ask(helpers="bo", size=1)
    course.service.accept(call.id, course.person("bo"))
    course.rooms.available = False
    for _ in range(10):
        course.clock.pass_time(10)
        course.service.touch(course.person("bo"))
        course.service.sweep()
    course.rooms.available = True
    assert keep_a_ticket(course, call, 60).helpers
