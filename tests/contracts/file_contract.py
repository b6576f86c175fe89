"""What every store has to do about files of talks, and every vault about their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from chatxblock.domain.calls.person import Person
from chatxblock.domain.files.file import Kind, Limits, TalkFile
from chatxblock.domain.ports import FileVault
from chatxblock.errors import FileNotFound, FilesFull, FilesUnavailable
from chatxblock.testing import START
from tests.contracts.resource_contract import asked
from tests.contracts.store_contract import person
from tests.support.stores import Store

LIMITS = Limits(file_bytes=1000, call_files=3, call_bytes=250)
HOUR = timedelta(hours=1)


def a_file(call_id: UUID, by: Person, **changes: object) -> TalkFile:
    made = TalkFile(
        id=uuid4(),
        call_id=call_id,
        by=by,
        token=uuid4(),
        name="Матрица 🙂.png",
        kind=Kind.PNG,
        size=100,
        width=3,
        height=4,
        alt="Two rows",
        key=f"{call_id}/{uuid4()}",
        begun_at=START,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def put(store: Store, file: TalkFile, limits: Limits = LIMITS) -> TalkFile:
    store.begin_file(file)
    return store.keep_file(file, limits, START)


class FileContract:
    """Behaviours of a store of files."""

    def test_a_file_is_there_once_it_is_kept_and_comes_back_as_it_was(self, store: Store) -> None:
        call = asked(store, "alex")
        file = a_file(call.id, call.asker)
        store.begin_file(file)
        assert store.files_of(call.id) == []
        with pytest.raises(FileNotFound):
            store.file(file.id)
        kept = store.keep_file(file, LIMITS, START)
        assert kept == replace(file, kept_at=START, position=1)
        assert store.file(file.id) == kept
        assert store.files_of(call.id) == [kept]
        with pytest.raises(FileNotFound):
            store.file(uuid4())

    def test_what_is_sent_twice_is_kept_once_and_the_other_one_waits_to_be_deleted(self, store: Store) -> None:
        call = asked(store, "alex")
        first = a_file(call.id, call.asker)
        again = replace(first, id=uuid4(), key="another")
        store.begin_file(first)
        store.begin_file(again)
        kept = store.keep_file(first, LIMITS, START)
        assert store.keep_file(again, LIMITS, START) == kept
        assert store.sent_before(call.id, call.asker, first.token) == kept
        assert list(store.files_to_delete(START - HOUR, 10)) == [(again.id, "another")]
        assert store.files_of(call.id) == [kept]

    def test_the_same_token_of_somebody_else_is_another_file(self, store: Store) -> None:
        call, bo = asked(store, "alex"), person(store, "bo")
        first = put(store, a_file(call.id, call.asker))
        second = put(store, a_file(call.id, bo, token=first.token))
        assert store.sent_before(call.id, bo, first.token) == second
        assert [file.position for file in store.files_of(call.id)] == [1, 2]
        assert store.sent_before(uuid4(), bo, first.token) is None

    def test_no_more_fit_than_may(self, store: Store) -> None:
        call, other = asked(store, "alex"), asked(store, "bo")
        for _ in range(2):
            put(store, a_file(call.id, call.asker))
        for size in (51, 100):
            with pytest.raises(FilesFull):
                put(store, a_file(call.id, call.asker, size=size))
        put(store, a_file(call.id, call.asker, size=50))
        with pytest.raises(FilesFull):
            put(store, a_file(call.id, call.asker, size=0))
        put(store, a_file(other.id, other.asker))
        assert len(store.files_of(call.id)) == 3

    def test_what_is_let_go_belongs_to_no_talk_until_it_is_dropped(self, store: Store) -> None:
        call = asked(store, "alex")
        file = put(store, a_file(call.id, call.asker))
        store.let_go(file.id)
        assert store.files_of(call.id) == []
        assert list(store.files_to_delete(START - HOUR, 10)) == [(file.id, file.key)]
        store.drop_files([file.id])
        assert list(store.files_to_delete(START + HOUR, 10)) == []
        store.drop_files([])

    def test_what_never_arrived_is_found_after_a_while(self, store: Store) -> None:
        call = asked(store, "alex")
        file = a_file(call.id, call.asker)
        store.begin_file(file)
        assert list(store.files_to_delete(START, 10)) == []
        assert list(store.files_to_delete(START + HOUR, 10)) == [(file.id, file.key)]
        assert list(store.files_to_delete(START + HOUR, 0)) == []


def broken() -> Iterator[bytes]:
    yield b"the first half"
    raise ConnectionError


class VaultContract:
    """Behaviours of a place where bytes are."""

    def test_what_is_kept_comes_back_until_it_is_deleted(self, vault: FileVault) -> None:
        pieces = [bytes([number]) * 70_000 for number in range(20)]
        assert vault.save("talk/one", iter(pieces)) == "talk/one"
        assert b"".join(vault.read("talk/one")) == b"".join(pieces)
        assert vault.has("talk/one")
        vault.delete("talk/one")
        vault.delete("talk/one")
        assert not vault.has("talk/one")
        with pytest.raises(FileNotFound):
            vault.read("talk/one")

    def test_what_does_not_come_to_its_end_leaves_nothing(self, vault: FileVault) -> None:
        with pytest.raises((ConnectionError, FilesUnavailable)):
            vault.save("talk/half", broken())
        assert not vault.has("talk/half")
