"""A thousand people with the same question: each is told once, a few at a time, and nobody else waits for that."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from chatxblock.domain.resources.resource import Resource
from chatxblock.domain.resources.telling import MOST_TOLD, Tellings
from chatxblock.models import FollowerRow, OutboxRow, PersonRow
from chatxblock.search.likeness import TermLikeness
from chatxblock.store import DjangoStore
from chatxblock.testing import START, FixedClock, MemorySearch
from tests.contracts.follower_contract import published
from tests.contracts.resource_contract import asked
from tests.support.databases import Database

MANY = 1000


def follow_in_bulk(store: DjangoStore, resource: Resource) -> None:
    call = store.load(resource.sources[0])
    people = PersonRow.objects.bulk_create(
        PersonRow(course=call.course, user_id=f"f{number}", localpart=uuid4().hex, name="Follower")
        for number in range(MANY)
    )
    FollowerRow.objects.bulk_create(FollowerRow(call_id=call.id, person=who, at=START) for who in people)


def a_telling(store: DjangoStore, clock: FixedClock) -> Tellings:
    return Tellings(
        resources=store,
        followers=store,
        search=MemorySearch(),
        likeness=TermLikeness(),
        clock=clock,
        languages=lambda _: ("en",),
        index=lambda _: None,
    )


def test_a_thousand_are_told_once_each_in_passes_that_leave_room_for_others(database: Database) -> None:
    store, clock = DjangoStore(), FixedClock()
    resource = published(store, asked(store, "alex"))
    clock.pass_time(600)
    follow_in_bulk(store, resource)
    tellings, passes = a_telling(store, clock), 0
    while store.tellings(clock.now(), 1):
        before = OutboxRow.objects.count()
        assert tellings.sweep() <= MOST_TOLD
        assert OutboxRow.objects.count() - before <= MOST_TOLD
        passes += 1
        assert passes <= MANY // MOST_TOLD + 2
    told = OutboxRow.objects.values_list("to", flat=True)
    assert (len(told), len(set(told))) == (MANY, MANY)
    assert tellings.sweep() == 0
    assert store.untold_followers(resource.sources, 1) == []


def test_a_resource_that_cannot_be_told_of_does_not_hold_up_the_others(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    store, clock = DjangoStore(), FixedClock()
    broken, other = (published(store, asked(store, name)) for name in ("alex", "bo"))
    store.follow(other.sources[0], asked(store, "cy").asker, START)
    clock.pass_time(600)

    def index(resource: Resource) -> None:
        if resource.id == broken.id:
            raise ValueError(resource.id)

    tellings = a_telling(store, clock)
    tellings._index = index
    assert tellings.sweep() == 1
    assert [one.resource_id for one in store.tellings(clock.now() + timedelta(minutes=2), 9)] == [broken.id]
    assert "nobody is told for now" in caplog.text
    caplog.clear()
