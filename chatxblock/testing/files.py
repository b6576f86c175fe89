"""Files of talks in memory: what is known of them, a part of the store, and the place where their bytes are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from threading import RLock
from uuid import UUID

from chatxblock.domain.calls.person import Person
from chatxblock.domain.files.file import Limits, TalkFile
from chatxblock.errors import FileNotFound, FilesFull, FilesUnavailable


class MemoryFiles:
    """Keeps what is known of files."""

    def __init__(self) -> None:
        super().__init__()
        self._files: dict[UUID, TalkFile] = {}
        self._gone: dict[UUID, str] = {}
        self._filing = RLock()

    def begin_file(self, file: TalkFile) -> None:
        """Note that the bytes of a file are about to be kept."""
        self._files[file.id] = file

    def keep_file(self, file: TalkFile, limits: Limits, now: datetime) -> TalkFile:
        """Count a file among those of its talk."""
        with self._filing:
            if before := self.sent_before(file.call_id, file.by, file.token):
                self.let_go(file.id)
                return before
            there = self.files_of(file.call_id)
            if len(there) >= limits.call_files or sum(f.size for f in there) + file.size > limits.call_bytes:
                raise FilesFull()
            self._files[file.id] = replace(file, kept_at=now, position=len(there) + 1)
            return self._files[file.id]

    def file(self, file_id: UUID) -> TalkFile:
        """Return a file of a talk."""
        file = self._files.get(file_id)
        if file is None or file.kept_at is None:
            raise FileNotFound()
        return file

    def sent_before(self, call_id: UUID, by: Person, token: UUID) -> TalkFile | None:
        """Return what the same person's browser sent under that token."""
        own = (file for file in self.files_of(call_id) if file.by.id == by.id)
        return next((file for file in own if file.token == token), None)

    def files_of(self, call_id: UUID) -> list[TalkFile]:
        """Return the files of a talk in the order in which they were kept."""
        found = [file for file in self._files.values() if file.call_id == call_id and file.position is not None]
        return sorted(found, key=lambda file: file.position or 0)

    def let_go(self, file_id: UUID) -> None:
        """Take a file out of its talk."""
        if file := self._files.pop(file_id, None):
            self._gone[file_id] = file.key

    def files_to_delete(self, before: datetime, most: int) -> Sequence[tuple[UUID, str]]:
        """Return files that belong to no talk, or began to arrive before then and never did."""
        late = [(f.id, f.key) for f in self._files.values() if f.kept_at is None and f.begun_at < before]
        return [*self._gone.items(), *late][:most]

    def drop_files(self, file_ids: Sequence[UUID]) -> None:
        """Delete what is known of files whose bytes are gone."""
        for file_id in file_ids:
            self._files.pop(file_id, None)
            self._gone.pop(file_id, None)


class MemoryVault:
    """Keeps bytes. With `available` off it fails as a storage does that is away, with `room` when it is full."""

    def __init__(self, room: int | None = None) -> None:
        self.kept: dict[str, bytes] = {}
        self.available = True
        self.room = room

    def save(self, key: str, pieces: Iterable[bytes]) -> str:
        """Keep what comes in pieces."""
        self._reach()
        whole = b"".join(pieces)
        if self.room is not None and sum(map(len, self.kept.values())) + len(whole) > self.room:
            raise FilesUnavailable("no space left")
        self.kept[key] = whole
        return key

    def read(self, key: str) -> Iterator[bytes]:
        """Yield what is kept."""
        self._reach()
        if key not in self.kept:
            raise FileNotFound()
        return iter([self.kept[key]])

    def has(self, key: str) -> bool:
        """Tell whether something is kept there."""
        self._reach()
        return key in self.kept

    def delete(self, key: str) -> None:
        """Delete what is kept there."""
        self._reach()
        self.kept.pop(key, None)

    def _reach(self) -> None:
        if not self.available:
            raise FilesUnavailable("the storage is away")
