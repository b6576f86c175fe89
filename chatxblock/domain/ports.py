"""What the domain needs of the world, as Protocols.

An adapter satisfies one of these by its shape alone. Every call blocks and ends within the adapter's own time limit.
People are named here by their localpart, the opaque first half of their chat address; domains and transports are the
adapter's business. This module must not know of any implementation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call, Person, User
    from chatxblock.domain.calls.rounds import Round
    from chatxblock.domain.calls.transcript import Line, Page
    from chatxblock.domain.deferred.questions import Answered, DeferredAnswer
    from chatxblock.domain.helpers.duty import Helper, Unit


class Clock(Protocol):
    """The server's clock."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        ...


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What one person is told about one call, outside its room."""

    to: str
    """Localpart of the person who is told."""
    call_id: UUID
    rev: int
    """The call's revision this speaks of; whoever holds a newer one ignores the notice."""
    state: str
    """The call's state, one of `chatxblock.domain.calls.call.State`."""
    room: str = ""
    """Name of the room, in an invitation only: it makes the notice one (XEP-0249)."""
    question: str = ""
    asker: str = ""
    """The asker's display name."""
    image_url: str = ""
    title: str = ""
    """Where the asker is stuck, for people."""
    url: str = ""
    """Link to where the asker is stuck."""
    window_url: str = ""
    """Link to the room window of this call."""
    body: str = field(default="", repr=False)
    """Plain words for a program that knows nothing of us; empty for a silent notice."""


class Rooms(Protocol):
    """A place to meet: made, opened to people, read, ended.

    Every method ends within the adapter's time limit, or within `chatxblock.domain.deadline` where that is shorter.
    Errors of every method: `RoomsUnavailable` if there is no session or no answer in time, `RoomsRefused` if the
    server said no.
    """

    def make(self, room: str, *, occupants: int) -> None:
        """Make a members-only room for that many occupants; harmless if it is there already."""
        ...

    def admit(self, room: str, people: Sequence[str], notices: Sequence[Notice] = ()) -> None:
        """Let people in, and send the notices in the same flight. Raises `RoomNotFound`."""
        ...

    def remove(self, room: str, people: Sequence[str]) -> None:
        """Revoke admission, and put out who is inside; return once no more of their lines can arrive.

        Raises `RoomNotFound`.
        """
        ...

    def tell(self, notices: Sequence[Notice]) -> None:
        """Send notices without waiting for anything."""
        ...

    def inside(self, room: str) -> frozenset[str]:
        """Return who is inside, by real address and never by nickname. Raises `RoomNotFound`."""
        ...

    def make_duty_room(self, room: str, *, password: str) -> None:
        """Make the room in which a course's helpers on duty sit, mute and blind, or give it a new password."""
        ...

    def on_duty(self, room: str, people: Sequence[str]) -> frozenset[str]:
        """Return which of these people are in the duty room; nobody where there is no such room."""
        ...

    def read(self, room: str, after: str = "") -> Page:
        """Return one page of the log, from its beginning or behind the entry `after`. Raises `RoomNotFound`."""
        ...

    def end(self, room: str) -> None:
        """Destroy the room and with it its archive; harmless if it is gone already."""
        ...


class Peering(Protocol):
    """Chooses whom to ask."""

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        """Return at most `round.size` of the candidates, who are drawn lazily, the next to be asked first."""
        ...

    def call_ended(self, call: Call) -> None:
        """Hear what became of a call that is over: at least once, from any process."""
        ...


class Similarity(Protocol):
    """Says how alike questions are."""

    def likeness(self, question: str, others: Sequence[str]) -> list[float]:
        """Return for each of the others how alike it is: 0 is not at all, 1 is the same."""
        ...


class Eligibility(Protocol):
    """Says who may help with what."""

    def among(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return the ids of those of the people who may help there, by the rule of that name."""
        ...


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where help is needed."""

    course: str
    block: str
    """Usage key."""
    listed: tuple[int, ...] = ()
    """Ids of the people whom the author named."""


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


class Store(Protocol):
    """Keeps people, calls and logs. Every write is durable when the method returns."""

    def people(self, course: str, users: Sequence[User]) -> list[Person]:
        """Return the course's person for each user in the same order, made or brought up to date where needed."""
        ...

    def persons(self, localparts: Iterable[str]) -> dict[str, Person]:
        """Return who is behind those localparts; unknown ones are missing."""
        ...

    def add(self, call: Call, lease: Lease) -> tuple[Call, bool]:
        """Keep a new call, already leased, and say whether it is new.

        The same id from the same asker returns the call that is there. Raises `RequestIdTaken` for somebody else's
        id, and `AlreadyInCall` where the asker has another open call in the course.
        """
        ...

    def load(self, call_id: UUID) -> Call:
        """Return a call with its invitations in the order they were made. Raises `CallNotFound`."""
        ...

    def save(self, old: Call, new: Call) -> None:
        """Replace `old` by `new` if nobody was quicker. Raises `StaleCall`.

        A compare-and-set on state and rev, and on the reports and the time of the next round where these change.
        """
        ...

    def open_call(self, person: Person) -> Call | None:
        """Return the call that this person asked and that is still open to her."""
        ...

    def offers(self, person: Person) -> list[Call]:
        """Return the running calls to which this person holds an invitation that is not withdrawn, oldest first."""
        ...

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

    def save_helper(self, old: Helper, new: Helper) -> None:
        """Keep the wishes that changed between the two; numbers and open offers are the store's own."""
        ...

    def units(self, person: Person) -> list[Unit]:
        """Return the blocks in which somebody may be asked, by title."""
        ...

    def save_unit(self, person: Person, unit: Unit, *, wish: bool = False) -> None:
        """Keep that somebody may be asked in a block; without `wish` what they wished for there stays."""
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

    def around(self, block: str, besides: Person, most: int) -> int:
        """Return how many helpers of a block are ready besides somebody, counted no further than `most`."""
        ...

    def running(self, block: str) -> list[Call]:
        """Return the running calls of a block, the newest first, a hundred at most."""
        ...

    def ended(self, person: Person, since: datetime) -> list[Call]:
        """Return the calls that ended since then and to which this person could still have come as a helper."""
        ...

    def deferred_questions(self, course: str) -> list[Call]:
        """Return the course's questions left for the teachers and not answered yet, oldest first, nobody invited."""
        ...

    def save_deferred_answer(self, call_id: UUID, answer: DeferredAnswer) -> None:
        """Keep a teacher's answer in place of an earlier one."""
        ...

    def deferred_answers(self, asker: Person) -> list[Answered]:
        """Return this person's own questions whose answer she has not put away, the newest first."""
        ...

    def read_deferred_answer(self, call_id: UUID, at: datetime) -> None:
        """Note when the asker put the answer away."""
        ...

    def waiting(self, course: str) -> list[Call]:
        """Return the course's calls that wait for a helper, oldest first."""
        ...

    def usual_wait(self, course: str) -> float | None:
        """Return the median of seconds until a helper came in the course's recent calls, None for too few of them."""
        ...

    def touch(self, person: Person, at: datetime) -> None:
        """Note that this person is about to enter whichever running calls she takes part in."""
        ...

    def due(self, now: datetime, most: int) -> list[UUID]:
        """Return the calls which have something to be done, longest waiting first."""
        ...

    def take(self, call_id: UUID, lease: Lease, now: datetime) -> bool:
        """Take the lease on a call; false if somebody else holds one that has not run out."""
        ...

    def release(self, call_id: UUID, lease: Lease) -> None:
        """Give the lease back; does nothing if it is no longer ours."""
        ...

    def keep(self, call_id: UUID, lines: Sequence[Line], start: int) -> None:
        """Keep lines of the log, each once, whoever stored some of them before.

        `start` is the place of the first of them in the archive's order, counted from 0.
        """
        ...

    def finish(self, old: Call, new: Call, lines: Sequence[Line], start: int) -> None:
        """`keep` the last lines and `save` the call as archived, in one transaction. Raises `StaleCall`."""
        ...

    def log(self, call_id: UUID) -> list[Line]:
        """Return the kept lines in the archive's order."""
        ...


@dataclass(frozen=True, kw_only=True)
class Lease:
    """The right to act on the chat server for one call, for a short time."""

    token: str
    until: datetime
