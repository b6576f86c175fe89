"""Keeping which questions can be found, and which of them the search knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call
    from chatxblock.domain.ports.search import Document


class FindableStore(Protocol):
    """Keeps two things of each call: whether it may be found, and whether the search knows it.

    A call may be found while it is open, and when it was left for the teachers, until one of them answers. What the
    search knows is noted after it was told, so that whoever dies in between leaves it to the next one.
    """

    def misindexed_calls(self, course: str, most: int) -> list[tuple[Document, bool]]:
        """Return calls that the search has to be told of, each with whether it may be found; of all courses if empty.

        In no language, which the store does not know. One query.
        """
        ...

    def note_indexed(self, call_id: UUID, known: bool) -> None:
        """Note whether the search knows a call."""
        ...

    def note_unindexed(self) -> None:
        """Note of all calls that the search knows none of them, as when it is another one now."""
        ...

    def findable_calls(self, ids: Sequence[UUID]) -> list[Call]:
        """Return those of the calls that may be found, in the order of `ids`; two queries however many they are."""
        ...

    def follower_counts(self, calls: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many follow each of these questions; those that nobody follows are left out."""
        ...


def findable(call: Call) -> bool:
    """Tell whether a call may be found, as far as that stands in itself: a teacher's answer ends it too."""
    return call.running or call.deferred_at is not None
