"""The contract of a peering service. This module must not know of any of its implementations."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from chatxblock.domain.call import Call, Person
from chatxblock.domain.rounds import Round


class PeeringService(ABC):
    """Chooses whom to ask. One instance serves a whole process, from several threads at once.

    Operators name it in `CHATXBLOCK["PEERING"]`; `OPTIONS` become keyword arguments of the constructor.
    """

    @abstractmethod
    def choose(self, call: Call, round: Round, candidates: Iterable[Person]) -> Sequence[Person]:
        """Return whom to ask in this round: at most `round.size` of the candidates, nobody twice.

        Candidates come lazily, best first by the store's order: eligible, not the asker, not asked before in this
        call. It is called outside of any transaction and has two seconds; who is not chosen may be offered again in
        the next round.
        """
