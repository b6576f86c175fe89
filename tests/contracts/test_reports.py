"""Every store keeps the contract about reports of talks; of many who settle one at once, one does."""

from __future__ import annotations

from collections import Counter

import pytest

from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryStore
from tests.contracts.report_contract import LINE, ReportContract, filed, news, settlement
from tests.contracts.resource_contract import LATER, asked
from tests.contracts.store_contract import person
from tests.support.databases import Database, at_once

MANY = 6


class TestMemoryStore(ReportContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(ReportContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()


@pytest.mark.usefixtures("database")
def test_of_many_who_settle_at_once_one_does() -> None:
    store = DjangoStore()
    call = asked(store, "alex")
    report = filed(store, call, person(store, "bo"))
    teachers = [person(store, f"teacher {number}") for number in range(MANY)]

    def settle(number: int) -> bool:
        return store.settle_reports_of_talk(report, (), settlement(teachers[number]), [news(report)])

    assert Counter(at_once(MANY, settle)) == {True: 1, False: MANY - 1}
    assert len(store.due_messages(LATER, 100)) == 1


@pytest.mark.usefixtures("database")
def test_many_sends_of_one_report_are_one_report() -> None:
    store = DjangoStore()
    call, bo = asked(store, "alex"), person(store, "bo")
    made = at_once(MANY, lambda _: store.file_report(call.id, bo, LINE, LATER, author="", said=""))
    assert len(set(made)) == 1
