"""Queries about the kept logs."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from chatxblock.domain.calls.transcript import Line
from chatxblock.models import LineRow
from chatxblock.store.insert import insert_new
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import to_line


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
    )
