"""Several questions at once: likeness, asking to join and being let in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatxblock.domain.calls.call import Answer, Role, State
from chatxblock.errors import CallNotFound, CallOver, NotAllowed, NotInCall
from tests.unit.fixtures import Course


def test_a_question_asked_by_another_block_of_the_unit_can_be_joined(course: Course) -> None:
    call, _ = course.service.ask(course.person("alex"), replace(course.question(), block="another block"))
    zoe = course.person("zoe")
    assert course.service.join(call.id, zoe, "unit").joining[0].person == zoe


def test_who_asks_to_join_sees_nothing_until_let_in(course: Course) -> None:
    call, zoe = course.ask(), course.person("zoe")
    asked_to_join = course.service.join(call.id, zoe, "unit")
    assert asked_to_join.role_of(zoe) is None
    assert [i.person.name for i in asked_to_join.joining] == ["Zoe"]
    assert zoe.localpart not in course.rooms.rooms[call.room].admitted
    assert course.told("zoe") == []
    assert course.told("alex")[-1] == "waiting"
    with pytest.raises(NotInCall):
        course.service.call(call.id, zoe)
    inside = course.service.admit(call.id, course.person("alex"), zoe)
    assert inside.role_of(zoe) is Role.FELLOW
    assert zoe.localpart in course.rooms.rooms[call.room].admitted
    assert course.told("zoe") == ["invitation"]
    course.enter(call, "zoe")
    course.clock.pass_time(16)
    course.service.sweep()
    after = course.store.load(call.id)
    assert after.state is State.WAITING
    assert after.invitation_of(zoe).answer is Answer.FELLOW  # type: ignore[union-attr]


def test_a_fellow_is_no_helper(course: Course) -> None:
    call, zoe = course.ask(), course.person("zoe")
    course.service.join(call.id, zoe, "unit")
    course.service.admit(call.id, course.person("alex"), zoe)
    after = course.service.accept(call.id, zoe)
    assert (after.state, len(after.helpers)) == (State.WAITING, 0)
    assert course.service.offers(zoe) == []
    with pytest.raises(NotAllowed):
        course.service.solved(call.id, zoe)
    with pytest.raises(NotAllowed):
        course.service.admit(call.id, zoe, zoe)


def test_asking_to_join_twice_is_asking_once(course: Course) -> None:
    call, zoe = course.ask(), course.person("zoe")
    first = course.service.join(call.id, zoe, "unit")
    assert course.service.join(call.id, zoe, "unit") == first


def test_who_is_refused_does_not_get_in_and_a_helper_may_refuse(course: Course) -> None:
    call, zoe = course.ask(), course.person("zoe")
    course.service.join(call.id, zoe, "unit")
    course.service.remove(call.id, course.person("alex"), zoe)
    with pytest.raises(NotInCall):
        course.service.join(call.id, zoe, "unit")
    assert zoe.localpart not in course.rooms.rooms[call.room].admitted


def test_nobody_lets_in_who_is_not_there(course: Course) -> None:
    call, zoe = course.ask(), course.person("zoe")
    course.service.join(call.id, zoe, "unit")
    with pytest.raises(NotInCall):
        course.service.admit(call.id, course.person("stranger"), zoe)
    with pytest.raises(NotAllowed):
        course.service.admit(call.id, course.person("bo"), zoe)  # was asked, and has not come
    assert course.service.admit(call.id, course.person("alex"), course.person("bo")).helpers == ()


def test_asking_to_join_ones_own_call_an_old_one_or_elsewhere(course: Course) -> None:
    call, zoe = course.ask(), course.person("zoe")
    with pytest.raises(NotAllowed):
        course.service.join(call.id, course.person("alex"), "unit")
    with pytest.raises(CallNotFound):
        course.service.join(call.id, zoe, "another unit")
    course.service.join(call.id, zoe, "unit")
    course.service.cancel(call.id, course.person("alex"))
    assert course.store.load(call.id).joining == ()
    with pytest.raises(CallOver):
        course.service.join(call.id, zoe, "unit")


def test_a_fellow_is_let_in_again_when_the_room_was_lost(course: Course) -> None:
    call, zoe = course.ask(), course.person("zoe")
    course.service.join(call.id, zoe, "unit")
    course.service.admit(call.id, course.person("alex"), zoe)
    del course.rooms.rooms[call.room]
    course.clock.pass_time(16)
    course.service.sweep()
    assert zoe.localpart in course.rooms.rooms[call.room].admitted


def test_asking_to_join_counts_for_nobody_as_being_asked(course: Course) -> None:
    call, zoe = course.ask(), course.person("zoe")
    course.service.join(call.id, zoe, "unit")
    course.service.admit(call.id, course.person("alex"), zoe)
    assert course.store.helper(zoe).asked == 0
