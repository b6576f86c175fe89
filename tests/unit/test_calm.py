"""What an asker is told of the rounds: calm at first, and a promise only where somebody exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

import pytest

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.candidates import duty_room
from chatxblock.domain.calls.rounds import parse_plan
from chatxblock.domain.helpers import duty
from chatxblock.domain.helpers.duty import Unit
from chatxblock.errors import RoomsUnavailable
from tests.unit.fixtures import COURSE, Course, user


def come(course: Course, *names: str) -> None:
    """Put people on duty in the unit."""
    course.rooms.presence.make_duty_room(duty_room(COURSE), password="")
    for name in names:
        person = course.person(name)
        helper = course.store.helper(person)
        course.store.save_helper(helper, duty.on_duty(helper, None))
        course.store.save_unit(person, Unit(key="unit"))
        course.store.arrive(person, course.clock.now())
        course.rooms.presence.around.add(person.localpart)


def ask(course: Course, plan: str, listed: str = "") -> Call:
    question = replace(course.question(uuid4()), rounds=parse_plan(plan), listed=tuple(user(n) for n in listed.split()))
    call, _ = course.service.ask(course.person("alex"), question)
    course.enter(call, "alex")
    return call


def later(course: Course, call: Call, seconds: float) -> Call:
    """Return the call as it is after so many seconds."""
    course.clock.pass_time(seconds)
    course.service.sweep()
    return course.store.load(call.id)


@pytest.mark.parametrize(
    ("around", "listed", "second", "promised"),
    [
        pytest.param("bo", "", "everyone", None, id="nobody is left"),
        pytest.param("bo cy", "", "everyone", 1, id="one is left"),
        pytest.param("bo cy dee eve fay", "", "everyone", 3, id="more than the round asks"),
        pytest.param("bo", "cy dee", "everyone", None, id="named people whom no round asks while they are away"),
        pytest.param("bo", "cy dee", "listed", 2, id="named people"),
    ],
)
def test_a_next_round_is_promised_to_those_who_exist(
    course: Course, around: str, listed: str, second: str, promised: int | None
) -> None:
    come(course, *around.split())
    call = ask(course, f"1 peers 20s\n3 {second} 60s", listed)
    assert len(call.invitations) == 1
    assert (call.next_size if call.next_widening_at else None) == promised


def test_the_asked_are_told_before_it_is_looked_whom_to_ask_next(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    come(course, "bo", "cy")
    told: list[bool] = []
    on_duty = course.rooms.presence.on_duty

    def noted(room: str, people: Sequence[str]) -> frozenset[str]:
        told.append("invitation" in course.told("bo") + course.told("cy"))
        return on_duty(room, people)

    monkeypatch.setattr(course.rooms.presence, "on_duty", noted)
    assert ask(course, "1 peers 20s").next_size == 1
    assert told == [False, True]


def test_where_nobody_can_say_who_is_left_nothing_is_promised_until_somebody_can(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    come(course, "bo", "cy")
    answers = iter([True, False, True])
    on_duty = course.rooms.presence.on_duty

    def once_more(room: str, people: Sequence[str]) -> frozenset[str]:
        if not next(answers):
            raise RoomsUnavailable
        return on_duty(room, people)

    monkeypatch.setattr(course.rooms.presence, "on_duty", once_more)
    call = ask(course, "1 peers 20s")
    assert (call.admitted_at is not None, len(call.invitations), call.next_widening_at) == (True, 1, None)
    assert later(course, call, 16).next_widening_at is not None


def test_who_is_named_and_cannot_be_asked_now_is_not_promised(course: Course) -> None:
    person = course.person("cy")
    helper = course.store.helper(person)
    course.store.save_helper(helper, duty.helping(helper, False))
    call = ask(course, "1 listed 20s", "bo cy")
    assert call.next_widening_at is None


def test_nobody_is_told_that_all_were_asked_before_the_last_wait_is_over(course: Course) -> None:
    call = ask(course, "3 listed 60s", "bo cy dee")
    assert not call.exhausted_at(course.clock.now())
    assert not later(course, call, 59).exhausted_at(course.clock.now())
    assert later(course, call, 2).exhausted_at(course.clock.now())


def test_with_nobody_around_the_first_wait_is_as_calm(course: Course) -> None:
    call = ask(course, "3 listed 60s")
    assert not call.exhausted_at(course.clock.now())
    assert later(course, call, 61).exhausted_at(course.clock.now())


def test_when_all_said_no_there_is_nothing_to_wait_for(course: Course) -> None:
    call = ask(course, "1 listed 60s", "bo")
    said_no = course.service.decline(call.id, course.person("bo"))
    assert said_no.exhausted_at(course.clock.now())


def test_it_is_not_said_while_others_can_be_asked_or_somebody_is_there(course: Course) -> None:
    call = ask(course, "1 listed 60s", "bo cy")
    assert not later(course, call, 59).exhausted_at(course.clock.now())
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "bo")
    assert not later(course, call, 300).exhausted_at(course.clock.now())
