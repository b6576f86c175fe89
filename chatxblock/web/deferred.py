"""What the handlers do about questions that were left for the teachers: leave, answer, dismiss one, put an answer away.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from chatxblock import wiring
from chatxblock.web.answers import call_answer, found_resource
from chatxblock.web.schemas.base import Done
from chatxblock.web.schemas.calls import CallAnswer, OfCall
from chatxblock.web.schemas.deferred import AnsweredLeft, AnswerLeft, DismissLeft
from chatxblock.web.visit import Visit


def leave_question(visit: Visit, told: OfCall) -> CallAnswer:
    """Leave the caller's question for the teachers, and end the call."""
    return call_answer(visit, visit.service.defer(told.call_id, visit.person))


def answer_left(visit: Visit, told: AnswerLeft) -> AnsweredLeft:
    """Keep a teacher's answer to one or several questions that were left, and perhaps let everybody read it."""
    if not (told.call_ids or told.publish):
        wiring.deferred_questions().answer(told.call_id, visit.person, told.answer)
        return AnsweredLeft()
    call_ids = [told.call_id, *told.call_ids]
    found = wiring.answering().answer(call_ids, visit.person, told.answer, publish=told.publish)
    passed_over = list(found.passed_over)
    if found.resource is None:
        return AnsweredLeft(passed_over=passed_over)
    return AnsweredLeft(resource=found_resource(visit, found.resource), passed_over=passed_over)


def dismiss_left(visit: Visit, told: DismissLeft) -> Done:
    """Say why a question that was left will not be answered; its asker reads that."""
    wiring.deferred_questions().dismiss(told.call_id, visit.person, told.reason)
    return Done()


def left_read(visit: Visit, told: OfCall) -> Done:
    """Put away the answer to a question that the caller had left."""
    wiring.deferred_questions().put_away(told.call_id, visit.person)
    return Done()


def followed_read(visit: Visit, told: OfCall) -> Done:
    """Put away that a question which the caller asked or follows was answered for everybody."""
    wiring.tellings().put_away(told.call_id, visit.person)
    return Done()
