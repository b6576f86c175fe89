"""What an outage of the chat server leaves behind, and what lateness can do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatxblock.domain import events
from chatxblock.domain.call import Call, Report, State
from chatxblock.domain.patience import patience, time_left
from chatxblock.errors import RoomsUnavailable
from chatxblock.testing import MemoryRoom
from tests.unit.world import World


def test_a_call_that_outlived_an_outage_is_not_due_for_ever(world: World) -> None:
    call = world.ask()
    world.enter(call, "alex")
    world.rooms.available = False
    world.clock.pass_time(16)
    world.service.sweep()
    world.rooms.available = True
    world.clock.pass_time(5)
    assert world.service.sweep() == [call.id]
    assert world.service.sweep() == []


def test_who_was_thrown_out_by_a_long_outage_gets_the_grace_time_to_come_back(world: World) -> None:
    call = world.ask()
    world.enter(call, "alex")
    world.enter(call, "bo")
    world.clock.pass_time(16)
    world.service.sweep()
    world.rooms.available = False
    for _ in range(30):
        world.clock.pass_time(10)
        world.service.sweep()
    world.rooms.available = True
    world.rooms.rooms[call.room].inside.clear()
    world.clock.pass_time(61)
    world.service.sweep()
    assert world.store.load(call.id).state is State.ANSWERED
    for _ in range(5):
        world.clock.pass_time(16)
        world.service.sweep()
    assert world.store.load(call.id).state is State.CLOSED


def test_a_room_lost_with_its_archive_makes_the_log_incomplete(world: World) -> None:
    call = world.ask()
    world.enter(call, "alex")
    world.say(call, "alex", "Is anybody there?")
    world.rooms.rooms.clear()
    world.clock.pass_time(16)
    world.service.sweep()
    world.enter(call, "alex")
    world.say(call, "alex", "Where did it go?")
    assert world.service.transcript(call.id, world.person("alex")).complete is False
    over = world.service.leave(call.id, world.person("alex"), None)
    assert (over.state, over.complete) == (State.CLOSED, False)


@pytest.mark.parametrize("step", ["read", "admit"])
def test_a_room_that_was_half_made_again_is_finished_by_the_next_look(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    call = world.ask()
    world.enter(call, "alex")
    world.say(call, "alex", "Is anybody there?")
    del world.rooms.rooms[call.room]

    def die(*_: object) -> None:
        raise RoomsUnavailable

    with monkeypatch.context() as stopped:
        stopped.setattr(world.rooms, step, die)
        world.clock.pass_time(16)
        world.service.sweep()
    assert call.room in world.rooms.rooms
    for _ in range(2):
        world.clock.pass_time(16)
        world.worker().sweep()
    world.enter(call, "alex")
    world.say(call, "alex", "Where did it go?")
    over = world.service.leave(call.id, world.person("alex"), None)
    assert (over.state, over.complete) == (State.CLOSED, False)
    assert [report.last_id for report in over.reports] == [events.LOST.last_id]


def test_a_room_lost_and_an_archive_that_stayed_lose_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    call = world.ask()
    world.enter(call, "alex")
    world.say(call, "alex", "Is anybody there?")
    log = world.rooms.rooms.pop(call.room).log
    make = world.rooms.make

    def make_with_archive(room: str, *, occupants: int) -> None:
        make(room, occupants=occupants)
        world.rooms.rooms[room].log = log

    monkeypatch.setattr(world.rooms, "make", make_with_archive)
    world.clock.pass_time(16)
    world.service.sweep()
    over = world.service.leave(call.id, world.person("alex"), None)
    assert (over.complete, len(world.store.log(call.id))) == (True, 1)


def test_a_report_of_more_lines_than_the_last_page_holds_is_compared_with_all(world: World) -> None:
    world.rooms.page_size = 2
    call = world.ask()
    world.enter(call, "alex")
    ids = [world.say(call, "alex", str(number)) for number in range(5)]
    over = world.service.leave(call.id, world.person("alex"), Report(lines=5, last_id=ids[-1]))
    assert over.complete is True


def test_a_worker_that_wakes_up_late_leaves_no_room_behind(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    make, slept = world.rooms.make, False

    def fall_asleep(room: str, *, occupants: int) -> None:
        nonlocal slept
        if not slept:
            slept = True
            world.clock.pass_time(20)
            world.worker().sweep()
            cancelled = world.worker().cancel(call_id, world.person("alex"))
            assert cancelled.state is State.CLOSED
        make(room, occupants=occupants)

    monkeypatch.setattr(world.rooms, "make", fall_asleep)
    question = world.question()
    call_id = question.id
    late, _ = world.service.ask(world.person("alex"), question)
    assert late.state is State.CLOSED
    assert world.rooms.rooms == dict[str, MemoryRoom]()


def test_an_archiver_that_comes_late_changes_nothing(world: World) -> None:
    call = world.ask()
    over = world.service.leave(call.id, world.person("alex"), None)
    later = world.clock.now()
    changes = (
        events.archived(over, False, later),
        events.closed(over, later),
        events.ended(over, later),
        events.postponed(over, later),
    )
    assert all(after is over for after in changes)


def test_one_call_that_fails_does_not_keep_the_others_waiting(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = world.ask(), _asked_by(world, "eve")
    load = world.store.load

    def fail(call_id: object) -> Call:
        if call_id == first.id:
            raise ZeroDivisionError
        return load(second.id)

    world.clock.pass_time(61)
    monkeypatch.setattr(world.store, "load", fail)
    with pytest.raises(ZeroDivisionError):
        world.service.sweep()
    assert load(second.id).observe_at != second.observe_at


def test_all_that_an_answer_waits_for_shares_one_limit() -> None:
    assert time_left(3.0) == 3.0
    with patience(1.0):
        assert 0.5 < time_left(3.0) <= 1.0
        assert time_left(0.1) == 0.1
        with patience(60.0):
            assert time_left(3.0) <= 1.0
        with patience(0.0):
            assert time_left(3.0) <= 0
    assert time_left(3.0) == 3.0


def _asked_by(world: World, name: str) -> Call:
    question = world.question(helpers="cy")
    return world.service.ask(world.person(name), replace(question, text="And this one?"))[0]


def test_a_question_that_nobody_waits_for_is_given_up_while_the_chat_server_is_away(world: World) -> None:
    world.rooms.available = False
    call = world.ask()
    for _ in range(10):
        world.clock.pass_time(61)
        world.service.sweep()
    assert world.store.load(call.id).state is State.ARCHIVING
    world.rooms.available = True
    world.clock.pass_time(61)
    world.service.sweep()
    assert world.store.load(call.id).state is State.CLOSED


def test_a_question_whose_asker_takes_tickets_is_not_given_up(world: World) -> None:
    world.rooms.available = False
    call = world.ask()
    for _ in range(10):
        world.clock.pass_time(61)
        world.service.touch(world.person("alex"))
        world.service.sweep()
    world.rooms.available = True
    world.clock.pass_time(61)
    world.service.sweep()
    assert world.store.load(call.id).admitted_at is not None


def test_rounds_and_the_end_wait_while_nobody_can_say_who_is_inside(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = world.ask(size=1)
    assert call.admitted_at is not None

    def fail(room: str) -> frozenset[str]:
        raise RoomsUnavailable

    with monkeypatch.context() as away:
        away.setattr(world.rooms, "inside", fail)
        for _ in range(10):
            world.clock.pass_time(61)
            world.service.sweep()
        assert len(world.store.load(call.id).invitations) == 1
    for _ in range(10):
        world.clock.pass_time(61)
        world.service.sweep()
    assert world.store.load(call.id).state is State.CLOSED
