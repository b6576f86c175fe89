"""Doubles that behave like the real thing, in memory: for our tests and for those of whoever writes a plug-in.

They pass the same contract suites as the database and the chat server. This module must not know of Django or XMPP.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from threading import RLock
from uuid import UUID, uuid4

from chatxblock.domain.call import Answer, Call, Person, User
from chatxblock.domain.ports import Lease, Notice
from chatxblock.domain.rounds import Round
from chatxblock.domain.transcript import Line, Page
from chatxblock.errors import (
    AlreadyInCall,
    CallNotFound,
    RequestIdTaken,
    RoomNotFound,
    RoomsRefused,
    RoomsUnavailable,
    StaleCall,
)

START = datetime(2026, 1, 1, 21, 0, tzinfo=UTC)


class FixedClock:
    """A clock that moves only when told."""

    def __init__(self, at: datetime = START) -> None:
        self._now = at

    def now(self) -> datetime:
        """Return the time it was set to."""
        return self._now

    def pass_time(self, seconds: float) -> None:
        """Move on by that many seconds."""
        self._now += timedelta(seconds=seconds)


class FirstCome:
    """A peering that takes the candidates as they come, and remembers what it was asked."""

    def __init__(self) -> None:
        self.rounds: list[Round] = []

    def choose(self, call: Call, round: Round, candidates: Iterable[Person]) -> Sequence[Person]:
        """Return the first `round.size` candidates."""
        self.rounds.append(round)
        return list(islice(candidates, round.size))


@dataclass(kw_only=True)
class MemoryRoom:
    """One room of `MemoryRooms`."""

    occupants: int
    admitted: set[str] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    log: list[Line] = field(default_factory=list)


class MemoryRooms:
    """Rooms in memory. `enter`, `say` and `exit` are what a visitor would do; `available = False` is an outage."""

    page_size = 250

    def __init__(self, clock: FixedClock | None = None) -> None:
        self.available = True
        self.rooms: dict[str, MemoryRoom] = {}
        self.notices: list[Notice] = []
        self._clock = clock or FixedClock()
        self._ids = count(1_700_000_000_000_000)
        self._lock = RLock()

    def make(self, room: str, *, occupants: int) -> None:
        """Make a room, or leave it as it is."""
        self._up()
        with self._lock:
            self.rooms.setdefault(room, MemoryRoom(occupants=occupants))

    def admit(self, room: str, people: Sequence[str], notices: Sequence[Notice] = ()) -> None:
        """Let people in and keep the notices."""
        with self._lock:
            self._room(room).admitted |= set(people)
            self.notices += notices

    def remove(self, room: str, people: Sequence[str]) -> None:
        """Put people out and refuse them from now on."""
        with self._lock:
            found = self._room(room)
            found.admitted -= set(people)
            found.inside -= set(people)

    def tell(self, notices: Sequence[Notice]) -> None:
        """Keep the notices."""
        self._up()
        self.notices += notices

    def inside(self, room: str) -> frozenset[str]:
        """Return who is inside."""
        return frozenset(self._room(room).inside)

    def read(self, room: str, after: str = "") -> Page:
        """Return one page of the log."""
        log = self._room(room).log
        start = next((place for place, line in enumerate(log, 1) if line.id == after), 0)
        lines = tuple(log[start : start + self.page_size])
        return Page(
            lines=lines,
            last=lines[-1].id if lines else "",
            total=len(log),
            finished=start + len(lines) >= len(log),
        )

    def end(self, room: str) -> None:
        """Forget the room and its log."""
        self._up()
        with self._lock:
            self.rooms.pop(room, None)

    def enter(self, room: str, person: str) -> None:
        """Go in. Raises `RoomsRefused` for somebody who is not admitted, or where the room is full."""
        found = self._room(room)
        if person not in found.admitted or len(found.inside | {person}) > found.occupants:
            raise RoomsRefused()
        found.inside.add(person)

    def exit(self, room: str, person: str) -> None:
        """Go out."""
        self._room(room).inside.discard(person)

    def say(self, room: str, person: str, body: str, *, message_id: str = "", replaces: str = "") -> Line:
        """Say something. Raises `RoomsRefused` for somebody who is not inside."""
        found = self._room(room)
        if person not in found.inside:
            raise RoomsRefused()
        line = Line(
            id=str(next(self._ids)),
            sent_at=self._clock.now(),
            author=person,
            body=body,
            message_id=message_id or uuid4().hex,
            replaces=replaces,
        )
        found.log.append(line)
        return line

    def _room(self, room: str) -> MemoryRoom:
        self._up()
        if room not in self.rooms:
            raise RoomNotFound()
        return self.rooms[room]

    def _up(self) -> None:
        if not self.available:
            raise RoomsUnavailable()


class MemoryStore:
    """A store in memory, which forgets when the process ends."""

    def __init__(self) -> None:
        self._people: dict[tuple[str, str], Person] = {}
        self._calls: dict[UUID, Call] = {}
        self._leases: dict[UUID, Lease] = {}
        self._lines: dict[UUID, dict[str, tuple[int, Line]]] = {}
        self._ids = count(1)
        self._lock = RLock()

    def people(self, course: str, users: Sequence[User]) -> list[Person]:
        """Return the course's person for each user, made or brought up to date where needed."""
        with self._lock:
            return [self._person(course, user) for user in users]

    def persons(self, localparts: Iterable[str]) -> dict[str, Person]:
        """Return who is behind those localparts."""
        wanted = set(localparts)
        return {person.localpart: person for person in self._people.values() if person.localpart in wanted}

    def add(self, call: Call, lease: Lease) -> tuple[Call, bool]:
        """Keep a new call, leased, or return the one that is there."""
        with self._lock:
            there = self._calls.get(call.id)
            if there is not None:
                if there.asker.id != call.asker.id:
                    raise RequestIdTaken()
                return there, False
            running = self.open_call(call.asker)
            if running is not None:
                raise AlreadyInCall(running)
            self._calls[call.id] = call
            self._leases[call.id] = lease
            return call, True

    def load(self, call_id: UUID) -> Call:
        """Return a call."""
        with self._lock:
            if call_id not in self._calls:
                raise CallNotFound()
            return self._current(self._calls[call_id])

    def save(self, old: Call, new: Call) -> None:
        """Replace a call if nobody was quicker."""
        with self._lock:
            now = self.load(old.id)
            reported = new.reports != old.reports != now.reports
            if (now.state, now.rev) != (old.state, old.rev) or reported:
                raise StaleCall()
            self._calls[new.id] = new

    def open_call(self, person: Person) -> Call | None:
        """Return this person's own open call."""
        mine = (call for call in self._calls.values() if call.asker.id == person.id and call.open_to_asker)
        return next((self._current(call) for call in mine), None)

    def offers(self, person: Person) -> list[Call]:
        """Return the running calls that this person was asked to, oldest first."""
        held = [call for call in self._calls.values() if call.running and _welcomes(call, person)]
        return [self._current(call) for call in sorted(held, key=lambda call: call.asked_at)]

    def candidates(self, call: Call) -> Iterator[Person]:
        """Return lazily who may be asked for this call."""
        asked = {call.asker.id, *(invitation.person.id for invitation in call.invitations)}
        known = {person.id: person for person in self._people.values()}
        return (known[person_id] for person_id in call.listed if person_id not in asked and person_id in known)

    def touch(self, person: Person, at: datetime) -> None:
        """Note that this person is about to enter her running calls."""
        with self._lock:
            for call in self._calls.values():
                if call.running and (call.asker.id == person.id or _helps(call, person)):
                    self._calls[call.id] = _touched(call, person, at)

    def due(self, now: datetime, most: int) -> list[UUID]:
        """Return the calls which have something to be done, longest waiting first."""
        waiting = [(call.due_at, call.id) for call in self._calls.values() if call.due_at and call.due_at <= now]
        return [call_id for _, call_id in sorted(waiting) if not self._leased(call_id, now)][:most]

    def take(self, call_id: UUID, lease: Lease, now: datetime) -> bool:
        """Take the lease on a call, if it is free."""
        with self._lock:
            if self._leased(call_id, now):
                return False
            self._leases[call_id] = lease
            return True

    def release(self, call_id: UUID, lease: Lease) -> None:
        """Give the lease back."""
        with self._lock:
            if self._leases.get(call_id) == lease:
                del self._leases[call_id]

    def keep(self, call_id: UUID, lines: Sequence[Line], start: int) -> None:
        """Keep lines of the log, each once."""
        with self._lock:
            kept = self._lines.setdefault(call_id, {})
            for place, line in enumerate(lines, start):
                kept.setdefault(line.id, (place, line))

    def finish(self, old: Call, new: Call, lines: Sequence[Line], start: int) -> None:
        """Keep the last lines and the call at once."""
        with self._lock:
            self.save(old, new)
            self.keep(new.id, lines, start)

    def log(self, call_id: UUID) -> list[Line]:
        """Return the kept lines in the archive's order."""
        kept = self._lines.get(call_id, {}).values()
        return [line for _, line in sorted(kept, key=lambda entry: entry[0])]

    def _person(self, course: str, user: User) -> Person:
        known = self._people.get((course, user.user_id))
        if known is None:
            known = Person(
                id=next(self._ids), course=course, user_id=user.user_id, localpart=uuid4().hex, name=user.name
            )
        image_url = known.image_url if user.image_url is None else user.image_url
        person = replace(known, name=user.name, image_url=image_url)
        self._people[course, user.user_id] = person
        return person

    def _current(self, call: Call) -> Call:
        """Return the call with its people as they are called now."""
        known = {person.id: person for person in self._people.values()}
        invitations = tuple(replace(i, person=known.get(i.person.id, i.person)) for i in call.invitations)
        return replace(call, asker=known.get(call.asker.id, call.asker), invitations=invitations)

    def _leased(self, call_id: UUID, now: datetime) -> bool:
        lease = self._leases.get(call_id)
        return lease is not None and lease.until > now


def _welcomes(call: Call, person: Person) -> bool:
    invitation = call.invitation_of(person)
    return invitation is not None and invitation.welcome


def _helps(call: Call, person: Person) -> bool:
    invitation = call.invitation_of(person)
    return invitation is not None and invitation.answer is Answer.ACCEPTED


def _touched(call: Call, person: Person, at: datetime) -> Call:
    invitation = call.invitation_of(person)
    if invitation is not None and invitation.answer is Answer.ACCEPTED:
        call = call.with_invitation(replace(invitation, touched_at=at))
    return replace(call, touched_at=at)
