"""Every store keeps the contract about files, and every vault the one about bytes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.errors import FilesFull, FilesUnavailable
from chatxblock.models import CallRow
from chatxblock.store import DjangoStore
from chatxblock.testing import START, MemoryStore, MemoryVault
from chatxblock.vaults.storage import StorageVault
from tests.contracts.file_contract import LIMITS, FileContract, VaultContract, a_file, put
from tests.contracts.resource_contract import asked
from tests.support.databases import Database, at_once


class TestMemoryStore(FileContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(FileContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()


class TestMemoryVault(VaultContract):
    @pytest.fixture
    def vault(self) -> MemoryVault:
        return MemoryVault()


class TestInMemoryStorage(VaultContract):
    @pytest.fixture
    def vault(self) -> StorageVault:
        return StorageVault(InMemoryStorage())


class TestFileSystemStorage(VaultContract):
    @pytest.fixture
    def vault(self, tmp_path: Path) -> StorageVault:
        return StorageVault(FileSystemStorage(location=tmp_path))


class Full(FileSystemStorage):
    """A disk on which nothing fits any more."""

    def _save(self, name: str, content: Any) -> str:
        FileSystemStorage._save(self, name, content)  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")


def test_a_disk_that_is_full_is_told_and_nothing_of_the_file_stays(tmp_path: Path) -> None:
    vault = StorageVault(Full(location=tmp_path))
    with pytest.raises(FilesUnavailable, match="OSError"):
        vault.save("talk/one", iter([b"x" * 100]))
    assert [file for _, _, files in os.walk(tmp_path) for file in files] == []


@pytest.mark.usefixtures("database")
def test_the_files_of_a_talk_are_one_query_however_many() -> None:
    store = DjangoStore()
    call = asked(store, "alex")
    for _ in range(2):
        put(store, a_file(call.id, call.asker))
    with CaptureQueriesContext(connection) as queries:
        assert len(store.files_of(call.id)) == 2
    assert len(queries) == 1


@pytest.mark.usefixtures("database")
def test_many_at_once_get_a_place_each_and_not_one_more_than_may() -> None:
    store = DjangoStore()
    call = asked(store, "alex")
    files = [a_file(call.id, call.asker, size=1) for _ in range(6)]
    for file in files:
        store.begin_file(file)

    def keep(number: int) -> UUID | None:
        try:
            return store.keep_file(files[number], LIMITS, START).id
        except FilesFull:
            return None

    kept = [found for found in at_once(len(files), keep) if found]
    assert len(kept) == LIMITS.call_files
    assert [file.position for file in store.files_of(call.id)] == [1, 2, 3]


@pytest.mark.usefixtures("database")
def test_a_talk_that_is_deleted_lets_its_files_go() -> None:
    store = DjangoStore()
    call = asked(store, "alex")
    file = put(store, a_file(call.id, call.asker))
    CallRow.objects.get(pk=call.id).delete()
    assert list(store.files_to_delete(START, 10)) == [(file.id, file.key)]
