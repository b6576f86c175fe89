"""The store in the database keeps the contract."""

import pytest

from chatxblock.store import DjangoStore
from tests.contracts.store_contract import StoreContract


@pytest.mark.django_db
class TestDjangoStore(StoreContract):
    @pytest.fixture
    def store(self) -> DjangoStore:
        return DjangoStore()
