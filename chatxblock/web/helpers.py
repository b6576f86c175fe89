"""What the handlers of the helper's side do: being on duty, the inbox, the page of one's own, questions left behind.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

import logging
from typing import Any

from django.utils.translation import gettext

from chatxblock.domain.helpers.duty import Caps, Helper, Unit
from chatxblock.errors import NotEligible, RoomsError
from chatxblock.openedx import platform
from chatxblock.web import helper_payloads
from chatxblock.web.answers import left_out
from chatxblock.web.pages import common_data, page_policy, ticket_out
from chatxblock.web.responses import Body, Json, Page, dumps, language
from chatxblock.web.visit import Visit

log = logging.getLogger(__name__)

LINGER = 60.0
"""Seconds for which the inbox still tells of a call that is over."""


def duty(visit: Visit, body: Body) -> Json:
    """Put the caller on duty or off it."""
    on = helper_payloads.flag_in(body, "on_duty")
    minutes = helper_payloads.minutes_in(body)
    if on and not visit.may_help:
        raise NotEligible()
    helper = visit.duty.come(visit.person, minutes) if on else visit.duty.go(visit.person)
    if on:
        visit.duty.meet(visit.person, unit_of(visit))
    return Json(value=state_out(visit, helper))


def helper(visit: Visit, body: Body) -> Json:
    """Return how the caller wishes to be asked, after changing what the body names."""
    wishes = helper_payloads.wishes_in(body)
    chosen = helper_payloads.units_in(body, visit.duty.units(visit.person)) if "units" in body else []
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
        visit.duty.recheck_waiting(visit.person)
    offers = [
        helper_payloads.entry_out(offer, visit.person, window_url=visit.handler("window", str(offer.id)))
        for offer in visit.service.offers(visit.person)
        if helper_payloads.is_offered(offer, visit.person, on_duty=state["on_duty"])
    ]
    ended = [helper_payloads.ended_out(call) for call in visit.service.ended(visit.person, LINGER)]
    return Json(value={**state, "invitations": offers, "ended": ended, "left": left_out(visit)})


def ticket(visit: Visit, body: Body) -> Json:
    """Return what the caller's browser needs to connect; with `duty`, the way into the duty room too."""
    answer = ticket_out(visit)
    if body.get("duty") is True:
        answer["duty_room"] = _duty_room(visit)
    return Json(value=answer)


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
    return helper_payloads.duty_out(helper, visit.service.now(), named=visit.listed, may_help=visit.may_help)


def own_out(visit: Visit) -> dict[str, Any]:
    """Return all that the caller can change about being asked."""
    helper = visit.helper
    units = visit.duty.units(visit.person)
    return state_out(visit, helper) | helper_payloads.wishes_out(helper, units, caps_of(visit.block))


def desk_data(visit: Visit, left: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return what the lobby needs to show an inbox; None for somebody who has none here.

    `left` is what was left for the caller as a teacher, who sees it also without helping.
    """
    visit.duty.settle(platform.place(visit.block).usage_key, unit_of(visit).key)
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


def around_out(visit: Visit) -> str:
    """Return about how many people who can help here are around."""
    return helper_payloads.crowd(visit.duty.around(unit_of(visit).key, visit.person, helper_payloads.MANY))


def unit_of(visit: Visit) -> Unit:
    """Return the unit that the block stands in, as one in which somebody may be asked."""
    return platform.unit(visit.block)


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
