"""Being on duty: who may be asked right now, as values and as functions from one `Helper` to the next.

A person's own wish, its end, a pause and quiet hours are all kept apart, so that each can be told and undone by itself.
This module must not know who keeps helpers, who is connected or what time it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from chatxblock.domain.calls.call import Answer, Call, Person

MOST_UNANSWERED = 3
"""Offers in a row that may stay unanswered before duty pauses."""
TURNS = 5
"""How many offers weigh as much as one call answered: who never comes does not stay first in line."""
DAYS_AHEAD = 8
"""How far quiet hours are followed to find their end: a whole week of quiet has none."""


class Standing(StrEnum):
    """Whether somebody agreed to be asked in a course."""

    UNASKED = "unasked"
    HELPS = "helps"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class QuietHours:
    """Some hours on some days of the week in which nothing rings; past midnight where `end` is not after `start`."""

    days: tuple[int, ...]
    """ISO weekdays on which they begin: 1 is Monday, 7 is Sunday."""
    start: time
    end: time

    def around(self, moment: datetime) -> datetime | None:
        """Return when they end if they cover this local moment."""
        for days_back in (0, 1):
            day = moment.date() - timedelta(days=days_back)
            if day.isoweekday() not in self.days:
                continue
            begin = datetime.combine(day, self.start, moment.tzinfo)
            last = day if self.end > self.start else day + timedelta(days=1)
            end = datetime.combine(last, self.end, moment.tzinfo)
            if begin <= moment < end:
                return end
        return None


@dataclass(frozen=True, kw_only=True)
class Caps:
    """The author's limits on what one helper is burdened with."""

    offers: int = 3
    """Questions that may wait for an answer at once."""
    calls: int = 2
    """Rooms that a helper may be in at once."""


@dataclass(frozen=True, kw_only=True)
class Helper:
    """Somebody who may be asked in one course, with their own wishes."""

    person: Person
    standing: Standing = Standing.UNASKED
    on_duty: bool | None = None
    """The wish; None for somebody who never chose: then those whom the author named may be asked, and nobody else."""
    until: datetime | None = None
    """When the wish to be on duty ends; None: until told otherwise."""
    paused: bool = False
    """Whether too many offers in a row were left unanswered."""
    unanswered: int = 0
    quiet: tuple[QuietHours, ...] = ()
    timezone: str = "UTC"
    most_offers: int | None = None
    most_calls: int | None = None
    sound: bool = True
    staff: bool = False
    present: bool = False
    """Whether a window of theirs was last known to be in the duty room."""
    asked: int = 0
    answered: int = 0
    thanked: int = 0
    turns: int = 0
    """What places somebody in the order of asking: `TURNS` for each call answered, one for each other offer."""
    open_offers: int = 0
    open_calls: int = 0

    def wants(self, now: datetime, *, named: bool = False) -> bool:
        """Whether they wish to be asked now, quiet hours aside; `named` is whether the author named them."""
        wish = self.on_duty if self.on_duty is not None else named
        over = self.until is not None and self.until <= now
        return wish and not over and not self.paused and self.standing is not Standing.DECLINED

    def reachable(self, now: datetime) -> bool:
        """Whether somebody who calls them by name may ask them now: not against a wish of theirs."""
        return self.wants(now, named=True) and self.quiet_until(now) is None

    def quiet_until(self, now: datetime) -> datetime | None:
        """Return when the quiet hours end that they are in now, in UTC; None outside of any."""
        end = None
        moment = now.astimezone(ZoneInfo(self.timezone))
        while moment < now + timedelta(days=DAYS_AHEAD):
            ends = [ended for hours in self.quiet if (ended := hours.around(moment)) is not None]
            if not ends:
                break
            moment = end = max(ends)
        return end.astimezone(UTC) if end else None

    def takes(self, caps: Caps, now: datetime, *, named: bool = False) -> bool:
        """Whether they may be asked one more question now; `named` is whether the author named them."""
        return self.wants(now, named=named) and self.quiet_until(now) is None and self.free(caps)

    def free(self, caps: Caps) -> bool:
        """Whether one more question fits under their own limits and the author's."""
        offers, calls = self.limits(caps)
        return self.open_offers < offers and self.open_calls < calls

    def limits(self, caps: Caps) -> tuple[int, int]:
        """Return how many offers and calls they take at once: their own choice, never above the author's."""
        return min(self.most_offers or caps.offers, caps.offers), min(self.most_calls or caps.calls, caps.calls)


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit of the course in which somebody may be asked."""

    key: str
    """Usage key."""
    title: str = ""
    url: str = ""
    """Path of its page; `{user}` in it stands for the platform's id of whoever opens it."""
    helps: bool = True


def on_duty(helper: Helper, until: datetime | None) -> Helper:
    """Somebody wishes to be asked, until then or until told otherwise; who had declined to help takes that back."""
    return replace(helper, standing=Standing.HELPS, on_duty=True, until=until, paused=False, unanswered=0)


def off_duty(helper: Helper) -> Helper:
    """Somebody does not wish to be asked for now."""
    return replace(helper, on_duty=False, until=None, paused=False, unanswered=0)


def helping(helper: Helper, helps: bool) -> Helper:
    """Somebody agrees to help in the course, or does not, or not any more."""
    return replace(helper, standing=Standing.HELPS) if helps else replace(off_duty(helper), standing=Standing.DECLINED)


class OfferEvent(StrEnum):
    """What a helper did, or left undone, about an invitation."""

    ASKED = "asked"
    ANSWERED = "answered"
    DECLINED = "declined"
    LAPSED = "lapsed"
    THANKED = "thanked"


def offer_events(before: Call | None, after: Call) -> Iterator[tuple[int, OfferEvent]]:
    """Yield what a change of a call means for its helpers, by their ids: for the numbers, and for the pause."""
    known = {i.person.id: i for i in before.invitations} if before else {}
    for now in after.invitations:
        was = known.get(now.person.id)
        if not (now.asked or now.as_staff):
            continue
        if now.asked and (was is None or (was.invited_at != now.invited_at and now.answer is Answer.OPEN)):
            yield now.person.id, OfferEvent.ASKED
        if now.thanked_at is not None and (was is None or was.thanked_at is None):
            yield now.person.id, OfferEvent.THANKED
        if now.accepted_at is not None and (was is None or was.accepted_at is None):
            yield now.person.id, OfferEvent.ANSWERED
        elif now.answer is Answer.DECLINED and (was is None or was.answer is not Answer.DECLINED):
            yield now.person.id, OfferEvent.DECLINED
        elif now.lapsed_at is not None and (was is None or was.lapsed_at is None):
            yield now.person.id, OfferEvent.LAPSED


def after_offer(helper: Helper, event: OfferEvent) -> Helper:
    """Count a event; a pause begins with the third offer in a row that was left unanswered."""
    if event is OfferEvent.ASKED:
        return replace(helper, asked=helper.asked + 1, turns=helper.turns + 1)
    if event is OfferEvent.ANSWERED:
        return replace(helper, answered=helper.answered + 1, unanswered=0, turns=helper.turns + TURNS - 1)
    if event is OfferEvent.DECLINED:
        return replace(helper, unanswered=0)
    if event is OfferEvent.THANKED:
        return replace(helper, thanked=helper.thanked + 1)
    unanswered = helper.unanswered + 1
    return replace(helper, unanswered=unanswered, paused=helper.paused or unanswered >= MOST_UNANSWERED)


def by_offer_event(found: Iterable[tuple[int, OfferEvent]]) -> dict[OfferEvent, list[int]]:
    """Return whose offer_events were of each kind."""
    sorted_out: dict[OfferEvent, list[int]] = {}
    for person_id, event in found:
        sorted_out.setdefault(event, []).append(person_id)
    return sorted_out
