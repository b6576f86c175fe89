"""Somebody's own questions and talks: page by page, and as a file in the shape of a chat cache."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field
from typing_extensions import TypeAliasType

from chatxblock.domain.history.service import Mark
from chatxblock.domain.history.talks import Outcome
from chatxblock.domain.ports import Ending
from chatxblock.errors import BadInput
from chatxblock.web.schemas.base import Input, Moment, Output
from chatxblock.web.schemas.calls import CallState
from chatxblock.web.schemas.pages import PageData
from chatxblock.web.schemas.people import Addressed, Me, PersonRole
from chatxblock.web.schemas.texts import MOST_CHARACTERS, clean

HistoryOutcome = TypeAliasType(
    "HistoryOutcome",
    Literal["open", "solved", "helped", "answered", "left", "dismissed", "withdrawn", "unanswered"],
)
OUTCOMES: dict[Outcome, HistoryOutcome] = {
    Outcome.OPEN: "open",
    Outcome.SOLVED: "solved",
    Outcome.HELPED: "helped",
    Outcome.ANSWERED: "answered",
    Outcome.LEFT: "left",
    Outcome.DISMISSED: "dismissed",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.UNANSWERED: "unanswered",
}
BETWEEN = "_"


def mark_text(mark: Mark) -> str:
    """Return where a page ended, as a word that stays right whatever comes later."""
    ending = mark.ending
    return BETWEEN.join((ending.at.isoformat(), str(ending.call_id), mark.began_at.isoformat()))


def _mark(value: object) -> Mark | None:
    if value is None:
        return None
    try:
        at, call_id, began_at = str(value).split(BETWEEN)
        mark = Mark(ending=Ending(at=_moment(at), call_id=UUID(call_id)), began_at=_moment(began_at))
    except (ValueError, OverflowError) as exc:
        raise BadInput() from exc
    return mark


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError(text)
    return moment


def _sought(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        raise BadInput()
    return clean(value).strip()


class OfHistory(Input):
    """Whose history."""

    person: Annotated[str, BeforeValidator(_sought)] = ""
    """A username, an exact name, or a bare chat address; the caller's own if empty."""


class HistoryWish(OfHistory):
    """Which page of whose history, and what is looked for."""

    before: Annotated[Mark | None, BeforeValidator(_mark, json_schema_input_type=str | None)] = None
    """`next` of the page before."""
    query: Annotated[str, BeforeValidator(_sought)] = ""
    """Words, each of which is in the question or in a line of the kept log."""


class TalkResource(Output):
    """What was made of a talk."""

    resource_id: UUID
    title: str
    state: Literal["draft", "review", "published", "hidden", "merged"]
    url: str
    """The page on which it is read."""


class TalkAnswer(Output):
    """What a teacher said of a question that was left."""

    name: str
    answer: str
    at: Moment


class HistoryTalk(Output):
    """One call as a part of somebody's history."""

    call_id: UUID
    kind: Literal["user", "group"]
    """`group` where more than one other person came."""
    with_: list[Addressed] = Field(alias="with")
    """Who else was there, in the order in which they came; empty where nobody came."""
    question: str
    role: PersonRole
    """What the person whose history it is was there."""
    state: CallState
    outcome: HistoryOutcome
    """How it ended: `helped` if somebody came and nobody said that it is solved; `left`, `answered` and `dismissed` for
    what was left for the teachers."""
    asked_at: Moment
    ended_at: Moment | None
    """null while people may still talk in it."""
    lines: int | None
    """How many lines were said, without corrections; null until the log is kept."""
    title: str
    """Of the page on which it was asked."""
    url: str
    """That page."""
    window_url: str
    transcript_url: str
    files_url: str = ""
    """The address of one of its pictures and files, good from now on, with FILE_ID for the file."""
    resource: TalkResource | None = None
    """What was made of it, where the reader may open that."""
    answer: TalkAnswer | None = None
    """What a teacher said later; told to the asker and to staff."""


class HistorySession(Output):
    """Talks that are less than thirty minutes apart."""

    began_at: Moment
    ended_at: Moment | None
    """null while one of its talks goes on."""
    continued: bool
    """Whether it is the earlier part of the session with which the page before ended."""
    talks: list[HistoryTalk]
    """What goes on first, then the last to end."""


class HistoryAnswer(Output):
    """A page of somebody's history, the last session first."""

    sessions: list[HistorySession]
    next: str | None
    """What `before` is for the next page; null on the last one."""


class ChatMessage(Output):
    """One line as the person whose history it is had it on the screen."""

    message_text: str
    type: Literal["sent", "received"]
    image: str
    """The picture of who wrote it; empty where there is none, or none is shown."""


class ChatCache(Output):
    """What was said with one person, or with one group."""

    type: Literal["User", "Group"]
    messages: list[ChatMessage]


class HistoryFile(Output):
    """All talks of one person, in the shape of a chat cache."""

    exported_at: Moment
    sessions: dict[str, dict[str, ChatCache]]
    """By when each began, and in it by `<id>_User` or `<id>_Group`. The id of somebody is the first half of their chat
    address, the id of a group is made of those of its members."""


class HistoryData(PageData):
    """The page with somebody's own questions and talks."""

    me: Me
    """Whose they are."""
    own: bool
    """Whether they are the reader's own."""
    history: HistoryAnswer
    """The first page."""
    file_url: str
    """Where all of it is to be had as a file."""
    page_url: str
    """The page itself; of the reader's own."""
    person_url: str | None
    """For staff: the page with PERSON for whose it is."""
    title: str
    """Of the page from which this one was opened, as far as that is known."""
    url: str
    """That page."""
