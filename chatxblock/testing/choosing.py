"""Who may help and who is asked, for tests in which that is not the point."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from chatxblock.domain.call import Call, Person
from chatxblock.domain.duty import Helper
from chatxblock.domain.ports import Place
from chatxblock.domain.rounds import Round


class AnybodyMayHelp:
    """An eligibility that excludes only those it was told to."""

    def __init__(self) -> None:
        self.excluded: set[int] = set()

    def among(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those who are not excluded."""
        return {person.id for person in people} - self.excluded


class FirstCome:
    """A peering that takes the candidates as they come, and remembers what it was asked and told."""

    def __init__(self) -> None:
        self.rounds: list[Round] = []
        self.outcomes: list[Call] = []

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return the first `round.size` candidates."""
        self.rounds.append(round)
        return list(islice(candidates, round.size))

    def told(self, call: Call) -> None:
        """Remember what became of a call."""
        self.outcomes.append(call)
