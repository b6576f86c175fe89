"""Rooms, notices and presence on a real ejabberd keep the contracts, with learners who come in by WebSocket."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.errors import RoomsRefused
from chatxblock.xmpp.notifier import XmppNotifier
from chatxblock.xmpp.presence import XmppPresence
from chatxblock.xmpp.sessions import XmppSessions
from tests.contracts.notifier_contract import NotifierContract
from tests.contracts.presence_contract import PresenceContract
from tests.contracts.rooms_contract import RoomsContract, anna, ben, room
from tests.contracts.sessions_contract import SessionsContract
from tests.support.chat import MakeLearner, Service
from tests.support.devsite import eventually
from tests.support.learner import Closed, Learner

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


class XmppWindows:
    """Windows in duty rooms, each connected on its own."""

    def __init__(self, rooms_domain: str, log_in: Callable[[str], Learner]) -> None:
        self._domain = rooms_domain
        self._log_in = log_in
        self._windows: dict[str, Learner] = {}

    def enter(self, room: str, localpart: str, password: str) -> None:
        self._windows[localpart] = self._log_in(localpart)
        joined = self._windows[localpart].join(f"{room}@{self._domain}", password=password)
        assert joined.get("type") is None

    def leave(self, room: str, localpart: str) -> None:
        self._windows[localpart].leave(f"{room}@{self._domain}")


class TestEjabberdPresence(PresenceContract):
    @pytest.fixture
    def presence(self, service: Service) -> XmppPresence:
        return service.presence

    @pytest.fixture
    def windows(self, ejabberd: Ejabberd, learner: Callable[[str], Learner]) -> XmppWindows:
        return XmppWindows(ejabberd.rooms_domain, learner)


class XmppPage:
    """A page of a learner's that is connected."""

    def __init__(self, service: Service, window: Learner) -> None:
        self._service = service
        self._window = window
        self.localpart = window.localpart

    def told(self) -> list[tuple[UUID, int, str]]:
        self._service.settle()
        self._window.settle()
        calls = [call for stanza in self._window.seen for call in stanza.findall("{urn:chatxblock:call:1}call")]
        return [(UUID(call.get("id")), int(call.get("rev", "")), call.get("state", "")) for call in calls]


class TestEjabberdNotifier(NotifierContract):
    @pytest.fixture
    def notifier(self, service: Service) -> XmppNotifier:
        return service.notifier

    @pytest.fixture
    def page(self, service: Service, learner: Callable[[], Learner]) -> XmppPage:
        return XmppPage(service, learner())


RESUMABLE = 15.0
"""Seconds for which the server keeps the place of a connection that was cut."""
LOGGED_OUT = "{urn:chatxblock:session:1}logged-out"


class XmppConnections:
    """Learners' windows, each under the name that it asked for."""

    def __init__(self, log_in: MakeLearner) -> None:
        self._log_in = log_in
        self._windows: dict[tuple[str, str], Learner] = {}

    def connect(self, localpart: str, name: str) -> None:
        window = self._windows[localpart, name] = self._log_in(localpart, name)
        assert window.full.partition("/")[2] == name

    def connected(self, localpart: str) -> list[str]:
        return [name for (whose, name), window in self._windows.items() if whose == localpart and lives(window)]

    def told(self, localpart: str) -> list[str]:
        return [
            name
            for (whose, name), window in self._windows.items()
            if whose == localpart and any(stanza.find(LOGGED_OUT) is not None for stanza in window.seen)
        ]


def lives(window: Learner) -> bool:
    """Say whether a window still has its connection; all that had come for it is in `seen` then."""
    try:
        window.settle()
    except Closed:
        return False
    return True


class TestEjabberdSessions(SessionsContract):
    @pytest.fixture
    def sessions(self, service: Service) -> XmppSessions:
        return service.sessions

    @pytest.fixture
    def windows(self, learner: MakeLearner) -> XmppConnections:
        return XmppConnections(learner)

    def test_no_place_is_kept_for_what_could_be_resumed(
        self, service: Service, learner: MakeLearner, anna: str
    ) -> None:
        window = learner(anna, "aa11.one")
        window.send('<enable xmlns="urn:xmpp:sm:3" resume="true"/>')
        window.expect(lambda stanza: stanza.tag == "{urn:xmpp:sm:3}enabled")
        assert service.sessions.end(anna, "aa11") == 1
        assert not lives(window)
        assert eventually(lambda: not service.session.api.resources(anna), RESUMABLE / 3)
