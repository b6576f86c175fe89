"""Queries about the kept logs."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from chatxblock.domain.calls.transcript import Line
from chatxblock.models import LineRow
from chatxblock.store.insert import insert_new
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import marks_column, to_line


class LogStore:
    """Keeps lines, each once."""

    @repeated
    def keep(self, call_id: UUID, lines: Sequence[Line], start: int) -> None:
        """Keep lines of the log, each once, whoever stored some of them before.

        `start` is the place of the first of them in the archive's order, counted from 0.
        """
        rows = [_row(call_id, line, position) for position, line in enumerate(lines, start)]
        insert_new(rows, "call", "archive_id")

    def log(self, call_id: UUID) -> list[Line]:
        """Return the kept lines in the archive's order."""
        return [to_line(row) for row in LineRow.objects.filter(call=call_id).order_by("position", "pk")]

    def log_page(self, call_id: UUID, after: str, most: int) -> tuple[list[Line], str]:
        """Return some of the kept lines in the archive's order, and where to go on. One query, by an index."""
        rows = LineRow.objects.filter(call=call_id).order_by("position", "pk")
        if after:
            position, _, pk = after.partition(":")
            rows = rows.filter(position__gte=int(position)).filter(Q(position__gt=int(position)) | Q(pk__gt=int(pk)))
        found = list(rows[: most + 1])
        last = found[most - 1] if len(found) > most else None
        return [to_line(row) for row in found[:most]], f"{last.position}:{last.pk}" if last else ""


def _row(call_id: UUID, line: Line, position: int) -> LineRow:
    return LineRow(
        call_id=call_id,
        position=position,
        archive_id=line.id,
        sent_at=line.sent_at,
        author=line.author[:32],
        body=line.body,
        message_id=line.message_id[:255],
        replaces=line.replaces[:255],
        marks=marks_column(line),
    )
