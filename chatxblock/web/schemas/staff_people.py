"""The people of a course as its staff see them, and who of the staff did what."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field
from typing_extensions import TypeAliasType

from chatxblock.domain.staff.deeds import Kind
from chatxblock.domain.staff.people import Behind
from chatxblock.errors import BadInput
from chatxblock.web.schemas.bars import Bar
from chatxblock.web.schemas.base import Input, Moment, Output
from chatxblock.web.schemas.texts import MOST_CHARACTERS, clean

BETWEEN = "_"
DeedKind = TypeAliasType(
    "DeedKind",
    Literal[
        "entered",
        "closed",
        "answered",
        "dismissed",
        "settled",
        "verified",
        "unverified",
        "published",
        "hid",
        "merged",
        "restored",
        "removed",
        "barred-asking",
        "barred-helping",
        "unbarred-asking",
        "unbarred-helping",
    ],
)
KINDS: dict[Kind, DeedKind] = {
    Kind.ENTERED: "entered",
    Kind.CLOSED: "closed",
    Kind.ANSWERED: "answered",
    Kind.DISMISSED: "dismissed",
    Kind.SETTLED: "settled",
    Kind.VERIFIED: "verified",
    Kind.UNVERIFIED: "unverified",
    Kind.PUBLISHED: "published",
    Kind.HID: "hid",
    Kind.MERGED: "merged",
    Kind.RESTORED: "restored",
    Kind.REMOVED: "removed",
    Kind.BARRED_ASKING: "barred-asking",
    Kind.BARRED_HELPING: "barred-helping",
    Kind.UNBARRED_ASKING: "unbarred-asking",
    Kind.UNBARRED_HELPING: "unbarred-helping",
}


def mark_text(mark: Behind) -> str:
    """Return where a page ended, as a word."""
    return f"{mark.person}{BETWEEN}{mark.value}"


def _mark(value: object) -> Behind | None:
    if value is None:
        return None
    person, between, rest = value.partition(BETWEEN) if isinstance(value, str) else ("", "", "")
    if not between or not person.isascii() or not person.isdigit() or len(value) > 2 * MOST_CHARACTERS:  # type: ignore[arg-type]
        raise BadInput()
    return Behind(value=clean(rest), person=min(int(person), 2**62))


def _sought(value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        raise BadInput()
    return clean(value).strip()


class PeopleWish(Input):
    """Which people of the course, in which order."""

    sort: Literal["load", "thanks", "name"] = "load"
    query: Annotated[str, BeforeValidator(_sought)] = ""
    """Parts of a name or a username."""
    after: Annotated[Behind | None, BeforeValidator(_mark, json_schema_input_type=str | None)] = None
    """`next` of the page before."""


class CoursePerson(Output):
    """Somebody who asked or helped in the course."""

    jid: str
    """The bare chat address."""
    name: str
    username: str
    image_url: str
    questions: int
    """How many they asked."""
    asked: int
    """How often they were asked for help."""
    answered: int
    """How often they came."""
    thanked: int
    seen_at: Moment | None
    on_duty: bool
    staff: bool
    left: bool
    """Whether they are no longer in the course."""
    bars: list[Bar]
    rooms: list[UUID]
    """Calls in which they help now."""
    history_url: str
    """The page with their questions and talks."""


class CoursePeopleAnswer(Output):
    """A page of the people of the course."""

    people: list[CoursePerson]
    next: str | None
    """What `after` is for the next page; null on the last one."""


class DeedsWish(Input):
    """Which page of what staff did."""

    before: Annotated[int, Field(ge=1, lt=2**62)] | None = None
    """`next` of the page before."""


class StaffDeed(Output):
    """Something that somebody of the staff did."""

    id: int
    kind: DeedKind
    by: str
    """The name of who did it."""
    person: str | None
    """The name of whom it was about."""
    title: str
    """Of the place where the question was asked, or of the resource; empty where that is gone."""
    reason: str
    until: Moment | None
    at: Moment


class DeedsAnswer(Output):
    """A page of what staff did, the newest first."""

    deeds: list[StaffDeed]
    next: int | None
    """What `before` is for the next page; null on the last one."""
