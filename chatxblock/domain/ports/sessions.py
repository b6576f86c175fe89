"""The connections that people have with the chat server."""

from __future__ import annotations

from typing import Protocol


class Sessions(Protocol):
    """Ends connections. Errors: `RoomsUnavailable`, `RoomsRefused`, as for `Rooms`."""

    def end_sessions(self, person: str) -> None:
        """End every connection of somebody, by localpart; harmless where there is none."""
        ...
