"""Asks those who answered the fewest calls, and spares those who seldom come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.helpers.duty import Helper
from chatxblock.peering.base import PeeringService


class SpareTheReluctant(PeeringService):
    """Takes a few questions to which somebody did not come for one that they answered."""

    def __init__(self, asks_a_turn: int = 5, look_at: int = 16) -> None:
        self._asks_a_turn = asks_a_turn
        self._look_at = look_at

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return those of the first few candidates whose turn it is; who had as many stay in their order."""
        known = list(islice(candidates, max(self._look_at, round.size)))
        return sorted(known, key=self._turns)[: round.size]

    def _turns(self, helper: Helper) -> int:
        in_vain = helper.asked - helper.answered
        return helper.answered + in_vain // self._asks_a_turn
