"""Which questions can be found, in memory: a part of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.ports import Document, DocumentKind, findable


class MemoryFindable(ABC):
    """Keeps what the search knows. What it needs of the rest of the store, the store has."""

    _answers: dict[UUID, DeferredAnswer]
    _followers: dict[UUID, dict[int, Person]]

    def __init__(self) -> None:
        super().__init__()
        self._indexed: set[UUID] = set()

    def misindexed_calls(self, course: str, most: int) -> list[tuple[Document, bool]]:
        """Return calls that the search has to be told of, each with whether it may be found."""
        there = [call for call in self._all() if course in ("", call.course)]
        wrong = [call for call in there if self._may_be_found(call) != (call.id in self._indexed)]
        return [(_document(call), self._may_be_found(call)) for call in wrong[:most]]

    def note_indexed(self, call_id: UUID, known: bool) -> None:
        """Note whether the search knows a call."""
        if known:
            self._indexed.add(call_id)
        else:
            self._indexed.discard(call_id)

    def note_unindexed(self) -> None:
        """Note of all calls that the search knows none of them."""
        self._indexed = {call.id for call in self._all() if call.id in self._indexed and not self._may_be_found(call)}

    def findable_calls(self, ids: Sequence[UUID]) -> list[Call]:
        """Return those of the calls that may be found, in the order of `ids`."""
        found = {call.id: call for call in self._all() if call.id in ids and self._may_be_found(call)}
        return [self._current(found[call_id]) for call_id in ids if call_id in found]

    def follower_counts(self, calls: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many follow each of these questions."""
        return {call_id: len(who) for call_id in calls if (who := self._followers.get(call_id))}

    def _may_be_found(self, call: Call) -> bool:
        return findable(call) and call.id not in self._answers

    @abstractmethod
    def _all(self) -> Iterable[Call]:
        """Return all calls."""

    @abstractmethod
    def _current(self, call: Call) -> Call:
        """Return the call with its people as they are called now."""


def _document(call: Call) -> Document:
    return Document(
        id=call.id,
        kind=DocumentKind.CALL,
        course=call.course,
        section=call.section,
        unit=call.unit,
        title=call.question,
    )
