"""Lets an outside service choose, over HTTP. `docs/reference/peering.md` tells its author what to answer.

This module must not know of Django, nor how a message travels or is signed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import local
from uuid import UUID

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.deadline import time_left
from chatxblock.domain.helpers.duty import Helper
from chatxblock.errors import ConfigurationError, PeeringFailed
from chatxblock.peering import messages
from chatxblock.peering.base import PeeringService
from chatxblock.peering.breaker import RESTS, Breaker
from chatxblock.peering.exchange import Address
from chatxblock.peering.signature import key_of, signed

LONGEST_TIMEOUT = 2.0
MOST_BYTES = 65536
"""Of an answer; two hundred people need a tenth of it."""


@dataclass(frozen=True, kw_only=True)
class Budget:
    """How long the service may still be waited for, in one round of one call."""

    turn: tuple[UUID, int]
    left: float


class HttpPeering(PeeringService):
    """Asks a service whom to ask: two seconds at most for a round, and a dead service costs nothing after a while."""

    def __init__(
        self,
        url: str,
        secret: str,
        *,
        look_at: int = 50,
        timeout: float = LONGEST_TIMEOUT,
        failures: int = 3,
        rest: float = 30.0,
        ca_file: str = "",
    ) -> None:
        """Take where the service is and what the two share; `look_at` is how many candidates it is told of at most.

        After so many `failures` in a row it is left alone for `rest` seconds. Raises `ConfigurationError`.
        """
        try:
            key_of(secret)
        except ValueError as exc:
            raise ConfigurationError(f"HttpPeering: 'secret' {exc}.") from exc
        if not 0 < timeout <= LONGEST_TIMEOUT:
            raise ConfigurationError(f"HttpPeering: 'timeout' has to be more than 0 and at most {LONGEST_TIMEOUT:g}.")
        if min(look_at, failures, rest) <= 0:
            raise ConfigurationError("HttpPeering: 'look_at', 'failures' and 'rest' have to be more than 0.")
        try:
            self._service = Address(url, ca_file=ca_file, most_bytes=MOST_BYTES)
        except (ValueError, OSError) as exc:
            raise ConfigurationError("HttpPeering: 'url' has to be http(s)://…, and 'ca_file' a PEM file.") from exc
        self._secret = secret
        self._look_at = look_at
        self._timeout = timeout
        self._breaker = Breaker(failures=failures, rest=rest)
        self._memory = local()

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return whom the service chooses. Raises `PeeringFailed`."""
        turn, left = (call.id, call.round + 1), self._left(call)
        if self._breaker.resting or left <= 0:
            raise PeeringFailed(RESTS)
        known = list(islice(candidates, max(self._look_at, round.size)))
        if not known:
            return []
        began = time.monotonic()
        self._memory.budget = Budget(turn=turn, left=0.0)  # for what follows, should this fail
        with self._breaker.attempt():
            message_id = messages.question_id(call, round)
            answer = self._post("choose", message_id, messages.question(call, round, known), left)
            chosen = messages.chosen(call, round, known, answer)
        self._memory.budget = Budget(turn=turn, left=left - (time.monotonic() - began))
        return chosen

    def call_ended(self, call: Call) -> None:
        """Tell the service the outcome. Raises `PeeringFailed`."""
        with self._breaker.attempt():
            self._post("told", messages.outcome_id(call), messages.outcome(call), time_left(self._timeout))

    def _left(self, call: Call) -> float:
        """Return the seconds left for this call's next round: it may draw from one pool after another."""
        budget: Budget | None = getattr(self._memory, "budget", None)
        known = budget is not None and budget.turn == (call.id, call.round + 1)
        return time_left(budget.left if budget and known else self._timeout)

    def _post(self, path: str, message_id: str, body: bytes, seconds: float) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        signature = signed(self._secret, message_id, body, time.time())
        return self._service.post(path, body, headers | signature, seconds)
