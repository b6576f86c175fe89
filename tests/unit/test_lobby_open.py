"""An open lobby counts as the asker's being there; what ended without her can still be left for the teachers."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from chatxblock.domain.calls.call import State
from chatxblock.domain.calls.sightings import LOBBY_EVERY, LOBBY_SECONDS
from chatxblock.errors import CallOver, RoomsUnavailable
from tests.unit.fixtures import Course


def passing(course: Course, seconds: float, *, looking: bool) -> None:
    """Let time pass in which nobody is inside, and in which her lobby looks once a minute or not at all."""
    for step in range(int(seconds // 15)):
        if looking and step % 4 == 0:
            course.service.attend(course.person("alex"))
        course.clock.pass_time(15)
        course.service.sweep()


def test_a_question_lives_while_her_lobby_looks_however_long_no_room_of_hers_is_open(course: Course) -> None:
    call = course.ask()
    course.service.gone(call.id, course.person("alex"), None)
    passing(course, 600, looking=True)
    assert course.store.load(call.id).state is State.WAITING
    passing(course, LOBBY_SECONDS + 15, looking=False)
    assert course.store.load(call.id).state is State.CLOSED


def test_a_lobby_that_closes_leaves_the_grace_time(course: Course) -> None:
    call = course.ask()
    course.service.attend(course.person("alex"))
    course.service.attend(course.person("alex"), leaving=True)
    passing(course, 45, looking=False)
    assert course.store.load(call.id).running
    passing(course, 30, looking=False)
    assert course.store.load(call.id).state is State.CLOSED


def test_a_lobby_that_closes_ends_nothing_where_another_one_looks(course: Course) -> None:
    call = course.ask()
    course.service.attend(course.person("alex"))
    course.service.attend(course.person("alex"), leaving=True)
    passing(course, 300, looking=True)
    assert course.store.load(call.id).running


def test_many_looks_are_few_writes(course: Course) -> None:
    call = course.ask()
    first = course.service.attend(course.person("alex"))
    course.clock.pass_time(LOBBY_EVERY - 16)
    assert first is not None
    again = course.service.attend(course.person("alex"))
    assert again is not None
    assert (again.version, again.rev) == (first.version, first.rev)
    course.clock.pass_time(20)
    course.service.attend(course.person("alex"))
    assert course.store.load(call.id).watched_until == course.clock.now() + timedelta(seconds=LOBBY_SECONDS)


def test_a_lobby_sees_soon_that_who_is_on_the_way_is_inside(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "bo")
    course.clock.pass_time(2)
    seen = course.service.attend(course.person("alex"))
    assert seen is not None
    assert [i.awaited_until for i in seen.helpers] == [None]


def test_a_lobby_keeps_a_question_whose_room_cannot_be_made(course: Course) -> None:
    course.rooms.available = False
    call = course.ask()
    for _ in range(20):
        course.service.attend(course.person("alex"))
        course.clock.pass_time(30)
        course.service.sweep()
    assert course.store.load(call.id).running


def test_a_lobby_is_told_how_its_question_ended_and_nobody_elses_sees_it(course: Course) -> None:
    call = course.ask()
    course.service.gone(call.id, course.person("alex"), None)
    passing(course, 90, looking=False)
    ended = course.service.attend(course.person("alex"), call.id)
    assert ended is not None
    assert ended.state is State.CLOSED
    assert course.service.attend(course.person("alex")) is None
    assert course.service.attend(course.person("bo"), call.id) is None
    assert course.service.attend(course.person("alex"), uuid4()) is None


def test_what_ended_without_her_can_be_left_for_the_teachers_and_what_she_ended_cannot(course: Course) -> None:
    call = course.ask()
    course.service.gone(call.id, course.person("alex"), None)
    passing(course, 90, looking=False)
    left = course.service.defer(call.id, course.person("alex"))
    assert (left.state, left.deferred_at) == (State.CLOSED, course.clock.now())
    assert [one.id for one in course.store.deferred_questions(call.course)] == [call.id]
    again = course.ask()
    course.service.cancel(again.id, course.person("alex"))
    with pytest.raises(CallOver):
        course.service.defer(again.id, course.person("alex"))


def test_an_end_while_the_chat_is_away_can_be_left_for_the_teachers_too(course: Course) -> None:
    call = course.ask()
    course.service.gone(call.id, course.person("alex"), None)
    passing(course, 60, looking=False)
    course.rooms.available = False
    passing(course, 60, looking=False)
    with pytest.raises(RoomsUnavailable):
        course.rooms.read(call.room)
    left = course.service.defer(call.id, course.person("alex"))
    assert left.deferred_at == course.clock.now()


def test_taking_back_is_told_apart_from_leaving(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    taken = course.service.cancel(call.id, course.person("alex"))
    assert (taken.state, taken.withdrawn_at) == (State.ANSWERED, course.clock.now())
    assert course.told("bo")[-1] == "answered"
    course.service.leave(call.id, course.person("bo"), None)
    other = course.ask()
    course.service.accept(other.id, course.person("bo"))
    assert course.service.leave(other.id, course.person("alex"), None).withdrawn_at is None
