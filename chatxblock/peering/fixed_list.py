"""Asks the people whom the author named, in the author's order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.rounds import Pool, Round
from chatxblock.domain.helpers.duty import Helper
from chatxblock.peering.base import PeeringService


class FixedList(PeeringService):
    """Asks nobody but those on the author's list: a plan for it needs a round from `Pool.LISTED`."""

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return the first `round.size` of those on the list; nobody of any other pool."""
        return list(islice(candidates, round.size)) if round.pool == Pool.LISTED else []
