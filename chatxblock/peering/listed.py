"""Asks the people whom the author named, in the author's order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from chatxblock.domain.call import Call, Person
from chatxblock.domain.rounds import Round
from chatxblock.peering.base import PeeringService


class ListedHelpers(PeeringService):
    """Takes the first candidates as they come."""

    def choose(self, call: Call, round: Round, candidates: Iterable[Person]) -> Sequence[Person]:
        """Return the first `round.size` candidates."""
        return list(islice(candidates, round.size))
