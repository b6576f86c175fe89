"""What people do with files of a talk: put one in, and read it. What is due is done by the sweep.

This module must not know of requests, tables or the place where bytes are.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO
from uuid import UUID, uuid4

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.files.file import Limits, TalkFile, may_put
from chatxblock.domain.files.looking import look, pieces
from chatxblock.domain.files.names import described, named
from chatxblock.domain.ports import Clock, FileStore, FileVault
from chatxblock.errors import CallNotFound, CallOver, FilesFull, FilesUnavailable, NotInCall
from chatxblock.errors import gettext_noop as _

log = logging.getLogger(__name__)

LEFT = _("You left the conversation. The file was not sent.")
ARRIVING = timedelta(hours=1)
"""After which what did not arrive is taken away."""
MOST_DELETED = 100
"""Files whose bytes one sweep deletes."""


@dataclass(frozen=True, kw_only=True)
class Upload:
    """What somebody sends."""

    token: UUID
    """Made by the browser: the same for another try."""
    name: str
    alt: str
    file: BinaryIO
    size: int


class TalkFiles:
    """Keeps files of talks."""

    def __init__(
        self, *, files: FileStore, vault: FileVault, load: Callable[[UUID], Call], limits: Limits, clock: Clock
    ) -> None:
        """Take the parts; `load` returns a call as it is now."""
        self._files = files
        self._vault = vault
        self._load = load
        self._limits = limits
        self._clock = clock

    def put(self, call_id: UUID, by: Person, upload: Upload) -> TalkFile:
        """Keep a file, once however often it is sent.

        Raises `BadFile`, `CallNotFound`, `CallOver`, `FilesFull`, `FilesUnavailable`, `NotInCall`.
        """
        self._judge(call_id, by)
        if before := self._files.sent_before(call_id, by, upload.token):
            return before
        looked = look(upload.file, upload.size, upload.name, self._limits)
        if len(self._files.files_of(call_id)) >= self._limits.call_files:
            raise FilesFull()
        file_id = uuid4()
        file = TalkFile(
            id=file_id,
            call_id=call_id,
            by=by,
            token=upload.token,
            name=named(upload.name, looked.kind),
            kind=looked.kind,
            size=looked.size,
            width=looked.width,
            height=looked.height,
            alt=described(upload.alt),
            key=f"{call_id}/{file_id}",
            begun_at=self._clock.now(),
        )
        self._files.begin_file(file)
        try:
            self._vault.save(file.key, pieces(upload.file, looked))
            self._judge(call_id, by)  # the talk may have ended meanwhile, and who sends may have been put out
            return self._files.keep_file(file, self._limits, self._clock.now())
        except Exception:
            self._let_go(file)
            raise

    def file(self, file_id: UUID) -> TalkFile:
        """Return what is known of a file. Raises `FileNotFound`."""
        return self._files.file(file_id)

    def read(self, file: TalkFile) -> Iterator[bytes]:
        """Yield the bytes of a file. Raises `FileNotFound`, `FilesUnavailable`."""
        return self._vault.read(file.key)

    def has(self, file: TalkFile) -> bool:
        """Tell whether the bytes of a file are there; where the storage cannot be asked they are not."""
        try:
            return self._vault.has(file.key)
        except FilesUnavailable as error:
            log.warning("file %s: nobody can tell whether it is there (%s)", file.id, error)
            return False

    def of(self, call_id: UUID) -> list[TalkFile]:
        """Return the files of a talk in their order."""
        return self._files.files_of(call_id)

    def whole(self, call_id: UUID) -> bool:
        """Tell whether all files of a talk are where they should be. Raises `FilesUnavailable`."""
        return all(self._vault.has(file.key) for file in self._files.files_of(call_id))

    def sweep(self) -> int:
        """Delete the bytes of some files that belong to no talk any more; return of how many."""
        found = self._files.files_to_delete(self._clock.now() - ARRIVING, MOST_DELETED)
        deleted = []
        for file_id, key in found:
            try:
                self._vault.delete(key)
            except FilesUnavailable as error:
                log.warning("file %s: not deleted, tried again later (%s)", file_id, error)
            else:
                deleted.append(file_id)
        self._files.drop_files(deleted)
        return len(deleted)

    def _judge(self, call_id: UUID, by: Person) -> None:
        """Let nobody put anything in who is not inside. Raises `CallNotFound`, `CallOver`, `NotInCall`."""
        call = self._load(call_id)
        if call.course != by.course or call.role_of(by) is None:
            raise NotInCall()
        if call.took_part(by) and not call.running:
            raise CallOver()
        if not may_put(call, by):
            raise NotInCall(LEFT) if call.took_part(by) and call.has_log else NotInCall()

    def _let_go(self, file: TalkFile) -> None:
        """Take back what was begun; where that fails the sweep finds it, for it never arrived."""
        try:
            self._files.let_go(file.id)
        except CallNotFound:
            pass
        except Exception:
            log.exception("file %s: left to the sweep", file.id)
