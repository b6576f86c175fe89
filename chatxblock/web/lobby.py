"""The lobby, which is not asked for by a handler but stands in the course's page.

This module must not know how a block shows it.
"""

from __future__ import annotations

from chatxblock.web.answers import duty_state, late_answers, left_questions, shown
from chatxblock.web.pages import page_data
from chatxblock.web.schemas.helpers import DutyState
from chatxblock.web.schemas.pages import MANY, InboxPlace, LobbyData, crowd
from chatxblock.web.visit import Visit


def enter_lobby(visit: Visit) -> LobbyData:
    """Return what the lobby begins with, and note in which unit the block stands, and that a helper was here."""
    unit = visit.mount.unit()
    visit.duty.settle(visit.mount.usage_key(), unit.key)
    running = visit.service.open_call(visit.person)
    left = left_questions(visit)
    state = duty_state(visit, visit.refresh_helper())
    if state.may_help and state.helps:
        visit.meet_unit()
    return LobbyData(
        **page_data(visit),
        state="ready",
        person=visit.person.localpart,
        call=shown(visit, running) if running else None,
        title=visit.author.heading,
        prompt=visit.author.prompt,
        window_url=visit.mount.handler("window", "CALL_ID"),
        inbox=_inbox_place(visit, state) if state.may_help or left else None,
        left=left,
        around=crowd(visit.duty.around(unit.key, visit.person, MANY)),
        answered=late_answers(visit),
        helper_page_url=visit.mount.handler("helper_page"),
        joining=visit.config.joining,
        may_ask=True,
    )


def _inbox_place(visit: Visit, state: DutyState) -> InboxPlace:
    return InboxPlace(
        script=visit.mount.resource("inbox.js"),
        window_url=visit.mount.handler("inbox_window"),
        page_url=visit.mount.handler("helper_page"),
        duty=state,
    )
