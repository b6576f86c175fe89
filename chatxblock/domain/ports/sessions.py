"""Ending the connections that people have with the chat server: all of them, or those of one browser."""

from __future__ import annotations

from typing import Protocol


class Sessions(Protocol):
    """Finds the connections of one browser by the mark that their names begin with."""

    def end(self, localpart: str, mark: str) -> int:
        """Tell this person's windows of one browser that somebody logged out there, and end their connections.

        Returns how many there were; connections without the mark stay. Raises `RoomsUnavailable`, `RoomsRefused`.
        """
        ...

    def end_all(self, localpart: str) -> None:
        """End every connection of somebody; harmless where there is none. Raises `RoomsUnavailable`, `RoomsRefused`."""
        ...
