"""What each handler does, one function a handler: payload in, a verb of the service, payload out.

Authorisation by role is the service's; that the caller is logged in and enrolled was settled by the visit. This module
must not know of stanzas or tables.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.rounds import Round, parse_plan
from chatxblock.domain.calls.service import Question
from chatxblock.domain.helpers.duty import Caps
from chatxblock.domain.timestamps import stamp
from chatxblock.errors import AlreadyInCall, BadPlan, CallNotFound, UnknownPerson
from chatxblock.openedx import platform
from chatxblock.web import payloads
from chatxblock.web.answers import call_out
from chatxblock.web.pages import common_data, page_policy, ticket_out
from chatxblock.web.responses import Body, Download, Json, Page, dumps, language, sentence
from chatxblock.web.visit import Visit

log = logging.getLogger(__name__)

Endpoint = Callable[[Visit, Body], Json]


def ask(visit: Visit, body: Body) -> Json:
    """Keep a question and ask the first round: 201, 200 for an id seen before, 409 with the call she is in already."""
    question = Question(
        id=payloads.uuid_in(body, "request_id"),
        text=payloads.question_in(body, visit.config.question_limit),
        context=payloads.context_in(body, platform.place(visit.block)),
        unit=platform.unit(visit.block).key,
        block=str(visit.block.scope_ids.usage_id),
        window_url=platform.window_url(visit.block),
        rounds=plan_of(visit),
        helper_limit=visit.block.helper_limit,
        grace=visit.config.grace_seconds,
        listed=tuple(platform.user_of(m) for m in platform.members(visit.course, visit.block.helper_names())),
        eligibility=visit.block.who_helps,
        peering=visit.block.peering,
        caps=Caps(offers=visit.block.offers_cap, calls=visit.block.calls_cap),
    )
    try:
        call, new = visit.service.ask(visit.person, question)
    except AlreadyInCall as error:
        answer = {"error": sentence(error), "code": error.code, "call": call_out(visit, error.call)}
        return Json(value=answer, status=409)
    return Json(value={"call": call_out(visit, call)}, status=201 if new else 200)


def call(visit: Visit, body: Body) -> Json:
    """Return a call, after doing what is due."""
    found = visit.service.call(payloads.uuid_in(body, "call_id"), visit.person, staff=visit.caller.staff)
    return _call(visit, found)


def cancel(visit: Visit, body: Body) -> Json:
    """Withdraw the caller's question."""
    return _call(visit, visit.service.cancel(payloads.uuid_in(body, "call_id"), visit.person))


def solved(visit: Visit, body: Body) -> Json:
    """Note that the asker got it."""
    return _call(visit, visit.service.solved(payloads.uuid_in(body, "call_id"), visit.person))


def accept(visit: Visit, body: Body) -> Json:
    """Let the caller come as a helper."""
    return _call(visit, visit.service.accept(payloads.uuid_in(body, "call_id"), visit.person))


def decline(visit: Visit, body: Body) -> Json:
    """Take the caller's no."""
    declined = visit.service.decline(payloads.uuid_in(body, "call_id"), visit.person)
    if declined.role_of(visit.person) is None:
        return Json(value={"call": payloads.farewell_out(declined)})
    return _call(visit, declined)


def seen(visit: Visit, body: Body) -> Json:
    """Note that the caller has the question on the screen."""
    return _call(visit, visit.service.seen(payloads.uuid_in(body, "call_id"), visit.person))


def leave(visit: Visit, body: Body) -> Json:
    """Let the caller leave for good."""
    call_id, report = payloads.uuid_in(body, "call_id"), payloads.report_in(body)
    return _call(visit, visit.service.leave(call_id, visit.person, report))


def gone(visit: Visit, body: Body) -> Json:
    """Note that a window of the caller's closed."""
    call_id, report = payloads.uuid_in(body, "call_id"), payloads.report_in(body)
    return _call(visit, visit.service.gone(call_id, visit.person, report))


def invite(visit: Visit, body: Body) -> Json:
    """Ask one more person in, by username or exact name."""
    call_id, name = payloads.uuid_in(body, "call_id"), payloads.text_in(body, "person")
    found = platform.members(visit.course, [name])
    if not found:
        raise UnknownPerson()
    guest = visit.service.people(visit.course, [platform.user_of(found[0])])[0]
    return _call(visit, visit.service.invite(call_id, visit.person, guest, staff=visit.caller.staff))


def remove(visit: Visit, body: Body) -> Json:
    """Put somebody out, given by the address that `people` returned."""
    call_id, address = payloads.uuid_in(body, "call_id"), payloads.text_in(body, "person")
    localpart, _, domain = address.partition("@")
    guest = visit.service.persons([localpart]).get(localpart)
    if guest is None or domain != visit.config.domain:
        raise UnknownPerson()
    return _call(visit, visit.service.remove(call_id, visit.person, guest, staff=visit.caller.staff))


def thank(visit: Visit, body: Body) -> Json:
    """Say thank you to a helper, given by the address that `people` returned."""
    call_id, address = payloads.uuid_in(body, "call_id"), payloads.text_in(body, "person")
    localpart, _, domain = address.partition("@")
    helper = visit.service.persons([localpart]).get(localpart)
    if helper is None or domain != visit.config.domain:
        raise UnknownPerson()
    return _call(visit, visit.service.thank(call_id, visit.person, helper))


def people(visit: Visit, body: Body) -> Json:
    """Return who takes part in a call."""
    found = visit.service.call(payloads.uuid_in(body, "call_id"), visit.person, staff=visit.caller.staff)
    return Json(value={"people": payloads.people_out(found, visit.person, visit.config.domain)})


def window(visit: Visit, suffix: str) -> Page:
    """Return the room window, also before its call exists."""
    call_id = payloads.parse_uuid(suffix)
    try:
        found = visit.service.call(call_id, visit.person, staff=visit.caller.staff)
    except CallNotFound:
        found = None
    script = visit.resource("room.js")
    data = _window_data(visit, call_id, found)
    context = {
        "title": gettext("Ask a helper"),
        "room_script": script,
        "preload": visit.preload("room"),
        "page_css": visit.resource("page.css"),
        "data_json": dumps(data),
        **language(),
    }
    return Page(template="chatxblock/room.html", context=context, policy=page_policy(visit, script))


def transcript(visit: Visit, suffix: str) -> Download:
    """Return the unedited log as a file."""
    call_id = payloads.parse_uuid(suffix)
    log = visit.service.transcript(call_id, visit.person, staff=visit.caller.staff)
    day = stamp(log.call.asked_at)[:10]
    return Download(
        value=payloads.transcript_out(log, visit.config.domain), filename=f"chat-{day}-{str(call_id)[:8]}.json"
    )


def plan_of(visit: Visit) -> tuple[Round, ...]:
    """Return the author's plan of the rounds, or the operator's where the author's is empty or cannot be read."""
    try:
        return parse_plan(visit.block.rounds) if visit.block.rounds.strip() else parse_plan(visit.config.rounds)
    except BadPlan:
        log.warning("the plan of a block cannot be read, the site's own is used")
        return parse_plan(visit.config.rounds)


def _window_data(visit: Visit, call_id: UUID, found: Call | None) -> Mapping[str, Any]:
    shown = call_out(visit, found) if found else None
    return {
        **common_data(visit),
        "call_id": str(call_id),
        "call": shown,
        "ticket": ticket_out(visit) if found is None or found.running else None,
        "me": {"jid": payloads.jid(visit.person, visit.config.domain), **payloads.person_out(visit.person)},
        "role": shown["my_role"] if shown else "asker",
        "page": _page_of(visit, visit.person, found),
    }


def _page_of(visit: Visit, person: Person, found: Call | None) -> dict[str, str]:
    if found is not None:
        return payloads.context_out(found, person)
    place = platform.place(visit.block)
    return {"title": place.title, "url": place.url.replace("{user}", person.user_id)}


def _call(visit: Visit, shown: Call) -> Json:
    return Json(value={"call": call_out(visit, shown)})
