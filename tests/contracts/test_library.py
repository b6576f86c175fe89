"""The store in memory and the databases find the resources of a course for its staff alike."""

from __future__ import annotations

import pytest

from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryStore
from tests.contracts.library_contract import LibraryContract
from tests.support.databases import Database


class TestMemoryStore(LibraryContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(LibraryContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()
