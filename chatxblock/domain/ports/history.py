"""Finding again what somebody asked and where they helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call, Person
    from chatxblock.domain.calls.transcript import Line


@dataclass(frozen=True, kw_only=True)
class Ending:
    """When a call ended: its place in somebody's history, which stays whatever comes later."""

    at: datetime
    call_id: UUID


class HistoryStore(Protocol):
    """Finds the calls in which somebody took part, as `Call.took_part` has it, each with a bounded number of queries.

    `words` narrow them: each has to be in the question or in a line of the kept log, whatever the case of its letters.
    """

    def open_talks(self, person: Person, words: Sequence[str] = ()) -> list[UUID]:
        """Return the running calls in which somebody took part."""
        ...

    def ended_talks(self, person: Person, before: Ending | None, words: Sequence[str], most: int) -> list[Ending]:
        """Return the next calls that ended before that one, the last to end first, in an order that stays."""
        ...

    def calls_of(self, ids: Sequence[UUID]) -> list[Call]:
        """Return those of these calls that can be read, in the order of `ids`."""
        ...

    def line_counts(self, calls: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many lines are kept of these calls, without corrections; those without any are missing."""
        ...

    def logs_of(self, calls: Sequence[UUID]) -> Mapping[UUID, list[Line]]:
        """Return the kept lines of these calls, each log in the archive's order."""
        ...

    def made_of(self, calls: Sequence[UUID]) -> Mapping[UUID, UUID]:
        """Return the id of the resource of which each of these calls is a source."""
        ...
