"""What the handlers do for learners with the same question: see that it is being answered, ask to join, be let in.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from typing import Any

from chatxblock.domain.calls.call import Answer, Call, Person
from chatxblock.errors import CallOver, NotAllowed, UnknownPerson
from chatxblock.openedx import platform
from chatxblock.web import payloads
from chatxblock.web.answers import call_out
from chatxblock.web.responses import Body, Json
from chatxblock.web.visit import Visit


def similar(visit: Visit, body: Body) -> Json:
    """Return the open questions of this unit that are like the one being typed, without saying who asked."""
    question = payloads.question_in(body, visit.config.question_limit)
    found = visit.service.similar(unit_of(visit), question, visit.person) if visit.config.joining else []
    return Json(
        value={"calls": [{"call_id": str(c.id), "question": c.question, "helpers": len(c.helpers)} for c in found]}
    )


def join(visit: Visit, body: Body) -> Json:
    """Ask to be let into a call of this unit, or tell what became of having asked; again is harmless."""
    call_id = payloads.uuid_in(body, "call_id")
    if not visit.config.joining:
        raise NotAllowed()
    try:
        call = visit.service.join(call_id, visit.person, unit_of(visit))
    except CallOver:
        return Json(value={"state": "over"})
    return Json(value=join_out(visit, call))


def admit(visit: Visit, body: Body) -> Json:
    """Let in somebody who asked to join, given by the address in `knocking`."""
    call_id, address = payloads.uuid_in(body, "call_id"), payloads.text_in(body, "person")
    localpart, _, domain = address.partition("@")
    fellow = visit.service.persons([localpart]).get(localpart)
    if fellow is None or domain != visit.config.domain:
        raise UnknownPerson()
    return Json(value={"call": call_out(visit, visit.service.admit(call_id, visit.person, fellow))})


def join_out(visit: Visit, call: Call) -> dict[str, Any]:
    """Return what became of the caller's wish to be let in."""
    admit = _answer(call, visit.person) is not Answer.JOINING and call.admitted_at is not None
    return {"state": "admitted" if admit else "asked", "window_url": visit.handler("window", str(call.id))}


def unit_of(visit: Visit) -> str:
    """Return the usage key of the unit that the block stands in."""
    return platform.unit(visit.block).key


def _answer(call: Call, person: Person) -> Answer | None:
    invitation = call.invitation_of(person)
    return invitation.answer if invitation else None
