"""Files of talks: rows that say what they are, and the place where their bytes are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Person
    from chatxblock.domain.files.file import Limits, TalkFile


class FileStore(Protocol):
    """Keeps what is known of files. Every write is durable when the method returns."""

    def begin_file(self, file: TalkFile) -> None:
        """Note that the bytes of a file are about to be kept, so that they are found again whatever happens next."""
        ...

    def keep_file(self, file: TalkFile, limits: Limits, now: datetime) -> TalkFile:
        """Count a file, whose bytes are there, among those of its talk; return it with its place.

        Where the same person's browser sent it twice, the one that was first is returned, and this one let go. Raises
        `FilesFull`, exactly however many come at once, and `CallNotFound` where the talk is gone.
        """
        ...

    def file(self, file_id: UUID) -> TalkFile:
        """Return a file of a talk. Raises `FileNotFound`."""
        ...

    def sent_before(self, call_id: UUID, by: Person, token: UUID) -> TalkFile | None:
        """Return what the same person's browser sent under that token."""
        ...

    def files_of(self, call_id: UUID) -> list[TalkFile]:
        """Return the files of a talk in the order in which they were kept. One query."""
        ...

    def let_go(self, file_id: UUID) -> None:
        """Take a file out of its talk; its bytes are deleted by the sweep."""
        ...

    def files_to_delete(self, before: datetime, most: int) -> Sequence[tuple[UUID, str]]:
        """Return files of no talk that no resource shows, or that began to arrive before then and never did.

        Each with its id and its place.
        """
        ...

    def drop_files(self, file_ids: Sequence[UUID]) -> None:
        """Delete what is known of files whose bytes are gone."""
        ...


class FileVault(Protocol):
    """Keeps the bytes of files, each under a name of its own. What it cannot do it raises as `FilesUnavailable`."""

    def save(self, key: str, pieces: Iterable[bytes]) -> str:
        """Keep what comes in pieces, none of it if it does not come to its end; return where it is."""
        ...

    def read(self, key: str) -> Iterator[bytes]:
        """Yield what is kept in pieces; it is opened before this returns. Raises `FileNotFound`."""
        ...

    def has(self, key: str) -> bool:
        """Tell whether something is kept there."""
        ...

    def delete(self, key: str) -> None:
        """Delete what is kept there, if anything is."""
        ...
