"""Helpers who listen in a process of their own, so that nobody's interpreter lock disturbs the clock.

Times are seconds of `time.monotonic`, which all processes of a Linux machine share.
"""

from __future__ import annotations

import time
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from xml.etree import ElementTree as ET

from tests.support.learner import Learner, token_for

MESSAGE = "{jabber:client}message"


class Listeners:
    """Some learners, connected; `arrivals` tells when each of them got a message."""

    def __init__(self, websocket_url: str, jids: list[str], secret: str, room: str = "") -> None:
        """Connect them, and let them enter the room if there is one."""
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=listen, args=(theirs, websocket_url, jids, secret, room), daemon=True)
        self._process.start()
        self._ours.recv()

    def await_message(self, marker: str) -> None:
        """Begin to wait until everybody got a message with that text in it."""
        self._ours.send(marker)

    def arrivals(self) -> list[float]:
        """Return when each of them had it."""
        times: list[float] = self._ours.recv()
        return times

    def close(self) -> None:
        """End the process."""
        self._ours.send(None)
        self._process.join(10)


def listen(pipe: Connection, websocket_url: str, jids: list[str], secret: str, room: str) -> None:
    """Run in the other process: wait for what the parent names, until it names nothing."""
    learners = [Learner(websocket_url, jid, token_for(jid, secret)) for jid in jids]
    for learner in learners if room else ():
        learner.join(room)
    pipe.send("ready")
    while (marker := pipe.recv()) is not None:
        times = []
        for learner in learners:
            learner.expect(partial(is_wanted, marker))
            times.append(time.monotonic())
        pipe.send(times)
    for learner in learners:
        learner.close()


def is_wanted(marker: str, stanza: ET.Element) -> bool:
    """Tell whether this is a message that speaks of the marker."""
    return stanza.tag == MESSAGE and marker in ET.tostring(stanza, encoding="unicode")
