"""People who talk in one room through the proxy and come back by themselves, as the windows of browsers do.

Each says numbered lines, and sends again what was not heard when she is back. What the room echoed is acknowledged.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from tests.support.learner import Closed, ConnectionRefused, Learner, LoginRefused, error_of

MUC = "{http://jabber.org/protocol/muc#user}"
EVERY = 0.2
"""Seconds from one line to the next."""
JOIN_TIME = 0.5
PAUSE = 0.1
"""What a join finds that is sent at once goes to a room that is dying, and is never answered."""
PATIENCE = 1.0
"""Seconds after which a line without an echo is a sign that the room has gone."""


@dataclass
class Talker:
    """One of them, in a thread of her own."""

    name: str
    room: str
    log_in: Callable[[str], Learner]
    acknowledged: dict[str, float] = field(default_factory=dict)
    """Bodies of lines that the room echoed, and when."""
    heard: set[str] = field(default_factory=set)
    """Bodies of everybody's lines."""
    comebacks: int = 0

    def __post_init__(self) -> None:
        self._pending: dict[str, float] = {}
        self._again: dict[str, float] = {}
        self._renewed = threading.Event()
        self._number = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._live)

    def start(self) -> None:
        """Begin to talk."""
        self._thread.start()

    def finish(self) -> None:
        """Say no more, wait for what is on its way, and leave."""
        self._ended.set()
        self._thread.join(30)

    def renew(self) -> None:
        """Leave without a word and come back, by whichever node the proxy chooses."""
        self._renewed.set()

    @property
    def quiet(self) -> bool:
        """Say whether all that was said was heard."""
        return not self._pending

    def _live(self) -> None:
        while not (self._ended.is_set() and self.quiet):
            with (
                contextlib.suppress(Closed, ConnectionRefused, LoginRefused, OSError),
                contextlib.closing(self.log_in(self.name)) as window,
            ):
                while not ((self._ended.is_set() and self.quiet) or self._renewed.is_set()):
                    self._talk(window)
            self._renewed.clear()
            self.comebacks += 1
            time.sleep(PAUSE)

    def _talk(self, window: Learner) -> None:
        """Enter the room, send again what was not heard, and go on until the room has gone."""
        window.send(
            f'<presence xmlns="jabber:client" to="{self.room}/{self.name}"><x xmlns="http://jabber.org/protocol/muc">'
            '<history maxstanzas="0"/></x></presence>'
        )
        for stanza in stanzas(window, JOIN_TIME):
            if stanza.get("type") == "error" or statuses(stanza) & {"332"}:
                break
            if "110" in statuses(stanza):
                self._stay(window)
                return
        time.sleep(PAUSE)

    def _stay(self, window: Learner) -> None:
        for body in self._pending:
            self._say(window, body)
        due = time.monotonic()
        while not ((self._ended.is_set() and self.quiet) or self._renewed.is_set()):
            now = time.monotonic()
            if now >= due and not self._ended.is_set():
                self._number += 1
                self._say(window, f"{self.name} {self._number}")
                due = now + EVERY
            for body in [body for body, at in self._again.items() if at <= now]:
                self._say(window, body)
            if self._pending and now - min(self._pending.values()) > PATIENCE:
                return
            for stanza in stanzas(window, 0.05):
                if statuses(stanza) & {"332"} or error_of(stanza) == "not-acceptable":
                    time.sleep(PAUSE)
                    return
                self._take(stanza)

    def _say(self, window: Learner, body: str) -> None:
        self._pending[body] = time.monotonic()
        self._again.pop(body, None)
        window.say(self.room, body, message_id=body.replace(" ", "-"))

    def _take(self, stanza: ET.Element) -> None:
        body = stanza.findtext("{jabber:client}body", "")
        if error_of(stanza) == "resource-constraint" and body in self._pending:
            self._again[body] = time.monotonic() + EVERY
        if stanza.get("type") != "groupchat" or not body:
            return
        self.heard.add(body)
        if self._pending.pop(body, None) is not None:
            self.acknowledged[body] = time.monotonic()


def stanzas(window: Learner, seconds: float) -> Iterator[ET.Element]:
    """Yield what comes within that time."""
    deadline = time.monotonic() + seconds
    with contextlib.suppress(TimeoutError):
        while True:
            yield window.expect(lambda _: True, deadline - time.monotonic())


def statuses(stanza: ET.Element) -> set[str]:
    """Return the codes of a room's presence."""
    return {status.get("code", "") for status in stanza.iter(f"{MUC}status")}
