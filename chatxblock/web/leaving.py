"""What the handlers do about a talk that somebody has left: take what they say of it, and ask others for a yes.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from chatxblock import wiring
from chatxblock.domain.resources.feedback import Helped
from chatxblock.web.answers import own_call_answer
from chatxblock.web.schemas.base import Done
from chatxblock.web.schemas.calls import CallAnswer
from chatxblock.web.schemas.resources import Feedback, QuoteWish
from chatxblock.web.visit import Visit


def feedback(visit: Visit, told: Feedback) -> CallAnswer:
    """Keep what somebody who took part says of a talk; with neither key, that they do not want to say anything."""
    call = visit.service.call(told.call_id, visit.person)
    helped = Helped(told.helped) if told.helped else None
    wiring.feedback().say(call, visit.person, helped=helped, quote_me=told.quote_me)
    return own_call_answer(visit, call)


def quote_wish(visit: Visit, told: QuoteWish) -> Done:
    """Ask whoever said a line for a yes to being quoted; again is harmless."""
    staff = visit.caller.staff
    talk = visit.service.transcript(told.call_id, visit.person, staff=staff)
    wiring.feedback().wish(talk, told.line, visit.person, staff=staff)
    return Done()
