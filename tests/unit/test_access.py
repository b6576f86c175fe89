"""Who may not see a unit is not asked about it and reads nothing of it; who is no longer in the course is out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from chatxblock.domain.calls.call import Answer, Call, Role, State
from chatxblock.domain.helpers.service import HelperService
from chatxblock.errors import CallNotFound, ChatxblockError, NotInCall, NotReachable
from chatxblock.testing import FirstCome, MemoryCourse
from chatxblock.testing.course import UNIT
from tests.unit.fixtures import Course


def hide(course: Course, *names: str, unit: str = "unit") -> None:
    for name in names:
        course.eligibility.blind.setdefault(course.person(name).id, set()).add(unit)


def leave_course(course: Course, *names: str) -> None:
    course.eligibility.gone |= {course.person(name).id for name in names}


def look(course: Course, call: Call) -> Call:
    """Let the time pass within which somebody looks who is there."""
    course.clock.pass_time(15)
    course.service.sweep()
    return course.store.load(call.id)


def asked(call: Call) -> list[str]:
    return [invitation.person.name for invitation in call.invitations]


@pytest.mark.parametrize("plan", ["2 peers 20s", "2 everyone 20s", "2 listed 20s"])
def test_no_round_asks_who_may_not_see_the_unit(plan: str) -> None:
    course = MemoryCourse(FirstCome(), plan=plan)
    bo, *_ = course.come("bo", "cy", "dee")
    course.eligibility.blind[bo.id] = {UNIT.key}
    listed = ("bo", "cy", "dee") if "listed" in plan else ()
    call = course.ask(listed=listed)
    course.pass_time(20)
    assert sorted(course.asked(call)) == ["cy", "dee"]
    assert bo.localpart not in {notice.to for notice in course.rooms.notifier.notices}


def test_the_platform_is_asked_of_the_few_drawn_and_not_of_all_who_are_ready() -> None:
    course = MemoryCourse(FirstCome(), plan="3 everyone 20s")
    course.come(*(f"helper{number}" for number in range(40)))
    assert len(course.asked(course.ask())) == 3
    next_round = 3  # whom a next round could ask is looked at too, so that none is promised in vain
    assert len(course.eligibility.looked_at) <= 4 + next_round


def test_nobody_is_called_by_name_who_may_not_see_the_unit(course: Course) -> None:
    call = course.ask(helpers="bo")
    hide(course, "zoe")
    with pytest.raises(NotReachable, match="cannot be asked here"):
        course.service.invite(call.id, course.person("alex"), course.person("zoe"))
    assert asked(course.store.load(call.id)) == ["Bo"]


def test_a_question_of_a_hidden_unit_is_not_joined(course: Course) -> None:
    call, zoe = course.ask(), course.person("zoe")
    hide(course, "zoe")
    with pytest.raises(CallNotFound):
        course.service.join(call.id, zoe, "unit")


READS: dict[str, Callable[[Course, Call], object]] = {
    "call": lambda course, call: course.service.call(call.id, course.person("bo")),
    "people": lambda course, call: course.service.people_of(call.id, course.person("bo")),
    "transcript": lambda course, call: course.service.transcript(call.id, course.person("bo")),
    "accept": lambda course, call: course.service.accept(call.id, course.person("bo")),
    "seen": lambda course, call: course.service.seen(call.id, course.person("bo")),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_from_whom_the_unit_was_hidden_after_being_asked_reads_nothing(
    course: Course, read: Callable[[Course, Call], object]
) -> None:
    call = course.ask()
    assert [found.id for found in course.service.offers(course.person("bo"))] == [call.id]
    hide(course, "bo")
    with pytest.raises(NotInCall):
        read(course, call)
    assert course.service.offers(course.person("bo")) == []
    assert course.service.decline(call.id, course.person("bo")).role_of(course.person("bo")) is None


def test_an_ended_call_of_a_hidden_unit_is_not_told_of(course: Course) -> None:
    call = course.ask()
    hide(course, "bo")
    course.service.cancel(call.id, course.person("alex"))
    assert course.service.ended(course.person("bo"), 60) == []
    assert [found.id for found in course.service.ended(course.person("cy"), 60)] == [call.id]


def test_who_took_part_reads_on_whatever_is_hidden_later(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    hide(course, "bo", "alex")
    assert course.service.call(call.id, course.person("bo")).id == call.id
    assert course.service.transcript(call.id, course.person("alex")).call.id == call.id


def test_an_unenrolled_helper_is_out_of_the_room_at_the_next_look_and_stays_out(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "alex")
    course.enter(call, "bo")
    leave_course(course, "bo")
    after = look(course, call)
    room = course.rooms.rooms[call.room]
    assert course.person("bo").localpart not in room.admitted | room.inside
    invitation = after.invitation_of(course.person("bo"))
    assert invitation is not None
    assert (invitation.answer, after.role_of(course.person("bo"))) == (Answer.UNENROLLED, Role.LEFT)
    assert (after.state, after.helpers, after.can_join(course.person("bo"))) == (State.WAITING, (), False)
    with pytest.raises(NotInCall):
        course.service.accept(call.id, course.person("bo"))


def test_an_unenrolled_asker_has_left_and_the_room_refuses_her(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "alex")
    course.enter(call, "bo")
    leave_course(course, "alex")
    after = look(course, call)
    room = course.rooms.rooms[call.room]
    assert course.person("alex").localpart not in room.admitted | room.inside
    assert (after.open_to_asker, after.running, [i.person.name for i in after.helpers]) == (False, True, ["Bo"])


def test_a_call_whose_asker_was_alone_ends_with_her_leaving_the_course(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    leave_course(course, "alex")
    assert look(course, call).state is State.CLOSED


def test_who_was_only_asked_may_not_come_any_more_and_reads_no_log(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    leave_course(course, "bo")
    after = look(course, call)
    assert course.person("bo").localpart not in course.rooms.rooms[call.room].admitted
    assert not after.took_part(course.person("bo"))
    assert course.service.participant(call.id, after.course, course.person("bo").user_id) is None


def test_who_asked_to_join_and_left_the_course_is_not_let_in(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.service.join(call.id, course.person("zoe"), "unit")
    leave_course(course, "zoe")
    assert look(course, call).joining == ()
    after = course.service.admit(call.id, course.person("alex"), course.person("zoe"))
    assert course.person("zoe").localpart not in course.rooms.rooms[after.room].admitted


def test_who_took_part_can_leave_and_export_when_no_longer_in_the_course(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "alex")
    course.enter(call, "bo")
    course.say(call, "bo", "Look at the determinant.")
    leave_course(course, "bo")
    look(course, call)
    bo = course.service.participant(call.id, call.course, course.person("bo").user_id)
    assert bo == course.person("bo")
    assert [line.body for line in course.service.transcript(call.id, bo).lines] == ["Look at the determinant."]
    assert course.service.leave(call.id, bo, None).role_of(bo) is Role.LEFT
    assert course.service.participant(call.id, "course-v1:Other", bo.user_id) is None


def test_who_comes_back_into_the_course_can_be_called_by_name_again(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "alex")
    leave_course(course, "bo")
    look(course, call)
    course.eligibility.gone.clear()
    after = course.service.invite(call.id, course.person("alex"), course.person("bo"))
    assert after.role_of(course.person("bo")) is Role.INVITED
    assert course.person("bo").localpart in course.rooms.rooms[call.room].admitted


def test_going_off_duty_declines_also_what_can_no_longer_be_seen() -> None:
    course = MemoryCourse(FirstCome(), plan="1 everyone 20s")
    (bo,) = course.come("bo")
    call = course.ask()
    course.eligibility.blind[bo.id] = {UNIT.key}
    duty = HelperService(
        service=course.service,
        calls=course.store,
        helpers=course.store,
        presence=course.rooms.presence,
        events=course.events,
        clock=course.clock,
        secret="nobody knows",
    )
    duty.go(bo)
    assert [i.answer for i in course.store.load(call.id).invitations] == [Answer.DECLINED]


def test_a_stranger_was_never_part_of_anything(course: Course) -> None:
    call = course.ask()
    assert course.service.participant(call.id, call.course, "stranger") is None
    with pytest.raises(ChatxblockError):
        course.service.leave(call.id, replace(course.person("bo"), id=999), None)
