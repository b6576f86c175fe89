"""Leaving, vanishing, and the end: the log is kept, then the room is gone."""

import pytest

from chatxblock.domain.call import Answer, Report, State
from chatxblock.errors import CallOver, NotAllowed, RoomNotFound, RoomsUnavailable
from tests.unit.world import World


def test_the_last_one_who_leaves_ends_the_call_and_the_log_is_kept(world: World) -> None:
    call = world.ask()
    world.service.accept(call.id, world.person("bo"))
    world.enter(call, "alex")
    world.enter(call, "bo")
    world.say(call, "bo", "Hi!")
    last = world.say(call, "alex", "zero… is that the point?")
    assert world.service.leave(call.id, world.person("bo"), None).state is State.WAITING
    over = world.service.leave(call.id, world.person("alex"), Report(lines=2, last_id=last))
    assert over.state is State.CLOSED
    assert over.complete is True
    assert call.room not in world.rooms.rooms
    assert [line.body for line in world.store.log(call.id)] == ["Hi!", "zero… is that the point?"]
    assert world.told("cy")[-1] == "archiving"


def test_the_helper_may_stay_on_after_the_asker(world: World) -> None:
    call = world.ask()
    world.service.accept(call.id, world.person("bo"))
    assert world.service.leave(call.id, world.person("alex"), None).state is State.ANSWERED
    assert world.service.open_call(world.person("alex")) is None
    assert world.service.leave(call.id, world.person("bo"), None).state is State.CLOSED


def test_an_asker_who_leaves_while_nobody_came_withdraws_the_invitations(world: World) -> None:
    call = world.ask()
    over = world.service.leave(call.id, world.person("alex"), None)
    assert {i.answer for i in over.invitations} == {Answer.WITHDRAWN}
    assert world.service.offers(world.person("bo")) == []


def test_withdrawing_leaves_the_room_to_helpers_who_are_there(world: World) -> None:
    call = world.ask()
    world.service.accept(call.id, world.person("bo"))
    assert world.service.cancel(call.id, world.person("alex")).state is State.ANSWERED
    with pytest.raises(NotAllowed):
        world.service.cancel(call.id, world.person("bo"))


def test_a_closed_window_is_not_the_end_within_the_grace_time(world: World) -> None:
    call = world.ask()
    world.service.gone(call.id, world.person("alex"), None)
    world.clock.pass_time(59)
    world.service.sweep()
    assert world.store.load(call.id).running


def test_nobody_inside_past_the_grace_time_is_the_end(world: World) -> None:
    call = world.ask()
    world.service.gone(call.id, world.person("alex"), None)
    for _ in range(5):
        world.clock.pass_time(15.1)
        world.service.sweep()
    assert world.store.load(call.id).state is State.CLOSED


def test_somebody_inside_keeps_the_call_alive_without_a_word(world: World) -> None:
    call = world.ask()
    world.enter(call, "alex")
    for _ in range(20):
        world.clock.pass_time(16)
        world.service.sweep()
    assert world.store.load(call.id).running


def test_a_crash_without_goodbye_gets_nearly_the_whole_grace_time(world: World) -> None:
    call = world.ask()
    world.enter(call, "alex")
    for _ in range(5):
        world.clock.pass_time(16)
        world.service.sweep()
    world.exit(call, "alex")
    world.clock.pass_time(44)
    world.service.sweep()
    assert world.store.load(call.id).running
    world.clock.pass_time(17)
    world.service.sweep()
    assert not world.store.load(call.id).running


def test_a_new_ticket_starts_the_grace_time_again(world: World) -> None:
    call = world.ask()
    world.clock.pass_time(50)
    world.service.touch(world.person("alex"))
    world.clock.pass_time(50)
    world.service.sweep()
    assert world.store.load(call.id).running


def test_a_helper_who_vanished_counts_as_left_after_the_grace_time(world: World) -> None:
    call = world.ask()
    world.service.accept(call.id, world.person("bo"))
    world.enter(call, "alex")
    world.clock.pass_time(61)
    world.service.sweep()
    after = world.store.load(call.id)
    assert after.state is State.WAITING
    assert after.invitations[0].answer is Answer.LEFT
    assert world.told("alex")[-1] == "waiting"


def test_a_helper_who_came_by_another_program_counts_as_accepted(world: World) -> None:
    call = world.ask()
    world.enter(call, "cy")
    world.clock.pass_time(16)
    world.service.sweep()
    after = world.store.load(call.id)
    assert after.state is State.ANSWERED
    assert [i.person.name for i in after.helpers] == ["Cy"]


def test_who_left_and_is_still_seen_inside_for_a_moment_has_not_come_back(world: World) -> None:
    call = world.ask()
    for name in ("alex", "bo"):
        world.enter(call, name)
    world.service.accept(call.id, world.person("bo"))
    world.service.leave(call.id, world.person("bo"), None)
    world.clock.pass_time(16)
    world.service.sweep()
    assert world.store.load(call.id).state is State.WAITING
    world.clock.pass_time(16)
    world.service.sweep()
    assert [i.person.name for i in world.store.load(call.id).helpers] == ["Bo"]


def test_an_asker_who_left_and_asked_again_is_not_drawn_back_by_an_old_window(world: World) -> None:
    first = world.ask()
    world.service.accept(first.id, world.person("bo"))
    for name in ("alex", "bo"):
        world.enter(first, name)
    world.service.leave(first.id, world.person("alex"), None)
    second = world.ask()
    world.enter(second, "alex")
    world.clock.pass_time(61)
    world.service.sweep()
    assert world.service.open_call(world.person("alex")) == world.store.load(second.id)
    world.service.leave(first.id, world.person("bo"), None)
    assert world.store.load(first.id).state is State.CLOSED


def test_the_log_can_be_had_at_any_moment(world: World) -> None:
    call = world.ask()
    world.enter(call, "alex")
    world.say(call, "alex", "Anybody?")
    during = world.service.transcript(call.id, world.person("alex"))
    assert [line.body for line in during.lines] == ["Anybody?"]
    assert during.complete
    world.service.leave(call.id, world.person("alex"), None)
    after = world.service.transcript(call.id, world.person("alex"))
    assert after.lines == during.lines
    assert after.people.keys() == {world.person("alex").localpart}


def test_a_log_of_many_pages_is_kept_to_its_last_line(world: World) -> None:
    world.rooms.page_size = 10
    call = world.ask()
    world.enter(call, "alex")
    for number in range(95):
        world.say(call, "alex", f"line {number}")
    assert len(world.service.transcript(call.id, world.person("alex")).lines) == 95
    over = world.service.leave(call.id, world.person("alex"), None)
    assert over.complete
    assert [line.body for line in world.store.log(call.id)] == [f"line {number}" for number in range(95)]


def test_a_line_that_a_window_showed_and_the_archive_lost_makes_the_log_incomplete(world: World) -> None:
    call = world.ask()
    world.enter(call, "alex")
    world.say(call, "alex", "kept")
    lost = world.say(call, "alex", "lost")
    world.rooms.rooms[call.room].log.pop()
    over = world.service.leave(call.id, world.person("alex"), Report(lines=2, last_id=lost))
    assert over.complete is False


def test_the_end_waits_for_a_chat_server_that_is_down(world: World) -> None:
    call = world.ask()
    world.enter(call, "alex")
    world.say(call, "alex", "kept")
    world.rooms.available = False
    over = world.service.leave(call.id, world.person("alex"), None)
    assert over.state is State.ARCHIVING
    with pytest.raises(RoomsUnavailable):
        world.service.transcript(call.id, world.person("alex"))
    world.rooms.available = True
    world.clock.pass_time(5)
    world.service.sweep()
    assert world.store.load(call.id).state is State.CLOSED
    assert [line.body for line in world.store.log(call.id)] == ["kept"]


def test_a_room_lost_before_its_log_was_kept_closes_as_incomplete_after_some_tries(world: World) -> None:
    call = world.ask()
    world.rooms.available = False
    world.service.leave(call.id, world.person("alex"), None)
    world.rooms.available = True
    world.rooms.rooms.clear()
    for _ in range(8):
        world.clock.pass_time(61)
        world.service.sweep()
    closed = world.store.load(call.id)
    assert closed.state is State.CLOSED
    assert closed.complete is False


def test_a_call_that_never_had_a_room_closes_with_a_complete_empty_log(world: World) -> None:
    world.rooms.available = False
    call = world.ask()
    world.service.cancel(call.id, world.person("alex"))
    world.rooms.available = True
    world.clock.pass_time(61)
    world.service.sweep()
    closed = world.store.load(call.id)
    assert (closed.state, closed.complete) == (State.CLOSED, True)


def test_a_room_lost_in_mid_talk_is_made_again_with_everybody_admitted(world: World) -> None:
    call = world.ask()
    world.rooms.rooms.clear()
    world.clock.pass_time(16)
    world.service.sweep()
    assert world.person("bo").localpart in world.rooms.rooms[call.room].admitted


def test_everybody_is_put_out_before_the_log_is_read(world: World) -> None:
    call = world.ask()
    world.enter(call, "alex")
    world.rooms.page_size = 1
    world.say(call, "alex", "first")
    world.say(call, "alex", "second")
    seen = []
    read = world.rooms.read

    def spy(room: str, after: str = "") -> object:
        seen.append(set(world.rooms.rooms[room].admitted))
        return read(room, after)

    world.rooms.read = spy  # type: ignore[assignment, method-assign]
    world.service.leave(call.id, world.person("alex"), None)
    assert seen
    assert all(not admitted for admitted in seen)


def test_nothing_can_be_done_to_a_call_that_is_over(world: World) -> None:
    call = world.ask()
    alex = world.person("alex")
    world.service.cancel(call.id, alex)
    with pytest.raises(CallOver):
        world.service.solved(call.id, alex)
    with pytest.raises(CallOver):
        world.service.invite(call.id, alex, world.person("eve"))
    with pytest.raises(CallOver):
        world.service.remove(call.id, alex, world.person("bo"))
    assert world.service.leave(call.id, alex, None).state is State.CLOSED
    assert world.service.gone(call.id, alex, None).state is State.CLOSED
    with pytest.raises(RoomNotFound):
        world.rooms.inside(call.room)
