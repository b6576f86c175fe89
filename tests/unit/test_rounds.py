"""Rounds: who is asked when, and that looking often changes nothing."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock

from chatxblock.domain.call import State
from chatxblock.domain.rounds import Round, round_of
from tests.unit.world import World


def test_past_the_end_of_the_plan_the_last_round_is_repeated() -> None:
    plan = (Round(size=1, wait=10.0), Round(size=2, wait=20.0))
    assert [round_of(plan, number).size for number in (0, 1, 2, 3, 9)] == [1, 1, 2, 2, 2]


def test_the_next_round_asks_those_who_were_not_asked_yet(world: World) -> None:
    call = world.ask(size=2)
    assert [i.person.name for i in call.invitations] == ["Bo", "Cy"]
    world.enter(call, "alex")
    world.clock.pass_time(61)
    world.service.sweep()
    assert [(i.person.name, i.round) for i in world.store.load(call.id).invitations][-1] == ("Dee", 2)
    assert world.told("bo").count("invitation") == 1


def test_nobody_left_to_ask_is_looked_at_again_and_changes_nothing_to_see(world: World) -> None:
    call = world.ask()
    world.enter(call, "alex")
    world.clock.pass_time(61)
    world.service.sweep()
    found_nobody = world.store.load(call.id)
    assert call.next_widening_at is found_nobody.next_widening_at is None
    world.clock.pass_time(61)
    world.service.sweep()
    after = world.store.load(call.id)
    assert after.rev == found_nobody.rev
    assert after.next_round_at == world.clock.now() + timedelta(seconds=60)


def test_more_people_are_promised_only_while_there_are_some(world: World) -> None:
    few = world.ask(size=2)
    assert few.next_widening_at == few.next_round_at is not None
    world.enter(few, "alex")
    world.clock.pass_time(61)
    world.service.sweep()
    assert world.store.load(few.id).next_widening_at is None


def test_no_round_goes_out_while_a_helper_is_there(world: World) -> None:
    call = world.ask(size=2)
    world.service.accept(call.id, world.person("bo"))
    world.enter(call, "bo")
    world.clock.pass_time(61)
    world.service.sweep()
    assert len(world.store.load(call.id).invitations) == 2


def test_when_the_helper_leaves_others_are_asked_at_once_if_the_time_has_come(world: World) -> None:
    call = world.ask(size=2)
    world.service.accept(call.id, world.person("bo"))
    world.enter(call, "alex")
    world.clock.pass_time(61)
    after = world.service.leave(call.id, world.person("bo"), None)
    assert after.state is State.WAITING
    assert world.told("dee") == ["invitation"]


def test_nobody_else_is_asked_after_it_is_solved(world: World) -> None:
    call = world.ask(size=2)
    world.enter(call, "alex")
    solved = world.service.solved(call.id, world.person("alex"))
    assert solved.solved_at == world.clock.now()
    world.clock.pass_time(61)
    world.service.sweep()
    assert len(world.store.load(call.id).invitations) == 2


def test_two_workers_looking_at_the_same_moment_ask_once(world: World) -> None:
    call = world.ask(size=2)
    world.enter(call, "alex")
    world.clock.pass_time(61)
    stale = world.store.load(call.id)
    for worker in (world.worker(), world.worker()):
        worker.call(stale.id, world.person("alex"))
    assert world.told("dee") == ["invitation"]


def test_a_worker_that_died_with_the_lease_is_followed_by_another(world: World) -> None:
    call = world.ask(size=2)
    world.enter(call, "alex")
    world.clock.pass_time(61)
    held = replace(world.service._upkeep.lease(), token="dead")
    assert world.store.take(call.id, held, world.clock.now())
    world.service.sweep()
    assert world.told("dee") == []
    world.clock.pass_time(16)
    world.service.sweep()
    assert world.told("dee") == ["invitation"]


def test_a_peering_that_fails_costs_neither_the_question_nor_the_sweep(world: World) -> None:
    choose, world.peering.choose = world.peering.choose, Mock(side_effect=KeyError("its own trouble"))  # type: ignore[method-assign]
    call = world.ask()
    assert call.invitations == ()
    world.enter(call, "alex")  # her room is there all the same
    assert world.store.load(call.id).question == call.question
    world.peering.choose = choose  # type: ignore[method-assign]
    world.clock.pass_time(10)
    assert world.service.sweep() == [call.id]
    assert world.told("bo") == ["invitation"]


def test_nobody_is_asked_to_a_room_that_everybody_has_left(world: World) -> None:
    call = world.ask(size=2)
    world.clock.pass_time(61)
    world.service.sweep()
    assert world.store.load(call.id).state is State.CLOSED
    assert world.told("dee") == []
