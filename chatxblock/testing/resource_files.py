"""What resources show of the files of their talks, in memory: a part of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from chatxblock.domain.resources.files import TakenFile
from chatxblock.domain.resources.resource import Resource
from chatxblock.errors import FileNotFound
from chatxblock.testing.files import MemoryFiles
from chatxblock.testing.telling import MemoryTelling


class MemoryResourceFiles(MemoryFiles, MemoryTelling):
    """Keeps what resources show."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[UUID, list[TakenFile]] = {}

    def files_in(self, resource_id: UUID) -> list[TakenFile]:
        """Return what a resource shows, in the order in which it was taken."""
        return list(self._shown.get(resource_id, ()))

    def save_files(self, old: Resource, new: Resource, files: Sequence[TakenFile]) -> None:
        """Keep what a resource shows from now on, if it is still as it was."""
        self._check(old)
        known = {file.id: file for file in self.files_in(old.id)}
        for file in files:
            there = self._files.get(file.id)
            if file.id not in known and (there is None or there.call_id != file.call_id or there.kept_at is None):
                raise FileNotFound()
        self._resources[new.id] = new
        newest, *earlier = self._revisions[new.id]
        self._revisions[new.id] = [replace(newest, rev=new.rev), *earlier]
        shown = {file.id: file for file in files}
        kept = [shown[file_id] for file_id in known if file_id in shown]
        self._shown[new.id] = [*kept, *(file for file in files if file.id not in known)]

    def files_to_delete(self, before: datetime, most: int) -> Sequence[tuple[UUID, str]]:
        """Return files that belong to no talk and are shown nowhere, or began to arrive before then and never did."""
        shown = {file.id for files in self._shown.values() for file in files}
        found = super().files_to_delete(before, most + len(shown))
        return [(file_id, key) for file_id, key in found if file_id not in shown][:most]

    def _pass_on(self, part: UUID, whole: UUID) -> None:
        """What a part showed its whole does not, until somebody takes it there."""
        super()._pass_on(part, whole)
        self._shown.pop(part, None)
