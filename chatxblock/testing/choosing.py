"""Who may help and who is asked, for tests in which that is not the point; and calls and helpers to choose from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import uuid4

from chatxblock.domain.calls.call import Call, Context, Person
from chatxblock.domain.calls.rounds import Pool, Round
from chatxblock.domain.helpers.duty import Helper, Standing
from chatxblock.domain.ports import Place
from chatxblock.peering.base import PeeringService
from chatxblock.testing.clock import START


class AnybodyMayHelp:
    """An eligibility that excludes only those it was told to."""

    def __init__(self) -> None:
        self.excluded: set[int] = set()
        self.blind: dict[int, set[str]] = {}
        """The units that somebody may not see, by the person's id."""
        self.gone: set[int] = set()
        """Ids of those who are no longer in the course."""
        self.taken_away: set[str] = set()
        """Units that are no longer in the course."""
        self.looked_at: list[int] = []
        """Ids of those of whom it was asked what they may see."""

    def among(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those who are not excluded."""
        return {person.id for person in people} - self.excluded

    def seeing(self, place: Place, people: Sequence[Person]) -> Iterator[Person]:
        """Yield those to whom the unit is not hidden."""
        for person in people:
            self.looked_at.append(person.id)
            if place.unit not in self.blind.get(person.id, ()):
                yield person

    def stands(self, place: Place) -> bool:
        """Say whether the unit was not taken away."""
        return place.unit not in self.taken_away

    def in_course(self, course: str, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those who are not gone."""
        return {person.id for person in people} - self.gone


class FirstCome(PeeringService):
    """A peering that takes the candidates as they come, and remembers what it was asked and told."""

    def __init__(self) -> None:
        self.rounds: list[Round] = []
        self.outcomes: list[Call] = []

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return the first `round.size` candidates."""
        self.rounds.append(round)
        return list(islice(candidates, round.size))

    def call_ended(self, call: Call) -> None:
        """Remember what became of a call."""
        self.outcomes.append(call)


class Failing(PeeringService):
    """A peering that raises what it was given, until that is taken from it."""

    def __init__(self, trouble: Exception | None = None) -> None:
        self.trouble: Exception | None = trouble or RuntimeError("out of order")
        self.asked = 0
        """How often it was asked."""

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Raise the trouble, or return the first `round.size` candidates if there is none."""
        self.asked += 1
        if self.trouble is not None:
            raise self.trouble
        return list(islice(candidates, round.size))


class Draw:
    """Candidates that come one by one, and count how many were taken."""

    def __init__(self, helpers: Iterable[Helper]) -> None:
        self._helpers = helpers
        self.taken = 0

    def __iter__(self) -> Iterator[Helper]:
        for helper in self._helpers:
            self.taken += 1
            yield helper


def a_person(number: int, course: str = "course-v1:Org+Algebra+2026") -> Person:
    """Return the course's person of that number."""
    return Person(id=number, course=course, user_id=f"u{number}", localpart=f"{number:032x}", name=f"Person {number}")


def a_helper(number: int, **changes: Any) -> Helper:
    """Return the helper of that number, on duty."""
    helper: dict[str, Any] = {"standing": Standing.HELPS, "on_duty": True, "present": True, **changes}
    return Helper(person=a_person(number), **helper)


def a_call(**changes: Any) -> Call:
    """Return a call whose next round is its first."""
    asker = a_person(0)
    call: dict[str, Any] = {
        "id": uuid4(),
        "course": asker.course,
        "unit": "block-v1:Org+Algebra+2026+type@vertical+block@unit3",
        "block": "block-v1:Org+Algebra+2026+type@chatxblock+block@1",
        "asker": asker,
        "question": "Why is the matrix not invertible here? 🤔 שלום",
        "context": Context(title="Unit 3", url="/unit/3"),
        "room": uuid4().hex,
        "window_url": "/window/CALL_ID",
        "asked_at": START,
        "touched_at": START,
        "next_round_at": START,
        "rounds": (Round(size=3, wait=60.0, pool=Pool.EVERYONE),),
        **changes,
    }
    return Call(**call)
