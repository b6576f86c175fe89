"""Many helpers in one duty room, each with a connection of their own: plain sockets, in a process of their own.

They log in and enter as browsers do, on the listener that speaks XMPP over TCP, where nobody has to answer pings.
"""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from chatxblock.devserver.ejabberd import Ejabberd
from tests.support.learner import token_for

AT_ONCE = 5
"""Log-ins that are under way at the same time; the server's queue for new connections is no longer."""
ANSWER_SECONDS = 20.0


@dataclass(frozen=True, kw_only=True)
class Door:
    """Where the crowd goes in, and as whom."""

    port: int
    domain: str
    secret: str
    room: str
    """Its address."""
    password: str


class Crowd:
    """Helpers in a room; it grows and never shrinks."""

    def __init__(self, server: Ejabberd, room: str, password: str) -> None:
        """Start the process, with nobody in the room yet."""
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        address = f"{room}@{server.rooms_domain}"
        door = Door(
            port=server.c2s_port, domain=server.domain, secret=server.token_secret, room=address, password=password
        )
        self._process = context.Process(target=stand, args=(theirs, door), daemon=True)
        self._process.start()

    def grow(self, number: int, seconds: float) -> int:
        """Let people in until there are so many or time is up, and return how many there are."""
        self._ours.send((number, seconds))
        there: int = self._ours.recv()
        return there

    def close(self) -> None:
        """End the process, and with it all connections."""
        self._ours.send(None)
        self._process.join(10)


def name_of(number: int) -> str:
    """Return the localpart of one of them."""
    return f"{number:032x}"


def stand(pipe: Connection, door: Door) -> None:
    """Run in the other process: let in as many as the parent wishes, until it wishes no more."""
    loop = asyncio.new_event_loop()
    inside: list[asyncio.StreamWriter] = []
    while (wish := pipe.recv()) is not None:
        number, seconds = wish
        loop.run_until_complete(fill(door, inside, number, seconds))
        pipe.send(len(inside))


async def fill(door: Door, inside: list[asyncio.StreamWriter], number: int, seconds: float) -> None:
    """Let people in, some at once; whoever was not let in ends it."""
    ended = asyncio.get_running_loop().time() + seconds
    coming = iter(range(len(inside), number))

    async def admit() -> None:
        for one in coming:
            if asyncio.get_running_loop().time() > ended:
                return
            inside.append(await enter(door, name_of(one)))

    await asyncio.gather(*(admit() for _ in range(AT_ONCE)), return_exceptions=True)


async def enter(door: Door, localpart: str) -> asyncio.StreamWriter:
    """Log in, become available and enter the room; the connection stays with whoever holds what is returned."""
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    jid = f"{localpart}@{door.domain}"
    header = (
        f'<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" '
        f'to="{door.domain}" version="1.0">'
    )
    entering = (
        f'<presence to="{door.room}/{localpart}"><x xmlns="http://jabber.org/protocol/muc">'
        f'<history maxstanzas="0"/><password>{door.password}</password></x></presence>'
    )
    secret = base64.b64encode(f"\0{localpart}\0{token_for(jid, door.secret)}".encode()).decode()
    steps = (
        (header, b"</stream:features>"),
        (f'<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">{secret}</auth>', b"<success"),
        (header, b"</stream:features>"),
        ('<iq type="set" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>', b"</iq>"),
        ("<presence/>", b"<presence"),
        (entering, b"<subject"),
    )
    for said, answer in steps:
        writer.write(said.encode())
        await asyncio.wait_for(reader.readuntil(answer), ANSWER_SECONDS)
    return writer
