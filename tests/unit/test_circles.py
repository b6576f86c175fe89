"""The circle of people asked: where each round draws from, and what makes the next one come at once."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from chatxblock.domain.call import Call, Context, Person
from chatxblock.domain.candidates import duty_room
from chatxblock.domain.duty import Unit
from chatxblock.domain.helping import DutyService
from chatxblock.domain.rounds import Round, parse_plan, pools_of, write_plan
from chatxblock.errors import BadPlan
from tests.unit.world import COURSE, World, user


@pytest.fixture
def desk(world: World) -> DutyService:
    return DutyService(
        calls=world.service, store=world.store, rooms=world.rooms, clock=world.clock, secret="nobody knows"
    )


def come(world: World, desk: DutyService, name: str, *, staff: bool = False, block: str = "block") -> Person:
    """Somebody comes on duty, and has met one block."""
    who = world.person(name)
    desk.come(who)
    desk.wish(who, lambda helper: replace(helper, staff=staff))
    desk.meet(who, Unit(block=block))
    desk.arrive(who)
    world.rooms.around.add(who.localpart)
    return who


def ask(world: World, plan: str, listed: str = "", asker: str = "alex") -> Call:
    question = replace(world.question(uuid4()), rounds=parse_plan(plan), listed=tuple(user(n) for n in listed.split()))
    call, _ = world.service.ask(world.person(asker), question)
    world.enter(call, asker)
    return call


def asked(world: World, call: Call) -> list[tuple[str, int]]:
    return sorted((i.person.user_id, i.round) for i in world.store.load(call.id).invitations)


def wait(world: World, seconds: float) -> None:
    world.clock.pass_time(seconds)
    world.service.sweep()


def test_each_round_asks_its_own_circle(world: World, desk: DutyService) -> None:
    come(world, desk, "peer")
    come(world, desk, "kim", staff=True)
    come(world, desk, "far", block="elsewhere")
    call = ask(world, "1 peers 10s\n1 listed 20s\n1 staff 30s\n5 everyone 40s", listed="bo")
    assert asked(world, call) == [("peer", 1)]
    wait(world, 11)
    assert asked(world, call) == [("bo", 2), ("peer", 1)]
    wait(world, 11)
    assert len(asked(world, call)) == 2
    wait(world, 10)
    assert asked(world, call)[1] == ("kim", 3)
    wait(world, 31)
    assert asked(world, call) == [("bo", 2), ("far", 4), ("kim", 3), ("peer", 1)]


def test_a_circle_that_is_too_small_is_filled_from_the_next_at_once(world: World, desk: DutyService) -> None:
    come(world, desk, "peer")
    call = ask(world, "3 peers 10s\n6 listed 10s", listed="bo cy dee")
    assert asked(world, call) == [("bo", 1), ("cy", 1), ("peer", 1)]
    assert not call.short
    wait(world, 11)
    assert asked(world, call)[2] == ("dee", 2)
    assert world.store.load(call.id).short


def test_a_circle_behind_the_round_is_not_asked_again(world: World, desk: DutyService) -> None:
    assert pools_of(parse_plan("1 peers 10s\n1 staff 10s\n1 peers 10s"), 2) == ("staff", "peers")
    assert pools_of(parse_plan("1 peers 10s"), 7) == ("peers",)
    come(world, desk, "peer")
    come(world, desk, "another")
    call = ask(world, "1 peers 10s\n5 listed 10s", listed="bo")
    wait(world, 11)
    assert len(asked(world, call)) == 2


def test_when_all_have_declined_the_next_round_comes_at_once(world: World, desk: DutyService) -> None:
    call = ask(world, "2 listed 600s\n1 listed 600s", listed="bo cy dee")
    world.service.decline(call.id, world.person("bo"))
    assert len(asked(world, call)) == 2
    world.service.decline(call.id, world.person("cy"))
    assert asked(world, call)[-1] == ("dee", 2)


def test_who_comes_on_duty_is_asked_at_once_where_too_few_were_found(world: World, desk: DutyService) -> None:
    call = ask(world, "2 peers 600s\n4 peers 600s")
    assert asked(world, call) == []
    assert call.next_widening_at is None
    desk.beckon(come(world, desk, "bo"))
    assert asked(world, call) == [("bo", 2)]
    desk.beckon(come(world, desk, "cy"))
    assert asked(world, call) == [("bo", 2), ("cy", 3)]


def test_who_looks_again_and_again_changes_nothing_for_calls_that_have_no_use_for_them(
    world: World, desk: DutyService
) -> None:
    declined, elsewhere = come(world, desk, "bo"), come(world, desk, "far", block="elsewhere")
    off = come(world, desk, "off")
    desk.choose_unit(off, Unit(block="block", helps=False))
    call = ask(world, "2 peers 600s")
    world.service.decline(call.id, declined)
    before, looked_at = world.store.load(call.id), len(world.peering.rounds)
    for who in (declined, elsewhere, off, world.person("alex")):
        desk.beckon(who)
    assert world.store.load(call.id) == before
    assert len(world.peering.rounds) == looked_at


def test_who_is_at_the_limit_may_look_without_a_word_to_anybody(world: World, desk: DutyService) -> None:
    who = come(world, desk, "bo")
    desk.wish(who, lambda helper: replace(helper, most_offers=1))
    first, second = ask(world, "1 peers 600s"), ask(world, "1 peers 600s", asker="ann")
    desk.beckon(who)
    told, rev = world.told("ann"), world.store.load(second.id).rev
    desk.beckon(who)
    assert (world.told("ann"), world.store.load(second.id).rev) == (told, rev)
    assert (asked(world, first), asked(world, second)) == ([("bo", 1)], [])


def test_who_comes_on_duty_waits_for_the_next_round_where_enough_were_found(world: World, desk: DutyService) -> None:
    come(world, desk, "bo")
    call = ask(world, "1 peers 60s")
    desk.beckon(come(world, desk, "cy"))
    assert asked(world, call) == [("bo", 1)]
    wait(world, 61)
    assert asked(world, call) == [("bo", 1), ("cy", 2)]


def test_off_duty_nobody_is_asked_in_any_circle(world: World, desk: DutyService) -> None:
    for name in ("off", "kim"):
        desk.go(come(world, desk, name, staff=name == "kim"))
    desk.go(world.person("bo"))
    call = ask(world, "5 peers 10s\n5 listed 10s\n5 staff 10s\n5 everyone 10s", listed="bo")
    assert asked(world, call) == []


def test_limits_hold_for_all_calls_together(world: World, desk: DutyService) -> None:
    who = come(world, desk, "bo")
    desk.wish(who, lambda helper: replace(helper, most_offers=1))
    first, second = ask(world, "1 peers 60s"), ask(world, "1 peers 60s", asker="ann")
    assert (asked(world, first), asked(world, second)) == ([("bo", 1)], [])
    world.service.cancel(first.id, world.person("alex"))
    desk.beckon(who)
    assert asked(world, second) == [("bo", 2)]


def test_who_may_not_help_any_more_is_not_asked(world: World, desk: DutyService) -> None:
    who = come(world, desk, "bo")
    world.eligibility.excluded.add(who.id)
    assert asked(world, ask(world, "1 peers 60s")) == []


def test_an_offer_without_a_word_lapses_once_and_pauses_the_third_time(world: World, desk: DutyService) -> None:
    who = come(world, desk, "bo")
    for asker in ("ann", "bea", "cleo"):
        call = ask(world, "1 peers 30s", asker=asker)
        assert len(asked(world, call)) == 1
        for _ in range(6):
            wait(world, 31)
        world.service.cancel(call.id, world.person(asker))
    assert desk.helper(who).unanswered == 3
    assert desk.helper(who).paused
    assert asked(world, ask(world, "1 peers 30s")) == []
    assert not desk.come(who).paused


def test_declining_a_question_that_somebody_else_took_counts_for_nobody(world: World, desk: DutyService) -> None:
    bo, cy = come(world, desk, "bo"), come(world, desk, "cy")
    call = ask(world, "2 peers 30s")
    world.service.accept(call.id, bo)
    world.enter(call, "bo")
    wait(world, 100)
    assert desk.helper(cy).unanswered == 0
    assert (desk.helper(bo).answered, desk.helper(cy).answered) == (1, 0)


def test_the_key_of_a_duty_room_changes_with_the_hour_and_the_course(world: World, desk: DutyService) -> None:
    door = desk.arrive(world.person("bo"))
    assert door == desk.arrive(world.person("cy"))
    assert door.room == duty_room(COURSE) != duty_room("another")
    world.clock.pass_time(3600)
    assert desk.arrive(world.person("bo")).password != door.password
    assert world.rooms.duty_rooms[door.room] != door.password


def test_nobody_is_looked_for_in_the_duty_room_when_the_chat_server_is_away(world: World, desk: DutyService) -> None:
    who = come(world, desk, "bo")
    world.clock.pass_time(100)
    world.rooms.available = False
    desk.watch()
    assert desk.helper(who).present
    world.rooms.available = True
    world.rooms.around.clear()
    desk.watch()
    assert not desk.helper(who).present


def test_the_peering_hears_of_the_outcome_once(world: World, desk: DutyService) -> None:
    call = ask(world, "1 listed 60s", listed="bo")
    world.service.cancel(call.id, world.person("alex"))
    wait(world, 100)
    assert [outcome.id for outcome in world.peering.outcomes] == [call.id]


def test_a_plan_reads_as_it_is_written() -> None:
    text = "3 peers 60s\n6 Listed 2 min\n\n  10 everyone 5m\n1 staff 90"
    plan = parse_plan(text)
    assert plan == (
        Round(size=3, wait=60.0, pool="peers"),
        Round(size=6, wait=120.0, pool="listed"),
        Round(size=10, wait=300.0, pool="everyone"),
        Round(size=1, wait=90.0, pool="staff"),
    )
    assert parse_plan(write_plan(plan)) == plan


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "is empty"),
        ("   \n ", "is empty"),
        ("peers", "cannot read"),
        ("3 peers", "cannot read"),
        ("-3 peers 60s", "between 1 and"),
        ("0 peers 60s", "between 1 and"),
        ("1000000 peers 60s", "between 1 and"),
        ("3 friends 60s", "no group"),
        ("3 peers -1s", "waits between"),
        ("3 peers 0s", "waits between"),
        ("3 peers 99h", "waits between"),
        ("3 peers 60 s; 4 peers 3", "cannot read"),
        ("1 peers 60s\n" * 11, "at most 10"),
    ],
)
def test_a_plan_of_nonsense_is_refused_with_the_line(text: str, word: str) -> None:
    with pytest.raises(BadPlan, match=word):
        parse_plan(text)


def test_a_question_is_left_with_its_context(world: World) -> None:
    call = ask(world, "1 listed 60s", listed="bo")
    left = world.service.entrust(call.id, world.person("alex"))
    assert left.entrusted_at is not None
    assert left.context == Context(title="Unit 3", url="/unit/3?student={user}")


def test_a_clock_that_jumps_asks_nobody_twice_and_skips_no_round(world: World, desk: DutyService) -> None:
    call = ask(world, "1 listed 60s\n1 listed 60s\n1 listed 60s", listed="bo cy dee")
    wait(world, -3600)
    assert asked(world, call) == [("bo", 1)]
    wait(world, 3600 + 36_000)  # ten hours on: one round, not all that would have been due
    assert asked(world, call) == [("bo", 1), ("cy", 2)]
    world.service.sweep()
    assert len(asked(world, call)) == 2
    wait(world, -36_000)
    assert len(asked(world, call)) == 2
    assert world.told("bo").count("invitation") == 1


def test_no_more_is_promised_than_the_list_still_has(world: World) -> None:
    call = ask(world, "2 listed 10s\n5 listed 10s", listed="bo cy dee")
    assert (call.next_size, call.next_widening_at) == (1, call.next_round_at)
    wait(world, 11)
    after = world.store.load(call.id)
    assert (after.next_size, after.next_widening_at) == (0, None)
