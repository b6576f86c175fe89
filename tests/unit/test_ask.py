"""Asking: the question is kept first, the room made, the first round sent."""

import pytest

from chatxblock.domain.calls.call import State
from chatxblock.errors import AlreadyInCall, RequestIdTaken
from tests.unit.fixtures import Course


def test_asking_makes_a_room_and_asks_the_first_round(course: Course) -> None:
    call = course.ask()
    assert call.state is State.WAITING
    assert [i.person.name for i in call.invitations] == ["Bo", "Cy", "Dee"]
    assert course.rooms.rooms[call.room].admitted == {course.person(n).localpart for n in ("alex", "bo", "cy", "dee")}
    assert course.told("bo") == ["invitation"]
    assert call.admitted_at is not None
    assert course.store.load(call.id) == call


def test_an_invitation_says_who_asks_what_and_where_and_links_to_the_helpers_own_window(course: Course) -> None:
    course.ask()
    notice = next(n for n in course.rooms.notifier.notices if n.to == course.person("cy").localpart)
    assert notice.question == "Why is the matrix not invertible here?"
    assert (notice.asker, notice.title) == ("Alex", "Unit 3")
    assert notice.window_url.startswith("http://lms.test/window/")
    assert notice.window_url.endswith("?student=cy")
    assert notice.window_url in notice.body


def test_the_asker_is_told_when_her_room_is_there(course: Course) -> None:
    course.ask()
    assert course.told("alex") == ["waiting"]


def test_the_same_request_makes_one_call(course: Course) -> None:
    question = course.question()
    first, new = course.service.ask(course.person("alex"), question)
    again, new_again = course.service.ask(course.person("alex"), question)
    assert (new, new_again) == (True, False)
    assert first.id == again.id
    assert len(course.rooms.rooms) == 1
    assert course.told("bo") == ["invitation"]


def test_second_question_of_an_asker_gets_the_running_call(course: Course) -> None:
    call = course.ask()
    with pytest.raises(AlreadyInCall) as caught:
        course.ask()
    assert caught.value.call.id == call.id


def test_nobody_can_take_over_somebody_elses_request(course: Course) -> None:
    call = course.ask()
    with pytest.raises(RequestIdTaken):
        course.service.ask(course.person("eve"), course.question(call.id))


def test_a_helper_who_asks_is_not_asked_herself(course: Course) -> None:
    call, _ = course.service.ask(course.person("bo"), course.question())
    assert [i.person.name for i in call.invitations] == ["Cy", "Dee"]


def test_nobody_listed_is_a_state_and_no_error(course: Course) -> None:
    call = course.ask(helpers="")
    assert call.state is State.WAITING
    assert (call.round, call.invitations) == (1, ())
    assert call.admitted_at is not None


def test_a_question_is_kept_while_the_chat_is_down_and_goes_out_when_it_is_back(course: Course) -> None:
    course.rooms.available = False
    call = course.ask()
    assert call.admitted_at is None
    assert course.store.load(call.id).question == call.question
    assert course.told("bo") == []
    course.rooms.available = True
    assert course.service.sweep() == []
    course.clock.pass_time(10)
    assert course.service.sweep() == [call.id]
    assert course.told("bo") == ["invitation"]
    assert course.store.load(call.id).admitted_at is not None


def test_the_chat_down_for_long_is_tried_ever_more_rarely_but_at_least_once_a_minute(course: Course) -> None:
    course.rooms.available = False
    call = course.ask()
    pauses = []
    for _ in range(8):
        due_at = course.store.load(call.id).due_at
        assert due_at is not None
        pauses.append((due_at - course.clock.now()).total_seconds())
        course.clock.pass_time(pauses[-1])
        course.service.touch(course.person("alex"))
        course.service.sweep()
    assert pauses[:4] == [2.0, 4.0, 8.0, 16.0]
    assert max(pauses) == 60.0


def test_a_question_whose_asker_went_away_while_the_chat_was_down_ends_without_asking_anybody(
    course: Course,
) -> None:
    course.rooms.available = False
    call = course.ask()
    course.clock.pass_time(301)
    course.rooms.available = True
    course.service.sweep()
    course.clock.pass_time(61)
    course.service.sweep()
    assert course.store.load(call.id).state is State.CLOSED
    assert course.told("bo") == []
