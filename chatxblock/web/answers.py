"""What handlers of several subjects answer with. This module must not know which of them asks."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.core.cache import cache

from chatxblock import wiring
from chatxblock.domain.calls.call import Call
from chatxblock.web import helper_payloads, payloads
from chatxblock.web.visit import Visit

USUAL_SECONDS = 60
"""How long the usual wait is taken for what it was; it is a median of many calls."""
UNKNOWN = -1.0


def call_out(visit: Visit, shown: Call) -> dict[str, Any]:
    """Return a call as the caller may see it."""
    usual = usual_wait(visit) if shown.widening else None
    value = payloads.call_out(
        shown,
        visit.person,
        visit.service.meeting(shown, visit.person),
        rooms_domain=visit.config.rooms,
        domain=visit.config.domain,
        **visit.links(shown.id),
    )
    return value | {"usual_wait": usual}


def usual_wait(visit: Visit) -> float | None:
    """Return how many seconds the course's askers usually wait, as it was within the last minute."""
    key = f"chatxblock:usual:{sha256(visit.course.encode()).hexdigest()[:32]}"
    known = cache.get(key)
    if known is None:
        known = visit.service.usual_wait(visit.course) or UNKNOWN
        cache.set(key, known, USUAL_SECONDS)
    return None if known == UNKNOWN else float(known)


def left_out(visit: Visit) -> list[dict[str, Any]]:
    """Return to staff what was left for the teachers."""
    if not visit.caller.staff:
        return []
    unanswered = wiring.deferred_questions().unanswered(visit.course)
    return [helper_payloads.left_out(call, visit.person) for call in unanswered]
