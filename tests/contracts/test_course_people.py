"""Everybody who asked or helped in a course is found in order, page by page, in few queries on each database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.staff.people import Active, PeopleSought, Sort
from chatxblock.models import HelperRow, PersonRow
from chatxblock.store import DjangoStore
from chatxblock.testing import START
from tests.contracts.experience_contract import asked, changed
from tests.contracts.store_contract import COURSE, person
from tests.support.databases import Database


@pytest.fixture
def store(database: Database) -> DjangoStore:
    return DjangoStore()


def came(store: DjangoStore, asker: str, helper: Person, *, thanked: bool = False) -> Call:
    call = asked(store, asker, helper)
    call = changed(store, call, events.accepted(call, helper, START + timedelta(seconds=9)))
    return changed(store, call, events.thanked(call, helper, START)) if thanked else call


def pages(store: DjangoStore, sort: Sort, query: str = "", most: int = 2) -> list[Active]:
    """All that are found, page after page."""
    found: list[Active] = []
    sought = PeopleSought(sort=sort, query=query)
    while some := store.active(COURSE, sought, most):
        found += some
        sought = replace(sought, behind=some[-1].mark(sort))
    return found


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        (Sort.LOAD, ["Bo", "Cem", "Alex", "Dana"]),
        (Sort.THANKS, ["Cem", "Bo", "Alex", "Dana"]),
        (Sort.NAME, ["Alex", "Bo", "Cem", "Dana"]),
    ],
)
def test_people_come_in_each_order_page_by_page_and_each_once(store: DjangoStore, sort: Sort, names: list[str]) -> None:
    bo, cem = person(store, "bo"), person(store, "cem")
    came(store, "alex", bo)
    came(store, "dana", bo)
    came(store, "bo", cem, thanked=True)
    person(store, "never-asked")
    PersonRow.objects.filter(pk=person(store, "gone").id).update(retiring=True)
    assert [one.person.name for one in pages(store, sort)] == names


def test_what_somebody_did_is_told_in_numbers(store: DjangoStore) -> None:
    bo = person(store, "bo")
    call = came(store, "alex", bo, thanked=True)
    HelperRow.objects.filter(person=bo.id).update(ready=True, present_at=START + timedelta(hours=1))
    found = {one.person.name: one for one in store.active(COURSE, PeopleSought(), 10)}
    helper, asker = found["Bo"], found["Alex"]
    assert (helper.questions, helper.asked, helper.answered, helper.thanked) == (0, 1, 1, 1)
    assert (helper.on_duty, helper.rooms, helper.seen_at) == (True, (call.id,), START + timedelta(hours=1))
    assert (asker.questions, asker.answered, asker.on_duty, asker.rooms) == (1, 0, False, ())
    assert asker.seen_at is not None


def test_somebody_is_found_by_parts_of_name_and_username(store: DjangoStore) -> None:
    for name in ("alex", "bo"):
        asked(store, name)
    PersonRow.objects.filter(user_id="bo").update(username="rainbow", name="Bo Lindqvist")
    for query in ("rain", "lind", "bo RAIN", "Lindqvist"):
        assert [one.person.user_id for one in pages(store, Sort.NAME, query)] == ["bo"]
    assert pages(store, Sort.NAME, "bo alex") == []
    assert pages(store, Sort.NAME, "%") == []


def test_a_page_takes_four_queries_however_many_there_are(store: DjangoStore) -> None:
    bo = person(store, "bo")
    for number in range(6):
        came(store, f"asker{number}", bo)
    for most in (2, 50):
        with CaptureQueriesContext(connection) as queries:
            store.active(COURSE, PeopleSought(), most)
        assert len(queries) == 4
