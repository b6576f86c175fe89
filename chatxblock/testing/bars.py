"""Who is barred from what, in memory: a part of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chatxblock.domain.calls.person import Person
from chatxblock.domain.staff.bars import Bar, Doing


class MemoryBars:
    """Keeps who is barred from what."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: dict[tuple[int, Doing], Bar] = {}

    def set_bar(self, bar: Bar) -> None:
        """Keep a bar, in place of what kept the same person from the same before."""
        self._bars[bar.person.id, bar.doing] = bar

    def lift_bar(self, person: Person, doing: Doing, now: datetime) -> bool:
        """Let somebody do it again at once."""
        bar = self._bars.pop((person.id, doing), None)
        return bar is not None and bar.holds_at(now)

    def bars(self, people: Sequence[Person], now: datetime) -> list[Bar]:
        """Return the bars of a few people that hold at that moment."""
        wanted = {person.id for person in people}
        return [bar for bar in self._bars.values() if bar.person.id in wanted and bar.holds_at(now)]
