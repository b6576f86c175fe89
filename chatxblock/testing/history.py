"""Finding again what somebody asked and where they helped, in memory: a part of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.history.spellings import spellings
from chatxblock.domain.ports import Ending
from chatxblock.domain.resources.resource import Resource


class MemoryHistory(ABC):
    """Finds what somebody took part in. What it needs of the rest of the store, the store has."""

    def open_talks(self, person: Person, words: Sequence[str] = ()) -> list[UUID]:
        """Return the running calls in which somebody took part."""
        return [call.id for call in self._mine(person, words) if call.running]

    def ended_talks(self, person: Person, before: Ending | None, words: Sequence[str], most: int) -> list[Ending]:
        """Return the next calls that ended before that one, the last to end first."""
        mine = [call for call in self._mine(person, words) if not call.running]
        places = sorted(((call.ended_at, call.id) for call in mine if call.ended_at), reverse=True)
        behind = [one for one in places if before is None or one < (before.at, before.call_id)]
        return [Ending(at=at, call_id=call_id) for at, call_id in behind[:most]]

    def calls_of(self, ids: Sequence[UUID]) -> list[Call]:
        """Return those of these calls that there are, in the order of `ids`."""
        known = {call.id for call in self._all()}
        return [self.load(call_id) for call_id in ids if call_id in known]

    def line_counts(self, calls: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many lines are kept of these calls, without corrections and reactions."""
        counts = {
            call_id: sum(bool(line.body and not line.replaces) for line in self.log(call_id)) for call_id in calls
        }
        return {call_id: many for call_id, many in counts.items() if many}

    def logs_of(self, calls: Sequence[UUID]) -> Mapping[UUID, list[Line]]:
        """Return the kept lines of these calls, each log in the archive's order."""
        return {call_id: lines for call_id in calls if (lines := self.log(call_id))}

    def made_of(self, calls: Sequence[UUID]) -> Mapping[UUID, UUID]:
        """Return the id of the resource of which each of these calls is a source."""
        return {call_id: found.id for call_id in calls if (found := self.resource_of(call_id))}

    def _mine(self, person: Person, words: Sequence[str]) -> Iterable[Call]:
        return [call for call in self._all() if call.took_part(person) and self._says(call, words)]

    def _says(self, call: Call, words: Sequence[str]) -> bool:
        texts = [call.question.lower(), *(line.body.lower() for line in self.log(call.id))]
        return all(any(one.lower() in text for text in texts for one in spellings(word)) for word in words)

    @abstractmethod
    def load(self, call_id: UUID) -> Call:
        """Return a call."""

    @abstractmethod
    def log(self, call_id: UUID) -> list[Line]:
        """Return the kept lines in the archive's order."""

    @abstractmethod
    def resource_of(self, call_id: UUID) -> Resource | None:
        """Return what a call is a source of."""

    @abstractmethod
    def _all(self) -> Iterable[Call]:
        """Return all calls."""
