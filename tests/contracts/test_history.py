"""Every store keeps the contract about histories."""

from __future__ import annotations

import pytest

from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryStore
from tests.contracts.history_contract import HistoryContract
from tests.support.databases import Database


class TestMemoryStore(HistoryContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(HistoryContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()
