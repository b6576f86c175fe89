"""A block is deleted while people talk in its rooms: the calls end by themselves, and their logs are kept."""

from __future__ import annotations

import pytest

from chatxblock.domain.calls.call import Answer, State
from chatxblock.domain.calls.due import TAKEN_AWAY
from tests.unit.fixtures import Course


def test_the_talk_ends_its_log_is_kept_and_those_in_the_room_are_told_why(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "alex")
    course.enter(call, "bo")
    course.say(call, "bo", "Hi!")
    put_out: list[tuple[tuple[str, ...], str]] = []
    remove = course.rooms.remove

    def seen(room: str, people: list[str], *, reason: str = "") -> None:
        put_out.append((tuple(people), reason))
        remove(room, people, reason=reason)

    monkeypatch.setattr(course.rooms, "remove", seen)
    course.eligibility.taken_away = {call.unit}
    course.clock.pass_time(60)
    course.service.sweep()
    over = course.store.load(call.id)
    assert (over.state, over.complete) == (State.CLOSED, True)
    assert [line.body for line in course.store.log(call.id)] == ["Hi!"]
    assert call.room not in course.rooms.rooms
    people, reason = put_out[0]
    assert reason == TAKEN_AWAY
    assert {course.person("alex").localpart, course.person("bo").localpart} <= set(people)
    assert course.told("alex")[-1] == course.told("bo")[-1] == "closed"
    assert over.invitation_of(course.person("cy")).answer is Answer.WITHDRAWN  # type: ignore[union-attr]
    assert course.service.open_call(course.person("alex")) is None


def test_a_question_that_waits_ends_too_and_nobody_more_is_asked(course: Course) -> None:
    call = course.ask(size=1)
    course.enter(call, "alex")
    asked = len(course.store.load(call.id).invitations)
    course.eligibility.taken_away = {call.unit}
    for _ in range(3):
        course.clock.pass_time(60)
        course.service.sweep()
    over = course.store.load(call.id)
    assert over.state is State.CLOSED
    assert len(over.invitations) == asked


def test_other_units_go_on(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.eligibility.taken_away = {"another unit"}
    course.clock.pass_time(60)
    course.service.sweep()
    assert course.store.load(call.id).running


def test_while_the_chat_is_away_the_call_waits_and_ends_when_it_is_back(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.eligibility.taken_away = {call.unit}
    course.rooms.available = False
    course.clock.pass_time(60)
    course.service.sweep()
    course.rooms.available = True
    course.clock.pass_time(60)
    course.service.sweep()
    assert course.store.load(call.id).state is State.CLOSED


def test_a_room_that_is_gone_already_is_no_hindrance(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.eligibility.taken_away = {call.unit}
    del course.rooms.rooms[call.room]
    for _ in range(12):
        course.clock.pass_time(60)
        course.service.sweep()
    assert course.store.load(call.id).state is State.CLOSED
