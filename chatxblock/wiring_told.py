"""The composition root of what tells people beside the page: the platform's notification tray, where that is on."""

from __future__ import annotations

from collections.abc import Mapping

from chatxblock import conf
from chatxblock.channels.tray import TrayChannel
from chatxblock.domain.deferred.questions import TOPIC as LATE_ANSWER
from chatxblock.domain.ports import PAGE, TRAY, Channel
from chatxblock.domain.reports.news import TOPIC as REPORT
from chatxblock.domain.resources.telling import TOPIC as FOLLOWED
from chatxblock.openedx import platform, tray
from chatxblock.store import DjangoStore


def channels() -> dict[str, Channel]:
    """Return the tray as a channel. It is there also where it is off: what waits for it goes without an error."""
    config, store = conf.load(), DjangoStore()
    put = tray.put if config.tray else tray.put_nowhere
    made = TrayChannel(put=put, calls=store, people=store, in_course=platform.in_course, base_url=config.base_url)
    return {TRAY: made}


def beside() -> Mapping[tuple[str, str], str]:
    """Return what the tray tells of all that a page is told: nothing where it is off, and nothing is kept for it."""
    return {(PAGE, topic): TRAY for topic in (LATE_ANSWER, FOLLOWED, REPORT)} if conf.load().tray else {}
