"""Telling people of a call, outside its room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What one person is told about one call, outside its room."""

    to: str
    """Localpart of the person who is told."""
    call_id: UUID
    rev: int
    """The call's revision this speaks of; whoever holds a newer one ignores the notice."""
    state: str
    """The call's state, one of `chatxblock.domain.calls.call.State`."""
    room: str = ""
    """Name of the room, in an invitation only, and not where the name alone opens the door."""
    question: str = ""
    asker: str = ""
    """The asker's display name."""
    image_url: str = ""
    title: str = ""
    """Where the asker is stuck, for people."""
    url: str = ""
    """Link to where the asker is stuck."""
    window_url: str = ""
    """Link to the room window of this call."""
    reason: str = field(default="", repr=False)
    """The words in one short line, for programs that show an invitation to a room and drop the message around it."""
    body: str = field(default="", repr=False)
    """Plain words for a program that knows nothing of us: they make it an invitation. Empty for a silent one."""


class Notifier(Protocol):
    """Tells people, wherever they have a window open."""

    def tell(self, notices: Sequence[Notice]) -> None:
        """Send notices without waiting for anything; nobody learns whether they were read.

        Raises `RoomsUnavailable` if there is no session, and `RoomsRefused` if the server said no.
        """
        ...
