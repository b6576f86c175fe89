"""Every store keeps the contract about counts of offers; and of many who count at once, each call is counted by one."""

from __future__ import annotations

import pytest

from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryStore
from tests.contracts.experience_contract import ExperienceContract, asked, closed
from tests.contracts.store_contract import person
from tests.support.databases import Database, at_once


class TestMemoryStore(ExperienceContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(ExperienceContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("many", [2, 8])
def test_of_many_who_count_at_once_each_call_is_counted_by_one(many: int) -> None:
    store = DjangoStore()
    helpers = [person(store, name) for name in ("bo", "cy")]
    calls = [closed(store, asked(store, f"asker {number}", *helpers)) for number in range(6)]

    def count(which: int) -> int:
        turn = which % len(calls)
        return sum(store.count_experience_of(call.id) for call in calls[turn:] + calls[:turn])

    assert sum(at_once(many, count)) == len(calls)
    assert [found.offered for found in store.experience([who.id for who in helpers])] == [6, 6]
