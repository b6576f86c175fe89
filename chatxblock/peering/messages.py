"""What is said to an outside service and what it answers, as `docs/reference/peering-openapi.yaml` describes it.

No name, picture, or id of the platform's leaves with it: people are their localparts. This module must not know how
messages travel.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from chatxblock.domain.calls.call import Answer, Call, Invitation
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.timestamps import stamp
from chatxblock.errors import PeeringFailed

log = logging.getLogger(__name__)

QUESTION, OUTCOME = "peering.choose", "peering.told"
"""The `type` of a message: signed with it, so that one cannot be sent to the address of the other."""
FOR_HELPERS = frozenset({"exercise", "last_answer"})
"""What she sent along of the exercise: for those who help, and for no service."""
AS_TOLD = {Answer.UNENROLLED: Answer.LEFT, Answer.ENTERED: Answer.ACCEPTED}
"""What the service has no word for, and is told in another."""


def question(call: Call, round: Round, candidates: Iterable[Helper]) -> bytes:
    """Return what is posted to `choose`."""
    planned = {"number": call.round + 1, "size": round.size, "wait": round.wait, "pool": round.pool}
    known = [_candidate(helper) for helper in candidates]
    return _json({"type": QUESTION, "call": _call(call), "round": planned, "candidates": known})


def question_id(call: Call, round: Round) -> str:
    """Return what names one question, also where it is asked again."""
    return f"choose_{call.id.hex}_{call.round + 1}_{round.pool}"


def outcome(call: Call) -> bytes:
    """Return what is posted to `told`."""
    ended = {
        "solved": call.solved_at is not None,
        "left_for_staff": call.deferred_at is not None,
        "ended_at": _moment(call.ended_at),
        "invitations": [_invitation(invitation) for invitation in call.invitations if invitation.asked],
    }
    return _json({"type": OUTCOME, "call": _call(call), "outcome": ended})


def outcome_id(call: Call) -> str:
    """Return what names one outcome: there is one a call."""
    return f"told_{call.id.hex}"


def chosen(call: Call, round: Round, candidates: Sequence[Helper], answer: bytes) -> list[Helper]:
    """Return whom an answer to `choose` names; whoever was not offered, or is named twice, is dropped.

    Raises `PeeringFailed` for what is no answer, and for one in which nobody can be asked.
    """
    names = _names(answer)
    known = {helper.person.localpart: helper for helper in candidates}
    found: dict[str, Helper] = {}
    for name in names:
        if name in known and name not in found:
            found[name] = known[name]
        else:
            log.warning("call %s: outside peering chose %.40r, not offered or chosen already: dropped", call.id, name)
    if names and not found:
        raise PeeringFailed("Of those whom it chose nobody can be asked.")
    return list(found.values())[: round.size]


def _names(answer: bytes) -> list[str]:
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError) as exc:
        raise PeeringFailed("It answered with what is no JSON.") from exc
    names = said.get("choose") if isinstance(said, dict) else None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PeeringFailed("It answered without a list of texts under 'choose'.")
    return names


def _call(call: Call) -> dict[str, Any]:
    return {
        "id": str(call.id),
        "course": call.course,
        "question": call.question,
        "context": {key: value for key, value in asdict(call.context).items() if key not in FOR_HELPERS},
        "asked_at": _moment(call.asked_at),
        "asked": len(call.invitations),
    }


def _candidate(helper: Helper) -> dict[str, Any]:
    return {
        "id": helper.person.localpart,
        "asked": helper.asked,
        "answered": helper.answered,
        "thanked": helper.thanked,
        "open_offers": helper.open_offers,
        "open_calls": helper.open_calls,
        "staff": helper.staff,
    }


def _invitation(invitation: Invitation) -> dict[str, Any]:
    return {
        "id": invitation.person.localpart,
        "round": invitation.round,
        "answer": AS_TOLD.get(invitation.answer, invitation.answer).value,
        "invited_at": _moment(invitation.invited_at),
        "seen_at": _moment(invitation.seen_at),
        "accepted_at": _moment(invitation.accepted_at),
    }


def _moment(at: datetime | None) -> str | None:
    return stamp(at) if at else None


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
