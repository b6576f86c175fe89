"""The page of a course's staff: what it begins with, and the calls that are open."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator, Field

from chatxblock.domain.calls import call as domain
from chatxblock.domain.calls.names import Names
from chatxblock.domain.ports import OnDuty, Waited
from chatxblock.errors import BadInput
from chatxblock.web.schemas.base import Input, Moment, Output
from chatxblock.web.schemas.calls import STATES, CallState, OfCall
from chatxblock.web.schemas.pages import PageData
from chatxblock.web.schemas.people import Asker
from chatxblock.web.schemas.places import Context
from chatxblock.web.schemas.texts import ReasonText

BETWEEN = "_"
WAITS, HELPED = "waits", "helped"
MOST_UNITS = 3
"""Titles of units that are told of one helper."""


def mark_text(mark: Waited) -> str:
    """Return where a page ended, as a word that stays right whatever comes later."""
    return BETWEEN.join((HELPED if mark.helped else WAITS, mark.asked_at.isoformat(), str(mark.call_id)))


def _mark(value: object) -> Waited | None:
    if value is None:
        return None
    try:
        stands, at, call_id = str(value).split(BETWEEN)
        mark = Waited(helped=stands == HELPED, asked_at=datetime.fromisoformat(at), call_id=UUID(call_id))
    except ValueError as exc:
        raise BadInput() from exc
    if stands not in (WAITS, HELPED) or mark.asked_at.utcoffset() is None:
        raise BadInput()
    return mark


class StaffCallsWish(Input):
    """Which page of the open calls."""

    after: Annotated[Waited | None, BeforeValidator(_mark, json_schema_input_type=str | None)] = None
    """`next` of the page before."""


class StaffClose(OfCall):
    """Which call to end, and why."""

    reason: ReasonText
    """What those who are in it read."""


class HelpersWish(Input):
    """Which page of those who are on duty."""

    after: Annotated[int, Field(ge=0)] = 0
    """`next` of the page before."""


class StaffCall(Output):
    """An open call, as the staff of its course see it."""

    call_id: UUID
    rev: int
    state: CallState
    question: str
    context: Context
    asker: Asker
    asked_at: Moment
    round: int
    """How often the circle of those who were asked has grown."""
    rounds: int
    asked: int
    """How many were asked so far."""
    here: list[str]
    """Who has come, to help or as staff, and is there."""
    entered: bool
    """Whether the reader is one of them."""
    asker_left: bool
    """Whether the asker has left the room to those who are there."""
    window_url: str

    @classmethod
    def of(cls, call: domain.Call, reader: domain.Person, names: Names, window_url: str) -> Self:
        """Return a call that is open."""
        came = (domain.Answer.ACCEPTED, domain.Answer.ENTERED)
        here = [invitation.person for invitation in call.invitations if invitation.answer in came]
        return cls(
            call_id=call.id,
            rev=call.rev,
            state=STATES[call.state],
            question=call.question,
            context=Context.of(call, reader),
            asker=Asker.of(call, names),
            asked_at=call.asked_at,
            round=call.round,
            rounds=len(call.rounds),
            asked=sum(invitation.asked for invitation in call.invitations),
            here=[names.of(call, person) for person in here],
            entered=reader in here,
            asker_left=call.asker_left_at is not None,
            window_url=window_url,
        )


class StaffCallsAnswer(Output):
    """A page of the open calls of a course: those in which nobody helps first, who waits longest before others."""

    calls: list[StaffCall]
    next: str | None
    """What `after` is for the next page; null on the last one."""


class StaffCallAnswer(Output):
    """An open call, after what was done to it."""

    call: StaffCall


class StaffHelper(Output):
    """Somebody who is on duty."""

    id: int
    name: str
    image_url: str
    since: Moment | None
    """When a window of theirs last came into the duty room."""
    units: list[str]
    """The first titles of where they may be asked."""
    more_units: int
    """How many others there are."""
    offers: int
    """Questions that wait for an answer of theirs."""
    calls: int
    """Rooms that they are in."""
    until: Moment | None
    """When their duty ends; null: when they say so."""
    staff: bool

    @classmethod
    def of(cls, found: OnDuty, names: Names) -> Self:
        """Return somebody who is on duty."""
        helper, units = found.helper, list(dict.fromkeys(filter(None, found.units)))
        return cls(
            id=helper.person.id,
            name=names.of_oneself(helper.person),
            image_url=names.picture(helper.person),
            since=found.since,
            units=units[:MOST_UNITS],
            more_units=max(len(units) - MOST_UNITS, 0),
            offers=helper.open_offers,
            calls=helper.open_calls,
            until=helper.until,
            staff=helper.staff,
        )


class HelpersAnswer(Output):
    """A page of those who are on duty."""

    helpers: list[StaffHelper]
    next: int | None
    """What `after` is for the next page; null on the last one."""


class Way(Output):
    """The way to another page."""

    url: str
    words: str


class StaffData(PageData):
    """The page of a course's staff."""

    person: str
    """The first half of the reader's chat address."""
    course: str
    """What the course is called."""
    tab: Literal["for-you"] | None = None
    """Which tab is open where the address names none; null for the first one."""
    ways: list[Way]
    """Other pages of hers, in that order."""
