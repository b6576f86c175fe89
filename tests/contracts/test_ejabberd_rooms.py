"""Rooms on a real ejabberd keep the contract, with learners who come in by WebSocket."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.errors import RoomsRefused
from tests.contracts.rooms_contract import RoomsContract, anna, ben, room
from tests.support.chat import Service
from tests.support.learner import Learner

__all__ = ["anna", "ben", "room"]

pytest_plugins = ("tests.support.servers",)


class XmppVisitors:
    """Learners, each with one window."""

    def __init__(self, rooms_domain: str, log_in: Callable[[str], Learner]) -> None:
        self._domain = rooms_domain
        self._log_in = log_in
        self._windows: dict[str, Learner] = {}

    def enter(self, room: str, localpart: str) -> None:
        window = self._windows.get(localpart) or self._log_in(localpart)
        self._windows[localpart] = window
        if window.join(self._address(room)).get("type") == "error":
            raise RoomsRefused

    def say(self, room: str, localpart: str, body: str, message_id: str = "", replaces: str = "") -> None:
        window = self._windows[localpart]
        inner = f'<replace xmlns="urn:xmpp:message-correct:0" id="{replaces}"/>' if replaces else ""
        sent = window.say(self._address(room), body, message_id=message_id, inner=inner)
        if window.echo(sent).get("type") == "error":
            raise RoomsRefused

    def leave(self, room: str, localpart: str) -> None:
        self._windows[localpart].leave(self._address(room))

    def _address(self, room: str) -> str:
        return f"{room}@{self._domain}"


@pytest.fixture
def rooms(service: Service) -> Service:
    return service


@pytest.fixture
def visitors(ejabberd: Ejabberd, learner: Callable[[str], Learner]) -> XmppVisitors:
    return XmppVisitors(ejabberd.rooms_domain, learner)


class TestEjabberdRooms(RoomsContract):
    """All of it."""
