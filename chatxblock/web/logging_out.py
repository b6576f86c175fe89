"""What a logout of the platform's means here: that browser's chat sessions end, and nothing of the logout does.

This module must not know how sessions are ended.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction

from chatxblock import conf, wiring
from chatxblock.errors import ConfigurationError
from chatxblock.events.background import Background
from chatxblock.events.committed import after_commit
from chatxblock.web import marks

log = logging.getLogger(__name__)

ending = Background("chatxblock-logout", wiring.end_sessions)
"""Ends sessions beside the request: whoever logs out does not wait for the chat server."""


def logged_out(sender: object, *, request: Any = None, user: Any = None, **_more: Any) -> None:
    """Hear Django's `user_logged_out`, which is sent while the session still is that of the user.

    It is kept in a transaction of its own within the request's, so that what fails here spoils nothing there.
    """
    try:
        _note(request, user)
    except ConfigurationError:
        return  # there is no chat here
    except Exception:
        log.exception("a logout could not be noted: the chat sessions of that browser go on")


def _note(request: Any, user: Any) -> None:
    key = getattr(getattr(request, "session", None), "session_key", None)
    user_id = getattr(user, "pk", None)
    if not key or user_id is None:
        return
    mark = marks.of_session(key, conf.load().marking_secret)
    with transaction.atomic():
        courses = wiring.logging_out().logged_out(str(user_id), mark)
    if courses:
        after_commit(ending.start)
