"""Keeping who wishes to be asked, and who is next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call, Person
    from chatxblock.domain.helpers.duty import Helper, Unit


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """How far a pool of helpers was drawn: behind the last one who came."""

    turns: int
    shuffle: float
    person: int


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Some helpers of a pool, and where to go on."""

    helpers: tuple[Helper, ...]
    behind: Cursor | None
    """None where there is nobody behind them."""


class HelperStore(Protocol):
    """Keeps helpers. Every write is durable when the method returns."""

    def draw(self, call: Call, pool: str, after: Cursor | None, most: int) -> Drawn:
        """Return the next helpers of a pool (`chatxblock.domain.calls.rounds.Pool`) who were not asked for this call.

        Fewest turns first and at random among equals, in the author's order for those whom the author named;
        each with how many offers and calls they have open. So many are looked at, of whom fewer may be returned. Nobody
        but the author's own list is returned who is not ready: on duty, and last seen in the duty room.
        """
        ...

    def helper(self, person: Person) -> Helper:
        """Return how somebody wishes to be asked, with the defaults where they never said; open offers uncounted."""
        ...

    def thanks(self, people: Collection[int]) -> Mapping[int, int]:
        """Return how many times each of these was thanked for help, by id; who never said how they help is missing."""
        ...

    def save_helper(self, old: Helper, new: Helper) -> None:
        """Keep the wishes that changed between the two; numbers and open offers are the store's own."""
        ...

    def units(self, person: Person) -> list[Unit]:
        """Return the units in which somebody may be asked, by title."""
        ...

    def save_unit(self, person: Person, unit: Unit, *, wish: bool = False) -> None:
        """Keep that somebody may be asked in a unit; without `wish` what they wished for there stays."""
        ...

    def move_unit(self, block: str, unit: str) -> None:
        """Let what is kept under a block's own key, from before units were known, be the unit's.

        Calls and units of helpers alike; who wished not to be asked at either of the two is not asked in the unit.
        Harmless where there is nothing to move, or no block.
        """
        ...

    def arrive(self, person: Person, now: datetime) -> None:
        """Note that a window of somebody's is about to be in the duty room."""
        ...

    def watched(self) -> list[str]:
        """Return the courses in which somebody is believed to be in the duty room."""
        ...

    def watch(self, course: str, inside: Collection[str], now: datetime, grace: float) -> None:
        """Note who is in the duty room, by localpart; who arrived less than `grace` seconds ago need not be yet."""
        ...

    def ready_in(self, unit: str, besides: Person, most: int) -> list[Helper]:
        """Return the helpers of a unit who are ready besides somebody, no more than `most`; open offers uncounted."""
        ...
