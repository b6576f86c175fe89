"""Keeping who is barred from asking or helping in a course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.calls.person import Person
    from chatxblock.domain.staff.bars import Bar, Doing


class BarStore(Protocol):
    """Keeps bars; whoever is kept from something is so in one course, for a person is somebody in one course."""

    def set_bar(self, bar: Bar) -> None:
        """Keep a bar, in place of what kept the same person from the same before."""
        ...

    def lift_bar(self, person: Person, doing: Doing, now: datetime) -> bool:
        """Let somebody do it again at once; say whether a bar held until now."""
        ...

    def bars(self, people: Sequence[Person], now: datetime) -> list[Bar]:
        """Return the bars of a few people that hold at that moment. One query, none for nobody."""
        ...
