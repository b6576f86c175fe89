"""Ending what one browser has open on the chat server, while others of the same person stay."""

from __future__ import annotations

from typing import Protocol


class Sessions(Protocol):
    """Finds the connections of one browser by the mark that their names begin with."""

    def end(self, localpart: str, mark: str) -> int:
        """Tell this person's windows of one browser that somebody logged out there, and end their connections.

        Returns how many there were; connections without the mark stay. Raises `RoomsUnavailable`, `RoomsRefused`.
        """
        ...
