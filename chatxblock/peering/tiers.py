"""Lets another peering choose in each round. This module must not know what any of them does."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from pkgutil import resolve_name
from typing import Any

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.helpers.duty import Helper
from chatxblock.errors import ConfigurationError
from chatxblock.peering.base import PeeringService

log = logging.getLogger(__name__)


class Tiers(PeeringService):
    """Asks one peering a round, in order, and the last of them in all later rounds."""

    def __init__(self, peerings: Sequence[str | Mapping[str, Any]]) -> None:
        """Take names of configured peerings, or `{"BACKEND": dotted path, "OPTIONS": …}` for one of its own.

        Raises `ConfigurationError`.
        """
        if isinstance(peerings, str) or not peerings:
            raise ConfigurationError("Tiers needs 'peerings', a list of at least one.")
        self._wanted = [chosen if isinstance(chosen, str) else _made(chosen) for chosen in peerings]
        self._tiers: list[PeeringService] = []

    def meet(self, others: Mapping[str, PeeringService]) -> None:
        """Find the peerings that were named. Raises `ConfigurationError` for unknown ones, and for Tiers in Tiers."""
        tiers = [_found(wanted, others) if isinstance(wanted, str) else wanted for wanted in self._wanted]
        if any(isinstance(tier, Tiers) for tier in tiers):
            raise ConfigurationError("Tiers cannot contain Tiers: name the peerings themselves.")
        for tier in self._own():
            tier.meet(others)
        self._tiers = tiers

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return whom this round's peering chooses. Raises what it raises."""
        return self._known()[min(call.round, len(self._wanted) - 1)].choose(call, round, candidates)

    def call_ended(self, call: Call) -> None:
        """Tell each of them once; one that fails keeps no other from hearing."""
        for tier in dict.fromkeys(self._known()):
            try:
                tier.call_ended(call)
            except Exception:
                log.exception("call %s: %s did not take the outcome", call.id, type(tier).__name__)

    def _own(self) -> list[PeeringService]:
        return [wanted for wanted in self._wanted if isinstance(wanted, PeeringService)]

    def _known(self) -> list[PeeringService]:
        if not self._tiers and len(self._own()) < len(self._wanted):
            raise ConfigurationError("Tiers with names has to meet the other peerings first.")
        return self._tiers or self._own()


def _found(name: str, others: Mapping[str, PeeringService]) -> PeeringService:
    if name not in others:
        raise ConfigurationError(f"Tiers names {name!r}, and 'PEERINGS' has only {', '.join(others)}.")
    return others[name]


def _made(chosen: object) -> PeeringService:
    if not isinstance(chosen, Mapping) or not chosen.get("BACKEND"):
        raise ConfigurationError("Each of the 'peerings' of Tiers is a name, or has a 'BACKEND'.")
    try:
        made = resolve_name(chosen["BACKEND"])(**chosen.get("OPTIONS", {}))
    except (ImportError, AttributeError, ValueError, TypeError) as exc:
        raise ConfigurationError(f"Tiers cannot make {chosen['BACKEND']!r}: {exc}.") from exc
    if not isinstance(made, PeeringService):
        raise ConfigurationError(f"Tiers: {chosen['BACKEND']} is no PeeringService.")
    return made
