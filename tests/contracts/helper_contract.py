"""What every store has to do about helpers. A test class derives from `HelperContract` and gives it a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID

import pytest

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.rounds import Pool
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.helpers import duty
from chatxblock.domain.helpers.duty import Helper, QuietHours, Standing, Unit
from chatxblock.errors import StaleCall
from chatxblock.testing import START
from tests.contracts.store_contract import a_call, lease, person
from tests.support.stores import Store

NIGHT = QuietHours(days=(5, 6), start=time(22), end=time(7))
UNIT = Unit(key="unit", title="Unit 3", url="/unit/3?student={user}")


def wish(store: Store, who: Person, **wishes: object) -> Helper:
    before = store.helper(who)
    after = replace(before, **wishes)  # type: ignore[arg-type]
    store.save_helper(before, after)
    return after


def on_duty(store: Store, name: str, *units: str, **wishes: object) -> Person:
    """Somebody who is on duty, in the duty room, and met those units."""
    who = person(store, name)
    wish(store, who, standing=Standing.HELPS, on_duty=True, **wishes)
    store.arrive(who, START)
    for unit in units or ("unit",):
        store.save_unit(who, replace(UNIT, key=unit))
    return who


def everybody(store: Store, call: Call, pool: str, step: int = 2) -> list[Person]:
    found: list[Person] = []
    drawn = store.draw(call, pool, None, step)
    while drawn.behind is not None:
        found += [helper.person for helper in drawn.helpers]
        drawn = store.draw(call, pool, drawn.behind, step)
    return [*found, *(helper.person for helper in drawn.helpers)]


class HelperContract:
    """Behaviours of a store of helpers."""

    def test_who_never_said_anything_has_the_defaults(self, store: Store) -> None:
        who = person(store, "bo")
        assert store.helper(who) == Helper(person=who)

    def test_wishes_are_kept(self, store: Store) -> None:
        who = person(store, "bo")
        until = START + timedelta(minutes=10)
        told = wish(
            store,
            who,
            standing=Standing.HELPS,
            on_duty=True,
            until=until,
            quiet=(NIGHT,),
            timezone="Europe/Berlin",
            most_offers=2,
            most_calls=1,
            sound=False,
        )
        assert store.helper(who) == told

    def test_what_others_change_meanwhile_stays(self, store: Store) -> None:
        who = on_duty(store, "bo")
        before = store.helper(who)
        wish(store, who, timezone="Asia/Tokyo")
        store.save_helper(before, replace(before, sound=False))
        assert (store.helper(who).timezone, store.helper(who).sound) == ("Asia/Tokyo", False)

    def test_peers_are_drawn_who_are_ready_in_the_unit_each_once(self, store: Store) -> None:
        ready = {on_duty(store, f"peer{number}") for number in range(5)}
        on_duty(store, "elsewhere", "another unit")
        on_duty(store, "teacher", staff=True)
        wish(store, on_duty(store, "paused"), paused=True)
        wish(store, on_duty(store, "off"), on_duty=False)
        wish(store, on_duty(store, "stopped"), standing=Standing.DECLINED)
        store.save_unit(on_duty(store, "not here"), replace(UNIT, helps=False), wish=True)
        away = person(store, "away")
        wish(store, away, standing=Standing.HELPS, on_duty=True)
        store.save_unit(away, UNIT)
        named = on_duty(store, "named")
        call = a_call(on_duty(store, "alex"), listed=(named.id,))
        store.add(call, lease())
        drawn = everybody(store, call, Pool.PEERS)
        assert set(drawn) == ready
        assert len(drawn) == len(ready)

    def test_staff_and_everyone_are_drawn_from_the_whole_course(self, store: Store) -> None:
        teacher = on_duty(store, "teacher", "another unit", staff=True)
        peer = on_duty(store, "peer", "another unit")
        store.save_unit(on_duty(store, "not here"), replace(UNIT, helps=False), wish=True)
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        assert everybody(store, call, Pool.STAFF) == [teacher]
        assert set(everybody(store, call, Pool.EVERYONE)) == {teacher, peer}
        assert everybody(store, call, Pool.PEERS) == []

    def test_who_was_asked_is_not_drawn_again(self, store: Store) -> None:
        first, second = on_duty(store, "bo"), on_duty(store, "cy")
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        asked = events.widened(call, [first], START)
        store.save(call, asked)
        assert everybody(store, asked, Pool.PEERS) == [second]
        assert everybody(store, asked, Pool.EVERYONE) == [second]

    def test_fewest_answered_come_first(self, store: Store) -> None:
        often, once, never = (on_duty(store, name) for name in ("often", "once", "never"))
        for helpers in ([often, once], [often]):
            call = a_call(person(store, f"asker {len(helpers)}"))
            store.add(call, lease())
            asked = events.widened(call, helpers, START)
            store.save(call, asked)
            for helper in helpers:
                before, asked = asked, events.accepted(asked, helper, START)
                store.save(before, asked)
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        assert everybody(store, call, Pool.PEERS, step=1) == [never, once, often]
        assert [store.helper(who).answered for who in (often, once, never)] == [2, 1, 0]
        assert [store.helper(who).asked for who in (often, once, never)] == [2, 1, 0]

    def test_who_is_asked_five_times_stands_behind_who_was_not(self, store: Store) -> None:
        one, other, third = (on_duty(store, name) for name in ("one", "other", "third"))
        for number in range(5):
            call = a_call(person(store, f"asker {number}"))
            store.add(call, lease())
            asked = events.delivered(events.widened(call, [one, other], START), {one.id, other.id}, set(), START)
            store.save(call, asked)
            said_no = events.declined(asked, one, START)
            store.save(asked, said_no)
            store.save(said_no, events.widened(said_no, [], START + timedelta(seconds=121)))
            resumed = store.helper(other)
            store.save_helper(resumed, duty.on_duty(resumed, None))
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        assert everybody(store, call, Pool.PEERS, step=1)[0] == third
        assert [store.helper(who).turns for who in (one, other, third)] == [5, 5, 0]

    def test_thanks_are_counted_once(self, store: Store) -> None:
        who = on_duty(store, "bo")
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        here = events.accepted(events.widened(call, [who], START), who, START)
        store.save(call, here)
        thanked = events.thanked(here, who, START)
        store.save(here, thanked)
        assert events.thanked(thanked, who, START) is thanked
        found = store.helper(who)
        assert (found.asked, found.answered, found.thanked) == (1, 1, 1)
        assert store.thanks([who.id, who.id + 1000]) == {who.id: 1}

    def test_equals_come_in_any_order(self, store: Store) -> None:
        helpers = [on_duty(store, f"peer{number}") for number in range(12)]
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        assert everybody(store, call, Pool.PEERS) != helpers  # one in 479,001,600 runs they do

    def test_open_offers_and_calls_are_counted(self, store: Store) -> None:
        who = on_duty(store, "bo")
        for name in ("ann", "bea"):
            call = a_call(person(store, name))
            store.add(call, lease())
            asked = events.widened(call, [who], START)
            store.save(call, asked)
        store.save(asked, events.accepted(asked, who, START))
        call = a_call(person(store, "alex"), listed=(who.id,))
        store.add(call, lease())
        (drawn,) = store.draw(call, Pool.LISTED, None, 5).helpers
        assert (drawn.open_offers, drawn.open_calls) == (1, 1)

    def test_three_offers_without_a_word_pause_in_the_store_too(self, store: Store) -> None:
        who = on_duty(store, "bo")
        for name in ("ann", "bea", "cleo"):
            call = a_call(person(store, name))
            store.add(call, lease())
            asked = events.delivered(events.widened(call, [who], START), {who.id}, set(), START)
            store.save(call, asked)
            store.save(asked, events.widened(asked, [], START + timedelta(seconds=121)))
        assert store.helper(who).paused
        assert len(store.ready_in("unit", person(store, "alex"), 10)) == 0
        before = store.helper(who)
        store.save_helper(before, duty.on_duty(before, None))
        assert (store.helper(who).paused, store.helper(who).unanswered) == (False, 0)
        assert len(store.ready_in("unit", person(store, "alex"), 10)) == 1

    def test_a_round_that_finds_nobody_counts_once_whoever_looks_at_the_same_moment(self, store: Store) -> None:
        who = on_duty(store, "bo")
        call = a_call(person(store, "ann"))
        store.add(call, lease())
        asked = events.delivered(events.widened(call, [who], START), {who.id}, set(), START)
        store.save(call, asked)
        nobody = events.widened(asked, [], START + timedelta(seconds=61))
        store.save(asked, nobody)
        later = events.widened(nobody, [], START + timedelta(seconds=122))
        assert later.rev == nobody.rev
        store.save(nobody, later)
        with pytest.raises(StaleCall):
            store.save(nobody, events.widened(nobody, [], START + timedelta(seconds=123)))
        assert store.helper(who).unanswered == 1

    def test_units_keep_what_was_wished_there(self, store: Store) -> None:
        who = on_duty(store, "bo")
        store.save_unit(who, replace(UNIT, helps=False), wish=True)
        store.save_unit(who, replace(UNIT, title="Renamed"))
        store.save_unit(who, Unit(key="b", title="A unit"))
        assert store.units(who) == [Unit(key="b", title="A unit"), replace(UNIT, title="Renamed", helps=False)]

    def test_helpers_are_found_by_unit_whichever_block_was_asked_by(self, store: Store) -> None:
        who = on_duty(store, "bo")
        for name, block in (("ann", "first block"), ("bea", "second block"), ("cleo", "")):
            call = replace(a_call(person(store, name)), block=block)
            store.add(call, lease())
            assert everybody(store, store.load(call.id), Pool.PEERS) == [who]
        assert [call.block for call in store.running("unit")].count("") == 1
        assert len(store.running("unit")) == 3

    def test_what_was_kept_by_the_block_moves_to_its_unit_with_every_no(self, store: Store) -> None:
        willing, unwilling = on_duty(store, "bo", "block"), on_duty(store, "cy", "block")
        store.save_unit(unwilling, replace(UNIT, key="block", helps=False), wish=True)
        old = replace(a_call(person(store, "ann")), unit="block")
        store.add(old, lease())
        for _ in range(2):
            store.move_unit("block", "unit")
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        assert everybody(store, call, Pool.PEERS) == everybody(store, call, Pool.EVERYONE) == [willing]
        assert [(unit.key, unit.helps) for unit in store.units(unwilling)] == [("unit", False)]
        assert store.load(old.id) == replace(old, unit="unit")
        assert (len(store.running("unit")), store.running("block")) == (2, [])

    def test_of_a_block_and_its_unit_a_no_to_either_stays(self, store: Store) -> None:
        here, there, both = (on_duty(store, name, "block", "unit") for name in ("here", "there", "both"))
        store.save_unit(here, replace(UNIT, key="unit", helps=False), wish=True)
        store.save_unit(there, replace(UNIT, key="block", helps=False), wish=True)
        store.move_unit("block", "unit")
        wished = [[(unit.key, unit.helps) for unit in store.units(who)] for who in (here, there, both)]
        assert wished == [[("unit", False)], [("unit", False)], [("unit", True)]]
        assert len(store.ready_in("unit", person(store, "alex"), 10)) == 1

    def test_a_no_to_the_block_holds_before_anybody_visits_it(self, store: Store) -> None:
        unwilling = on_duty(store, "cy", "block", "unit")
        store.save_unit(unwilling, replace(UNIT, key="block", helps=False), wish=True)
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        assert everybody(store, call, Pool.PEERS) == everybody(store, call, Pool.EVERYONE) == []

    def test_where_there_is_no_block_nothing_moves(self, store: Store) -> None:
        who = on_duty(store, "bo")
        store.move_unit("", "another unit")
        store.move_unit("unit", "unit")
        assert [unit.key for unit in store.units(who)] == ["unit"]

    def test_a_change_that_began_before_the_move_is_kept(self, store: Store) -> None:
        old = replace(a_call(person(store, "ann")), unit="block")
        store.add(old, lease())
        store.move_unit("block", "unit")
        store.save(old, events.solved(old, START))
        assert (store.load(old.id).unit, store.load(old.id).solved_at) == ("unit", START)

    def test_the_duty_room_says_who_is_there(self, store: Store) -> None:
        here, gone, early = (on_duty(store, name) for name in ("here", "gone", "early"))
        assert store.watched() == [here.course]
        later = START + timedelta(seconds=30)
        store.arrive(early, later)
        store.watch(here.course, {here.localpart}, later, grace=20.0)
        assert [store.helper(who).present for who in (here, gone, early)] == [True, False, True]
        assert len(store.ready_in("unit", person(store, "alex"), 10)) == 2
        assert len(store.ready_in("unit", person(store, "alex"), 1)) == 1
        assert len(store.ready_in("unit", here, 10)) == 1
        store.watch(here.course, {gone.localpart}, later + timedelta(seconds=30), grace=20.0)
        assert [store.helper(who).present for who in (here, gone, early)] == [False, True, False]
        store.watch(here.course, set(), later + timedelta(seconds=60), grace=20.0)
        assert store.watched() == []

    def test_waiting_calls_are_those_without_a_helper(self, store: Store) -> None:
        who = on_duty(store, "bo")
        waiting, answered = (a_call(person(store, name)) for name in ("ann", "bea"))
        for call in (waiting, answered):
            store.add(call, lease())
        asked = events.widened(answered, [who], START)
        store.save(answered, asked)
        store.save(asked, events.accepted(asked, who, START))
        assert [call.id for call in store.waiting(who.course)] == [waiting.id]
        assert store.waiting("another course") == []

    def test_what_waits_for_somebody_is_new_to_them_and_of_their_units_first(self, store: Store) -> None:
        who, other = on_duty(store, "bo"), on_duty(store, "cy")
        calls = [
            replace(a_call(person(store, name)), unit=unit, next_round_at=START + timedelta(seconds=seconds))
            for name, unit, seconds in (("ann", "unit", 60), ("bea", "far", 10), ("cil", "unit", 30), ("dot", "far", 5))
        ]
        own = a_call(who)
        for call in [*calls, own]:
            store.add(call, lease())
        store.save(calls[0], events.widened(calls[0], [other], START))  # the next is due in a minute
        first, second, third, last = (call.id for call in calls)

        def found(person: Person | None = None, most: int = 9) -> list[UUID]:
            return [call.id for call in store.waiting(who.course, new_to=person, units=["unit"], most=most)]

        assert found(who) == [third, first, last, second]
        assert found(who, most=2) == [third, first]
        assert found(other) == [own.id, third, last, second]
        store.set_aside(third, START)
        store.save(calls[3], events.solved(calls[3], START))
        assert found(who) == [first, second]
        assert found() == [own.id, first, second]

    def test_the_usual_wait_is_a_median_and_hidden_below_five(self, store: Store) -> None:
        who = on_duty(store, "bo")
        for number, seconds in enumerate((10, 20, 30, 40, 900)):
            assert store.usual_wait(who.course) is None
            call = a_call(person(store, f"asker {number}"))
            store.add(call, lease())
            asked = events.widened(call, [who], START)
            store.save(call, asked)
            store.save(asked, events.accepted(asked, who, START + timedelta(seconds=seconds)))
        assert store.usual_wait(who.course) == 30

    def test_calls_that_ended_just_now_are_told_to_those_who_could_still_come(self, store: Store) -> None:
        who, other = on_duty(store, "bo"), on_duty(store, "cy")
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        asked = events.declined(events.widened(call, [who, other], START), other, START)
        store.save(call, asked)
        ended = events.ended(asked, START + timedelta(seconds=100))
        store.save(asked, ended)
        assert [found.id for found in store.ended(who, START + timedelta(seconds=50))] == [call.id]
        assert store.ended(who, START + timedelta(seconds=101)) == []
        assert store.ended(other, START) == []

    def test_a_question_that_was_left_waits_for_a_teacher_and_the_answer_for_its_asker(self, store: Store) -> None:
        asker, teacher = person(store, "alex"), person(store, "kim")
        call = a_call(asker)
        store.add(call, lease())
        store.save(call, events.deferred(call, START))
        (left,) = store.deferred_questions(asker.course)
        assert left.id == call.id
        answer = DeferredAnswer(by=teacher, body="Its determinant is zero. 🎉", at=START)
        store.save_deferred_answer(call.id, answer)
        store.save_deferred_answer(call.id, replace(answer, body="Look at the determinant."))
        assert store.deferred_questions(asker.course) == []
        (answered,) = store.deferred_answers(asker)
        assert answered.answer == replace(answer, body="Look at the determinant.")
        assert store.deferred_answers(teacher) == []
        store.read_deferred_answer(call.id, START)
        assert store.deferred_answers(asker) == []

    def test_what_was_left_stays_with_its_asker_whatever_became_of_it(self, store: Store) -> None:
        asker, teacher = person(store, "alex"), person(store, "kim")
        calls = [a_call(asker) for _ in range(3)]
        for number, call in enumerate(calls):
            store.add(call, lease())
            store.save(call, events.deferred(call, START + timedelta(minutes=number)))
        answer = DeferredAnswer(by=teacher, body="Its determinant is zero.", at=START)
        no = DeferredAnswer(by=teacher, body="It is in the lecture.", at=START, dismissed=True)
        assert store.add_deferred_answer(calls[0].id, no) is True
        store.save_deferred_answer(calls[1].id, answer)
        assert store.add_deferred_answer(calls[1].id, no) is False
        store.read_deferred_answer(calls[1].id, START)
        found = store.deferred_by(asker)
        assert [left.call.id for left in found] == [call.id for call in reversed(calls)]
        assert [left.answer for left in found] == [None, replace(answer, read_at=START), no]
        assert [call.id for call in store.deferred_questions(asker.course)] == [calls[2].id]
        assert store.deferred_by(teacher) == []
