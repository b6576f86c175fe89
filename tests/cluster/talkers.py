"""People who talk in one room through the proxy and come back by themselves, as the windows of browsers do.

Each says numbered lines, whether she is inside or not, and her window does what the room window does
(`static/src/room`): it waits before it connects again, enters, reads what it has missed from the archive, and then
sends what it does not know to be there, each line when the one before was shown; where that takes long it asks whether
it is still inside. What the room or its archive showed her of her own is acknowledged.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from concurrent import futures
from dataclasses import dataclass, field
from uuid import uuid4
from xml.etree import ElementTree as ET

from tests.cluster.doors import Away, Door, Stream
from tests.support import hygiene
from tests.support.learner import CLIENT, error_of

MUC = "{http://jabber.org/protocol/muc#user}"
RESULT, FIN = "{urn:xmpp:mam:2}result", "{urn:xmpp:mam:2}fin"
MESSAGE = f"{{urn:xmpp:forward:0}}forwarded/{CLIENT}message"
RSM = "{http://jabber.org/protocol/rsm}"
STAMP = "{urn:xmpp:sid:0}stanza-id"
EVERY = 0.2
"""Seconds from one line to the next."""

# As in the window: room.ts, conversation.ts, link.ts, backoff.ts.
KNOCK_EVERY, KNOCKS = 0.5, 20
ANSWER_TIME = 10.0
MOVING = 0.1
"""What a join finds that is sent at once goes to a room that is dying, and is never answered."""
RETRY = 1.0
DOUBT = 0.5
"""Without an answer to a line for so long, the window asks twice a second whether it is inside."""
TIME_LIMIT = 30.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A line on somebody's screen."""

    room: str
    archive_id: str
    author: str
    message_id: str
    body: str


@dataclass
class Talker:
    """One of them. All of a test live in one loop, in a thread of its own (`Door`)."""

    name: str
    room: str
    door: Door
    acknowledged: dict[str, float] = field(default_factory=dict)
    """Bodies of her lines that the room showed her, and when."""
    log: dict[str, Shown] = field(default_factory=dict)
    """What stands on her screen, by the archive's id, in the order in which it came."""
    sent_back: int = 0
    """How often a line came back, from a limit or since the archive failed, to be sent again."""
    comebacks: int = 0

    def __post_init__(self) -> None:
        self._pending: dict[str, bool] = {}
        """Bodies of what was said and not shown yet, in order, and whether it was sent on this stream."""
        self._missed: list[Shown] | None = None
        """What comes while the archive is read."""
        self._renewed = False
        self._number = 0
        self._due = 0.0
        self._may_send = 0.0
        self._sent_at = self._doubts = 0.0
        self._tries = 0
        self._silent = False
        self._life: futures.Future[None] | None = None

    @property
    def heard(self) -> set[str]:
        """Return the bodies of everybody's lines."""
        return {line.body for line in self.log.copy().values()}

    def start(self) -> None:
        """Begin to talk."""
        hygiene.note(f"{self.name} 1")
        self._due = time.monotonic()
        self._life = self.door.run(self._live())

    def hush(self) -> None:
        """Say no more."""
        self._silent = True

    def leave(self) -> None:
        """Close the window, whatever is on its way."""
        if self._life is not None:
            self._life.cancel()
            futures.wait([self._life], TIME_LIMIT)

    def times(self) -> list[float]:
        """Return when her lines were acknowledged."""
        return list(self.acknowledged.values())

    def renew(self) -> None:
        """Leave without a word and come back, by whichever node the proxy chooses."""
        self._renewed = True

    @property
    def quiet(self) -> bool:
        """Say whether all that was said was shown, and no more is said."""
        return self._silent and not self._pending

    async def _live(self) -> None:
        while True:
            with contextlib.suppress(Away):
                async with self.door.open(self.name) as stream:
                    self._tries = 0
                    await self._use(stream)
            self._renewed = False
            self.comebacks += 1
            await self._wait_to_connect()

    async def _wait_to_connect(self) -> None:
        step = min(LONGEST_PAUSE, FIRST_PAUSE * 2**self._tries)
        self._tries += 1
        await asyncio.sleep(step / 2 + step / 2 * random.random())

    async def _use(self, stream: Stream) -> None:
        while not self._renewed:
            self._missed = []
            await self._enter(stream)
            await self._catch_up(stream)
            await self._stay(stream)
            await asyncio.sleep(MOVING)

    async def _enter(self, stream: Stream) -> None:
        """Knock until the room lets us in. Raises `Away`."""
        self._pending = dict.fromkeys(self._pending, False)
        for _ in range(KNOCKS):
            await stream.send(
                f'<presence xmlns="jabber:client" to="{self.room}/{self.name}">'
                '<x xmlns="http://jabber.org/protocol/muc"><history maxstanzas="0"/></x></presence>'
            )
            async for stanza in stream.stanzas(KNOCK_EVERY):
                self._take(stanza)
                if stanza.tag == f"{CLIENT}presence" and stanza.get("type") == "error":
                    raise Away  # the window asks its site what that means, and comes again
                if "110" in statuses(stanza) and stanza.get("type") is None:
                    return
        raise Away

    async def _catch_up(self, stream: Stream) -> None:
        """Read all that follows what is known. Raises `Away`."""
        after, finished = next(reversed(self.log), ""), False
        while not finished:
            answer = await self._page(stream, after)
            page = answer.find(FIN)
            after = answer.findtext(f"{FIN}/{RSM}set/{RSM}last", "")
            finished = page is not None and page.get("complete") == "true"
            if not (finished or after):
                raise Away  # refused, or an empty page that is not the last: the archive's database fails
        missed, self._missed = self._missed or [], None
        for line in missed:
            self._show(line)

    async def _page(self, stream: Stream, after: str) -> ET.Element:
        query, behind = uuid4().hex, f"<after>{after}</after>" if after else ""
        await stream.send(
            f'<iq xmlns="jabber:client" type="set" to="{self.room}" id="{query}"><query xmlns="urn:xmpp:mam:2">'
            f'<set xmlns="http://jabber.org/protocol/rsm"><max>250</max>{behind}</set></query></iq>'
        )
        async for stanza in stream.stanzas(ANSWER_TIME):
            if stanza.get("id") == query:
                return stanza
            self._take(stanza)
        raise Away

    async def _stay(self, stream: Stream) -> None:
        """Talk until the room has gone, or she has."""
        while not self._renewed:
            self._talk()
            await self._send_next(stream)
            await self._feel(stream)
            async for stanza in stream.stanzas(max(0.01, min(self._due - time.monotonic(), EVERY))):
                gone = stanza.get("type") == "unavailable" and "110" in statuses(stanza)
                if gone or error_of(stanza) == "not-acceptable":
                    return
                self._take(stanza)
                await self._send_next(stream)

    def _talk(self) -> None:
        now = time.monotonic()
        while self._due <= now:
            self._due += EVERY
            if not self._silent:
                self._number += 1
                self._pending[f"{self.name} {self._number}"] = False

    async def _send_next(self, stream: Stream) -> None:
        """Send the oldest line that was not shown, if nothing is on its way: that would be passed if it comes back."""
        body, sent = next(iter(self._pending.items()), ("", True))
        if sent or time.monotonic() < self._may_send:
            return
        self._pending[body] = True
        self._sent_at = time.monotonic()
        self._doubts = self._sent_at + DOUBT
        await stream.send(
            f'<message xmlns="jabber:client" type="groupchat" id="{body.replace(" ", "-")}" to="{self.room}">'
            f"<body>{body}</body></message>"
        )

    async def _feel(self, stream: Stream) -> None:
        """Ask whether we are inside, if a line has no answer; the room's no ends the stay (XEP-0410). Raises `Away`."""
        now = time.monotonic()
        if now < self._doubts or not any(self._pending.values()):
            return
        if now - self._sent_at > ANSWER_TIME + DOUBT:
            raise Away
        self._doubts = now + DOUBT
        await stream.send(
            f'<iq xmlns="jabber:client" type="get" to="{self.room}/{self.name}" id="{uuid4().hex}">'
            '<ping xmlns="urn:xmpp:ping"/></iq>'
        )

    def _take(self, stanza: ET.Element) -> None:
        if stanza.get("from", "").partition("/")[0] != self.room or stanza.tag != f"{CLIENT}message":
            return
        archived = stanza.find(RESULT)
        if archived is not None:
            message = archived.find(MESSAGE)
            if message is not None:
                self._show(self._line(message, archived.get("id", "")))
        elif stanza.get("type") == "error":
            self._refused(stanza)
        elif stanza.findtext(f"{CLIENT}body"):
            line = self._line(stanza, next((one.get("id", "") for one in stanza.iter(STAMP)), ""))
            if self._missed is None:
                self._show(line)
            else:
                self._missed.append(line)

    def _line(self, message: ET.Element, archive_id: str) -> Shown:
        room, _, author = message.get("from", "").partition("/")
        body = message.findtext(f"{CLIENT}body", "")
        return Shown(room=room, archive_id=archive_id, author=author, message_id=message.get("id", ""), body=body)

    def _show(self, line: Shown) -> None:
        self.log.setdefault(line.archive_id, line)
        if line.author == self.name and self._pending.pop(line.body, None) is not None:
            self.acknowledged[line.body] = time.monotonic()

    def _refused(self, stanza: ET.Element) -> None:
        """A limit, or an archive that fails: the line is sent again a second later."""
        error = stanza.find(f"{CLIENT}error")
        body = stanza.get("id", "").replace("-", " ")
        if error is not None and error.get("type") == "wait" and body in self._pending:
            self._pending[body] = False
            self.sent_back += 1
            self._may_send = max(self._may_send, time.monotonic() + RETRY)


def statuses(stanza: ET.Element) -> set[str]:
    """Return the codes of a room's presence."""
    return {status.get("code", "") for status in stanza.iter(f"{MUC}status")}
