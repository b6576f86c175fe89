"""What the handlers do about questions that were left for the teachers: leave one, answer one, read the answer.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from typing import Any

from chatxblock import wiring
from chatxblock.errors import BadInput, NotAllowed
from chatxblock.errors import gettext_noop as _
from chatxblock.web import helper_payloads, payloads
from chatxblock.web.answers import call_out
from chatxblock.web.responses import Body, Json
from chatxblock.web.visit import Visit


def leave_question(visit: Visit, body: Body) -> Json:
    """Leave the caller's question for the teachers, and end the call."""
    left = visit.service.defer(payloads.uuid_in(body, "call_id"), visit.person)
    return Json(value={"call": call_out(visit, left)})


def answer_left(visit: Visit, body: Body) -> Json:
    """Keep a teacher's answer to a question that was left."""
    if not visit.caller.staff:
        raise NotAllowed()
    text = body.get("answer")
    if not isinstance(text, str) or not text.strip():
        raise BadInput(_("Write an answer first."))
    if len(text.encode()) > visit.config.line_limit:
        raise BadInput(_("This answer is too long. Make it shorter."))
    call_id = payloads.uuid_in(body, "call_id")
    wiring.deferred_questions().answer(call_id, visit.person, payloads.clean(text).strip())
    return Json(value={})


def left_read(visit: Visit, body: Body) -> Json:
    """Put away the answer to a question that the caller had left."""
    wiring.deferred_questions().put_away(payloads.uuid_in(body, "call_id"), visit.person)
    return Json(value={})


def answered_out(visit: Visit) -> list[dict[str, Any]]:
    """Return the late answers that the caller has not put away."""
    return [helper_payloads.answered_out(found) for found in wiring.deferred_questions().answered(visit.person)]
