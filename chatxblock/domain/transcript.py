"""The log of a call: its lines, and the pages in which a room hands them out.

This module must not know where lines are kept or how they travel.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Line:
    """One message of the log, as the archive holds it."""

    id: str
    """The archive's own id: the room's stanza-id (XEP-0359), unique within one call."""
    sent_at: datetime
    """When the room received it, UTC."""
    author: str
    """The localpart of the person who wrote it, by real address; empty for the room itself."""
    body: str
    message_id: str = ""
    """The id that the author's program gave the message."""
    replaces: str = ""
    """For a correction (XEP-0308) the `message_id` of the corrected line, otherwise empty."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A stretch of a room's log in the archive's order."""

    lines: tuple[Line, ...]
    last: str
    """The id to continue after; empty when the page is empty."""
    total: int
    """How many entries the whole archive has (RSM's count, XEP-0059), including those before this page."""
    finished: bool
    """Whether the archive ends with this page."""
    skipped: int = 0
    """Entries of this page that are no lines, such as a message without body. Part of `total`."""
