"""What handlers of several subjects answer with; all of it only reads. This module must not know which of them asks."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from django.core.cache import cache

from chatxblock import wiring
from chatxblock.domain.calls import call as domain
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.resources.resource import Resource
from chatxblock.domain.staff.bars import Doing
from chatxblock.web.schemas.bars import Bar
from chatxblock.web.schemas.calls import Call, CallAnswer, Mine, ReadResource
from chatxblock.web.schemas.deferred import LateAnswer, LeftQuestion, OwnLeft
from chatxblock.web.schemas.helpers import DutyState
from chatxblock.web.schemas.leaving import Unfinished
from chatxblock.web.schemas.resources import FollowedAnswer, FoundResource
from chatxblock.web.visit import Visit

USUAL_SECONDS = 60
"""How long the usual wait is taken for what it was; it is a median of many calls."""
UNKNOWN = -1.0
MOST_LEFT = 20
"""Of her own questions that somebody left for the teachers, the newest are shown."""


def shown(visit: Visit, call: domain.Call) -> Call:
    """Return a call as the caller may see it."""
    usual = usual_wait(visit) if call.widening else None
    meeting = visit.service.meeting(call, visit.person)
    now, links = visit.service.now(), visit.links(call.id)
    helps = call.role_of(visit.person) not in (domain.Role.ASKER, domain.Role.FELLOW, domain.Role.REMOVED)
    read = read_before(visit, [call])[call.id] if helps else []
    return Call.of(
        call, visit.person, visit.names, meeting, visit.addresses, now=now, usual_wait=usual, read=read, **links
    )


def call_answer(visit: Visit, call: domain.Call) -> CallAnswer:
    """Return the answer that shows a call."""
    return CallAnswer(call=shown(visit, call))


def own_shown(visit: Visit, call: domain.Call) -> Call:
    """Return a call as the caller may see it, with what they have said of it themselves."""
    mine = Mine.of(wiring.feedback().mine(call, visit.person))
    return shown(visit, call).model_copy(update={"mine": mine})


def own_call_answer(visit: Visit, call: domain.Call) -> CallAnswer:
    """Return the answer that shows a call with what the caller said of it."""
    return CallAnswer(call=own_shown(visit, call))


def shown_later(visit: Visit, call: domain.Call) -> Call:
    """Return a call, and once it is over for somebody who took part, with what they have said of it."""
    left = call.running and call.role_of(visit.person) is domain.Role.ASKER and call.asker_left_at is not None
    over = left or not call.running
    return own_shown(visit, call) if over and call.took_part(visit.person) else shown(visit, call)


def unfinished(visit: Visit) -> list[Unfinished]:
    """Return what the caller is asked once more of a talk that is over."""
    return [Unfinished.of(open_) for open_ in wiring.feedback().unfinished(visit.person)]


def usual_wait(visit: Visit) -> float | None:
    """Return how many seconds the course's askers usually wait, as it was within the last minute."""
    key = f"chatxblock:usual:{sha256(visit.course.encode()).hexdigest()[:32]}"
    known = cache.get(key)
    if known is None:
        known = visit.service.usual_wait(visit.course) or UNKNOWN
        cache.set(key, known, USUAL_SECONDS)
    return None if known == UNKNOWN else float(known)


def left_questions(visit: Visit) -> list[LeftQuestion]:
    """Return to staff what was left for the teachers, what most learners wait for first."""
    if not visit.caller.staff:
        return []
    left = wiring.answering().waiting(visit.course)
    return [LeftQuestion.of(one, visit.person, visit.names, **visit.links(one.call.id)) for one in left]


def late_answers(visit: Visit) -> list[LateAnswer]:
    """Return the late answers that the caller has not put away."""
    answered = wiring.deferred_questions().answered(visit.person)
    return [LateAnswer.of(found.call, found.answer, visit.names) for found in answered]


def followed(visit: Visit) -> list[FollowedAnswer]:
    """Return the answers for everybody to what the caller asked or follows and has not put away."""
    news = wiring.tellings().news_for(visit.person)
    return [
        FollowedAnswer(
            call_id=one.call.id,
            question=one.call.question,
            resource_id=one.resource.id,
            title=one.resource.text.title,
            answer=one.resource.text.answer,
            url=resource_url(visit, one.resource.id),
        )
        for one in news
    ]


def staff_page_url(visit: Visit) -> str | None:
    """Return to staff their page, open at what waits for them."""
    return f"{visit.mount.handler('staff')}#for-you" if visit.caller.staff else None


def own_left(visit: Visit) -> list[OwnLeft]:
    """Return what the caller left for the teachers lately, with what became of it."""
    left = wiring.deferred_questions().left_by(visit.person)[:MOST_LEFT]
    return [OwnLeft.of(one, visit.names, visit.links(one.call.id)["window_url"]) for one in left]


def duty_state(visit: Visit, helper: Helper) -> DutyState:
    """Return how the caller stands right now."""
    bar = visit.bar_from(Doing.HELPING)
    return DutyState.of(helper, visit.service.now(), named=visit.listed, may_help=visit.may_help, bar=bar)


def read_before(visit: Visit, calls: Sequence[domain.Call]) -> dict[UUID, list[ReadResource]]:
    """Return by call what its asker read before asking, as far as it can still be read; one query if there is any."""
    ids = list(dict.fromkeys(resource_id for call in calls for resource_id in call.read))
    titles = wiring.finding().titles(visit.course, ids) if ids else {}
    return {
        call.id: [
            ReadResource(resource_id=read, title=titles[read], url=resource_url(visit, read))
            for read in call.read
            if read in titles
        ]
        for call in calls
    }


def found_resource(visit: Visit, resource: Resource) -> FoundResource:
    """Return a resource in one line."""
    return FoundResource(
        resource_id=resource.id,
        title=resource.text.title,
        answer=resource.text.answer,
        tags=list(resource.text.tags),
        helped=resource.counts.helped,
        verified=resource.verified,
        updated_at=resource.updated_at,
        url=resource_url(visit, resource.id),
    )


def resource_url(visit: Visit, resource_id: UUID) -> str:
    """Return the page on which a resource is read."""
    return visit.mount.handler("resource", str(resource_id))


def bar_from_asking(visit: Visit) -> Bar | None:
    """Return what keeps the caller from asking in this course for a time."""
    bar = visit.bar_from(Doing.ASKING)
    return Bar.of(bar) if bar else None
