"""The helper's side: duty, the inbox, and all that somebody can say about being asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, model_validator

from chatxblock.domain.calls import call as domain
from chatxblock.domain.calls.names import Names
from chatxblock.domain.calls.notices import personal
from chatxblock.domain.calls.rounds import round_of
from chatxblock.domain.helpers import duty
from chatxblock.domain.helpers.candidacy import Candidacy
from chatxblock.domain.helpers.duty import Standing
from chatxblock.domain.staff import bars as domain_bars
from chatxblock.errors import BadInput
from chatxblock.errors import gettext_noop as _
from chatxblock.web.schemas.bars import Bar
from chatxblock.web.schemas.base import Input, Moment, Output, Refusals
from chatxblock.web.schemas.calls import STATES, CallState, ReadResource
from chatxblock.web.schemas.deferred import LeftQuestion
from chatxblock.web.schemas.people import Asker
from chatxblock.web.schemas.places import Context

LONGEST_DUTY = 720
"""Minutes; who wishes to stay longer stays until told otherwise."""
MOST_HOURS = 21
"""Entries in the list of quiet hours."""
MOST_AT_ONCE = 20
"""Offers or calls, whatever the author allows."""
SOONEST_REMINDER = 30.0
"""Seconds; who has not looked by then may have looked away."""
CAME = (domain.Role.HELPER, domain.Role.LEFT)


def _timezone(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_+\-/]{1,64}", value):
        raise BadInput()
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise BadInput(_("We do not know that time zone.")) from exc


Hour = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""Hours and minutes, `22:00`."""
Timezone = Annotated[str, AfterValidator(_timezone)]
"""A name of the IANA's database."""
Weekday = Annotated[int, Field(ge=1, le=7)]
Limit = Annotated[int, Field(ge=1, le=MOST_AT_ONCE)]

_no_day = partial(BadInput, _("Choose at least one day for your quiet hours."))
_no_time = partial(BadInput, _("Write times as hours and minutes, such as 22:00."))
_no_limit = partial(BadInput, _("Choose a number between 1 and 20."))


class DutyWish(Input):
    """Being on duty or not."""

    on_duty: bool
    minutes: Annotated[int, Field(ge=1, le=LONGEST_DUTY)] | None = None
    """For how long; without, until told otherwise."""


class Quiet(Input):
    """Some hours on some days in which nothing rings; past midnight where the end is not after the start."""

    refusals: ClassVar[Refusals] = {"": _no_day, "days": _no_day, "start": _no_time, "end": _no_time}

    days: Annotated[list[Weekday], Field(min_length=1)]
    """The days on which they begin: Monday is 1, Sunday 7 (ISO 8601)."""
    start: Hour
    end: Hour

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.start == self.end:
            raise BadInput(_("Quiet hours need a beginning and an end that differ."))
        return self

    @classmethod
    def of(cls, hours: duty.QuietHours) -> Self:
        """Return quiet hours as they are told."""
        return cls(days=list(hours.days), start=f"{hours.start:%H:%M}", end=f"{hours.end:%H:%M}")

    def hours(self) -> duty.QuietHours:
        """Return them as they are kept."""
        start, end = time.fromisoformat(self.start), time.fromisoformat(self.end)
        return duty.QuietHours(days=tuple(sorted(set(self.days))), start=start, end=end)


class HelperChange(Input):
    """What somebody wishes to change about being asked; a key that is not there leaves it as it is."""

    refusals: ClassVar[Refusals] = {"most_offers": _no_limit, "most_calls": _no_limit}

    helps: bool = False
    units: dict[str, bool] = Field(default_factory=dict)
    """By usage key, of those that `helper` answered and of this one: whether to be asked there."""
    quiet: list[Quiet] = Field(default_factory=list, max_length=MOST_HOURS)
    timezone: Timezone = "UTC"
    most_offers: Limit = 1
    most_calls: Limit = 1
    sound: bool = True

    @property
    def agrees(self) -> bool:
        """Whether this says yes to helping in the course."""
        return "helps" in self.model_fields_set and self.helps

    def wishes(self) -> list[Callable[[duty.Helper], duty.Helper]]:
        """Return the changes, as functions of the helper before."""
        wishes: list[Callable[[duty.Helper], duty.Helper]] = []
        if "helps" in self.model_fields_set:
            wishes.append(lambda helper: duty.helping(helper, self.helps))
        plain = self.model_fields_set & {"timezone", "most_offers", "most_calls", "sound"}
        changes: dict[str, Any] = {key: getattr(self, key) for key in plain}
        if "quiet" in self.model_fields_set:
            changes["quiet"] = tuple(entry.hours() for entry in self.quiet)
        if changes:
            wishes.append(lambda helper: replace(helper, **changes))
        return wishes

    def chosen(self, known: Sequence[duty.Unit]) -> list[duty.Unit]:
        """Return the known units of which somebody says whether to be asked there. Raises `BadInput`."""
        by_block = {unit.key: unit for unit in known}
        if self.units.keys() - by_block.keys():
            raise BadInput()
        return [replace(by_block[block], helps=helps) for block, helps in self.units.items()]


class DutyState(Output):
    """Whether somebody helps in this course, and whether she is ready to be asked right now."""

    may_help: bool
    """Whether the author's rule lets her help here, and no bar keeps her from it."""
    helps: bool | None
    """null: never asked, or never answered."""
    on_duty: bool
    """Her wish at this moment: false when its time is over or a pause is on."""
    until: Moment | None
    """When duty ends by itself; null while it lasts until she stops."""
    paused: bool
    """Too many offers in a row were left without an answer."""
    in_quiet: bool
    """Inside her own quiet hours: nothing reaches her."""
    quiet_until: Moment | None
    sound: bool
    """Whether a new question may be heard."""
    barred: Bar | None
    """What keeps her from helping in this course for a time; null where nothing does."""

    @classmethod
    def of(
        cls, helper: duty.Helper, now: datetime, *, named: bool, may_help: bool, bar: domain_bars.Bar | None = None
    ) -> Self:
        """Return how somebody stands right now; `named` is whether the author named them."""
        quiet_until = helper.quiet_until(now)
        wants = may_help and helper.wants(now, named=named)
        standings = {Standing.UNASKED: True if named else None, Standing.HELPS: True, Standing.DECLINED: False}
        return cls(
            may_help=may_help,
            helps=standings[helper.standing],
            on_duty=wants,
            until=helper.until if wants else None,
            paused=helper.paused and bool(helper.on_duty or (helper.on_duty is None and named)),
            in_quiet=quiet_until is not None,
            quiet_until=quiet_until,
            sound=helper.sound,
            barred=Bar.of(bar) if bar else None,
        )


class HelperUnit(Output):
    """A unit in which somebody helps, or could."""

    usage_key: str
    title: str
    url: str
    helps: bool
    """Whether she wishes to be asked there."""
    new: bool = False
    """Whether she has come far enough to help there, and has not said yet whether she wishes to."""
    lost: bool = False
    """Whether she is not far enough there any more: she is not asked, whatever she wishes."""

    @classmethod
    def of(cls, unit: duty.Unit, reader: domain.Person, *, helps: bool, new: bool = False, lost: bool = False) -> Self:
        """Return a unit, with a link that is right for the reader."""
        url = personal(unit.url, reader)
        return cls(usage_key=unit.key, title=unit.title, url=url, helps=helps, new=new, lost=lost)


class Caps(Output):
    """The author's limits on what one helper is burdened with."""

    offers: int
    calls: int


class Numbers(Output):
    """A helper's own numbers."""

    asked: int
    answered: int
    thanked: int


class HelperState(DutyState):
    """All that a helper decides for herself, and her own numbers."""

    units: list[HelperUnit]
    quiet: list[Quiet]
    timezone: str
    most_offers: int
    """Never above the author's limit."""
    most_calls: int
    caps: Caps
    numbers: Numbers

    @classmethod
    def whole(
        cls,
        state: DutyState,
        helper: duty.Helper,
        units: Sequence[duty.Unit],
        candidacies: Sequence[Candidacy],
        caps: duty.Caps,
    ) -> Self:
        """Return how somebody stands, and all that she can change about it; units that wait for a word come first."""
        offers, calls = helper.limits(caps)
        known = {unit.key for unit in units}
        lost = {one.unit.key for one in candidacies if one.since is None and one.lost_at is not None}
        new = [one.unit for one in candidacies if one.since is not None and one.unit.key not in known]
        return cls(
            **dict(state),
            units=[
                *(HelperUnit.of(unit, helper.person, helps=False, new=True) for unit in new),
                *(HelperUnit.of(unit, helper.person, helps=unit.helps, lost=unit.key in lost) for unit in units),
            ],
            quiet=[Quiet.of(hours) for hours in helper.quiet],
            timezone=helper.timezone,
            most_offers=offers,
            most_calls=calls,
            caps=Caps(offers=caps.offers, calls=caps.calls),
            numbers=Numbers(asked=helper.asked, answered=helper.answered, thanked=helper.thanked),
        )


class Invitation(Output):
    """A running call to which somebody was asked, as an entry of the inbox."""

    call_id: UUID
    rev: int
    question: str
    context: Context
    asker: Asker
    asked_at: Moment
    round: int
    state: CallState
    helpers: list[str]
    asker_left: bool
    """Whether the asker has left the room to those who are there."""
    can_join: bool
    accepted: bool
    """Whether she came."""
    window_url: str
    invited_at: Moment
    seen: bool
    remind_at: Moment | None
    """When to remind her quietly, by the server's clock; null once it was seen or needs nobody."""
    read: list[ReadResource] = Field(default_factory=list)
    """What the asker read before asking."""

    @classmethod
    def of(
        cls,
        call: domain.Call,
        helper: domain.Person,
        names: Names,
        window_url: str,
        read: Sequence[ReadResource] = (),
    ) -> Self:
        """Return a call that somebody was asked to."""
        invitation = call.invitation_of(helper)
        assert invitation is not None
        return cls(
            call_id=call.id,
            rev=call.rev,
            question=call.question,
            context=Context.of(call, helper),
            asker=Asker.of(call, names),
            asked_at=call.asked_at,
            round=call.round,
            state=STATES[call.state],
            helpers=[names.of(call, i.person) for i in call.helpers],
            asker_left=call.asker_left_at is not None,
            can_join=call.can_join(helper),
            accepted=call.role_of(helper) in CAME,
            window_url=window_url,
            invited_at=invitation.invited_at,
            seen=invitation.seen_at is not None,
            remind_at=_remind_at(call, invitation),
            read=list(read),
        )


class Ended(Output):
    """A question that was taken from the inbox a moment ago, and why."""

    call_id: UUID
    rev: int
    question: str
    asker: Asker
    asked_at: Moment
    reason: Literal["withdrawn", "over"]
    """`withdrawn`: the asker took it back before anybody came."""

    @classmethod
    def of(cls, call: domain.Call, names: Names) -> Self:
        """Return a call that is over, with the reason."""
        came = any(invitation.accepted_at is not None for invitation in call.invitations)
        taken_back = call.asker_left_at is not None and call.deferred_at is None and not came
        return cls(
            call_id=call.id,
            rev=call.rev,
            question=call.question,
            asker=Asker.of(call, names),
            asked_at=call.asked_at,
            reason="withdrawn" if taken_back else "over",
        )


class InboxAnswer(DutyState):
    """How somebody stands, and the open questions for her."""

    invitations: list[Invitation]
    """Oldest first; off duty only those that she came to."""
    ended: list[Ended]
    """Within the last minute."""
    left: list[LeftQuestion]
    """For staff: what was left for the teachers and is not answered yet."""


def is_offered(call: domain.Call, helper: domain.Person, *, on_duty: bool) -> bool:
    """Tell whether a call belongs into the inbox: off duty only those that the helper already came to."""
    return on_duty or call.role_of(helper) in CAME


def _remind_at(call: domain.Call, invitation: domain.Invitation) -> datetime | None:
    if invitation.answer is not domain.Answer.OPEN or invitation.seen_at is not None or not call.widening:
        return None
    half = max(round_of(call.rounds, invitation.round).wait / 2, SOONEST_REMINDER)
    return invitation.invited_at + timedelta(seconds=half)
