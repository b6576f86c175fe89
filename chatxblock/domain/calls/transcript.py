"""The log of a call: its lines, and the pages in which a room hands them out.

This module must not know where lines are kept or how they travel.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call, Person, Report


class Marks(TypedDict, total=False):
    """What an entry may say of another one, as `Line` has it."""

    taken_back: bool
    answers: str
    quoted: int
    reacts_to: str
    reactions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry of the log, as the archive holds it: something said, or a mark at what was said."""

    id: str
    """The archive's own id, unique within one call."""
    sent_at: datetime
    """When the room received it, UTC."""
    author: str
    """The localpart of the person who wrote it, by real address; empty for the room itself."""
    body: str
    message_id: str = ""
    """The id that the author's program gave the message."""
    replaces: str = ""
    """For a correction the `message_id` of the corrected line, otherwise empty."""
    taken_back: bool = False
    """Whether this correction takes the line back; its body then says so in words for other programs."""
    answers: str = ""
    """The archive's id of the line that it answers, if it answers a certain one."""
    quoted: int = 0
    """So many characters at the beginning of an answer's body repeat what it answers, for other programs."""
    reacts_to: str = ""
    """The archive's id of the line at which somebody sets `reactions`; such an entry has no body."""
    reactions: tuple[str, ...] = ()
    """All the signs that its author wants there from now on; none takes them away."""

    @property
    def said(self) -> tuple[object, ...]:
        """What tells it from another one that its author's program sent under the same id."""
        marks = (self.taken_back, self.reacts_to, self.reactions) if self.taken_back or self.reacts_to else ()
        return (self.author, self.message_id, self.body, self.replaces, *marks)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A stretch of a room's log in the archive's order."""

    lines: tuple[Line, ...]
    last: str
    """The id to continue after; empty when the page is empty."""
    total: int
    """How many entries the whole archive has, including those before this page."""
    finished: bool
    """Whether the archive ends with this page."""
    skipped: int = 0
    """Entries of this page that are no lines, such as a message without body. Part of `total`."""


def log_is_complete(kept: Collection[str], reports: Iterable[Report], talkers: int) -> bool:
    """Tell whether everything that windows had on their screens is among the kept lines, given by their ids.

    What a window says, its owner can make up. Where several took part nobody alone can spoil the log: two have to miss
    something. Where it is one, she has no log but her own.
    """
    return reports_are_met(len(kept), kept, reports, talkers)


def reports_are_met(count: int, found: Collection[str], reports: Iterable[Report], talkers: int) -> bool:
    """`log_is_complete` for whoever has counted the lines and looked out for the ids in the reports alone."""
    missing = {r.by for r in reports if r.lines > count or (r.last_id and r.last_id not in found)}
    return len(missing) < min(talkers, 2)


def repetitions(lines: Iterable[Line]) -> dict[str, str]:
    """Return, for each line that its author's program sent once more, the archive's id of its first copy.

    A program that has seen no echo sends a line again under the id that it had.
    Where only the echo was lost the archive has both. The same id with other words is another line.
    """
    first: dict[tuple[object, ...], str] = {}
    repeats: dict[str, str] = {}
    for line in lines:
        known = first.setdefault(line.said, line.id) if line.author and line.message_id else line.id
        if known != line.id:
            repeats[line.id] = known
    return repeats


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """The unedited log of a call as it stood at one moment."""

    call: Call
    lines: tuple[Line, ...]
    people: dict[str, Person]
    """Who is behind each localpart: everybody who took part, and everybody who wrote."""
    complete: bool
    """Whether every line that anybody saw until `exported_at` is there."""
    exported_at: datetime
    has_log: bool = True
    """Whether what is said there can be kept; if not, `lines` is empty and `people` are those who came."""
