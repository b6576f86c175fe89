"""Who is eligible to help where, in memory: a part of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chatxblock.domain.calls.person import Person
from chatxblock.domain.helpers.candidacy import Candidacy
from chatxblock.domain.helpers.duty import Unit


class MemoryCandidacies(ABC):
    """Keeps candidacies."""

    def __init__(self) -> None:
        super().__init__()
        self._candidacies: dict[tuple[int, str], Candidacy] = {}

    @abstractmethod
    def units(self, person: Person) -> list[Unit]:
        """Return the units in which somebody may be asked, by title."""

    def candidacy(self, person: Person, unit: str) -> Candidacy | None:
        """Return what is kept of somebody in a unit."""
        return self._candidacies.get((person.id, unit))

    def open_candidacy(self, person: Person, unit: str) -> Candidacy | None:
        """Return it where she is eligible now and has not said whether she wishes to be asked there."""
        found = self.candidacy(person, unit)
        said = any(one.key == unit for one in self.units(person))
        return found if found and found.since and not said else None

    def candidacies(self, person: Person) -> list[Candidacy]:
        """Return all of somebody, by the unit's title."""
        own = [found for (person_id, _), found in self._candidacies.items() if person_id == person.id]
        return sorted(own, key=lambda found: found.unit.title)

    def keep_candidacy(self, candidacy: Candidacy) -> None:
        """Keep one, in place of what was kept of the same person in the same unit."""
        self._candidacies[candidacy.person.id, candidacy.unit.key] = candidacy

    def due_candidacies(self, now: datetime, most: int) -> list[Candidacy]:
        """Return those whose next look is due, longest waiting first."""
        due = [(one.next_look_at, one) for one in self._candidacies.values() if one.next_look_at]
        return [one for at, one in sorted(due, key=lambda pair: pair[0]) if at <= now][:most]

    def save_candidacies(self, before: Sequence[Candidacy], after: Sequence[Candidacy]) -> list[Candidacy]:
        """Keep what a look has found, each unless somebody else has looked since."""
        saved = []
        for was, now in zip(before, after, strict=True):
            kept = self.candidacy(was.person, was.unit.key)
            if kept is None or kept.looked_at != was.looked_at:
                continue
            self.keep_candidacy(now)
            if (was.since, was.lost_at) != (now.since, now.lost_at):
                saved.append(now)
        return saved

    def postpone_candidacies(self, candidacies: Sequence[Candidacy], until: datetime) -> None:
        """Let these be looked at later."""
        for one in candidacies:
            self.keep_candidacy(replace(one, next_look_at=until))
