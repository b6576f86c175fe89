"""The contract of a peering service. This module must not know of any of its implementations."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.helpers.duty import Helper


class PeeringService(ABC):
    """Chooses whom to ask. One instance serves a whole process, from several threads at once.

    Operators name it in `CHATXBLOCK["PEERINGS"]`; `OPTIONS` become keyword arguments of the constructor. What it has to
    do is in `chatxblock.testing.peering_contract`, to be run on your own.
    """

    @abstractmethod
    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return whom to ask in this round: at most `round.size` of the candidates, nobody twice.

        Candidates are drawn as they are taken, some queries for every few of them: take no more than needed. Each may
        help with the unit, is on duty, below all limits, not the asker and not asked before in this call. They come
        in the order of `round.pool`: fewest turns first and at random among equals, or the author's order in
        `Pool.LISTED`; a call answered is `TURNS` turns, every other offer one. It is called outside of any
        transaction and has two seconds for all it needs besides them; where a pool has too few people, it is called
        once more for each that follows. Who is not chosen may be offered again in the next round. Whatever it raises
        is logged, and the next configured peering is asked; let pass what drawing a candidate raises.
        """

    def call_ended(self, call: Call) -> None:
        """Hear what became of a call once it is over: who was asked in which round, who came and when.

        Once for a call, from whichever process ended it, which need not be the one that chose; a process that dies at
        that moment tells nobody. What it raises is logged, and changes nothing.
        """
        return

    def meet(self, others: Mapping[str, PeeringService]) -> None:
        """Learn of all configured peerings by their names, itself among them, before the first call.

        Raises `ConfigurationError` where it needs one that is not there.
        """
        return
