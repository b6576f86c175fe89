"""The rooms in memory that we ship keep the same contract as ejabberd's."""

from __future__ import annotations

import pytest

from chatxblock.testing import MemoryRooms
from tests.contracts.rooms_contract import RoomsContract, anna, ben, room

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
