"""The rooms, notices and presence in memory that we ship keep the same contracts as ejabberd's."""

from __future__ import annotations

from uuid import UUID

import pytest

from chatxblock.errors import RoomsUnavailable
from chatxblock.testing import MemoryNotifier, MemoryPresence, MemoryRooms, MemorySessions
from tests.contracts.notifier_contract import NotifierContract, a_notice
from tests.contracts.presence_contract import PresenceContract
from tests.contracts.rooms_contract import RoomsContract, anna, ben, room
from tests.contracts.sessions_contract import SessionsContract

__all__ = ["anna", "ben", "room"]


class MemoryVisitors:
    """Visitors of rooms in memory."""

    def __init__(self, rooms: MemoryRooms) -> None:
        self._rooms = rooms

    def enter(self, room: str, localpart: str) -> None:
        self._rooms.enter(room, localpart)

    def say(self, room: str, localpart: str, body: str, message_id: str = "", replaces: str = "") -> None:
        self._rooms.say(room, localpart, body, message_id=message_id, replaces=replaces)

    def leave(self, room: str, localpart: str) -> None:
        self._rooms.exit(room, localpart)


@pytest.fixture
def rooms() -> MemoryRooms:
    return MemoryRooms()


@pytest.fixture
def visitors(rooms: MemoryRooms) -> MemoryVisitors:
    return MemoryVisitors(rooms)


class TestMemoryRooms(RoomsContract):
    """All of it."""


class MemoryWindows:
    """Windows in duty rooms in memory, which take every password."""

    def __init__(self, presence: MemoryPresence) -> None:
        self._presence = presence

    def enter(self, room: str, localpart: str, password: str) -> None:
        assert self._presence.duty_rooms[room] == password
        self._presence.around.add(localpart)

    def leave(self, room: str, localpart: str) -> None:
        self._presence.around.discard(localpart)


class TestMemoryPresence(PresenceContract):
    @pytest.fixture
    def presence(self) -> MemoryPresence:
        return MemoryPresence()

    @pytest.fixture
    def windows(self, presence: MemoryPresence) -> MemoryWindows:
        return MemoryWindows(presence)


class MemoryPage:
    """Somebody who reads what was kept for them."""

    localpart = "anna"

    def __init__(self, notifier: MemoryNotifier) -> None:
        self._notifier = notifier

    def told(self) -> list[tuple[UUID, int, str]]:
        mine = (notice for notice in self._notifier.notices if notice.to == self.localpart)
        return [(notice.call_id, notice.rev, notice.state) for notice in mine]


class TestMemoryNotifier(NotifierContract):
    @pytest.fixture
    def notifier(self) -> MemoryNotifier:
        return MemoryNotifier()

    @pytest.fixture
    def page(self, notifier: MemoryNotifier) -> MemoryPage:
        return MemoryPage(notifier)


def test_an_outage_is_one_for_rooms_notices_and_presence() -> None:
    rooms = MemoryRooms()
    rooms.available = False
    page = MemoryPage(rooms.notifier)
    for ask in (
        lambda: rooms.make("room", occupants=2),
        lambda: rooms.notifier.tell([a_notice(page, 1)]),
        lambda: rooms.presence.present("duty"),
    ):
        with pytest.raises(RoomsUnavailable):
            ask()


class MemoryConnections:
    """Connections in memory."""

    def __init__(self, sessions: MemorySessions) -> None:
        self._sessions = sessions

    def connect(self, localpart: str, name: str) -> None:
        self._sessions.connected.setdefault(localpart, []).append(name)

    def connected(self, localpart: str) -> list[str]:
        return self._sessions.connected[localpart]

    def told(self, localpart: str) -> list[str]:
        return [name for told, name in self._sessions.told if told == localpart]


class TestMemorySessions(SessionsContract):
    @pytest.fixture
    def sessions(self) -> MemorySessions:
        return MemorySessions()

    @pytest.fixture
    def windows(self, sessions: MemorySessions) -> MemoryConnections:
        return MemoryConnections(sessions)
