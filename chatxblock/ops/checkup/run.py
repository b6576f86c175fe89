"""The whole checkup in order: the platform first, then the chat server, if it is known where that is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from chatxblock import conf, wiring
from chatxblock.ops.checkup import platform, talk
from chatxblock.ops.checkup.server import CONNECT_TIME, CheckContext, origin_of
from chatxblock.ops.checkup.steps import Finding, findings, untried
from chatxblock.xmpp.notifier import XmppNotifier
from chatxblock.xmpp.rooms import XmppRooms


def checkup(origin: str = "") -> Iterator[Finding]:
    """Look at everything, and say each finding when it is known; `origin` stands for that of `BASE_URL`."""
    well: set[str] = set()
    yield from findings(platform.STEPS, None, well)
    if platform.SETTINGS not in well:
        yield from (untried(step, [platform.SETTINGS]) for step in talk.STEPS)
        return
    config = conf.load()
    session = wiring.session(timeout=CONNECT_TIME)
    rooms, notifier = XmppRooms(session), XmppNotifier(session)
    with closing(session), CheckContext(config, rooms, notifier, origin or origin_of(config.base_url)) as context:
        yield from findings(talk.STEPS, context, well)
