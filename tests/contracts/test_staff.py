"""Every store keeps the contract about what staff look at."""

from __future__ import annotations

import pytest

from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryStore
from tests.contracts.staff_contract import StaffContract
from tests.support.databases import Database


class TestMemoryStore(StaffContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(StaffContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()
