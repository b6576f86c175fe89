"""Keeping what was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.transcript import Line


class LogStore(Protocol):
    """Keeps logs. Every write is durable when the method returns."""

    def keep(self, call_id: UUID, lines: Sequence[Line], start: int) -> None:
        """Keep lines of the log, each once, whoever stored some of them before.

        `start` is the place of the first of them in the archive's order, counted from 0.
        """
        ...

    def log(self, call_id: UUID) -> list[Line]:
        """Return the kept lines in the archive's order."""
        ...

    def log_page(self, call_id: UUID, after: str, most: int) -> tuple[list[Line], str]:
        """Return some of the kept lines in the archive's order, and where to go on, which is empty at the end.

        `after` is what the page before gave, empty for the first one.
        """
        ...
