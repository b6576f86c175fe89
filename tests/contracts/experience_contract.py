"""What every store has to do about counts of offers. A test class derives from it and gives it a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.helpers.experience import Experience
from chatxblock.testing import START
from tests.contracts.store_contract import a_call, lease, person
from tests.support.stores import Store


def asked(store: Store, asker: str, *helpers: Person, hours: int = 0) -> Call:
    """A call that these people were asked to, so many hours after the start."""
    now = START + timedelta(hours=hours)
    call = a_call(person(store, asker))
    store.add(call, lease())
    after = events.widened(call, helpers, now)
    store.save(call, after)
    return after


def changed(store: Store, before: Call, after: Call) -> Call:
    store.save(before, after)
    return after


def closed(store: Store, call: Call) -> Call:
    end = START + timedelta(hours=9)
    over = changed(store, call, events.ended(call, end))
    return changed(store, over, events.closed(events.archived(over, True, end), end))


class ExperienceContract:
    """Behaviours of a store of experience."""

    def test_offers_are_counted_once_when_their_call_is_closed(self, store: Store) -> None:
        quick, slow, looked, silent = (person(store, name) for name in ("quick", "slow", "looked", "silent"))
        call = asked(store, "alex", quick, slow, looked, silent)
        call = changed(store, call, events.accepted(call, quick, START + timedelta(seconds=20)))
        call = changed(store, call, events.accepted(call, slow, START + timedelta(seconds=400)))
        call = changed(store, call, events.seen(call, looked, START + timedelta(seconds=5)))
        everybody = [who.id for who in (quick, slow, looked, silent)]
        assert (store.count_experience(10), store.experience(everybody)) == (0, [])
        closed(store, call)
        assert [store.count_experience(10) for _ in range(2)] == [1, 0]
        offered = Experience(person=0, hour=START.hour, offered=1)
        came = replace(offered, seen=1, answered=1)
        assert store.experience(everybody) == [
            replace(came, person=quick.id, seconds=20.0, within=(0, 1, 1, 1, 1)),
            replace(came, person=slow.id, seconds=400.0),
            replace(offered, person=looked.id, seen=1),
            replace(offered, person=silent.id),
        ]

    def test_offers_add_up_by_the_hour_in_which_they_were_made(self, store: Store) -> None:
        who = person(store, "bo")
        for number, hours in enumerate((0, 0, 24, 3)):
            call = asked(store, f"asker {number}", who, hours=hours)
            at = START + timedelta(hours=hours, seconds=10)
            closed(store, changed(store, call, events.accepted(call, who, at)) if number else call)
        assert store.count_experience(10) == 4
        first, second = sorted(store.experience([who.id]), key=lambda found: found.offered, reverse=True)
        assert (first.hour, first.offered, first.seen, first.answered) == (START.hour, 3, 2, 2)
        assert (first.seconds, first.within) == (20.0, (2, 2, 2, 2, 2))
        assert (second.hour, second.offered) == ((START.hour + 3) % 24, 1)

    def test_only_those_who_were_asked_are_counted(self, store: Store) -> None:
        fellow, helper, other = (person(store, name) for name in ("fellow", "helper", "other"))
        call = asked(store, "alex", helper)
        closed(store, changed(store, call, events.asked_to_join(call, fellow, START)))
        assert store.count_experience(10) == 1
        assert [found.person for found in store.experience([fellow.id, helper.id, other.id])] == [helper.id]
        assert store.experience([]) == []

    def test_as_many_calls_are_counted_as_wished(self, store: Store) -> None:
        who = person(store, "bo")
        for number in range(3):
            closed(store, asked(store, f"asker {number}", who))
        assert [store.count_experience(2) for _ in range(3)] == [2, 1, 0]
        assert [found.offered for found in store.experience([who.id])] == [3]

    def test_a_later_thank_you_counts_nothing_again(self, store: Store) -> None:
        who = person(store, "bo")
        call = asked(store, "alex", who)
        call = closed(store, changed(store, call, events.accepted(call, who, START)))
        store.count_experience(10)
        changed(store, call, events.thanked(call, who, START))
        assert store.count_experience(10) == 0
        assert replace(store.experience([who.id])[0], within=(0,) * 5) == Experience(
            person=who.id, hour=START.hour, offered=1, seen=1, answered=1
        )
