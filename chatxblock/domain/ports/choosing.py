"""Who is asked: chosen by a peering, of those who may help."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call, Person
    from chatxblock.domain.calls.rounds import Round
    from chatxblock.domain.helpers.duty import Helper


class Peering(Protocol):
    """Chooses whom to ask."""

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return at most `round.size` of the candidates, who are drawn lazily, the next to be asked first."""
        ...

    def call_ended(self, call: Call) -> None:
        """Hear what became of a call that is over: at least once, from any process."""
        ...


class Eligibility(Protocol):
    """Says who may help with what, and what the platform lets people see and be part of."""

    def among(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those of the people who may help there, by the rule of that name."""
        ...

    def seeing(self, place: Place, people: Sequence[Person]) -> Iterator[Person]:
        """Yield lazily, in their order, those of a few people who may see the place: each of them costs some work."""
        ...

    def stands(self, place: Place) -> bool:
        """Say whether the block where help is needed is still in its course; true where that is not known."""
        ...

    def in_course(self, course: str, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those of a few people who are still in the course, as learners or as staff."""
        ...


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where help is needed."""

    course: str
    unit: str
    """Usage key of the unit in which somebody is stuck."""
    block: str = ""
    """Usage key of our block there; empty where there is none."""
    section: str = ""
    """Usage key of what holds the unit; empty where that is not known."""
    listed: tuple[int, ...] = ()
    """Ids of the people whom the author named."""
