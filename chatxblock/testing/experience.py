"""What became of offers, in memory: a part of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from uuid import UUID

from chatxblock.domain.calls.call import Call, State
from chatxblock.domain.helpers.experience import Experience, Offer, experience_of, summed


class MemoryExperience(ABC):
    """Counts offers. What it needs of the rest of the store, the store has."""

    def __init__(self) -> None:
        super().__init__()
        self._counted_calls: set[UUID] = set()
        self._experience: list[Experience] = []

    def count_experience(self, most: int) -> int:
        """Count the offers of closed calls, of at most `most` calls, and return of how many."""
        closed = (call for call in self._all() if call.state is State.CLOSED and call.id not in self._counted_calls)
        counted = list(closed)[:most]
        for call in counted:
            self._counted_calls.add(call.id)
            self._experience = summed([*self._experience, *(experience_of(offer) for offer in _offers(call))])
            self.count_resources(call.read, "asked_anyway")
        return len(counted)

    def experience(self, people: Collection[int]) -> list[Experience]:
        """Return what became of the offers made to these people, for each hour with any."""
        return [found for found in self._experience if found.person in people]

    @abstractmethod
    def count_resources(self, ids: Iterable[UUID], what: str) -> None:
        """Count each once more."""

    @abstractmethod
    def _all(self) -> Iterable[Call]:
        """Return all calls."""


def _offers(call: Call) -> list[Offer]:
    """Return what was offered; round 0 are those who asked to be let in."""
    return [
        Offer(person=i.person.id, invited_at=i.invited_at, seen_at=i.seen_at, accepted_at=i.accepted_at)
        for i in call.invitations
        if i.round > 0
    ]
