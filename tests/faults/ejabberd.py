"""The environment on a real chat server, with people who use it as a browser would."""

from __future__ import annotations

import contextlib
from typing import Any, cast
from uuid import UUID

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Notifier, Presence, Rooms
from chatxblock.errors import RoomNotFound, RoomsUnavailable
from chatxblock.testing import FixedClock
from tests.faults.fixtures import Environment
from tests.support.chat import Service, log_in_at
from tests.support.devsite import eventually
from tests.support.learner import Closed, Learner
from tests.support.stores import Store

CALL = "{urn:chatxblock:call:1}call"
CONFERENCE = "{jabber:x:conference}x"
STANZA_ID = "{urn:xmpp:sid:0}stanza-id"


class Switch:
    """The service's way to the chat server, which can be cut: it is then as without a session, and people talk on."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.on = True

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._service if hasattr(self._service, name) else self._service.presence, name)
        if callable(method) and not self.on:
            raise RoomsUnavailable
        return method


class EjabberdEnvironment(Environment):
    """One server; whoever was thrown off it logs in again and looks into the inbox, as a page does."""

    def __init__(self, server: Ejabberd, rooms: Service, store: Store) -> None:
        self.clock = FixedClock()
        self.store = store
        self.switch = Switch(rooms)
        self.rooms = cast(Rooms, self.switch)
        self.notifier, self.presence = cast(Notifier, self.switch), cast(Presence, self.switch)
        self._seen_from_outside = rooms
        self._server = server
        self._windows: dict[str, Learner] = {}
        self._told: dict[str, list[tuple[UUID, int]]] = {}

    def attend(self, person: Person) -> None:
        self._window(person)

    def enter(self, room: str, person: Person) -> bool:
        return self._window(person).join(self._address(room)).get("type") is None

    def say(self, room: str, person: Person, body: str) -> str:
        window = self._window(person)
        line = window.echo(window.say(self._address(room), body)).find(STANZA_ID)
        assert line is not None
        return line.get("id", "")

    def exit(self, room: str, person: Person) -> None:
        """Close the window on the room; the page on which notices arrive stays."""
        window = self._window(person)
        window.send(
            f'<presence xmlns="jabber:client" type="unavailable" to="{self._address(room)}/{window.localpart}"/>'
        )
        window.settle()

    def is_inside(self, room: str, person: Person) -> bool:
        try:
            return person.localpart in self._seen_from_outside.inside(room)
        except RoomNotFound:
            return False

    def invitations(self, person: Person, call_id: UUID) -> list[int]:
        self.has_room("nowhere")  # answered behind the notices, which nobody waits for
        self._listen(person, self._window(person))
        return [rev for told, rev in self._told.get(person.localpart, []) if told == call_id]

    def has_room(self, room: str) -> bool:
        try:
            self._seen_from_outside.read(room)
        except RoomNotFound:
            return False
        return True

    def restart(self) -> None:
        """Kill the server and start it again; return once the service has a session."""
        self._server.kill()
        self._server.start()
        assert eventually(self._in_session)

    def close(self) -> None:
        for window in self._windows.values():
            window.close()
        self._windows.clear()

    def _in_session(self) -> bool:
        try:
            return not self.has_room("nowhere")
        except RoomsUnavailable:
            return False

    def _window(self, person: Person) -> Learner:
        window = self._windows.get(person.localpart)
        if window is not None:
            with contextlib.suppress(Closed, OSError):
                window.settle()
                return window
            self._listen(person, window)
            window.cut()
        fresh = self._windows[person.localpart] = log_in_at(self._server, person.localpart)
        if window is not None:
            told = self._told.setdefault(person.localpart, [])
            told += [(offer.id, offer.rev) for offer in self.store.offers(person)]
        return fresh

    def _listen(self, person: Person, window: Learner) -> None:
        """Note the invitations that came to this window."""
        told = self._told.setdefault(person.localpart, [])
        for stanza in window.seen:
            element = stanza.find(CALL)
            if element is not None and stanza.find(CONFERENCE) is not None:
                told.append((UUID(element.get("id")), int(element.get("rev", ""))))
        window.seen.clear()

    def _address(self, room: str) -> str:
        return f"{room}@{self._server.rooms_domain}"
