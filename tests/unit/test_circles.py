"""The circle of people asked: where each round draws from, and what makes the next one come at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from unittest.mock import MagicMock
from uuid import uuid4

import pytest

from chatxblock.domain.calls.call import Call, Context, Person
from chatxblock.domain.calls.candidates import duty_room
from chatxblock.domain.calls.rounds import Round, parse_plan, pools_of, write_plan
from chatxblock.domain.calls.waiting import MOST_PLACES
from chatxblock.domain.helpers.duty import Unit
from chatxblock.domain.helpers.service import CROWD, CROWD_SECONDS, HelperService
from chatxblock.domain.ports import Place
from chatxblock.errors import BadPlan
from chatxblock.testing import MemoryEvents
from tests.unit.fixtures import COURSE, Course, user


@pytest.fixture
def helpers(course: Course) -> HelperService:
    return HelperService(
        service=course.service,
        calls=course.store,
        helpers=course.store,
        presence=course.rooms.presence,
        events=MemoryEvents(),
        clock=course.clock,
        secret="nobody knows",
    )


def come(course: Course, helpers: HelperService, name: str, *, staff: bool = False, unit: str = "unit") -> Person:
    """Somebody comes on duty, and has met one unit."""
    who = course.person(name)
    helpers.come(who)
    helpers.wish(who, lambda helper: replace(helper, staff=staff))
    helpers.meet(who, Unit(key=unit))
    helpers.arrive(who)
    course.rooms.presence.around.add(who.localpart)
    return who


def ask(course: Course, plan: str, listed: str = "", asker: str = "alex") -> Call:
    question = replace(course.question(uuid4()), rounds=parse_plan(plan), listed=tuple(user(n) for n in listed.split()))
    call, _ = course.service.ask(course.person(asker), question)
    course.enter(call, asker)
    return call


def asked(course: Course, call: Call) -> list[tuple[str, int]]:
    return sorted((i.person.user_id, i.round) for i in course.store.load(call.id).invitations)


def wait(course: Course, seconds: float) -> None:
    course.clock.pass_time(seconds)
    course.service.sweep()


def test_who_met_a_block_before_units_were_known_is_a_peer_of_the_unit(course: Course, helpers: HelperService) -> None:
    come(course, helpers, "bo", unit="block")
    helpers.choose_unit(come(course, helpers, "cy", unit="block"), Unit(key="block", helps=False))
    helpers.settle("block", "unit")
    assert helpers.around("unit", course.person("alex"), 10) == 1
    assert asked(course, ask(course, "3 peers 30s")) == [("bo", 1)]


def test_whether_something_is_to_be_moved_is_asked_once(
    course: Course, helpers: HelperService, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[tuple[str, str]] = []
    monkeypatch.setattr(course.store, "move_unit", lambda block, unit: moved.append((block, unit)))
    for block in ("block", "another block", "block"):
        helpers.settle(block, "unit")
    assert moved == [("block", "unit"), ("another block", "unit")]


def test_each_round_asks_its_own_circle(course: Course, helpers: HelperService) -> None:
    come(course, helpers, "peer")
    come(course, helpers, "kim", staff=True)
    come(course, helpers, "far", unit="elsewhere")
    call = ask(course, "1 peers 10s\n1 listed 20s\n1 staff 30s\n5 everyone 40s", listed="bo")
    assert asked(course, call) == [("peer", 1)]
    wait(course, 11)
    assert asked(course, call) == [("bo", 2), ("peer", 1)]
    wait(course, 11)
    assert len(asked(course, call)) == 2
    wait(course, 10)
    assert asked(course, call)[1] == ("kim", 3)
    wait(course, 31)
    assert asked(course, call) == [("bo", 2), ("far", 4), ("kim", 3), ("peer", 1)]


def test_a_circle_that_is_too_small_is_filled_from_the_next_at_once(course: Course, helpers: HelperService) -> None:
    come(course, helpers, "peer")
    call = ask(course, "3 peers 10s\n6 listed 10s", listed="bo cy dee")
    assert asked(course, call) == [("bo", 1), ("cy", 1), ("peer", 1)]
    assert not call.short
    wait(course, 11)
    assert asked(course, call)[2] == ("dee", 2)
    assert course.store.load(call.id).short


def test_a_circle_behind_the_round_is_not_asked_again(course: Course, helpers: HelperService) -> None:
    assert pools_of(parse_plan("1 peers 10s\n1 staff 10s\n1 peers 10s"), 2) == ("staff", "peers")
    assert pools_of(parse_plan("1 peers 10s"), 7) == ("peers",)
    come(course, helpers, "peer")
    come(course, helpers, "another")
    call = ask(course, "1 peers 10s\n5 listed 10s", listed="bo")
    wait(course, 11)
    assert len(asked(course, call)) == 2


def test_when_all_have_declined_the_next_round_comes_at_once(course: Course, helpers: HelperService) -> None:
    call = ask(course, "2 listed 600s\n1 listed 600s", listed="bo cy dee")
    course.service.decline(call.id, course.person("bo"))
    assert len(asked(course, call)) == 2
    course.service.decline(call.id, course.person("cy"))
    assert asked(course, call)[-1] == ("dee", 2)


def test_who_comes_on_duty_is_asked_at_once_where_too_few_were_found(course: Course, helpers: HelperService) -> None:
    call = ask(course, "2 peers 600s\n4 peers 600s")
    assert asked(course, call) == []
    assert call.next_widening_at is None
    helpers.recheck_waiting(come(course, helpers, "bo"))
    assert asked(course, call) == [("bo", 2)]
    helpers.recheck_waiting(come(course, helpers, "cy"))
    assert asked(course, call) == [("bo", 2), ("cy", 3)]


def test_who_looks_again_and_again_changes_nothing_for_calls_that_have_no_use_for_them(
    course: Course, helpers: HelperService
) -> None:
    declined, elsewhere = come(course, helpers, "bo"), come(course, helpers, "far", unit="elsewhere")
    off = come(course, helpers, "off")
    helpers.choose_unit(off, Unit(key="unit", helps=False))
    call = ask(course, "2 peers 600s")
    course.service.decline(call.id, declined)
    before, looked_at = course.store.load(call.id), len(course.peering.rounds)
    for who in (declined, elsewhere, off, course.person("alex")):
        helpers.recheck_waiting(who)
    assert course.store.load(call.id) == before
    assert len(course.peering.rounds) == looked_at


def test_who_is_at_the_limit_may_look_without_a_word_to_anybody(course: Course, helpers: HelperService) -> None:
    who = come(course, helpers, "bo")
    helpers.wish(who, lambda helper: replace(helper, most_offers=1))
    first, second = ask(course, "1 peers 600s"), ask(course, "1 peers 600s", asker="ann")
    helpers.recheck_waiting(who)
    told, rev = course.told("ann"), course.store.load(second.id).rev
    helpers.recheck_waiting(who)
    assert (course.told("ann"), course.store.load(second.id).rev) == (told, rev)
    assert (asked(course, first), asked(course, second)) == ([("bo", 1)], [])


def test_who_comes_is_asked_as_often_as_fits_however_many_wait(course: Course, helpers: HelperService) -> None:
    calls = [ask(course, "2 peers 600s", asker=f"asker {number}") for number in range(10)]
    looked_at = len(course.peering.rounds)
    who = come(course, helpers, "bo")
    helpers.recheck_waiting(who)
    assert [len(asked(course, call)) for call in calls] == [1, 1, 1, *[0] * 7]
    assert len(course.peering.rounds) == looked_at + 3
    helpers.recheck_waiting(who)
    assert len(course.peering.rounds) == looked_at + 3


def test_a_call_that_is_set_aside_takes_no_place_from_one_that_works(course: Course, helpers: HelperService) -> None:
    broken, fine = ask(course, "1 peers 30s"), ask(course, "1 peers 600s", asker="ann")
    course.store.set_aside(broken.id, course.clock.now())
    who = come(course, helpers, "bo")
    helpers.wish(who, lambda helper: replace(helper, most_offers=1))
    helpers.recheck_waiting(who)
    assert (asked(course, broken), asked(course, fine)) == ([], [("bo", 2)])


def test_the_platform_is_asked_of_a_few_places_whether_somebody_may_help(
    course: Course, helpers: HelperService, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        question = replace(course.question(uuid4()), rounds=parse_plan("1 everyone 600s"), unit=f"unit {number % 15}")
        course.service.ask(course.person(f"asker {number}"), question)
    who = come(course, helpers, "bo")
    course.eligibility.excluded.add(who.id)
    places: list[Place] = []
    among = course.eligibility.among

    def counted(rule: str, place: Place, people: Sequence[Person]) -> Collection[int]:
        places.append(place)
        return among(rule, place, people)

    monkeypatch.setattr(course.eligibility, "among", counted)
    helpers.recheck_waiting(who)
    assert len(places) == len(set(places)) == MOST_PLACES


def test_who_comes_on_duty_waits_for_the_next_round_where_enough_were_found(
    course: Course, helpers: HelperService
) -> None:
    come(course, helpers, "bo")
    call = ask(course, "1 peers 60s")
    helpers.recheck_waiting(come(course, helpers, "cy"))
    assert asked(course, call) == [("bo", 1)]
    wait(course, 61)
    assert asked(course, call) == [("bo", 1), ("cy", 2)]


def test_off_duty_nobody_is_asked_in_any_circle(course: Course, helpers: HelperService) -> None:
    for name in ("off", "kim"):
        helpers.go(come(course, helpers, name, staff=name == "kim"))
    helpers.go(course.person("bo"))
    call = ask(course, "5 peers 10s\n5 listed 10s\n5 staff 10s\n5 everyone 10s", listed="bo")
    assert asked(course, call) == []


def test_limits_hold_for_all_calls_together(course: Course, helpers: HelperService) -> None:
    who = come(course, helpers, "bo")
    helpers.wish(who, lambda helper: replace(helper, most_offers=1))
    first, second = ask(course, "1 peers 60s"), ask(course, "1 peers 60s", asker="ann")
    assert (asked(course, first), asked(course, second)) == ([("bo", 1)], [])
    course.service.cancel(first.id, course.person("alex"))
    helpers.recheck_waiting(who)
    assert asked(course, second) == [("bo", 2)]


def test_who_may_not_help_any_more_is_not_asked(course: Course, helpers: HelperService) -> None:
    who = come(course, helpers, "bo")
    course.eligibility.excluded.add(who.id)
    assert asked(course, ask(course, "1 peers 60s")) == []


def test_an_offer_without_a_word_lapses_once_and_pauses_the_third_time(course: Course, helpers: HelperService) -> None:
    who = come(course, helpers, "bo")
    for asker in ("ann", "bea", "cleo"):
        call = ask(course, "1 peers 30s", asker=asker)
        assert len(asked(course, call)) == 1
        for _ in range(6):
            wait(course, 31)
        course.service.cancel(call.id, course.person(asker))
    assert helpers.helper(who).unanswered == 3
    assert helpers.helper(who).paused
    assert asked(course, ask(course, "1 peers 30s")) == []
    assert not helpers.come(who).paused


def test_declining_a_question_that_somebody_else_took_counts_for_nobody(course: Course, helpers: HelperService) -> None:
    bo, cy = come(course, helpers, "bo"), come(course, helpers, "cy")
    call = ask(course, "2 peers 30s")
    course.service.accept(call.id, bo)
    course.enter(call, "bo")
    wait(course, 100)
    assert helpers.helper(cy).unanswered == 0
    assert (helpers.helper(bo).answered, helpers.helper(cy).answered) == (1, 0)


def test_the_key_of_a_duty_room_changes_with_the_hour_and_the_course(course: Course, helpers: HelperService) -> None:
    door = helpers.arrive(course.person("bo"))
    assert door == helpers.arrive(course.person("cy"))
    assert door.room == duty_room(COURSE) != duty_room("another")
    course.clock.pass_time(3600)
    assert helpers.arrive(course.person("bo")).password != door.password
    assert course.rooms.presence.duty_rooms[door.room] != door.password


def test_nobody_is_looked_for_in_the_duty_room_when_the_chat_server_is_away(
    course: Course, helpers: HelperService
) -> None:
    who = come(course, helpers, "bo")
    course.clock.pass_time(100)
    course.rooms.available = False
    helpers.watch()
    assert helpers.helper(who).present
    course.rooms.available = True
    course.rooms.presence.around.clear()
    helpers.watch()
    assert not helpers.helper(who).present


def test_a_crowd_on_duty_is_read_where_its_number_changes_and_now_and_then(
    course: Course, helpers: HelperService, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [come(course, helpers, f"helper {number}") for number in range(CROWD + 2)]
    presence = course.rooms.presence
    read = MagicMock(side_effect=presence.present)
    monkeypatch.setattr(presence, "present", read)
    monkeypatch.setattr(presence, "number", lambda _: len(presence.around))

    def reads(seconds: float) -> int:
        course.clock.pass_time(seconds)
        before = read.call_count
        helpers.watch()
        return int(read.call_count - before)

    assert [reads(seconds) for seconds in (100, 5, 5)] == [1, 0, 0]
    presence.around.remove(people[0].localpart)
    assert reads(0) == 1
    assert not helpers.helper(people[0]).present
    presence.around ^= {people[0].localpart, people[1].localpart}
    assert [reads(CROWD_SECONDS - 1), reads(1)] == [0, 1]
    assert (helpers.helper(people[0]).present, helpers.helper(people[1]).present) == (True, False)
    presence.around.remove(people[2].localpart)
    assert [reads(0) for _ in range(3)] == [1, 1, 1]  # a hundred are no crowd


def test_the_peering_hears_of_the_outcome_once(course: Course, helpers: HelperService) -> None:
    call = ask(course, "1 listed 60s", listed="bo")
    course.service.cancel(call.id, course.person("alex"))
    wait(course, 100)
    assert [outcome.id for outcome in course.peering.outcomes] == [call.id]


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
        ("9" * 5000 + " peers 60s", "cannot read"),
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


def test_a_question_is_left_with_its_context(course: Course) -> None:
    call = ask(course, "1 listed 60s", listed="bo")
    left = course.service.defer(call.id, course.person("alex"))
    assert left.deferred_at is not None
    assert left.context == Context(title="Unit 3", url="/unit/3?student={user}")


def test_a_clock_that_jumps_asks_nobody_twice_and_skips_no_round(course: Course, helpers: HelperService) -> None:
    call = ask(course, "1 listed 60s\n1 listed 60s\n1 listed 60s", listed="bo cy dee")
    wait(course, -3600)
    assert asked(course, call) == [("bo", 1)]
    wait(course, 3600 + 36_000)  # ten hours on: one round, not all that would have been due
    assert asked(course, call) == [("bo", 1), ("cy", 2)]
    course.service.sweep()
    assert len(asked(course, call)) == 2
    wait(course, -36_000)
    assert len(asked(course, call)) == 2
    assert course.told("bo").count("invitation") == 1


def test_no_more_is_promised_than_the_list_still_has(course: Course) -> None:
    call = ask(course, "2 listed 10s\n5 listed 10s", listed="bo cy dee")
    assert (call.next_size, call.next_widening_at) == (1, call.next_round_at)
    wait(course, 11)
    after = course.store.load(call.id)
    assert (after.next_size, after.next_widening_at) == (0, None)
