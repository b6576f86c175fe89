"""The store in the database keeps the contract, on each database that a platform may have."""

import pytest

from chatxblock.store import DjangoStore
from tests.contracts.store_contract import StoreContract
from tests.support.databases import Database


class TestDjangoStore(StoreContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()
