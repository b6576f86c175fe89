"""The whole checkup in order: the platform first, then the chat server, if it is known where that is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from chatxblock import conf, wiring
from chatxblock.checkup import platform, talk
from chatxblock.checkup.server import CONNECT_TIME, ServerScene, origin_of
from chatxblock.checkup.steps import Finding, findings, untried


def checkup(origin: str = "") -> Iterator[Finding]:
    """Look at everything, and say each finding when it is known; `origin` stands for that of `BASE_URL`."""
    well: set[str] = set()
    yield from findings(platform.STEPS, None, well)
    if platform.SETTINGS not in well:
        yield from (untried(step, [platform.SETTINGS]) for step in talk.STEPS)
        return
    config = conf.load()
    rooms = wiring.rooms(timeout=CONNECT_TIME)
    with closing(rooms), ServerScene(config, rooms, origin or origin_of(config.base_url)) as scene:
        yield from findings(talk.STEPS, scene, well)
