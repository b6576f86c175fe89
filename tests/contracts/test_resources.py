"""Every store keeps the contracts about resources, consent and followers; of many at once each change has a winner."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.resources import resource as changes
from chatxblock.errors import Conflict, StaleResource
from chatxblock.store import DjangoStore
from chatxblock.testing import START, MemoryStore
from tests.contracts.feedback_contract import FeedbackContract
from tests.contracts.follower_contract import FollowerContract, published, telling, told
from tests.contracts.resource_contract import (
    LATER,
    TEXT,
    ConsentContract,
    ResourceContract,
    a_resource,
    asked,
    kept,
    news,
)
from tests.contracts.resource_file_contract import ResourceFileContract
from tests.contracts.store_contract import person
from tests.support.databases import Database, at_once

MANY = 6


class TestMemoryStore(ResourceContract, ConsentContract, FollowerContract, FeedbackContract, ResourceFileContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(ResourceContract, ConsentContract, FollowerContract, FeedbackContract, ResourceFileContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()


@pytest.mark.usefixtures("database")
def test_many_who_look_first_make_one_draft() -> None:
    store = DjangoStore()
    call = asked(store, "alex")
    made = at_once(MANY, lambda _: store.add_resource(a_resource(call.asker, sources=(call.id,)), call.asker).id)
    assert len(set(made)) == 1


@pytest.mark.usefixtures("database")
def test_of_many_who_save_at_once_one_wins() -> None:
    store = DjangoStore()
    found = kept(store)

    def save(number: int) -> bool:
        by = found.authors[0]
        try:
            store.save_resource(found, changes.edited(found, 1, replace(TEXT, body=f"{number}"), by, LATER), by)
        except StaleResource:
            return False
        return True

    assert Counter(at_once(MANY, save)) == {True: 1, False: MANY - 1}
    assert len(store.revisions(found.id)) == 2


@pytest.mark.usefixtures("database")
def test_many_who_say_at_once_that_it_helped_are_all_counted() -> None:
    store = DjangoStore()
    found = kept(store, public=True)
    people = [person(store, f"person {number}") for number in range(MANY)]
    at_once(MANY, lambda number: store.mark_helped(found.id, people[number], LATER))
    store.mark_helped(found.id, people[0], LATER)
    assert store.resource(found.id).counts.helped == MANY


@pytest.mark.usefixtures("database")
def test_many_who_tell_the_followers_at_once_tell_each_once() -> None:
    store = DjangoStore()
    call = asked(store, "alex")
    for number in range(MANY):
        store.follow(call.id, person(store, f"person {number}"), START)
    resource = published(store, call)
    people = [told(of, who) for of, who in store.untold_followers([call.id], MANY)]
    at_once(MANY, lambda _: store.tell_of(telling(store, resource), people, LATER))
    assert len(store.due_messages(LATER, 100)) == MANY


@pytest.mark.usefixtures("database")
def test_of_many_teachers_who_answer_at_once_one_answers_and_publishes() -> None:
    store = DjangoStore()
    calls = [asked(store, name) for name in ("alex", "bo")]
    teachers = [person(store, f"teacher {number}") for number in range(MANY)]

    def answer(number: int) -> bool:
        by = teachers[number]
        said = DeferredAnswer(by=by, body=f"{number}", at=LATER)
        new = changes.published(a_resource(by, sources=tuple(c.id for c in calls)), 1, LATER, review=False)
        try:
            store.save_answers([(call, said, news(call, call.asker)) for call in calls], (None, new), by)
        except Conflict:
            return False
        return True

    assert Counter(at_once(MANY, answer)) == {True: 1, False: MANY - 1}
    assert len({said.by.id for said in store.answers_to([call.id for call in calls]).values()}) == 1
    assert len(store.due_messages(LATER, 100)) == len(calls)
