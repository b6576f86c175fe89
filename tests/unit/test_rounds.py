"""Rounds: who is asked when, and that looking often changes nothing."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock

from chatxblock.domain.calls.call import State
from chatxblock.domain.calls.rounds import Round, round_of
from tests.unit.fixtures import Course


def test_past_the_end_of_the_plan_the_last_round_is_repeated() -> None:
    plan = (Round(size=1, wait=10.0), Round(size=2, wait=20.0))
    assert [round_of(plan, number).size for number in (0, 1, 2, 3, 9)] == [1, 1, 2, 2, 2]


def test_the_next_round_asks_those_who_were_not_asked_yet(course: Course) -> None:
    call = course.ask(size=2)
    assert [i.person.name for i in call.invitations] == ["Bo", "Cy"]
    course.enter(call, "alex")
    course.clock.pass_time(61)
    course.service.sweep()
    assert [(i.person.name, i.round) for i in course.store.load(call.id).invitations][-1] == ("Dee", 2)
    assert course.told("bo").count("invitation") == 1


def test_nobody_left_to_ask_is_looked_at_again_and_changes_nothing_to_see(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.clock.pass_time(61)
    course.service.sweep()
    found_nobody = course.store.load(call.id)
    assert call.next_widening_at is found_nobody.next_widening_at is None
    course.clock.pass_time(61)
    course.service.sweep()
    after = course.store.load(call.id)
    assert after.rev == found_nobody.rev
    assert after.next_round_at == course.clock.now() + timedelta(seconds=60)


def test_more_people_are_promised_only_while_there_are_some(course: Course) -> None:
    few = course.ask(size=2)
    assert few.next_widening_at == few.next_round_at is not None
    course.enter(few, "alex")
    course.clock.pass_time(61)
    course.service.sweep()
    assert course.store.load(few.id).next_widening_at is None


def test_no_round_goes_out_while_a_helper_is_there(course: Course) -> None:
    call = course.ask(size=2)
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "bo")
    course.clock.pass_time(61)
    course.service.sweep()
    assert len(course.store.load(call.id).invitations) == 2


def test_when_the_helper_leaves_others_are_asked_at_once_if_the_time_has_come(course: Course) -> None:
    call = course.ask(size=2)
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "alex")
    course.clock.pass_time(61)
    after = course.service.leave(call.id, course.person("bo"), None)
    assert after.state is State.WAITING
    assert course.told("dee") == ["invitation"]


def test_nobody_else_is_asked_after_it_is_solved(course: Course) -> None:
    call = course.ask(size=2)
    course.enter(call, "alex")
    solved = course.service.solved(call.id, course.person("alex"))
    assert solved.solved_at == course.clock.now()
    course.clock.pass_time(61)
    course.service.sweep()
    assert len(course.store.load(call.id).invitations) == 2


def test_two_workers_looking_at_the_same_moment_ask_once(course: Course) -> None:
    call = course.ask(size=2)
    course.enter(call, "alex")
    course.clock.pass_time(61)
    stale = course.store.load(call.id)
    for worker in (course.worker(), course.worker()):
        worker.call(stale.id, course.person("alex"))
    assert course.told("dee") == ["invitation"]


def test_a_worker_that_died_with_the_lease_is_followed_by_another(course: Course) -> None:
    call = course.ask(size=2)
    course.enter(call, "alex")
    course.clock.pass_time(61)
    held = replace(course.service._due.lease(), token="dead")
    assert course.store.take(call.id, held, course.clock.now())
    course.service.sweep()
    assert course.told("dee") == []
    course.clock.pass_time(16)
    course.service.sweep()
    assert course.told("dee") == ["invitation"]


def test_a_peering_that_fails_costs_neither_the_question_nor_the_sweep(course: Course) -> None:
    choose, course.peering.choose = course.peering.choose, Mock(side_effect=KeyError("its own trouble"))  # type: ignore[method-assign]
    call = course.ask()
    assert call.invitations == ()
    course.enter(call, "alex")  # her room is there all the same
    assert course.store.load(call.id).question == call.question
    course.peering.choose = choose  # type: ignore[method-assign]
    course.clock.pass_time(10)
    assert course.service.sweep() == [call.id]
    assert course.told("bo") == ["invitation"]


def test_nobody_is_asked_to_a_room_that_everybody_has_left(course: Course) -> None:
    call = course.ask(size=2)
    course.clock.pass_time(61)
    course.service.sweep()
    assert course.store.load(call.id).state is State.CLOSED
    assert course.told("dee") == []
