"""What the handlers of the helper's side do: being on duty, the inbox, the page of one's own, questions left behind.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

import logging
from typing import Any

from django.utils.translation import gettext

from chatxblock import compat, desk_payloads, payloads, wiring
from chatxblock.domain.duty import Caps, Helper, Unit
from chatxblock.endpoints import call_out, common_data, page_policy, ticket_out
from chatxblock.errors import BadInput, NotAllowed, NotEligible, RoomsError
from chatxblock.http import Body, Json, Page, dumps, language
from chatxblock.visit import Visit

log = logging.getLogger(__name__)

LINGER = 60.0
"""Seconds for which the inbox still tells of a call that is over."""


def duty(visit: Visit, body: Body) -> Json:
    """Put the caller on duty or off it."""
    on = desk_payloads.flag_in(body, "on_duty")
    minutes = desk_payloads.minutes_in(body)
    if on and not visit.may_help:
        raise NotEligible()
    helper = visit.duty.come(visit.person, minutes) if on else visit.duty.go(visit.person)
    if on:
        visit.duty.meet(visit.person, unit_of(visit))
    return Json(value=state_out(visit, helper))


def helper(visit: Visit, body: Body) -> Json:
    """Return how the caller wishes to be asked, after changing what the body names."""
    wishes = desk_payloads.wishes_in(body)
    chosen = desk_payloads.units_in(body, visit.duty.units(visit.person)) if "units" in body else []
    if body.get("helps") is True and not visit.may_help:
        raise NotEligible()
    for wish in wishes:
        visit.duty.wish(visit.person, wish)
    if body.get("helps") is True:
        visit.duty.meet(visit.person, unit_of(visit))
    for unit in chosen:
        visit.duty.choose_unit(visit.person, unit)
    return Json(value=own_out(visit))


def inbox(visit: Visit, body: Body) -> Json:
    """Return the open questions for the caller, those that ended just now, and to staff those left for the teachers."""
    helper = visit.helper
    state = state_out(visit, helper)
    if state["on_duty"] and helper.present:
        visit.duty.beckon(visit.person)
    offers = [
        desk_payloads.entry_out(offer, visit.person, window_url=visit.handler("window", str(offer.id)))
        for offer in visit.service.offers(visit.person)
        if desk_payloads.is_offered(offer, visit.person, on_duty=state["on_duty"])
    ]
    ended = [desk_payloads.ended_out(call) for call in visit.service.ended(visit.person, LINGER)]
    return Json(value={**state, "invitations": offers, "ended": ended, "left": left_out(visit)})


def ticket(visit: Visit, body: Body) -> Json:
    """Return what the caller's browser needs to connect; with `duty`, the way into the duty room too."""
    answer = ticket_out(visit)
    if body.get("duty") is True:
        answer["duty_room"] = _duty_room(visit)
    return Json(value=answer)


def leave_question(visit: Visit, body: Body) -> Json:
    """Leave the caller's question for the teachers, and end the call."""
    left = visit.service.entrust(payloads.uuid_in(body, "call_id"), visit.person)
    return Json(value={"call": call_out(visit, left)})


def answer_left(visit: Visit, body: Body) -> Json:
    """Keep a teacher's answer to a question that was left."""
    if not visit.caller.staff:
        raise NotAllowed()
    text = body.get("answer")
    if not isinstance(text, str) or not text.strip():
        raise BadInput(gettext("Write an answer first."))
    if len(text.encode()) > visit.config.line_limit:
        raise BadInput(gettext("This answer is too long. Make it shorter."))
    call_id = payloads.uuid_in(body, "call_id")
    wiring.left_questions().answer(call_id, visit.person, payloads.clean(text).strip())
    return Json(value={})


def left_read(visit: Visit, body: Body) -> Json:
    """Put away the answer to a question that the caller had left."""
    wiring.left_questions().put_away(payloads.uuid_in(body, "call_id"), visit.person)
    return Json(value={})


def inbox_window(visit: Visit, _suffix: str) -> Page:
    """Return the inbox as a page of its own."""
    state = state_out(visit, visit.helper)
    return _page(visit, gettext("Questions for you"), "inbox-window", duty=state, left=left_out(visit))


def helper_page(visit: Visit, _suffix: str) -> Page:
    """Return the page on which a helper says when and how much to be asked."""
    own = own_out(visit)
    return _page(visit, gettext("Helping others"), "helper-page", duty=own, helper=own)


def state_out(visit: Visit, helper: Helper) -> dict[str, Any]:
    """Return how the caller stands right now."""
    return desk_payloads.duty_out(helper, visit.service.now(), named=visit.listed, may_help=visit.may_help)


def own_out(visit: Visit) -> dict[str, Any]:
    """Return all that the caller can change about being asked."""
    helper = visit.helper
    units = visit.duty.units(visit.person)
    return state_out(visit, helper) | desk_payloads.wishes_out(helper, units, caps_of(visit.block))


def desk_data(visit: Visit, left: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return what the lobby needs to show an inbox; None for somebody who has none here.

    `left` is what was left for the caller as a teacher, who sees it also without helping.
    """
    helper = visit.helper
    state = state_out(visit, helper)
    if not state["may_help"] and not left:
        return None
    if state["may_help"] and state["helps"]:
        visit.duty.meet(visit.person, unit_of(visit))
    return {
        "script": visit.resource("inbox.js"),
        "window_url": visit.handler("inbox_window"),
        "page_url": visit.handler("helper_page"),
        "duty": state,
    }


def answered_out(visit: Visit) -> list[dict[str, Any]]:
    """Return the late answers that the caller has not put away."""
    return [desk_payloads.answered_out(found) for found in wiring.left_questions().answered(visit.person)]


def around_out(visit: Visit) -> str:
    """Return about how many people who can help here are around."""
    return desk_payloads.crowd(visit.duty.around(unit_of(visit).block, visit.person, desk_payloads.MANY))


def left_out(visit: Visit) -> list[dict[str, Any]]:
    """Return to staff what was left for the teachers."""
    if not visit.caller.staff:
        return []
    unanswered = wiring.left_questions().unanswered(visit.course)
    return [desk_payloads.left_out(call, visit.person) for call in unanswered]


def unit_of(visit: Visit) -> Unit:
    """Return the block as a unit in which somebody may be asked."""
    place = compat.place(visit.block)
    return Unit(block=place.usage_key, title=place.title, url=place.url)


def caps_of(block: Any) -> Caps:
    """Return the author's limits on what one helper is burdened with."""
    return Caps(offers=block.offers_cap, calls=block.calls_cap)


def _duty_room(visit: Visit) -> dict[str, str] | None:
    if not state_out(visit, visit.helper)["on_duty"]:
        return None
    try:
        door = visit.duty.arrive(visit.person)
    except RoomsError as error:
        log.info("no duty room: %s", error.code)
        return None
    return {
        "jid": f"{door.room}@{visit.config.rooms}",
        "password": door.password,
        "nick": visit.person.localpart,
    }


def _page(visit: Visit, title: str, name: str, **more: Any) -> Page:
    script = visit.resource(f"{name}.js")
    data = {
        **common_data(visit),
        "person": visit.person.localpart,
        "name": visit.person.name,
        "inbox_window_url": visit.handler("inbox_window"),
        "helper_page_url": visit.handler("helper_page"),
        **more,
    }
    context = {
        "title": title,
        "script": script,
        "preload": visit.preload(name),
        "page_css": visit.resource("page.css"),
        "data_json": dumps(data),
        **language(),
    }
    return Page(template="chatxblock/desk.html", context=context, policy=page_policy(visit, script))
