"""Accepting, declining, inviting, removing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from chatxblock.domain.calls.call import Answer, Call, State
from chatxblock.domain.helpers.duty import Helper, QuietHours, helping, off_duty, on_duty
from chatxblock.errors import CallFull, CallNotFound, CallOver, NotAllowed, NotInCall, NotReachable
from tests.unit.fixtures import Course


def test_accepting_brings_the_helper_and_tells_everybody(course: Course) -> None:
    call = course.ask()
    accepted = course.service.accept(call.id, course.person("bo"))
    assert accepted.state is State.ANSWERED
    assert [i.person.name for i in accepted.helpers] == ["Bo"]
    assert course.told("alex")[-1] == "answered"
    assert course.told("cy") == ["invitation", "answered"]


def test_accepting_twice_changes_nothing(course: Course) -> None:
    call = course.ask()
    first = course.service.accept(call.id, course.person("bo"))
    assert course.service.accept(call.id, course.person("bo")).rev == first.rev


def test_one_helper_too_many_is_told_so(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.service.accept(call.id, course.person("cy"))
    with pytest.raises(CallFull):
        course.service.accept(call.id, course.person("dee"))
    course.service.leave(call.id, course.person("cy"), None)
    assert len(course.service.accept(call.id, course.person("dee")).helpers) == 2


def test_who_was_not_asked_cannot_accept(course: Course) -> None:
    call = course.ask()
    for name in ("eve", "alex"):
        with pytest.raises(NotInCall):
            course.service.accept(call.id, course.person(name))


def test_a_call_that_is_over_cannot_be_accepted(course: Course) -> None:
    call = course.ask()
    course.service.cancel(call.id, course.person("alex"))
    with pytest.raises(CallOver):
        course.service.accept(call.id, course.person("bo"))


def test_declining_shuts_the_room_to_the_helper(course: Course) -> None:
    call = course.ask()
    course.service.decline(call.id, course.person("bo"))
    assert course.person("bo").localpart not in course.rooms.rooms[call.room].admitted
    with pytest.raises(NotInCall):
        course.service.accept(call.id, course.person("bo"))
    with pytest.raises(NotInCall):
        course.service.call(call.id, course.person("bo"))


def test_declining_while_the_chat_is_down_shuts_the_room_later(course: Course) -> None:
    call = course.ask()
    course.rooms.available = False
    course.service.decline(call.id, course.person("bo"))
    course.rooms.available = True
    course.clock.pass_time(5)
    course.service.sweep()
    assert course.person("bo").localpart not in course.rooms.rooms[call.room].admitted


def test_a_helper_who_is_there_does_not_decline_by_a_late_click(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    assert course.service.decline(call.id, course.person("bo")).helpers


def test_seen_is_counted_once(course: Course) -> None:
    call = course.ask()
    first = course.service.seen(call.id, course.person("bo"))
    assert first.invitations[0].seen_at is not None
    assert course.service.seen(call.id, course.person("bo")).rev == first.rev


def test_the_asker_invites_somebody_by_name(course: Course) -> None:
    call = course.ask()
    course.service.invite(call.id, course.person("alex"), course.person("eve"))
    assert course.told("eve") == ["invitation"]
    assert course.person("eve").localpart in course.rooms.rooms[call.room].admitted


def test_an_invited_helper_does_not_invite_others(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    with pytest.raises(NotAllowed):
        course.service.invite(call.id, course.person("bo"), course.person("eve"))
    with pytest.raises(NotInCall):
        course.service.invite(call.id, course.person("eve"), course.person("eve"))


def test_the_asker_cannot_invite_herself(course: Course) -> None:
    call = course.ask()
    with pytest.raises(NotAllowed):
        course.service.invite(call.id, course.person("alex"), course.person("alex"))


def test_a_removed_helper_is_put_out_and_stays_out(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "bo")
    after = course.service.remove(call.id, course.person("alex"), course.person("bo"))
    assert after.state is State.WAITING
    assert course.rooms.inside(call.room) == frozenset()
    with pytest.raises(NotInCall):
        course.service.accept(call.id, course.person("bo"))
    with pytest.raises(NotInCall):
        course.service.transcript(call.id, course.person("bo"))


def test_who_was_removed_can_be_invited_again(course: Course) -> None:
    call = course.ask()
    course.service.remove(call.id, course.person("alex"), course.person("bo"))
    course.service.invite(call.id, course.person("alex"), course.person("bo"))
    assert course.service.accept(call.id, course.person("bo")).helpers
    assert course.told("bo").count("invitation") == 2


@pytest.mark.parametrize("answer", ["decline", "remove"])
def test_who_said_no_or_was_removed_is_asked_once_more_and_not_again(course: Course, answer: str) -> None:
    call = course.ask()
    alex, bo = course.person("alex"), course.person("bo")

    def refuse() -> None:
        if answer == "decline":
            course.service.decline(call.id, bo)
        else:
            course.service.remove(call.id, alex, bo)

    refuse()
    course.service.invite(call.id, alex, bo)
    refuse()
    for _ in range(3):
        with pytest.raises(NotReachable, match="asked twice"):
            course.service.invite(call.id, alex, bo)
    with pytest.raises(NotReachable, match="asked twice"):
        course.service.invite(call.id, course.person("staff"), bo, staff=True)
    assert course.told("bo").count("invitation") == 2


NIGHT = QuietHours(days=(1, 2, 3, 4, 5, 6, 7), start=time(0, 0), end=time(23, 59))


@pytest.mark.parametrize(
    "wish",
    [
        lambda helper: helping(helper, helps=False),
        off_duty,
        lambda helper: replace(helper, quiet=(NIGHT,)),
        lambda helper: replace(on_duty(helper, until=None), paused=True),
    ],
    ids=["does not help", "off duty", "quiet hours", "paused"],
)
@pytest.mark.parametrize("staff", [False, True])
def test_who_does_not_wish_to_be_asked_is_not_reached_by_name(
    course: Course, wish: Callable[[Helper], Helper], staff: bool
) -> None:
    call = course.ask()
    alex, eve = course.person("alex"), course.person("eve")
    before = course.store.helper(eve)
    course.store.save_helper(before, wish(before))
    with pytest.raises(NotReachable, match="does not wish"):
        course.service.invite(call.id, course.person("staff") if staff else alex, eve, staff=staff)
    assert course.told("eve") == []
    course.store.save_helper(course.store.helper(eve), on_duty(before, until=None))
    course.service.invite(call.id, alex, eve)
    assert course.told("eve") == ["invitation"]


def test_who_is_there_or_asked_to_be_let_in_is_named_whatever_they_wish(course: Course) -> None:
    call = course.ask()
    alex, bo, eve = (course.person(name) for name in ("alex", "bo", "eve"))
    course.service.join(call.id, eve, "unit")
    for who in (bo, eve):
        before = course.store.helper(who)
        course.store.save_helper(before, off_duty(before))
        course.service.invite(call.id, alex, who)
    assert [course.told(name).count("invitation") for name in ("bo", "eve")] == [1, 1]


def test_the_asker_cannot_be_removed(course: Course) -> None:
    call = course.ask()
    with pytest.raises(NotAllowed):
        course.service.remove(call.id, course.person("staff"), course.person("alex"), staff=True)


def test_staff_of_the_course_may_look_in_and_remove(course: Course) -> None:
    call = course.ask()
    staff = course.person("staff")
    assert course.service.call(call.id, staff, staff=True).id == call.id
    after = course.service.remove(call.id, staff, course.person("bo"), staff=True)
    assert after.invitations[0].answer is Answer.REMOVED


def test_a_stranger_gets_nothing_of_a_call(course: Course) -> None:
    call = course.ask()
    eve = course.person("eve")
    with pytest.raises(NotInCall):
        course.service.call(call.id, eve)
    with pytest.raises(NotInCall):
        course.service.transcript(call.id, eve)
    with pytest.raises(NotInCall):
        course.service.leave(call.id, eve, None)


def test_staff_of_another_course_gets_nothing(course: Course) -> None:
    call = course.ask()
    outsider = course.service.people("other", [course.question().listed[0]])[0]
    with pytest.raises(NotInCall):
        course.service.call(call.id, outsider, staff=True)


def test_an_unknown_call_is_not_found(course: Course) -> None:
    with pytest.raises(CallNotFound):
        course.service.call(course.question().id, course.person("alex"))


def looked_again(course: Course, call: Call) -> Call:
    course.clock.pass_time(16)
    course.service.sweep()
    return course.store.load(call.id)


def test_one_helper_more_than_allowed_who_comes_by_a_chat_program_is_put_out_and_told(course: Course) -> None:
    call = course.ask()
    for name in ("bo", "cy"):
        course.service.accept(call.id, course.person(name))
        course.enter(call, name)
    course.enter(call, "alex")
    course.enter(call, "dee")
    after = looked_again(course, call)
    dee, room = course.person("dee"), course.rooms.rooms[call.room]
    assert {i.person.name for i in after.helpers} == {course.person("bo").name, course.person("cy").name}
    assert dee.localpart not in room.inside | room.admitted
    assert "as many helpers" in room.reasons[dee.localpart]
    assert course.rooms.inside(call.room) == {course.person(name).localpart for name in ("alex", "bo", "cy")}
    again = looked_again(course, call)
    assert dee.localpart not in room.admitted
    assert again.state is State.ANSWERED


def test_who_was_put_out_comes_when_there_is_a_place_and_is_asked_nothing_anew(course: Course) -> None:
    call = course.ask()
    for name in ("bo", "cy"):
        course.service.accept(call.id, course.person(name))
        course.enter(call, name)
    course.enter(call, "dee")
    looked_again(course, call)
    dee, room = course.person("dee"), course.rooms.rooms[call.room]
    with pytest.raises(CallFull):
        course.service.accept(call.id, dee)
    assert dee.localpart not in room.admitted
    course.exit(call, "bo")
    course.service.leave(call.id, course.person("bo"), None)
    told = len(course.told("dee"))
    after = course.service.accept(call.id, dee)
    assert dee.localpart in room.admitted
    assert course.told("dee")[told:].count("waiting") == 0
    assert course.person("dee").name in {i.person.name for i in after.helpers}
    course.enter(call, "dee")
    assert dee.localpart in {i.person.localpart for i in looked_again(course, call).helpers}


def test_who_comes_by_a_chat_program_while_there_is_a_place_stays(course: Course) -> None:
    call = course.ask()
    for name in ("alex", "bo", "cy"):
        course.enter(call, name)
    assert len(looked_again(course, call).helpers) == 2
    assert len(course.rooms.inside(call.room)) == 3
