"""Asks those who answered the fewest calls: in the long run everybody answers alike.

An offer that led to nothing counts a fifth of a call answered, or who never comes would stay first in line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.helpers.duty import Helper
from chatxblock.peering.base import PeeringService


class LeastAnswered(PeeringService):
    """Asks at random among those who answered the fewest calls."""

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return the first `round.size` candidates: an index has them in this very order."""
        return list(islice(candidates, round.size))
