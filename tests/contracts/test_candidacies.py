"""Every store keeps the contract about candidacies."""

from __future__ import annotations

import pytest

from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryStore
from tests.contracts.candidacy_contract import CandidacyContract
from tests.support.databases import Database


class TestMemoryStore(CandidacyContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(CandidacyContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()
