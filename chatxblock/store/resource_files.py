"""Queries about the pictures and files of talks that resources show."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from chatxblock.domain.files.file import Kind
from chatxblock.domain.resources.files import TakenFile
from chatxblock.domain.resources.resource import Resource
from chatxblock.errors import FileNotFound
from chatxblock.models import FileRow, ResourceFileRow, ResourceRevisionRow
from chatxblock.store.repeat import repeated
from chatxblock.store.resources import add_authors, save_row
from chatxblock.store.rows import to_person


class ResourceFileStore:
    """Keeps what resources show of the files of their talks."""

    def files_in(self, resource_id: UUID) -> list[TakenFile]:
        """Return what a resource shows, in the order in which it was taken. One query."""
        rows = ResourceFileRow.objects.filter(resource=resource_id, file__kept_at__isnull=False)
        return [_taken(row) for row in rows.select_related("file__person").order_by("pk")]

    @repeated
    def save_files(self, old: Resource, new: Resource, files: Sequence[TakenFile]) -> None:
        """Keep what a resource shows from now on, if it is still as it was in `rev` and stage."""
        with transaction.atomic():
            save_row(old, new)
            ResourceRevisionRow.objects.filter(resource=new.id, rev=old.rev).update(rev=new.rev)
            add_authors(new, [author for author in new.authors if not old.by(author)])
            there = ResourceFileRow.objects.filter(resource=new.id)
            there.exclude(file__in=[file.id for file in files]).delete()
            known = set(there.values_list("file_id", flat=True))
            for file in files:
                if file.id in known:
                    there.filter(file=file.id).update(name=file.name, alt=file.alt)
                elif FileRow.objects.filter(pk=file.id, call=file.call_id, kept_at__isnull=False).exists():
                    words = {"name": file.name, "alt": file.alt}
                    ResourceFileRow.objects.create(resource_id=new.id, file_id=file.id, call_id=file.call_id, **words)
                else:
                    raise FileNotFound()


def _taken(row: ResourceFileRow) -> TakenFile:
    return TakenFile(
        id=row.file_id,
        call_id=row.call_id,
        by=to_person(row.file.person),
        name=row.name,
        alt=row.alt,
        kind=Kind(row.file.kind),
        size=row.file.size,
        width=row.file.width,
        height=row.file.height,
        key=row.file.key,
    )
