"""Telling one person of one thing that has to reach them, by whatever kind of channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

PAGE = "page"
"""The kind of channel that there always is: a page of ours that somebody has open."""
TRAY = "tray"
"""The kind that puts it into the platform's notification tray, where operators switch that on."""
LOGOUT = "logout"
"""The kind that ends what somebody has open on the chat server in the browser in which they logged out."""
SEARCH = "search"
"""The kind that tells no person, and the search of a resource that changed."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """What one person is told of one thing, as it waits in the outbox."""

    kind: str
    """Name of the kind of channel that carries it."""
    to: str
    """Localpart of the person; empty where it is for no person."""
    topic: str
    """What it is about, as a word for programs: a kind may treat topics differently."""
    body: Mapping[str, Any] = field(repr=False)
    """What the kind needs to tell it, as JSON has it. Never logged."""
    due_at: datetime
    expires_at: datetime
    """From when on it is of no use any more, and dropped."""
    id: int = 0
    """The store's; 0 before it is kept."""
    attempts: int = 0


class Outcome(StrEnum):
    """What became of a delivery."""

    DELIVERED = "delivered"
    """The channel took it."""
    NOBODY_THERE = "nobody-there"
    """This channel has no way to this person, and will not have one soon."""
    LATER = "later"
    """Not now; it is tried again, until the message expires."""


class Channel(Protocol):
    """One kind of channel. The same message may come twice, where whoever had delivered it died before saying so."""

    @property
    def reaches_closed_pages(self) -> bool:
        """Whether it reaches people who have no page of ours open."""
        ...

    def deliver(self, message: Message) -> Outcome:
        """Tell the person, within the adapter's time limit. What it raises counts as `LATER`."""
        ...
