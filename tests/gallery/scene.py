"""What a scene of the gallery is: one state of one screen, and who looks at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from chatxblock.web.responses import Page
from chatxblock.web.schemas.base import Output
from tests.gallery.chat import NOBODY, Chat

if TYPE_CHECKING:
    from tests.gallery.stage import Stage

Screen = Literal[
    "Lobby",
    "Room",
    "Inbox",
    "Helping others",
    "History",
    "Staff list",
    "Staff page",
    "Studio form",
    "Resource",
    "Editor",
    "Other pages",
]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """In which language a page is shown."""

    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"
    texts: Mapping[str, str] = field(default_factory=dict)


ENGLISH = Reader()


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """An answer that is none: a status and what a handler says with it."""

    status: int
    code: str
    sentence: str
    more: Mapping[str, Any] = field(default_factory=dict)


Answer = Output | Refusal | Mapping[str, Any] | None
"""A mapping for what is no answer of a handler's, such as a file; None: the server does not answer at all."""
Answering = Answer | Callable[[Mapping[str, Any]], Answer]
"""An answer, or what makes it of what was posted."""


def as_it_opens(_stage: Stage) -> None:
    """Change nothing: the state is that in which the page opens."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One state of one screen."""

    name: str
    screen: Screen
    title: str
    """What state it is, for whoever looks through the gallery."""
    page: Callable[[Reader], Page]
    answers: Mapping[str, Answering] = field(default_factory=dict)
    """By handler."""
    drawings: Callable[[str, Reader], str] | None = None
    """What draws a picture of that name, SVG, for who reads the page: below `/drawing/`."""
    chat: Chat = NOBODY
    shown: str
    """A selector, which goes through shadow roots: what is there once the page has opened."""
    meets: bool = False
    """Whether the page has opened only once it is in a room."""
    play: Callable[[Stage], None] = as_it_opens
    """What happens then."""
    init: str = ""
    """A script that runs before those of the page: for what a browser refuses."""
    narrow: bool = False
    """Whether it is played on a phone, since it is another one where there is room."""
    fixed: bool = False
    """Whether the page fills the window and scrolls inside it."""
