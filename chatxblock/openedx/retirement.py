"""Hears from the platform that somebody goes for good: retired by it, or deleted. This module must not know what then.

`USER_RETIRE_LMS_MISC` is what the LMS sends in its retirement (`retire_misc`), with the user; the row of the user stays
there, under another name. `post_delete` is what Django sends where an operator deletes the row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import post_delete

from chatxblock.openedx import lms

NAME = "chatxblock-retirement"
Forget = Callable[[str], None]
"""Is told the platform's id of who goes. What it raises reaches the platform, which then tries again."""


def hear(forget: Forget) -> None:
    """Let somebody be told from now on; once, however often it is called."""

    def retired(sender: object, user: Any, **_more: object) -> None:
        forget(str(user.pk))

    def deleted(sender: object, instance: Any, **_more: object) -> None:
        forget(str(instance.pk))

    post_delete.connect(deleted, sender=get_user_model(), weak=False, dispatch_uid=NAME)
    signal = lms.retirement_signal()
    if signal is not None:
        signal.connect(retired, weak=False, dispatch_uid=NAME)
