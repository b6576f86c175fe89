"""Every store keeps the contracts about bars and about deeds of staff."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.domain.staff.deeds import Deed, Kind
from chatxblock.models import CallRow
from chatxblock.store import DjangoStore
from chatxblock.testing import START, MemoryStore
from tests.contracts.bar_contract import BarContract, a_bar
from tests.contracts.deed_contract import DeedContract
from tests.contracts.resource_contract import asked
from tests.contracts.store_contract import COURSE, person
from tests.support.databases import Database


class TestMemoryStore(DeedContract, BarContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(DeedContract, BarContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()


@pytest.mark.usefixtures("database")
def test_a_page_of_deeds_is_one_query_and_a_deed_outlives_its_question() -> None:
    store = DjangoStore()
    call, kim = asked(store, "alex"), person(store, "kim")
    for _ in range(5):
        store.note_deed(Deed(by=kim, kind=Kind.CLOSED, at=START, person=call.asker, call_id=call.id))
    with CaptureQueriesContext(connection) as queries:
        assert len(store.deeds(COURSE, None, 5)) == 5
    assert len(queries) == 1
    CallRow.objects.get(pk=call.id).delete()
    found = store.deeds(COURSE, None, 5)
    assert {(one.deed.call_id, one.deed.person, one.title) for one in found} == {(None, call.asker, "")}


@pytest.mark.usefixtures("database")
def test_old_deeds_go_a_bounded_number_at_a_time() -> None:
    store, kim = DjangoStore(), person(DjangoStore(), "kim")
    for days in range(4):
        store.note_deed(Deed(by=kim, kind=Kind.ENTERED, at=START + timedelta(days=days)))
    before = START + timedelta(days=3)
    assert [store.forget_deeds(before, 2) for _ in range(3)] == [2, 1, 0]
    assert [one.deed.at for one in store.deeds(COURSE, None, 10)] == [before]


@pytest.mark.usefixtures("database")
def test_bars_that_were_over_go_with_the_old_deeds_and_one_that_holds_stays() -> None:
    store = DjangoStore()
    alex, bo = person(store, "alex"), person(store, "bo")
    store.set_bar(a_bar(store, alex))
    store.set_bar(replace(a_bar(store, bo), until=None))
    assert [store.forget_deeds(START + timedelta(days=9), 10) for _ in range(2)] == [1, 0]
    assert [bar.person for bar in store.bars([alex, bo], START)] == [bo]


@pytest.mark.usefixtures("database")
def test_who_is_barred_is_one_query_however_many_are_asked_for() -> None:
    store = DjangoStore()
    people = [person(store, f"alex{number}") for number in range(5)]
    for one in people:
        store.set_bar(a_bar(store, one))
    with CaptureQueriesContext(connection) as queries:
        assert len(store.bars(people, START)) == 5
    assert len(queries) == 1
