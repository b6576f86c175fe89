"""What the handlers do for learners with the same question: see that it is being answered, ask to join, be let in.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from chatxblock import wiring
from chatxblock.errors import CallOver, NotAllowed
from chatxblock.web.answers import call_answer
from chatxblock.web.schemas.calls import CallAnswer, OfCall, OfPerson
from chatxblock.web.schemas.sharing import JoinAnswer, Similar, SimilarAnswer, SimilarCall
from chatxblock.web.visit import Visit


def similar(visit: Visit, told: Similar) -> SimilarAnswer:
    """Return the open questions of this unit that are like the one being typed, without saying who asked.

    For one version more: `find` answers the same and more.
    """
    found = wiring.finding().find_open(told.question, visit.spot, visit.person)
    return SimilarAnswer(calls=[SimilarCall.of(call) for call in found])


def join(visit: Visit, told: OfCall) -> JoinAnswer:
    """Ask to be let into a call of this unit, or tell what became of having asked; again is harmless."""
    if not visit.config.joining:
        raise NotAllowed()
    try:
        call = visit.service.join(told.call_id, visit.person, visit.mount.unit().key)
    except CallOver:
        return JoinAnswer(state="over")
    return JoinAnswer.of(call, visit.person, visit.mount.handler("window", str(call.id)))


def admit(visit: Visit, told: OfPerson) -> CallAnswer:
    """Let in somebody who asked to join, given by the address in `knocking`."""
    return call_answer(visit, visit.service.admit(told.call_id, visit.person, visit.person_at(told)))
