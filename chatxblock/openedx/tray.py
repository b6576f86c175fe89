"""The notification tray of the LMS: which kinds of news of ours it knows, and putting one in.

Kinds are entries of two dictionaries of the platform, for which it has no hook; both releases that differ in their keys
find theirs. What people wish for (in the tray, by mail, not at all) they choose among the platform's own settings, and
the platform keeps to it. In the workbench there is no tray.
"""

from __future__ import annotations

import html
import logging
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from chatxblock.domain.ports import Outcome
from chatxblock.openedx import lms

log = logging.getLogger(__name__)

APP = "chatxblock"
OF_OURS = 1000
"""Added to the version of the preferences that older releases keep a course: those without our kinds are made anew."""
NAMES = {
    "deferred-answer": "chatxblock_late_answer",
    "resource": "chatxblock_followed_answer",
    "report-settled": "chatxblock_report_settled",
}
"""What the platform calls each topic."""
TEMPLATES = {
    "deferred-answer": _("<{p}>Your question in <{strong}>{place}</{strong}> has an answer.</{p}>"),
    "resource": _("<{p}>There is an answer to a question like yours in <{strong}>{place}</{strong}>.</{p}>"),
    "report-settled": _("<{p}>The teachers have looked at what you reported in <{strong}>{place}</{strong}>.</{p}>"),
}
LOOKALIKES = str.maketrans(
    {"<": "‹", ">": "›", "&": "＆", "{": "(", "}": ")", '"': "”", "'": "’", "\n": " ", "\r": " "}
)
"""For what means something in HTML or in a template: older releases put a context in as it is, newer ones escape it, so
that an entity would be read as such there."""


class Item(Protocol):
    """What is put into somebody's tray."""

    @property
    def user_id(self) -> str:
        """Return the platform's id of the person."""
        ...

    @property
    def course(self) -> str:
        """Return the key of the course."""
        ...

    @property
    def topic(self) -> str:
        """Return which kind of news it is."""
        ...

    @property
    def place(self) -> str:
        """Return what an author called the unit."""
        ...

    @property
    def url(self) -> str:
        """Return the whole address where it is read."""
        ...


def register() -> None:
    """Let the platform know our kinds of news; once, however often it is called, and nothing where it has no tray."""
    if not lms.is_there():
        return
    kinds = lms.notification_kinds()
    if kinds is None:
        log.warning("CHATXBLOCK['TRAY'] is on, and this release of the platform has no notification tray")
        return
    apps, types = kinds
    if APP not in apps:
        apps[APP] = _app()
        types.update({name: _kind(topic) for topic, name in NAMES.items()})
        lms.renew_notification_preferences(OF_OURS)


def put(item: Item) -> Outcome:
    """Put one thing into somebody's tray, as far as that person wishes; nobody is there where the course has no tray.

    It is for later where the platform could not take it, such as when its broker is away.
    """
    if not lms.is_there() or item.topic not in NAMES or not item.user_id.isdecimal():
        return Outcome.NOBODY_THERE
    if not lms.has_notifications(item.course):
        return Outcome.NOBODY_THERE
    failed = lms.notify(
        item.course,
        item.user_id,
        notification_type=NAMES[item.topic],
        app_name=APP,
        content_url=item.url,
        context={"place": harmless(item.place)},
    )
    if failed:
        log.warning("the notification tray could not take a thing (%s)", ", ".join(failed))
    return Outcome.LATER if failed else Outcome.DELIVERED


def put_nowhere(item: Item) -> Outcome:
    """Say that there is no tray, where an operator has switched it off while something waited."""
    return Outcome.NOBODY_THERE


def harmless(words: str) -> str:
    """Return words without anything that a template or HTML would take for its own."""
    return html.escape(words.translate(LOOKALIKES))


def _app() -> dict[str, Any]:
    usual = {"web": True, "email": False, "push": False, "email_cadence": "Daily"}
    info = _("News of what you asked, followed and reported.")
    core = {f"core_{key}": value for key, value in usual.items()}
    return {"enabled": True, "info": info, "core_info": info, "non_editable": ["push"], **usual, **core}


def _kind(topic: str) -> dict[str, Any]:
    return {
        "notification_app": APP,
        "name": NAMES[topic],
        "is_core": False,
        "use_app_defaults": False,
        "info": "",
        "web": True,
        "email": False,
        "push": False,
        "email_cadence": "Daily",
        "non_editable": ["push"],
        "content_template": TEMPLATES[topic],
        "content_context": {"place": "Unit"},
        "email_template": "",
        "filters": [],
    }
