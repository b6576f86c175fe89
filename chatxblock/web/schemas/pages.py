"""What the pages of the front end begin with. This module must not know what they show."""

from __future__ import annotations

from math import floor
from typing import Literal, Self
from uuid import UUID

from pydantic import Field
from typing_extensions import TypeAliasType

from chatxblock.web.schemas.bars import Bar
from chatxblock.web.schemas.base import Moment, Output
from chatxblock.web.schemas.calls import Call, Place
from chatxblock.web.schemas.csrf import Csrf
from chatxblock.web.schemas.deferred import LateAnswer, LeftQuestion, OwnLeft
from chatxblock.web.schemas.files import FilesPlace
from chatxblock.web.schemas.helpers import DutyState, HelperState
from chatxblock.web.schemas.leaving import Unfinished
from chatxblock.web.schemas.people import Me, Role
from chatxblock.web.schemas.resources import FollowedAnswer, Resource, Talk
from chatxblock.web.schemas.tickets import Ticket

Around = TypeAliasType("Around", Literal["none", "few", "ten", "dozens", "many"])
CROWDS: tuple[tuple[int, Around], ...] = ((0, "none"), (5, "few"), (14, "ten"), (49, "dozens"))
"""How many people are at most called what; beyond them `many`. Exact numbers would tell who is there."""
MANY = 50


class PageData(Output):
    """What every page gets from the server."""

    handlers: dict[str, str]
    """By name: the URLs of the handlers, with CALL_ID for the call where one belongs into the URL."""
    csrf: Csrf
    question_limit: int
    line_limit: int
    scripts: dict[str, str]
    """URLs of the scripts that are loaded when they are needed."""
    texts: dict[str, str]
    language: str
    direction: Literal["ltr", "rtl"]
    now: Moment
    history_url: str
    """The page with the reader's own questions and talks."""
    owner: str = ""
    """The reader's mark: a browser that has another one forgets what it kept. Not secret, and no name."""
    left: list[LeftQuestion] = Field(default_factory=list)
    """For staff, in the lobby and the inbox' window: what was left for the teachers when the page was made."""


class InboxPlace(Output):
    """Where the inbox comes from, and how its owner stands."""

    script: str
    window_url: str
    page_url: str
    duty: DutyState


Reason = TypeAliasType("Reason", Literal["points", "group", "completed", "thanks", "far"])
REASONS: dict[str, Reason] = {"points": "points", "group": "group", "completed": "completed", "thanks": "thanks"}
"""Reasons that have words of their own; those of others' rules are `far`."""


class Candidacy(Output):
    """An invitation to help in this unit, to somebody who has come far enough and has not said yet."""

    unit: str
    """The unit's usage key, by which `helper` takes the answer."""
    reason: Reason
    percent: int | None
    """Her own points, in whole percent rounded down, where they are the reason; only she is told."""
    window_url: str
    """The page with the questions for her."""

    @classmethod
    def of(cls, unit: str, reason: str, *, share: float | None, window_url: str) -> Self:
        """Return an invitation; of a reason that is not known it is said that she has come far enough."""
        percent = None if share is None else floor(share * 100 + 1e-6)
        known = REASONS.get(reason, "far")
        if known == "points" and percent is None:
            known = "far"
        return cls(unit=unit, reason=known, percent=percent, window_url=window_url)


class Hint(Output):
    """What the author wants learners to look at before asking."""

    title: str
    html: str
    """Its text, which is safe to insert; empty where there is none."""
    url: str | None
    """The page to which it leads instead."""


class LobbyData(PageData):
    """The lobby, in which a learner asks and a helper has the inbox."""

    state: Literal["ready"]
    person: str
    """The first half of the reader's chat address."""
    call: Call | None
    """The reader's own open question."""
    title: str
    prompt: str
    window_url: str
    """With CALL_ID for the call."""
    inbox: InboxPlace | None
    """null for somebody who has none here."""
    left: list[LeftQuestion]
    """For staff: what was left for the teachers when the page was made."""
    around: Around
    """About how many who can help are there."""
    answered: list[LateAnswer]
    """Answers that teachers gave to what she had left for them, not put away yet."""
    own_left: list[OwnLeft]
    """What she left for the teachers, the newest first, answered or not."""
    unfinished: list[Unfinished]
    """What she is asked once more of a talk that is over; one at most, and none while a question of hers is open."""
    followed: list[FollowedAnswer] = Field(default_factory=list)
    """Answers for everybody to what she asked or follows, not put away yet."""
    staff_page_url: str | None = None
    """For staff: their page, open at what waits for them."""
    helper_page_url: str
    joining: bool
    """Whether she may ask to be let into the room of a similar question."""
    may_ask: bool
    form: Literal["card", "button"] = "card"
    """How it stands in its unit: whole, or behind a button."""
    barred: Bar | None = None
    """What keeps her from asking in this course for a time."""
    hints: list[Hint] = Field(default_factory=list)
    """What the author wants learners to look at before asking, in that order."""
    candidacy: Candidacy | None = None
    """An invitation to help here; null where there is none, or none any more."""


class LobbyNews(Output):
    """What is new for somebody who has the lobby open."""

    call: Call | None
    """The reader's own open question, or how the one that the lobby shows ended."""
    around: Around | None
    """About how many who can help are there; null while a question is open."""
    answered: list[LateAnswer]
    unfinished: list[Unfinished]
    """What she is asked once more of a talk that is over; one at most."""
    followed: list[FollowedAnswer] = Field(default_factory=list)
    """Answers for everybody to what she asked or follows, not put away yet."""
    barred: Bar | None = None
    """What keeps her from asking in this course for a time."""
    candidacy: Candidacy | None = None
    """The invitation to help here, where she is far enough and has not said yet; null while a question is open."""


class PageOfQuestion(Output):
    """The page on which a question was asked."""

    title: str
    url: str


class RoomData(PageData):
    """The room window."""

    call_id: UUID
    call: Call | None
    """null before the question is asked."""
    ticket: Ticket | None
    """null where the call is over."""
    me: Me
    role: Role
    page: PageOfQuestion
    place: Place
    """Where its people meet, or will."""
    may_name: bool
    """Whether the reader may invite others by name, if she leads the call."""
    files: FilesPlace | None = None
    """How the window comes to the talk's files."""


class HelperData(PageData):
    """The pages of the helper's own: the inbox in a window of its own, and her settings."""

    person: str
    """The first half of the reader's chat address."""
    name: str
    inbox_window_url: str
    helper_page_url: str
    duty: DutyState
    helper: HelperState | None = None
    """On the helper's own page."""
    staff_page_url: str | None = None
    """For staff: their page, open at what waits for them."""


class ResourceData(PageData):
    """The page on which a learning resource is read."""

    resource: Resource
    page: PageOfQuestion | None
    """The unit that it belongs to, where the page is opened from there."""
    joined: bool = False
    """Whether the address is that of another resource, which became part of this one."""


class EditorData(PageData):
    """The page on which a learning resource is written."""

    resource: Resource
    talks: list[Talk]
    """What it is made of, for whoever writes."""
    review: bool
    """Whether staff will look at it before others read it."""
    person: str
    """The first half of the reader's chat address."""


def crowd(number: int) -> Around:
    """Return about how many people that is, in one word for the front end."""
    return next((word for most, word in CROWDS if number <= most), "many")
