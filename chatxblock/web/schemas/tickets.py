"""Tickets: what a browser needs to connect to the chat server."""

from __future__ import annotations

from typing import Self

from chatxblock.domain.calls import call as domain
from chatxblock.domain.helpers.service import Door
from chatxblock.domain.ports import Addresses
from chatxblock.web.schemas.base import Input, Moment, Output


class TicketWish(Input):
    """What the ticket is for."""

    duty: bool | None = None
    """Whether for the duty room too."""


class DutyRoomKey(Output):
    """The way into the room that shows who is on duty; the password holds for one person and a short time."""

    jid: str
    password: str
    nick: str

    @classmethod
    def of(cls, door: Door, person: domain.Person, addresses: Addresses) -> Self:
        """Return the key to a course's duty room."""
        return cls(jid=addresses.of_room(door.room), password=door.password, nick=person.localpart)


class Ticket(Output):
    """What a browser needs to connect, once or a few times."""

    jid: str
    """The reader's bare chat address."""
    nick: str
    """Its first half, and the only nickname that a room takes."""
    token: str
    """A JWT with the claims `jid` and `exp`: the password for SASL PLAIN."""
    expires_at: Moment
    websocket_url: str
    service_jid: str
    rooms_domain: str
    resource: str = ""
    """What the name of the connection (its resource) begins with, so that it ends when somebody logs out there."""
    duty_room: DutyRoomKey | None = None
    """Only on a ticket that was asked for duty: null off duty and while the chat server is away."""
