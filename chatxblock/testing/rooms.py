"""A chat server in memory: rooms, notices and presence, which share its outages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from threading import RLock
from uuid import uuid4

from chatxblock.domain.calls.transcript import Line, Marks, Page
from chatxblock.domain.ports import Notice
from chatxblock.errors import RoomNotFound, RoomsRefused, RoomsUnavailable
from chatxblock.testing.clock import FixedClock


@dataclass(kw_only=True)
class MemoryRoom:
    """One room of `MemoryRooms`."""

    occupants: int
    admitted: set[str] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    log: list[Line] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    """What those who were put out were told."""


class Outage:
    """Whether the server can be reached; what it carries stays."""

    def __init__(self) -> None:
        self.available = True

    def up(self) -> None:
        """Raise `RoomsUnavailable` during an outage."""
        if not self.available:
            raise RoomsUnavailable()


class MemoryNotifier:
    """Keeps notices. `available = False` of its `outage` is an outage."""

    def __init__(self, outage: Outage | None = None) -> None:
        self.outage = outage or Outage()
        self.notices: list[Notice] = []

    def tell(self, notices: Sequence[Notice]) -> None:
        """Keep the notices."""
        self.outage.up()
        self.notices += notices


class MemoryPresence:
    """Duty rooms in memory: whoever is in `around` has a window in all of them."""

    def __init__(self, outage: Outage | None = None) -> None:
        self.outage = outage or Outage()
        self.duty_rooms: dict[str, str] = {}
        """Password of each duty room."""
        self.around: set[str] = set()

    def make_duty_room(self, room: str, *, password: str) -> None:
        """Make a duty room, or give it a new password."""
        self.outage.up()
        self.duty_rooms[room] = password

    def present(self, room: str) -> frozenset[str]:
        """Return who is around."""
        self.outage.up()
        return frozenset(self.around) if room in self.duty_rooms else frozenset()

    def number(self, room: str) -> int | None:
        """Return how many are around."""
        return len(self.present(room))

    def on_duty(self, room: str, people: Sequence[str]) -> frozenset[str]:
        """Return which of these people are around."""
        return self.present(room) & frozenset(people)


class MemorySessions:
    """Connections in memory: `connected` has the names of each person's, `told` whoever was told, by name."""

    def __init__(self, outage: Outage | None = None) -> None:
        self.outage = outage or Outage()
        self.connected: dict[str, list[str]] = {}
        self.told: list[tuple[str, str]] = []

    def end(self, localpart: str, mark: str) -> int:
        """Tell those connections that begin with the mark, and end them."""
        self.outage.up()
        names = self.connected.get(localpart, [])
        mine = [name for name in names if mark and name.startswith(f"{mark}.")]
        self.told += [(localpart, name) for name in mine]
        self.connected[localpart] = [name for name in names if name not in mine]
        return len(mine)

    def end_all(self, localpart: str) -> None:
        """End every connection of somebody."""
        self.outage.up()
        self.connected.pop(localpart, None)


class MemoryRooms:
    """Rooms in memory. `enter`, `say` and `exit` are what a visitor would do; `available = False` is an outage."""

    has_log = True
    knows_inside = True
    guarded = True
    least_grace = 0.0
    label = "chat room"
    page_size = 250

    def __init__(self, clock: FixedClock | None = None) -> None:
        self.outage = Outage()
        self.notifier = MemoryNotifier(self.outage)
        self.presence = MemoryPresence(self.outage)
        self.sessions = MemorySessions(self.outage)
        self.rooms: dict[str, MemoryRoom] = {}
        self._clock = clock or FixedClock()
        self._ids = count(1_700_000_000_000_000)
        self._lock = RLock()

    @property
    def available(self) -> bool:
        """Whether the server can be reached."""
        return self.outage.available

    @available.setter
    def available(self, available: bool) -> None:
        self.outage.available = available

    def of(self, kind: str) -> MemoryRooms:
        """Be the only kind of places that there is."""
        return self

    def name(self, kind: str) -> str:
        """Be the usual kind."""
        return "chat"

    def url(self, room: str) -> str:
        """Return no link."""
        return ""

    def make(self, room: str, *, occupants: int) -> None:
        """Make a room, or leave it as it is."""
        self.outage.up()
        with self._lock:
            self.rooms.setdefault(room, MemoryRoom(occupants=occupants))

    def admit(self, room: str, people: Sequence[str]) -> None:
        """Let people in."""
        with self._lock:
            self._room(room).admitted |= set(people)

    def remove(self, room: str, people: Sequence[str], *, reason: str = "") -> None:
        """Put people out and refuse them from now on."""
        with self._lock:
            found = self._room(room)
            found.admitted -= set(people)
            found.inside -= set(people)
            found.reasons |= dict.fromkeys(people, reason)

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
        self.outage.up()
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

    def say(
        self, room: str, person: str, body: str, *, message_id: str = "", replaces: str = "", marks: Marks | None = None
    ) -> Line:
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
            **(marks or {}),
        )
        found.log.append(line)
        return line

    def _room(self, room: str) -> MemoryRoom:
        self.outage.up()
        if room not in self.rooms:
            raise RoomNotFound()
        return self.rooms[room]
