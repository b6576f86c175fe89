"""A course of which no block is needed, as the place where the handlers of its staff are mounted.

What is not for staff alone (a room, a resource, somebody's talks) stays with a block: with the last one in which
something was asked and that still stands. This module must not know what the handlers do.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from django.urls import reverse

from chatxblock import wiring_staff
from chatxblock.domain.calls.call import Context
from chatxblock.domain.helpers.duty import Caps, Unit
from chatxblock.domain.ports import Sought
from chatxblock.openedx import courses, platform
from chatxblock.openedx.exercises import Exercise
from chatxblock.web.mount import Author

MOST_ASKED = 30
"""Questions that are looked at for a block that still stands, the last first."""


class CourseMount:
    """A course, for one request."""

    def __init__(self, course: str, own: Collection[str], names: Collection[str]) -> None:
        """Take the course, the handlers that answer here, and the names of those that its pages are told of."""
        self._course = course
        self._own = own
        self._names = names

    def caller(self) -> platform.Caller | None:
        """Return whom the platform knows by the request."""
        return courses.caller(self._course)

    def course(self) -> str:
        """Return the course's key."""
        return self._course

    def usage_key(self) -> str:
        """Return nothing: this is no block."""
        return ""

    def unit(self) -> Unit:
        """Return a unit that is none."""
        return Unit(key="", title="", url="")

    def exercises(self) -> Sequence[Exercise]:
        """Return none: this is no unit."""
        return ()

    def section(self) -> str:
        """Return nothing: this is in no section."""
        return ""

    def place(self) -> Context:
        """Return a place that is none."""
        return Context(usage_key="", title="", url="")

    def author(self) -> Author:
        """Return what is chosen where nobody has chosen: nobody helps here, as nobody asks here."""
        return Author(
            heading="",
            prompt="",
            helpers=(),
            helper_limit=0,
            who_helps="",
            rounds="",
            peering="",
            room_kind="",
            caps=Caps(),
        )

    def leads_to(self, name: str) -> bool:
        """Tell whether there is something behind the URL of a handler."""
        return name in self._own or bool(self._block)

    def handlers(self) -> dict[str, str]:
        """Return the URLs by name, the transcript's with CALL_ID."""
        return {name: self.handler(name) for name in (*self._names, "privacy")} | {
            "transcript": self.handler("transcript", "CALL_ID")
        }

    def handler(self, name: str, suffix: str = "") -> str:
        """Return an URL below the course's address, or a block's; below the course's too where no block stands."""
        if name not in self._own and self._block:
            return courses.handler_url(self._course, self._block, name, suffix)
        named = {"course": self._course, "handler": name} | ({"suffix": suffix} if suffix else {})
        return reverse("chatxblock:course", kwargs=named) + courses.query()

    def window_url(self) -> str:
        """Return the room window's path with CALL_ID for the call."""
        return self.handler("window", "CALL_ID")

    def resource(self, name: str) -> str:
        """Return the URL of a file."""
        return courses.file_url(name)

    @cached_property
    def _block(self) -> str:
        """The block in which something was asked last, of those that still stand; empty where none does."""
        found = wiring_staff.staff().questions(self._course, Sought(), None, MOST_ASKED).questions
        blocks = dict.fromkeys(one.call.block for one in found if one.call.block)
        return next((block for block in blocks if platform.stands(block)), "")
