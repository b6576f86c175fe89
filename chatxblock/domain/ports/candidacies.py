"""Keeping who is eligible to help where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.calls.person import Person
    from chatxblock.domain.helpers.candidacy import Candidacy


class CandidacyStore(Protocol):
    """Keeps candidacies, one a person and unit."""

    def candidacy(self, person: Person, unit: str) -> Candidacy | None:
        """Return what is kept of somebody in a unit. One query."""
        ...

    def open_candidacy(self, person: Person, unit: str) -> Candidacy | None:
        """Return it where she is eligible now and has not said whether she wishes to be asked there. One query."""
        ...

    def candidacies(self, person: Person) -> list[Candidacy]:
        """Return all of somebody, by the unit's title. One query."""
        ...

    def keep_candidacy(self, candidacy: Candidacy) -> None:
        """Keep one, in place of what was kept of the same person in the same unit."""
        ...

    def due_candidacies(self, now: datetime, most: int) -> list[Candidacy]:
        """Return those whose next look is due, longest waiting first, so many at most. One query."""
        ...

    def save_candidacies(self, before: Sequence[Candidacy], after: Sequence[Candidacy]) -> list[Candidacy]:
        """Keep what a look has found, each unless somebody else has looked since; return those that were kept.

        Those of which nothing but the look changed cost one query together.
        """
        ...

    def postpone_candidacies(self, candidacies: Sequence[Candidacy], until: datetime) -> None:
        """Let these be looked at later."""
        ...
