"""The lobby, which stands in the course's page, and what is new for it while that is open.

This module must not know how a block shows it.
"""

from __future__ import annotations

from django.utils.translation import get_language

from chatxblock import wiring, wiring_kept
from chatxblock.domain.calls.rounds import reaches
from chatxblock.domain.helpers.duty import Standing
from chatxblock.domain.staff.bars import Doing
from chatxblock.openedx import platform
from chatxblock.web.answers import (
    bar_from_asking,
    duty_state,
    followed,
    late_answers,
    left_questions,
    own_left,
    shown,
    staff_page_url,
    unfinished,
)
from chatxblock.web.hints import hints_of
from chatxblock.web.pages import page_data
from chatxblock.web.schemas.calls import LobbyLook
from chatxblock.web.schemas.helpers import DutyState
from chatxblock.web.schemas.pages import MANY, Candidacy, InboxPlace, LobbyData, LobbyNews, crowd
from chatxblock.web.visit import Visit


def enter_lobby(visit: Visit) -> LobbyData:
    """Return what the lobby begins with, and note in which unit the block stands, and that a helper was here."""
    unit = visit.mount.unit()
    visit.duty.settle(visit.mount.usage_key(), unit.key)
    running = visit.service.open_call(visit.person)
    left = left_questions(visit)
    state = duty_state(visit, visit.refresh_helper())
    wanted = state.helps is not False and visit.invited and not state.barred
    candidacy = _candidacy(visit) if wanted else None
    if visit.by_invitation and not state.barred and visit.eligible is not None:
        kept, rule = wiring_kept.candidacies(), visit.author.who_helps
        kept.meet(visit.person, unit, visit.where(), rule, eligible=visit.eligible)
    if state.may_help and state.helps and candidacy is None:
        visit.meet_unit()
    # Not asked by the inbox, either: not before the invitation, and not again after a no to it.
    invitation_only = state.helps is None and visit.by_invitation
    return LobbyData(
        **page_data(visit),
        state="ready",
        person=visit.person.localpart,
        call=shown(visit, running) if running else None,
        title=visit.author.heading,
        prompt=visit.author.prompt,
        window_url=visit.mount.handler("window", "CALL_ID"),
        inbox=_inbox_place(visit, state) if (state.may_help and not invitation_only) or state.barred or left else None,
        left=left,
        around=crowd(_around(visit, unit.key)),
        answered=late_answers(visit),
        own_left=own_left(visit),
        unfinished=[] if running else unfinished(visit),
        followed=followed(visit),
        staff_page_url=staff_page_url(visit),
        helper_page_url=visit.mount.handler("helper_page"),
        joining=visit.config.joining,
        may_ask=True,
        candidacy=candidacy,
        form="button" if visit.author.form == "button" else "card",
        barred=bar_from_asking(visit),
        hints=hints_of(visit.author.hints, get_language() or ""),
    )


def lobby(visit: Visit, told: LobbyLook) -> LobbyNews:
    """Return what is new for a lobby, which stands for its reader in her open question as long as it looks."""
    call = visit.service.attend(visit.person, told.call_id, leaving=bool(told.leaving))
    asking = call is not None and call.open_to_asker
    return LobbyNews(
        call=shown(visit, call) if call else None,
        around=None if asking else crowd(_around(visit, visit.mount.unit().key)),
        answered=late_answers(visit),
        unfinished=[] if asking else unfinished(visit),
        followed=followed(visit),
        barred=bar_from_asking(visit),
        candidacy=None if asking else _become(visit),
    )


def _become(visit: Visit) -> Candidacy | None:
    """Return the invitation to help here, as it was found by the sweep or in another window; two queries at most."""
    if not visit.by_invitation or visit.bar_from(Doing.HELPING):
        return None
    if wiring_kept.candidacies().open(visit.person, visit.mount.unit().key) is None:
        return None
    declined = visit.duty.helper(visit.person).standing is Standing.DECLINED
    return None if declined else _candidacy(visit)


def _around(visit: Visit, unit: str) -> int:
    """Return how many people are around whom a question of the caller's can reach."""
    ready = visit.duty.ready_in(unit, visit.person, MANY)
    names = visit.author.helpers if ready else ()
    user_ids = {member.user_id for member in platform.members(visit.course, names)}
    named = {helper.person.id for helper in ready if helper.person.user_id in user_ids}
    plan, now = visit.plan, visit.service.now()
    reached = [
        helper.person
        for helper in ready
        if helper.wants(now, named=helper.person.id in named)
        and reaches(plan, named=helper.person.id in named, staff=helper.staff)
    ]
    return len(visit.able(reached, named)) if reached else 0


def _candidacy(visit: Visit) -> Candidacy:
    """Return the invitation to help here, with her own points where they are the reason."""
    reason, user_id = wiring.eligibility().reason(visit.author.who_helps), visit.person.user_id
    points = platform.scores(visit.course, visit.mount.section(), [user_id]) if reason == "points" else {}
    return Candidacy.of(
        visit.mount.unit().key, reason, share=points.get(user_id), window_url=visit.mount.handler("inbox_window")
    )


def _inbox_place(visit: Visit, state: DutyState) -> InboxPlace:
    return InboxPlace(
        script=visit.mount.resource("inbox.js"),
        window_url=visit.mount.handler("inbox_window"),
        page_url=visit.mount.handler("helper_page"),
        duty=state,
    )
