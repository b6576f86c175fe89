"""A line from one window to the last of the others, on the shipped server beside one without one of our modules."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from unittest.mock import patch
from uuid import uuid4

import yaml

from benchmarks.figures import Figure
from benchmarks.listeners import Listeners
from benchmarks.place import LINE_RATE, Place
from chatxblock.devserver import ejabberd as runner
from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.ejabberd import Deployment, render
from tests.support.chat import Service, settings_for
from tests.support.learner import Learner, token_for

GUARD, ARCHIVE = "mod_chatxblock_guard", "mod_chatxblock_archive"
WITHOUT = {GUARD: "no guard", ARCHIVE: "shown, archived or not"}
LINES = 100
PAUSE = 0.05
"""Seconds between two lines, so that no limit on how much one may say is met."""


@dataclass(frozen=True)
class Talk:
    """A room with one who speaks and some who listen."""

    speaker: Learner
    listeners: Listeners
    room: str

    def say(self) -> float:
        """Say something and return the milliseconds until the last one had it."""
        marker = uuid4().hex
        self.listeners.await_message(marker)
        began = time.monotonic()
        self.speaker.say(self.room, marker)
        return 1000 * (max(self.listeners.arrivals()) - began)


def measure(place: Place) -> list[Figure]:
    """Return the figures for a room of 5 and one of 20, both servers interleaved."""
    figures = []
    for module, size in ((GUARD, 5), (GUARD, 20), (ARCHIVE, 5)):
        with ExitStack() as stack:
            floor = stack.enter_context(talk(stack.enter_context(server_without(module)), size))
            ours = stack.enter_context(talk(place.server, size))
            samples: dict[str, list[float]] = {"ours": [], "floor": []}
            for _ in range(LINES):
                for name, conversation in (("ours", ours), ("floor", floor)):
                    samples[name].append(conversation.say())
                    Event().wait(PAUSE)
        name = f"a line to the last of {size} in the room (floor: {WITHOUT[module]})"
        figures.append(Figure(name=name, samples=samples["ours"], floor=samples["floor"]))
    return figures


@contextmanager
def talk(server: Ejabberd, size: int) -> Iterator[Talk]:
    """Fill a room on that server."""
    names = [uuid4().hex for _ in range(size)]
    room, jids = uuid4().hex, [f"{name}@{server.domain}" for name in names]
    rooms = Service(settings_for(server))
    rooms.make(room, occupants=size)
    rooms.admit(room, names)
    address = f"{room}@{server.rooms_domain}"
    listeners = Listeners(server.websocket_url, jids[1:], server.token_secret, address)
    speaker = Learner(server.websocket_url, jids[0], token_for(jids[0], server.token_secret))
    speaker.join(address)
    try:
        yield Talk(speaker, listeners, address)
    finally:
        listeners.close()
        speaker.close()
        rooms.close()


@contextmanager
def server_without(module: str) -> Iterator[Ejabberd]:
    """Start the same server without that module."""
    with (
        tempfile.TemporaryDirectory(prefix="chatxblock-bench-") as folder,
        patch.object(runner, "render", partial(rendered_without, module)),
    ):
        server = Ejabberd(Path(folder), websocket_origins=("http://localhost:8000",), line_rate=LINE_RATE)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def rendered_without(module: str, deployment: Deployment) -> str:
    """Return the server's configuration without that module."""
    config = yaml.safe_load(render(deployment))
    for modules in (
        config["modules"],
        *(host.get("modules", {}) for host in config.get("append_host_config", {}).values()),
    ):
        modules.pop(module, None)
    return str(yaml.safe_dump(config))
