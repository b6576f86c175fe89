"""Asking: the question is kept first, the room made, the first round sent."""

import pytest

from chatxblock.domain.call import State
from chatxblock.errors import AlreadyInCall, RequestIdTaken
from tests.unit.world import World


def test_asking_makes_a_room_and_asks_the_first_round(world: World) -> None:
    call = world.ask()
    assert call.state is State.WAITING
    assert [i.person.name for i in call.invitations] == ["Bo", "Cy", "Dee"]
    assert world.rooms.rooms[call.room].admitted == {world.person(n).localpart for n in ("alex", "bo", "cy", "dee")}
    assert world.told("bo") == ["invitation"]
    assert call.admitted_at is not None
    assert world.store.load(call.id) == call


def test_an_invitation_says_who_asks_what_and_where_and_links_to_the_helpers_own_window(world: World) -> None:
    world.ask()
    notice = next(n for n in world.rooms.notices if n.to == world.person("cy").localpart)
    assert notice.question == "Why is the matrix not invertible here?"
    assert (notice.asker, notice.title) == ("Alex", "Unit 3")
    assert notice.window_url.startswith("http://lms.test/window/")
    assert notice.window_url.endswith("?student=cy")
    assert notice.window_url in notice.body


def test_the_asker_is_told_when_her_room_is_there(world: World) -> None:
    world.ask()
    assert world.told("alex") == ["waiting"]


def test_the_same_request_makes_one_call(world: World) -> None:
    question = world.question()
    first, new = world.service.ask(world.person("alex"), question)
    again, new_again = world.service.ask(world.person("alex"), question)
    assert (new, new_again) == (True, False)
    assert first.id == again.id
    assert len(world.rooms.rooms) == 1
    assert world.told("bo") == ["invitation"]


def test_second_question_of_an_asker_gets_the_running_call(world: World) -> None:
    call = world.ask()
    with pytest.raises(AlreadyInCall) as caught:
        world.ask()
    assert caught.value.call.id == call.id


def test_nobody_can_take_over_somebody_elses_request(world: World) -> None:
    call = world.ask()
    with pytest.raises(RequestIdTaken):
        world.service.ask(world.person("eve"), world.question(call.id))


def test_a_helper_who_asks_is_not_asked_herself(world: World) -> None:
    call, _ = world.service.ask(world.person("bo"), world.question())
    assert [i.person.name for i in call.invitations] == ["Cy", "Dee"]


def test_nobody_listed_is_a_state_and_no_error(world: World) -> None:
    call = world.ask(helpers="")
    assert call.state is State.WAITING
    assert (call.round, call.invitations) == (1, ())
    assert call.admitted_at is not None


def test_a_question_is_kept_while_the_chat_is_down_and_goes_out_when_it_is_back(world: World) -> None:
    world.rooms.available = False
    call = world.ask()
    assert call.admitted_at is None
    assert world.store.load(call.id).question == call.question
    assert world.told("bo") == []
    world.rooms.available = True
    assert world.service.sweep() == []
    world.clock.pass_time(10)
    assert world.service.sweep() == [call.id]
    assert world.told("bo") == ["invitation"]
    assert world.store.load(call.id).admitted_at is not None


def test_the_chat_down_for_long_is_tried_ever_more_rarely_but_at_least_once_a_minute(world: World) -> None:
    world.rooms.available = False
    call = world.ask()
    pauses = []
    for _ in range(8):
        due_at = world.store.load(call.id).due_at
        assert due_at is not None
        pauses.append((due_at - world.clock.now()).total_seconds())
        world.clock.pass_time(pauses[-1])
        world.service.touch(world.person("alex"))
        world.service.sweep()
    assert pauses[:4] == [2.0, 4.0, 8.0, 16.0]
    assert max(pauses) == 60.0


def test_a_question_whose_asker_went_away_while_the_chat_was_down_ends_without_asking_anybody(world: World) -> None:
    world.rooms.available = False
    call = world.ask()
    world.clock.pass_time(301)
    world.rooms.available = True
    world.service.sweep()
    world.clock.pass_time(61)
    world.service.sweep()
    assert world.store.load(call.id).state is State.CLOSED
    assert world.told("bo") == []
