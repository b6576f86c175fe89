"""The helper's side in JSON: values in, values out. This module must not know who asks or what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chatxblock.domain.calls.call import Answer, Call, Person, Role
from chatxblock.domain.calls.notices import personal
from chatxblock.domain.calls.rounds import round_of
from chatxblock.domain.deferred.questions import Answered
from chatxblock.domain.helpers import duty
from chatxblock.domain.helpers.duty import Caps, Helper, QuietHours, Standing, Unit
from chatxblock.errors import BadInput
from chatxblock.errors import gettext_noop as _
from chatxblock.web.payloads import Body, context_out, offer_out, person_out

LONGEST_DUTY = 720
"""Minutes; who wishes to stay longer stays until told otherwise."""
MOST_HOURS = 21
"""Entries in the list of quiet hours."""
CROWDS = ((0, "none"), (5, "few"), (14, "ten"), (49, "dozens"))
"""How many people are at most called what; beyond them `many`. Exact numbers would tell who is there."""
MANY = 50
SOONEST_REMINDER = 30.0
"""Seconds; who has not looked by then may have looked away."""


def minutes_in(body: Body) -> int | None:
    """Return for how many minutes somebody wishes to be on duty. Raises `BadInput`."""
    minutes = body.get("minutes")
    if minutes is None:
        return None
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= LONGEST_DUTY:
        raise BadInput()
    return minutes


def flag_in(body: Body, key: str) -> bool:
    """Return a yes or no. Raises `BadInput`."""
    value = body.get(key)
    if not isinstance(value, bool):
        raise BadInput()
    return value


def wishes_in(body: Body) -> list[Callable[[Helper], Helper]]:
    """Return what somebody wishes to change about being asked, as functions of the helper before. Raises `BadInput`."""
    wishes: list[Callable[[Helper], Helper]] = []
    if "helps" in body:
        helps = flag_in(body, "helps")
        wishes.append(lambda helper: duty.helping(helper, helps))
    changes: dict[str, Any] = {}
    if "sound" in body:
        changes["sound"] = flag_in(body, "sound")
    if "timezone" in body:
        changes["timezone"] = _timezone_in(body["timezone"])
    if "quiet" in body:
        changes["quiet"] = _quiet_in(body["quiet"])
    for key in ("most_offers", "most_calls"):
        if key in body:
            changes[key] = _limit_in(body[key])
    if changes:
        wishes.append(lambda helper: replace(helper, **changes))
    return wishes


def units_in(body: Body, known: Sequence[Unit]) -> list[Unit]:
    """Return the known units of which somebody says whether to be asked there. Raises `BadInput`."""
    chosen = body.get("units", {})
    if not isinstance(chosen, Mapping) or not all(isinstance(helps, bool) for helps in chosen.values()):
        raise BadInput()
    by_key = {unit.key: unit for unit in known}
    if chosen.keys() - by_key.keys():
        raise BadInput()
    return [replace(by_key[key], helps=helps) for key, helps in chosen.items()]


def duty_out(helper: Helper, now: datetime, *, named: bool, may_help: bool) -> dict[str, Any]:
    """Return how somebody stands right now; `named` is whether the author named them."""
    quiet_until = helper.quiet_until(now)
    wants = may_help and helper.wants(now, named=named)
    standings = {Standing.UNASKED: True if named else None, Standing.HELPS: True, Standing.DECLINED: False}
    return {
        "may_help": may_help,
        "helps": standings[helper.standing],
        "on_duty": wants,
        "until": helper.until if wants else None,
        "paused": helper.paused and bool(helper.on_duty or (helper.on_duty is None and named)),
        "in_quiet": quiet_until is not None,
        "quiet_until": quiet_until,
        "sound": helper.sound,
    }


def wishes_out(helper: Helper, units: Sequence[Unit], caps: Caps) -> dict[str, Any]:
    """Return all that somebody can change on the page of their own, and their own numbers."""
    offers, calls = helper.limits(caps)
    return {
        "units": [
            {
                "usage_key": unit.key,
                "title": unit.title,
                "url": personal(unit.url, helper.person),
                "helps": unit.helps,
            }
            for unit in units
        ],
        "quiet": [
            {"days": list(hours.days), "start": f"{hours.start:%H:%M}", "end": f"{hours.end:%H:%M}"}
            for hours in helper.quiet
        ],
        "timezone": helper.timezone,
        "most_offers": offers,
        "most_calls": calls,
        "caps": {"offers": caps.offers, "calls": caps.calls},
        "numbers": {"asked": helper.asked, "answered": helper.answered, "thanked": helper.thanked},
    }


def entry_out(call: Call, helper: Person, *, window_url: str) -> dict[str, Any]:
    """Return a running call as an entry of a helper's inbox."""
    invitation = call.invitation_of(helper)
    assert invitation is not None
    fresh = invitation.answer is Answer.OPEN and invitation.seen_at is None and call.widening
    half = timedelta(seconds=max(round_of(call.rounds, invitation.round).wait / 2, SOONEST_REMINDER))
    return offer_out(call, helper, window_url=window_url) | {
        "invited_at": invitation.invited_at,
        "seen": invitation.seen_at is not None,
        "remind_at": invitation.invited_at + half if fresh else None,
    }


def ended_out(call: Call) -> dict[str, Any]:
    """Return a call that is over as a last entry of a helper's inbox, with the reason."""
    came = any(invitation.accepted_at is not None for invitation in call.invitations)
    taken_back = call.asker_left_at is not None and call.deferred_at is None and not came
    return {
        "call_id": str(call.id),
        "rev": call.rev,
        "question": call.question,
        "asker": person_out(call.asker),
        "asked_at": call.asked_at,
        "reason": "withdrawn" if taken_back else "over",
    }


def left_out(call: Call, viewer: Person) -> dict[str, Any]:
    """Return a question that was left for the teachers, as a teacher sees it."""
    return {
        "call_id": str(call.id),
        "question": call.question,
        "context": context_out(call, viewer),
        "asker": person_out(call.asker),
        "asked_at": call.asked_at,
    }


def answered_out(answered: Answered) -> dict[str, Any]:
    """Return a question that a teacher answered later, as its asker sees it."""
    return {
        "call_id": str(answered.call.id),
        "question": answered.call.question,
        "answer": answered.answer.body,
        "by": answered.answer.by.name,
        "answered_at": answered.answer.at,
    }


def crowd(number: int) -> str:
    """Return about how many people that is, in one word for the front end."""
    return next((word for most, word in CROWDS if number <= most), "many")


def is_offered(call: Call, helper: Person, *, on_duty: bool) -> bool:
    """Tell whether a call belongs into the inbox: off duty only those that the helper already came to."""
    return on_duty or call.role_of(helper) in (Role.HELPER, Role.LEFT)


def _timezone_in(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_+\-/]{1,64}", value):
        raise BadInput()
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise BadInput(_("We do not know that time zone.")) from exc


def _quiet_in(value: object) -> tuple[QuietHours, ...]:
    if not isinstance(value, list) or len(value) > MOST_HOURS:
        raise BadInput()
    return tuple(_hours_in(hours) for hours in value)


def _hours_in(value: object) -> QuietHours:
    days = value.get("days") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(days, list) or not days:
        raise BadInput(_("Choose at least one day for your quiet hours."))
    if any(isinstance(day, bool) or not isinstance(day, int) or not 1 <= day <= 7 for day in days):
        raise BadInput()
    start, end = (_time_in(value.get(key)) for key in ("start", "end"))
    if start == end:
        raise BadInput(_("Quiet hours need a beginning and an end that differ."))
    return QuietHours(days=tuple(sorted(set(days))), start=start, end=end)


def _time_in(value: object) -> time:
    if not isinstance(value, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise BadInput(_("Write times as hours and minutes, such as 22:00."))
    return time.fromisoformat(value)


def _limit_in(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 20:
        raise BadInput(_("Choose a number between 1 and 20."))
    return value
