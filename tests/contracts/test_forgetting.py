"""Forgetting on each database: what is over goes in bounded steps, and a person in steps that may be repeated."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chatxblock.domain.calls import events, sightings
from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.forgetting.words import GONE
from chatxblock.models import CallRow, LineRow, PersonRow
from chatxblock.store import DjangoStore
from chatxblock.testing import START
from tests.contracts.store_contract import a_call, a_line, lease, person
from tests.support.databases import Database, at_once

LATER = START + timedelta(days=8)
OLD = START + timedelta(days=1)


@pytest.fixture
def store(database: Database) -> DjangoStore:
    return DjangoStore()


def ended(store: DjangoStore, asker: Person, helper: Person | None, lines: int) -> Call:
    """A talk of two, or a question to which nobody came, that ended at the start; each said every second line."""
    call = a_call(asker)
    store.add(call, lease())
    after = events.widened(call, [helper] if helper else [], START)
    after = events.accepted(after, helper, START) if helper else after
    after = sightings.withdrawn(after, asker, START)
    store.save(call, after)
    said = [replace(a_line(number), author=(asker, helper or asker)[number % 2].localpart) for number in range(lines)]
    store.keep(call.id, said, 0)
    done = events.closed(events.archived(after, True, START), START)
    store.save(after, done)
    return done


def test_a_step_takes_no_more_than_it_may_and_the_last_one_takes_the_talk(store: DjangoStore) -> None:
    call = ended(store, person(store, "alex"), person(store, "bo"), 5)
    assert store.forget_talks(START, LATER, 2) == 0
    taken = []
    while gone := store.forget_talks(OLD, LATER, 2):
        taken.append(gone)
        assert max(taken) <= 3
    assert sum(taken) == 6
    assert not CallRow.objects.filter(pk=call.id).exists()
    assert not LineRow.objects.exists()


def test_talks_and_questions_have_times_of_their_own(store: DjangoStore) -> None:
    asker = person(store, "alex")
    talk = ended(store, asker, person(store, "bo"), 2)
    question = ended(store, asker, None, 0)
    assert store.forget_questions(OLD, LATER, 100) == 1
    assert list(CallRow.objects.values_list("pk", flat=True)) == [talk.id]
    assert store.forget_questions(OLD, LATER, 100) == 0
    assert store.forget_talks(OLD, LATER, 100) == 3
    assert question.id != talk.id


def test_many_sweeps_at_once_forget_each_row_once(store: DjangoStore) -> None:
    asker, helper = person(store, "alex"), person(store, "bo")
    for _ in range(4):
        ended(store, asker, helper, 3)
    at_once(4, lambda _: store.forget_talks(OLD, LATER, 100))
    assert store.forget_talks(OLD, LATER, 100) == 0
    assert (CallRow.objects.count(), LineRow.objects.count()) == (0, 0)


def test_a_person_goes_with_her_words_in_steps_and_others_stay(store: DjangoStore) -> None:
    asker, helper = person(store, "alex"), person(store, "bo")
    ended(store, asker, helper, 6)
    assert [store.begin_retirement(asker.user_id) for _ in range(2)] == [1, 0]
    (left,) = store.retiring(10)
    assert (left.id, left.name, left.username, left.user_id) == (asker.id, "", "", f"-{asker.id}")
    assert not store.has_open_calls(left)
    steps = 0
    while not store.erase_words(left, 2):
        steps += 1
        assert steps < 10
    assert store.clear(left, ["search"], START, 10)
    store.end_retirement(left, LATER)
    assert store.retiring(10) == []
    bodies = list(LineRow.objects.order_by("position").values_list("author", "body"))
    assert [body == GONE for author, body in bodies] == [author == asker.localpart for author, _ in bodies]
    assert CallRow.objects.get().question == GONE
    assert PersonRow.objects.get(pk=helper.id).name == helper.name


def test_somebody_with_a_part_in_what_is_open_is_not_done(store: DjangoStore) -> None:
    asker, helper = person(store, "alex"), person(store, "bo")
    call = a_call(asker)
    store.add(call, lease())
    store.save(call, events.widened(call, [helper], START))
    for one in (asker, helper):
        assert store.has_open_calls(one)
        assert [found.id for found in store.calls_to_leave(one, 10)] == [call.id]


def test_two_who_go_on_with_one_person_come_to_the_same(store: DjangoStore) -> None:
    asker = person(store, "alex")
    for _ in range(3):
        ended(store, asker, person(store, "bo"), 4)
    store.begin_retirement(asker.user_id)
    (left,) = store.retiring(10)
    at_once(4, lambda _: store.clear(left, ["search"], START, 10) and store.erase_words(left, 100))
    assert store.erase_words(left, 100)
    assert LineRow.objects.filter(author=asker.localpart).exclude(body=GONE).count() == 0
