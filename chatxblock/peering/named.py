"""The peerings that the operator configured, under their names; each stands in for those before it.

This module must not know where names come from.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.helpers.duty import Helper
from chatxblock.errors import PeeringFailed, RoomsError, StoreBusy
from chatxblock.peering.base import PeeringService

log = logging.getLogger(__name__)

SLOW = 2.0
"""Seconds after which a choice is logged as slow: nobody can be made to hurry, and askers wait."""
MOST_READ = 1000
"""People read of one answer; whoever answers with more is not asked for a reason."""


class NamedPeerings(PeeringService):
    """Asks the peering that a call names; where that one fails or answers rubbish, the next in the operator's order."""

    def __init__(self, peerings: Mapping[str, PeeringService], default: str) -> None:
        """Take the peerings in the order in which they stand in for each other. Raises `ConfigurationError`."""
        self._peerings = dict(peerings)
        self._default = default
        for peering in self._peerings.values():
            peering.meet(self._peerings)

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return whom the first one chooses that does not fail. Raises `PeeringFailed` where all of them do."""
        drawn = Rewound(candidates)
        for name, peering in self._in_order(call):
            began = time.monotonic()
            try:
                return checked(call, round, peering.choose(call, round, drawn), drawn)
            except (RoomsError, StoreBusy):
                raise  # not the peering failed, but what draws its candidates
            except PeeringFailed as error:
                log.warning("call %s: peering %r failed: %s", call.id, name, error)
            except Exception:
                log.exception("call %s: peering %r failed", call.id, name)
            finally:
                _note_slowness(call, name, time.monotonic() - began)
        raise PeeringFailed()

    def call_ended(self, call: Call) -> None:
        """Tell the peering that the call names."""
        _, peering = next(self._in_order(call))
        peering.call_ended(call)

    def _in_order(self, call: Call) -> Iterator[tuple[str, PeeringService]]:
        names = list(self._peerings)
        wanted = call.peering if call.peering in self._peerings else self._default
        place = names.index(wanted)
        return ((name, self._peerings[name]) for name in chain(names[place:], names[:place]))


class Rewound:
    """Candidates that can be gone through again, drawing each only once."""

    def __init__(self, candidates: Iterable[Helper]) -> None:
        self._source = iter(candidates)
        self.known: dict[int, Helper] = {}
        """Whoever was drawn, by the person's id."""

    def __iter__(self) -> Iterator[Helper]:
        yield from list(self.known.values())
        for helper in self._source:
            self.known[helper.person.id] = helper
            yield helper


def checked(call: Call, round: Round, answer: object, drawn: Rewound) -> list[Helper]:
    """Return those of an answer who can be asked: offered, each once, no more than wanted.

    Raises `PeeringFailed` for an answer that is no list of helpers, and for one in which nobody can be asked.
    """
    if not isinstance(answer, Iterable):
        raise PeeringFailed(f"It answered with {type(answer).__name__}, not with helpers.")
    chosen: dict[int, Helper] = {}
    named = list(islice(answer, MOST_READ))
    for helper in named:
        if not isinstance(helper, Helper):
            raise PeeringFailed(f"It answered with {type(helper).__name__}, not with a helper.")
        person_id = helper.person.id
        if person_id in drawn.known and person_id not in chosen:
            chosen[person_id] = drawn.known[person_id]
        else:
            log.warning("call %s: peering chose person %d, not offered or chosen already: dropped", call.id, person_id)
    if named and not chosen:
        raise PeeringFailed("Of those whom it chose nobody can be asked.")
    return list(chosen.values())[: round.size]


def _note_slowness(call: Call, name: str, seconds: float) -> None:
    if seconds > SLOW:
        log.warning("call %s: peering %r took %.1f seconds", call.id, name, seconds)
