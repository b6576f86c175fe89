"""Where the handlers are mounted: what they may know of what is around them, and where their URLs lead.

Here it is a block; `chatxblock.web.course_mount` is a course without one. This module must not know what the handlers
do.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from chatxblock.domain.calls.call import Context
from chatxblock.domain.helpers.duty import Caps, Unit
from chatxblock.openedx import platform
from chatxblock.openedx.exercises import Exercise
from chatxblock.web.sentences import translated


@dataclass(frozen=True, kw_only=True)
class Author:
    """What the course's author chose."""

    heading: str
    prompt: str
    helpers: tuple[str, ...]
    """Usernames of the people to ask, in the order to ask them."""
    helper_limit: int
    who_helps: str
    rounds: str
    peering: str
    room_kind: str
    """Where people meet; the chat if empty."""
    caps: Caps
    form: str = "card"
    """How the lobby stands in its unit: whole, as `card`, or behind a `button`."""
    hints: str = ""
    """The author's hints and links, a paragraph each: its first line is the title, below it Markdown or a URL."""
    review: bool = False
    """Whether staff look at a resource before others read it."""
    fellows_write: bool = False
    """Whether fellow learners who were not there may make a resource of a talk."""
    files: bool = True
    """Whether pictures and files may be sent, where the site has a place for them."""


class Mount(Protocol):
    """Where the handlers are mounted, as the present request comes to it."""

    def caller(self) -> platform.Caller | None:
        """Return who sends the present request, or None for somebody who is not logged in."""

    def course(self) -> str:
        """Return the key of the course."""

    def usage_key(self) -> str:
        """Return the key of the block."""

    def unit(self) -> Unit:
        """Return the unit that it stands in, as one in which somebody may be asked."""

    def exercises(self) -> Sequence[Exercise]:
        """Return the exercises of that unit, as the caller reads them."""

    def section(self) -> str:
        """Return the usage key of what holds the unit; empty where that is not known."""

    def place(self) -> Context:
        """Return where it stands, for people: the title of what is around it, and a link to it."""

    def author(self) -> Author:
        """Return what the author chose."""

    def leads_to(self, name: str) -> bool:
        """Tell whether there is something behind the URL of a handler."""

    def handlers(self) -> dict[str, str]:
        """Return the URL of each handler, with CALL_ID for the call where one belongs into the URL."""

    def handler(self, name: str, suffix: str = "") -> str:
        """Return the URL of one handler for the caller."""

    def window_url(self) -> str:
        """Return the room window's path with CALL_ID for the call, and `{user}` where the platform puts a person."""

    def resource(self, name: str) -> str:
        """Return the URL of one of the front end's files."""


class BlockMount:
    """A block, as the runtime made it for one request."""

    def __init__(self, block: Any, names: Collection[str]) -> None:
        """Take the block, and the names of the handlers that its pages are told of."""
        self._block = block
        self._names = names

    def caller(self) -> platform.Caller | None:
        """Return whom the runtime knows."""
        return platform.caller(self._block)

    def course(self) -> str:
        """Return the course that the block stands in."""
        return platform.course_key(self._block)

    def usage_key(self) -> str:
        """Return the block's own key."""
        return str(self._block.scope_ids.usage_id)

    def unit(self) -> Unit:
        """Return the nearest unit around the block."""
        return platform.unit(self._block)

    def exercises(self) -> Sequence[Exercise]:
        """Return what the unit's blocks say of themselves."""
        return platform.exercises(self._block)

    def section(self) -> str:
        """Return what holds the unit, such as the sequential."""
        return platform.section(self._block)

    def place(self) -> Context:
        """Return the unit around the block."""
        return platform.place(self._block)

    def author(self) -> Author:
        """Return what stands in the block's fields."""
        block = self._block
        return Author(
            heading=_shown(block, "heading"),
            prompt=_shown(block, "prompt"),
            helpers=tuple(block.helper_names()),
            helper_limit=block.helper_limit,
            who_helps=block.who_helps,
            rounds=block.rounds,
            peering=block.peering,
            room_kind=block.room_kind,
            caps=Caps(offers=block.offers_cap, calls=block.calls_cap),
            form=block.form,
            hints=block.hints,
            review=block.review,
            fellows_write=block.fellows_write,
            files=block.files,
        )

    def leads_to(self, name: str) -> bool:
        """Tell that there is: a block has them all."""
        return True

    def handlers(self) -> dict[str, str]:
        """Return the URLs by name, the transcript's with CALL_ID."""
        return {name: self.handler(name) for name in (*self._names, "privacy")} | {
            "transcript": self.handler("transcript", "CALL_ID")
        }

    def handler(self, name: str, suffix: str = "") -> str:
        """Return the URL as this runtime builds it."""
        return str(self._block.runtime.handler_url(self._block, name, suffix))

    def window_url(self) -> str:
        """Return the room window's path as this runtime builds it."""
        return platform.window_url(self._block)

    def resource(self, name: str) -> str:
        """Return the URL of a file as this runtime builds it."""
        return str(self._block.runtime.local_resource_url(self._block, f"public/{name}"))


def _shown(block: Any, field: str) -> str:
    """Return an author's words as they are, and ours, where the author left them, in the reader's language."""
    words: str = getattr(block, field)
    return translated(block.fields[field].default) if words == block.fields[field].default else words
