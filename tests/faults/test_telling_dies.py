"""Between one answer and everybody who is told of it a worker may die at any step: each is told once in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chatxblock.domain.calls.call import Call, State
from chatxblock.domain.ports import Document, DocumentKind
from chatxblock.domain.resources.answering import Answering
from chatxblock.domain.resources.resource import Resource, Stage
from chatxblock.domain.resources.telling import Tellings
from chatxblock.errors import StoreBusy
from chatxblock.search.likeness import TermLikeness
from chatxblock.testing import START, FixedClock, MemorySearch, MemoryStore
from tests.contracts.resource_contract import asked
from tests.contracts.store_contract import lease, person
from tests.faults.mortal import Death, Fate, Mortal

QUESTION = "Why is the matrix not invertible?"
ANSWER = "Two of its rows are the same, so the matrix is not invertible."
ENOUGH = 60
"""Sweeps after which everything has to be done."""


class Place:
    """Two like questions that were left, each with followers, and an earlier one that nobody answered."""

    def __init__(self) -> None:
        self.store, self.clock, self.search = MemoryStore(), FixedClock(), MemorySearch()
        self._counted: Counter[str] = Counter()
        self.left = [self._over(name, deferred_at=START) for name in ("alex", "bo")]
        self.earlier = self._over("ed")
        self.teacher = person(self.store, "teacher")
        self.followers = [person(self.store, f"follower {number}") for number in range(4)]
        for number, follower in enumerate(self.followers):
            self.store.follow(self.left[number % 2].id, follower, START)
        self.store.follow(self.left[0].id, self.followers[1], START)

    def _over(self, name: str, **changes: Any) -> Call:
        call = asked(self.store, name)
        self.store.save(call, call.changed(state=State.CLOSED, ended_at=START, question=QUESTION, **changes))
        return self.store.load(call.id)

    def publish(self, fate: Fate) -> None:
        store: Any = Mortal(self.store, fate)
        answering = Answering(
            calls=store,
            questions=store,
            resources=store,
            followers=store,
            findables=store,
            likeness=TermLikeness(),
            clock=self.clock,
            languages=lambda _: ("en",),
        )
        answering.answer([call.id for call in self.left], self.teacher, ANSWER, publish=True)

    def sweep(self, fate: Fate) -> int:
        store: Any = Mortal(self.store, fate)
        search: Any = Mortal(self.search, fate)

        def index(resource: Resource) -> None:
            search.changed(document(resource))

        tellings = Tellings(
            resources=store,
            followers=store,
            search=search,
            likeness=TermLikeness(),
            clock=self.clock,
            languages=lambda _: ("en",),
            index=index,
        )
        return tellings.sweep()

    def sweep_to_the_end(self) -> None:
        for _ in range(ENOUGH):
            self.clock.pass_time(61)
            self.sweep(Fate())
            if not self.store.tellings(self.clock.now() + timedelta(days=1), 1):
                return
        raise AssertionError("the telling does not end")

    def told(self) -> Counter[str]:
        """How many messages there are for each, by name."""
        later = self.clock.now() + timedelta(hours=1)
        names = {who.localpart: who.name for who in self.store._people.values()}
        for message_id in self.store.due_messages(later, 100):
            message = self.store.take_message(message_id, lease(), later)
            assert message is not None
            self._counted[names[message.to]] += 1
            self.store.drop_message(message_id)
        return self._counted


def document(resource: Resource) -> Document:
    text, spot = resource.text, resource.spot
    return Document(
        id=resource.id,
        kind=DocumentKind.RESOURCE,
        course=spot.course,
        unit=spot.unit,
        languages=("en",),
        title=text.title,
        answer=text.answer,
    )


def everybody_once(place: Place) -> bool:
    return place.told() == Counter(
        {who.name: 1 for who in (*(call.asker for call in (*place.left, place.earlier)), *place.followers)}
    )


def steps(act: Callable[[Place, Fate], object], ready: Callable[[Place], object] = lambda _: None) -> list[str]:
    place, fate = Place(), Fate()
    ready(place)
    act(place, fate)
    return fate.steps


def busy() -> None:
    raise StoreBusy()


@pytest.mark.parametrize("strike", [None, busy], ids=["killed", "database gone"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_who_dies_while_publishing_has_told_each_once_or_nobody_and_sends_it_again(
    strike: Callable[[], None] | None, after: bool
) -> None:
    taken = steps(Place.publish)
    assert {"save_answers", "tell_of"} <= set(taken)
    for number, name in enumerate(taken, 1):
        place = Place()
        with suppress(Death, StoreBusy):
            place.publish(Fate(number, strike, after=after))
        kept = place.store.resource_of(place.left[0].id) is not None
        assert kept == (name == "tell_of" or taken.index("save_answers") < number - (not after)), name
        if kept:
            place.sweep_to_the_end()
            assert everybody_once(place), name
        else:
            assert place.told() == Counter(), name
            place.publish(Fate())
            place.sweep_to_the_end()
            assert everybody_once(place), name


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_who_sends_the_same_again_tells_nobody_twice(after: bool) -> None:
    for number, name in enumerate(steps(Place.publish), 1):
        place = Place()
        with suppress(Death):
            place.publish(Fate(number, after=after))
        place.publish(Fate())
        place.publish(Fate())
        place.sweep_to_the_end()
        assert everybody_once(place), name


@pytest.mark.parametrize("strike", [None, busy], ids=["killed", "database gone"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_sweep_may_die_at_any_step_of_telling(strike: Callable[[], None] | None, after: bool) -> None:
    def published(place: Place) -> None:
        with suppress(Death):
            place.publish(Fate(steps(Place.publish).index("save_answers") + 1, after=True))

    taken = steps(Place.sweep, published)
    assert {"tellings", "untold_followers", "tell_of", "changed", "unanswered", "find", "end_telling"} <= set(taken)
    for number, name in enumerate(taken, 1):
        place = Place()
        published(place)
        with suppress(Death, StoreBusy):
            place.sweep(Fate(number, strike, after=after))
        place.sweep_to_the_end()
        assert everybody_once(place), name


def test_what_is_hidden_before_all_were_told_is_told_of_once_it_is_shown_again() -> None:
    place = Place()
    with suppress(Death):
        place.publish(Fate(steps(Place.publish).index("save_answers") + 1, after=True))
    public = place.store.resource_of(place.left[0].id)
    assert public is not None
    hidden = replace(public, stage=Stage.HIDDEN)
    place.store.save_resource(public, hidden, place.teacher)
    place.sweep_to_the_end()
    assert sorted(place.told()) == ["Alex", "Bo"]
    place.store.save_resource(hidden, public, place.teacher)
    place.sweep_to_the_end()
    assert everybody_once(place)
