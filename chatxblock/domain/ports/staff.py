"""What the staff of a course look at: everything that goes on in it, and not only what they take part in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call
    from chatxblock.domain.deferred.questions import DeferredAnswer
    from chatxblock.domain.helpers.duty import Helper


@dataclass(frozen=True, kw_only=True)
class Waited:
    """Where a page of open calls ended: behind the one that was asked then and has that id."""

    helped: bool
    """Whether a helper was there."""
    asked_at: datetime
    call_id: UUID


@dataclass(frozen=True, kw_only=True)
class OpenCalls:
    """A page of the open calls of a course."""

    calls: tuple[Call, ...]
    """Those that can be read."""
    next: Waited | None
    """None on the last page."""


@dataclass(frozen=True, kw_only=True)
class OnDuty:
    """Somebody who is there and may be asked."""

    helper: Helper
    """With how many offers and calls they have open."""
    since: datetime | None
    """When a window of theirs last came into the duty room; None where nobody noticed."""
    units: tuple[str, ...]
    """The titles of where they may be asked, in that order."""


@dataclass(frozen=True, kw_only=True)
class Helpers:
    """A page of those who are on duty in a course."""

    helpers: tuple[OnDuty, ...]
    next: int | None
    """The last one's id; None on the last page."""


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Which questions of a course are looked for; what is not said is no matter."""

    words: tuple[str, ...] = ()
    """Each stands in the question, in letters of any case."""
    unit: str = ""
    since: datetime | None = None
    until: datetime | None = None
    state: Literal["", "open", "ended", "left"] = ""
    """`left`: for the teachers, of whom none has said anything yet."""
    answered: bool | None = None
    """Whether a helper came, or a teacher answered later."""
    helped: Literal["", "yes", "a-little", "no"] = ""
    """What the asker said of the talk."""
    asker: int | None = None
    """A person's id."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """When a question was asked: its place among all of a course, which stays."""

    at: datetime
    call_id: UUID


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of a course, open or not, and what became of it."""

    call: Call
    lines: int
    """How many lines are kept of it, without corrections."""
    answer: DeferredAnswer | None
    """What a teacher said later."""
    helped: str
    """What the asker said of the talk; empty where she said nothing."""


@dataclass(frozen=True, kw_only=True)
class Questions:
    """A page of the questions of a course."""

    questions: tuple[Question, ...]
    next: Asked | None
    """None on the last page."""


class StaffStore(Protocol):
    """Finds what goes on in a course, each with a bounded number of queries."""

    def open_calls(self, course: str, behind: Waited | None, most: int) -> OpenCalls:
        """Return a page of the running calls: those in which nobody helps first, and who asked first before others."""
        ...

    def on_duty(self, course: str, behind: int, most: int) -> Helpers:
        """Return a page of those who are ready, by their ids, of those behind that one; 0 for the first page.

        Whether their wish has ended, or they have quiet hours, is theirs to say.
        """
        ...

    def questions(self, course: str, sought: Sought, behind: Asked | None, most: int) -> Questions:
        """Return a page of the questions that were sought, the last to be asked first."""
        ...

    def units_asked_in(self, course: str, most: int) -> list[tuple[str, str]]:
        """Return usage key and title of the units in which something was asked, by title."""
        ...
