"""What the staff of a course do with a call: come in, and end it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chatxblock.domain.calls import events, sightings, staffing
from chatxblock.domain.calls.call import Answer, Call, Role, State
from chatxblock.domain.helpers.duty import OfferEvent, offer_events
from chatxblock.errors import CallFull, CallOver, NotAllowed, NotInCall
from tests.unit.fixtures import Course, user


def answer_of(call: Call, course: Course, name: str) -> Answer | None:
    invitation = call.invitation_of(course.person(name))
    return invitation.answer if invitation else None


def test_staff_come_in_unasked_and_are_told_apart(course: Course) -> None:
    call, ada = course.ask(), course.person("ada")
    inside = course.service.enter(call.id, ada)
    assert (inside.role_of(ada), inside.can_join(ada), inside.state) == (Role.STAFF, True, State.WAITING)
    assert ada.localpart in course.rooms.rooms[call.room].admitted
    assert "invitation" not in course.told("ada")
    assert course.told("alex")[-1] == "waiting"
    invitation = inside.invitation_of(ada)
    assert invitation is not None
    assert (invitation.as_staff, invitation.asked) == (True, False)
    assert course.service.enter(call.id, ada) == inside


def test_who_only_looks_in_keeps_nobody_from_being_asked(course: Course) -> None:
    call, ada = course.ask(), course.person("ada")
    course.service.enter(call.id, ada)
    course.enter(call, "ada")
    course.enter(call, "alex")
    course.clock.pass_time(16)
    course.service.sweep()
    after = course.store.load(call.id)
    assert (answer_of(after, course, "ada"), after.state, len(after.helpers)) == (Answer.ENTERED, State.WAITING, 0)
    assert after.widening


def test_with_the_first_words_they_are_a_helper(course: Course) -> None:
    call, ada = course.ask(), course.person("ada")
    before = course.service.enter(call.id, ada)
    after = course.service.accept(call.id, ada)
    assert (after.state, [i.person for i in after.helpers]) == (State.ANSWERED, [ada])
    assert [*offer_events(before, after)] == [(ada.id, OfferEvent.ANSWERED)]
    assert [*offer_events(call, before)] == []


def test_a_full_room_is_open_to_them_and_not_to_others(course: Course) -> None:
    call, ada = course.ask(), course.person("ada")
    for name in ("bo", "cy"):
        call = course.service.accept(call.id, course.person(name))
    assert call.full
    course.service.enter(call.id, ada)
    assert len(course.service.accept(call.id, ada).helpers) == 3
    with pytest.raises(CallFull):
        course.service.accept(call.id, course.person("dee"))


@pytest.mark.parametrize("earlier", ["declined", "removed", "left"])
def test_they_come_in_whatever_they_were_before(course: Course, earlier: str) -> None:
    call, ada = course.ask(helpers="ada bo"), course.person("ada")
    asker = course.person("alex")
    if earlier == "declined":
        course.service.decline(call.id, ada)
    else:
        course.service.accept(call.id, ada)
        if earlier == "removed":
            course.service.remove(call.id, asker, ada)
        else:
            course.service.leave(call.id, ada, None)
    inside = course.service.enter(call.id, ada)
    assert (answer_of(inside, course, "ada"), inside.can_join(ada)) == (Answer.ENTERED, True)
    assert ada.localpart in course.rooms.rooms[call.room].admitted


def test_nobody_enters_their_own_question_or_one_that_is_over(course: Course) -> None:
    call, ada = course.ask(), course.person("ada")
    with pytest.raises(NotAllowed):
        course.service.enter(call.id, course.person("alex"))
    course.service.cancel(call.id, course.person("alex"))
    with pytest.raises(CallOver):
        course.service.enter(call.id, ada)


def test_staff_of_another_course_are_nobody_here(course: Course) -> None:
    call = course.ask()
    other = course.service.people("another course", [user("ada")])[0]
    with pytest.raises(NotInCall):
        course.service.enter(call.id, other)
    with pytest.raises(NotInCall):
        course.service.stop(call.id, other, "No.")


def test_a_call_is_ended_with_a_reason_and_its_log_is_kept(course: Course) -> None:
    call, ada = course.ask(), course.person("ada")
    course.enter(call, "alex")
    course.say(call, "alex", "I tried the rows.")
    after = course.service.stop(call.id, ada, "It is in the lecture.")
    assert after.state is State.CLOSED
    assert after.stopped is not None
    assert (after.stopped.by, after.stopped.reason) == (ada, "It is in the lecture.")
    assert answer_of(after, course, "bo") is Answer.WITHDRAWN
    assert [line.body for line in course.store.log(call.id)] == ["I tried the rows."]
    assert course.service.open_call(course.person("alex")) is None


def test_of_two_who_end_it_at_once_one_is_told_that_it_is_over(course: Course) -> None:
    call, ada = course.ask(), course.person("ada")
    after = course.service.stop(call.id, ada, "It is in the lecture.")
    with pytest.raises(CallOver):
        course.service.stop(call.id, course.person("eve"), "It is rude.")
    assert course.service.stop(call.id, ada, "Sent again.") == course.store.load(call.id)
    assert after.stopped == course.store.load(call.id).stopped


def test_who_changes_a_call_at_that_moment_does_not_undo_its_end(course: Course) -> None:
    call, ada = course.ask(), course.person("ada")
    stale = course.store.load(call.id)
    course.service.stop(call.id, ada, "It is in the lecture.")
    with pytest.raises(CallOver):
        course.service._changes.make(stale, lambda c: staffing.entered(c, ada, course.clock.now()))


def test_where_nobody_can_be_seen_inside_their_window_stands_for_them(course: Course) -> None:
    call, ada = course.ask(), course.person("ada")
    now = course.clock.now()
    inside = staffing.entered(course.store.load(call.id), ada, now)
    later = now + timedelta(seconds=40)
    looked = sightings.looked(inside, ada, later)
    assert (looked.touched_at, answer_of(looked, course, "ada")) == (later, Answer.ENTERED)
    over = events.ended(inside, now)
    assert sightings.looked(over, ada, later) is over
