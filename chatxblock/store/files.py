"""Queries about the files of talks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from chatxblock.domain.calls.call import Person
from chatxblock.domain.files.file import Kind, Limits, TalkFile
from chatxblock.errors import CallNotFound, FileNotFound, FilesFull, StoreBusy
from chatxblock.models import FileRow, ResourceFileRow
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import to_person

TRIES = 50
"""How often somebody else may have been quicker to the same place."""


class FileStore:
    """Keeps what is known of files."""

    @repeated
    def begin_file(self, file: TalkFile) -> None:
        """Note that the bytes of a file are about to be kept."""
        FileRow.objects.create(
            id=file.id,
            call_id=file.call_id,
            person_id=file.by.id,
            token=file.token,
            name=file.name,
            kind=file.kind.value,
            size=file.size,
            width=file.width,
            height=file.height,
            alt=file.alt,
            key=file.key,
            begun_at=file.begun_at,
        )

    def keep_file(self, file: TalkFile, limits: Limits, now: datetime) -> TalkFile:
        """Count a file among those of its talk, at the next place that nobody else has taken."""
        for _ in range(TRIES):
            if before := self.sent_before(file.call_id, file.by, file.token):
                self.let_go(file.id)
                return before
            try:
                return self._take_place(file, limits, now)
            except IntegrityError:  # another one was quicker to this place, or it is the same file once more
                continue
        raise StoreBusy()

    def file(self, file_id: UUID) -> TalkFile:
        """Return a file of a talk. Raises `FileNotFound`."""
        row = _kept().filter(pk=file_id, call__isnull=False).first()
        if row is None:
            raise FileNotFound()
        return _to_file(row)

    def sent_before(self, call_id: UUID, by: Person, token: UUID) -> TalkFile | None:
        """Return what the same person's browser sent under that token."""
        row = _kept().filter(call=call_id, person=by.id, kept_token=token).first()
        return _to_file(row) if row else None

    def files_of(self, call_id: UUID) -> list[TalkFile]:
        """Return the files of a talk in the order in which they were kept. One query."""
        return [_to_file(row) for row in _kept().filter(call=call_id).order_by("position")]

    @repeated
    def let_go(self, file_id: UUID) -> None:
        """Take a file out of its talk."""
        FileRow.objects.filter(pk=file_id).update(call=None)

    def files_to_delete(self, before: datetime, most: int) -> Sequence[tuple[UUID, str]]:
        """Return files that belong to no talk and no resource, or began to arrive before then and never did."""
        shown = ResourceFileRow.objects.filter(file=OuterRef("pk"))
        lost = Q(~Exists(shown), call__isnull=True) | Q(kept_at__isnull=True, begun_at__lt=before)
        return list(FileRow.objects.filter(lost).order_by("begun_at").values_list("pk", "key")[:most])

    @repeated
    def drop_files(self, file_ids: Sequence[UUID]) -> None:
        """Delete what is known of files whose bytes are gone."""
        if file_ids:
            FileRow.objects.filter(pk__in=list(file_ids)).delete()

    @repeated
    def _take_place(self, file: TalkFile, limits: Limits, now: datetime) -> TalkFile:
        with transaction.atomic():
            there = FileRow.objects.filter(call=file.call_id, position__isnull=False)
            found = there.aggregate(count=Count("pk"), size=Sum("size"))
            count, size = found["count"], found["size"] or 0
            if count >= limits.call_files or size + file.size > limits.call_bytes:
                raise FilesFull()
            rows = FileRow.objects.filter(pk=file.id, call=file.call_id)
            if not rows.update(position=count + 1, kept_token=file.token, kept_at=now):
                raise CallNotFound()
        return replace(file, position=count + 1, kept_at=now)


def _kept() -> QuerySet[FileRow]:
    return FileRow.objects.filter(kept_at__isnull=False).select_related("person")


def _to_file(row: FileRow) -> TalkFile:
    assert row.call_id is not None
    return TalkFile(
        id=row.pk,
        call_id=row.call_id,
        by=to_person(row.person),
        token=row.token,
        name=row.name,
        kind=Kind(row.kind),
        size=row.size,
        width=row.width,
        height=row.height,
        alt=row.alt,
        key=row.key,
        begun_at=row.begun_at,
        kept_at=row.kept_at,
        position=row.position,
    )
