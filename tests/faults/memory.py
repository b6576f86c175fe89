"""The environment in memory."""

from __future__ import annotations

from uuid import UUID

from chatxblock.domain.calls.call import Person
from chatxblock.errors import RoomsError
from chatxblock.testing import FixedClock, MemoryRooms, MemoryStore
from tests.faults.fixtures import Environment
from tests.support.stores import Store


class MemoryEnvironment(Environment):
    """Rooms in memory, and a store in memory unless another one is given."""

    def __init__(self, store: Store | None = None) -> None:
        self.clock = FixedClock()
        self.store = store or MemoryStore()
        self.rooms: MemoryRooms = MemoryRooms(self.clock)
        self.rooms.page_size = 2
        self.notifier, self.presence = self.rooms.notifier, self.rooms.presence

    def attend(self, person: Person) -> None:
        """Nothing to do: all notices are kept."""

    def enter(self, room: str, person: Person) -> bool:
        try:
            self.rooms.enter(room, person.localpart)
        except RoomsError:
            return False
        return True

    def say(self, room: str, person: Person, body: str) -> str:
        return self.rooms.say(room, person.localpart, body).id

    def exit(self, room: str, person: Person) -> None:
        if room in self.rooms.rooms:
            self.rooms.rooms[room].inside.discard(person.localpart)

    def is_inside(self, room: str, person: Person) -> bool:
        known = self.rooms.rooms.get(room)
        return self.rooms.available and known is not None and person.localpart in known.inside

    def invitations(self, person: Person, call_id: UUID) -> list[int]:
        told = (n for n in self.rooms.notifier.notices if n.room and n.to == person.localpart and n.call_id == call_id)
        return [notice.rev for notice in told]

    def has_room(self, room: str) -> bool:
        return room in self.rooms.rooms
