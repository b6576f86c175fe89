"""What every store has to do about bars. A test class derives from `BarContract` and gives it a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chatxblock.domain.calls.person import Person
from chatxblock.domain.staff.bars import Bar, Doing
from chatxblock.testing import START
from tests.contracts.store_contract import person
from tests.support.stores import Store

HOUR = timedelta(hours=1)
JUST_BEFORE = START + HOUR - timedelta(seconds=1)


def a_bar(store: Store, who: Person, doing: Doing = Doing.ASKING) -> Bar:
    words = "Please read the rules of the course first 🙂"
    return Bar(person=who, doing=doing, words=words, by=person(store, "kim"), at=START, until=START + HOUR)


class BarContract:
    """Behaviours of a store of bars."""

    def test_a_bar_holds_until_its_time_is_over_and_for_its_person_alone(self, store: Store) -> None:
        alex, bo = person(store, "alex"), person(store, "bo")
        elsewhere = person(store, "alex", "another")
        bar = a_bar(store, alex)
        store.set_bar(bar)
        assert store.bars([bo, alex, elsewhere], START) == [bar]
        assert store.bars([alex], JUST_BEFORE) == [bar]
        assert store.bars([alex], START + HOUR) == []
        assert store.bars([bo, elsewhere], START) == []
        assert store.bars([], START) == []

    def test_a_bar_without_an_end_holds_until_it_is_lifted(self, store: Store) -> None:
        alex = person(store, "alex")
        store.set_bar(replace(a_bar(store, alex), until=None))
        later = START + timedelta(days=1000)
        assert [bar.until for bar in store.bars([alex], later)] == [None]
        assert [store.lift_bar(alex, Doing.ASKING, later) for _ in range(2)] == [True, False]
        assert store.bars([alex], later) == []

    def test_the_newer_bar_takes_the_place_of_the_older_one(self, store: Store) -> None:
        alex = person(store, "alex")
        first = a_bar(store, alex)
        newer = replace(first, words="Longer now.", until=START + 2 * HOUR)
        store.set_bar(first)
        store.set_bar(newer)
        assert store.bars([alex], START) == [newer]

    def test_asking_and_helping_are_barred_and_lifted_each_by_itself(self, store: Store) -> None:
        alex = person(store, "alex")
        for doing in Doing:
            store.set_bar(a_bar(store, alex, doing))
        assert {bar.doing for bar in store.bars([alex], START)} == set(Doing)
        assert store.lift_bar(alex, Doing.HELPING, START)
        assert [bar.doing for bar in store.bars([alex], START)] == [Doing.ASKING]

    def test_what_was_over_before_was_lifted_by_nobody(self, store: Store) -> None:
        alex = person(store, "alex")
        store.set_bar(a_bar(store, alex))
        assert not store.lift_bar(alex, Doing.ASKING, START + HOUR)
