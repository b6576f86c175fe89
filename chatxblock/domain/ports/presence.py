"""Who is there to be asked: the duty room of a course, in which a helper's window sits while on duty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Presence(Protocol):
    """Duty rooms. Errors of every method: `RoomsUnavailable`, `RoomsRefused`, as for `Rooms`."""

    def make_duty_room(self, room: str, *, password: str) -> None:
        """Make the room in which a course's helpers on duty sit, mute and blind, or give it a new password."""
        ...

    def present(self, room: str) -> frozenset[str]:
        """Return who is in a duty room; nobody where there is no such room."""
        ...

    def number(self, room: str) -> int | None:
        """Return how many are in a duty room, read without a list of them; None where it cannot be had that cheaply."""
        ...

    def on_duty(self, room: str, people: Sequence[str]) -> frozenset[str]:
        """Return which of these people are in the duty room; nobody where there is no such room."""
        ...
