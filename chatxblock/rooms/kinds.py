"""The kinds of places to meet that there are here, by name: the port `chatxblock.domain.ports.RoomKinds`.

This module must not know of any of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from chatxblock.domain.ports import Rooms

CHAT = "chat"
"""The kind that is always there: a chat room."""


class NamedKinds:
    """Places by the name of their kind."""

    def __init__(self, kinds: Mapping[str, Rooms], default: str) -> None:
        self._kinds = dict(kinds)
        self._default = default

    def of(self, kind: str) -> Rooms:
        """Return the places of a kind; those of the usual kind for a name that is not known any more."""
        return self._kinds[self.name(kind)]

    def name(self, kind: str) -> str:
        """Return the name of the kind that `of` would take."""
        return kind if kind in self._kinds else self._default
