"""What the handlers do about questions that were left for the teachers: leave, answer, dismiss one, put an answer away.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from chatxblock import wiring
from chatxblock.web.answers import call_answer
from chatxblock.web.schemas.base import Done
from chatxblock.web.schemas.calls import CallAnswer, OfCall
from chatxblock.web.schemas.deferred import AnswerLeft, DismissLeft
from chatxblock.web.visit import Visit


def leave_question(visit: Visit, told: OfCall) -> CallAnswer:
    """Leave the caller's question for the teachers, and end the call."""
    return call_answer(visit, visit.service.defer(told.call_id, visit.person))


def answer_left(visit: Visit, told: AnswerLeft) -> Done:
    """Keep a teacher's answer to a question that was left."""
    wiring.deferred_questions().answer(told.call_id, visit.person, told.answer)
    return Done()


def dismiss_left(visit: Visit, told: DismissLeft) -> Done:
    """Say why a question that was left will not be answered; its asker reads that."""
    wiring.deferred_questions().dismiss(told.call_id, visit.person, told.reason)
    return Done()


def left_read(visit: Visit, told: OfCall) -> Done:
    """Put away the answer to a question that the caller had left."""
    wiring.deferred_questions().put_away(told.call_id, visit.person)
    return Done()
