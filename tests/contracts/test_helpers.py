"""Every store keeps the contract about helpers."""

import pytest

from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryStore
from tests.contracts.helper_contract import HelperContract
from tests.support.databases import Database


class TestMemoryStore(HelperContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(HelperContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()
