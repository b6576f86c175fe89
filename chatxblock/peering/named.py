"""The peerings that the operator configured, under their names; each stands in for those before it.

This module must not know where names come from.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from chatxblock.domain.call import Call
from chatxblock.domain.duty import Helper
from chatxblock.domain.rounds import Round
from chatxblock.errors import PeeringFailed, RoomsError, StoreBusy
from chatxblock.peering.base import PeeringService

log = logging.getLogger(__name__)


class NamedPeerings(PeeringService):
    """Asks the peering that a call names; where that one fails, the next in the operator's order."""

    def __init__(self, peerings: Mapping[str, PeeringService], default: str) -> None:
        """Take the peerings in the order in which they stand in for each other."""
        self._peerings = dict(peerings)
        self._default = default

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return whom the first one chooses that does not fail. Raises `PeeringFailed` where all of them do."""
        drawn = Rewound(candidates)
        for name, peering in self._in_order(call):
            try:
                return peering.choose(call, round, drawn)
            except (RoomsError, StoreBusy):
                raise  # not the peering failed, but what draws its candidates
            except Exception:
                log.exception("call %s: peering %r failed", call.id, name)
        raise PeeringFailed()

    def told(self, call: Call) -> None:
        """Tell the peering that the call names."""
        _, peering = next(self._in_order(call))
        peering.told(call)

    def _in_order(self, call: Call) -> Iterator[tuple[str, PeeringService]]:
        names = list(self._peerings)
        wanted = call.peering if call.peering in self._peerings else self._default
        place = names.index(wanted)
        return ((name, self._peerings[name]) for name in chain(names[place:], names[:place]))


class Rewound:
    """Candidates that can be gone through again, drawing each only once."""

    def __init__(self, candidates: Iterable[Helper]) -> None:
        self._source = iter(candidates)
        self._drawn: list[Helper] = []

    def __iter__(self) -> Iterator[Helper]:
        yield from self._drawn
        for helper in self._source:
            self._drawn.append(helper)
            yield helper
