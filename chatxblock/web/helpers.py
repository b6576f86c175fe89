"""What the handlers of the helper's side do: being on duty, the inbox, the page of one's own.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

import logging
from typing import Any

from django.utils.translation import gettext

from chatxblock import wiring_kept
from chatxblock.domain.helpers.duty import Helper, Unit
from chatxblock.domain.staff.bars import Doing
from chatxblock.errors import NotEligible, RoomsError
from chatxblock.web.answers import duty_state, left_questions, read_before, staff_page_url
from chatxblock.web.pages import issue_ticket, page, page_data
from chatxblock.web.responses import Page
from chatxblock.web.schemas.base import Nothing
from chatxblock.web.schemas.helpers import (
    DutyState,
    DutyWish,
    Ended,
    HelperChange,
    HelperState,
    InboxAnswer,
    Invitation,
    is_offered,
)
from chatxblock.web.schemas.pages import HelperData
from chatxblock.web.schemas.tickets import DutyRoomKey, Ticket, TicketWish
from chatxblock.web.visit import Visit

log = logging.getLogger(__name__)

LINGER = 60.0
"""Seconds for which the inbox still tells of a call that is over."""


def duty(visit: Visit, told: DutyWish) -> DutyState:
    """Put the caller on duty or off it."""
    if not told.on_duty:
        return duty_state(visit, visit.duty.go(visit.person))
    if not visit.may_help:
        raise NotEligible()
    helper = visit.duty.come(visit.person, told.minutes)
    if not visit.invited:  # being on duty in the course is no answer to the invitation of a unit
        visit.meet_unit()
    return duty_state(visit, helper)


def goes_off_duty(_visit: Visit, told: DutyWish) -> bool:
    """Tell whether this ends being on duty."""
    return not told.on_duty


def does_not_agree(_visit: Visit, told: HelperChange) -> bool:
    """Tell whether this says anything but yes to helping."""
    return not told.agrees


def helper(visit: Visit, told: HelperChange) -> HelperState:
    """Return how the caller wishes to be asked, after changing what was told."""
    here = visit.mount.unit()
    chosen = told.chosen([here, *visit.duty.units(visit.person), *_new_units(visit)]) if told.units else []
    if (told.agrees or told.units.get(here.key)) and not visit.may_help:
        raise NotEligible()
    for wish in told.wishes():
        visit.duty.wish(visit.person, wish)
    if told.agrees:
        visit.meet_unit()
    for unit in chosen:
        visit.duty.choose_unit(visit.person, unit)
    return _own(visit, visit.refresh_helper())


def inbox(visit: Visit, _told: Nothing) -> InboxAnswer:
    """Return the open questions for the caller, those that ended just now, and to staff those left for the teachers."""
    helper = visit.refresh_helper()
    state = duty_state(visit, helper)
    if state.on_duty and helper.present:
        visit.duty.recheck_waiting(visit.person)
    offered = [o for o in visit.service.offers(visit.person) if is_offered(o, visit.person, on_duty=state.on_duty)]
    read = read_before(visit, offered)
    offers = [
        Invitation.of(offer, visit.person, visit.names, visit.mount.handler("window", str(offer.id)), read[offer.id])
        for offer in offered
    ]
    ended = [Ended.of(call, visit.names) for call in visit.service.ended(visit.person, LINGER)]
    return InboxAnswer(**dict(state), invitations=offers, ended=ended, left=left_questions(visit))


def ticket(visit: Visit, told: TicketWish) -> Ticket:
    """Return what the caller's browser needs to connect; with `duty`, the way into the duty room too."""
    issued = issue_ticket(visit)
    return issued.model_copy(update={"duty_room": _open_duty_room(visit)}) if told.duty else issued


def inbox_window(visit: Visit, _told: Nothing) -> Page:
    """Return the inbox as a page of its own."""
    state = duty_state(visit, visit.refresh_helper())
    data = HelperData(**_page_data(visit), duty=state, left=left_questions(visit))
    return page(visit, gettext("Questions for you"), data, script="inbox-window", template="helper.html")


def helper_page(visit: Visit, _told: Nothing) -> Page:
    """Return the page on which a helper says when and how much to be asked."""
    own = _own(visit, visit.refresh_helper())
    data = HelperData(**_page_data(visit), duty=own, helper=own)
    return page(visit, gettext("Helping others"), data, script="helper-page", template="helper.html")


def _own(visit: Visit, helper: Helper) -> HelperState:
    units, candidacies = visit.duty.units(visit.person), wiring_kept.candidacies().of(visit.person)
    return HelperState.whole(duty_state(visit, helper), helper, units, candidacies, visit.author.caps)


def _new_units(visit: Visit) -> list[Unit]:
    """Return the units in which the caller is eligible."""
    if visit.bar_from(Doing.HELPING):
        return []
    return [one.unit for one in wiring_kept.candidacies().of(visit.person) if one.since is not None]


def _open_duty_room(visit: Visit) -> DutyRoomKey | None:
    if not duty_state(visit, visit.refresh_helper()).on_duty:
        return None
    try:
        door = visit.duty.arrive(visit.person)
    except RoomsError as error:
        log.info("no duty room: %s", error.code)
        return None
    return DutyRoomKey.of(door, visit.person, visit.addresses)


def _page_data(visit: Visit) -> dict[str, Any]:
    return {
        **page_data(visit),
        "person": visit.person.localpart,
        "name": visit.names.of_oneself(visit.person),
        "inbox_window_url": visit.mount.handler("inbox_window"),
        "helper_page_url": visit.mount.handler("helper_page"),
        "staff_page_url": staff_page_url(visit),
    }
