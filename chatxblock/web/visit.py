"""One request: who comes, into which course, through which block. Every endpoint authorises through it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, cast
from urllib.parse import urljoin
from uuid import UUID

from chatxblock import conf, wiring
from chatxblock.conf import Config
from chatxblock.domain.calls.call import Person
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.helpers.service import HelperService
from chatxblock.domain.ports import Place
from chatxblock.errors import NotEnrolled, NotLoggedIn
from chatxblock.openedx import platform
from chatxblock.web import rate_limits

POSTED = [
    "ask",
    "call",
    "cancel",
    "solved",
    "ticket",
    "inbox",
    "accept",
    "decline",
    "seen",
    "invite",
    "remove",
    "leave",
    "gone",
    "people",
    "thank",
    "duty",
    "helper",
    "leave_question",
    "answer_left",
    "left_read",
    "similar",
    "join",
    "admit",
]
"""Names of the handlers that take JSON."""

READ = ["window", "transcript", "inbox_window", "helper_page"]
"""Names of the handlers that answer with a page or a file."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A logged-in, enrolled caller (or course staff) at one block."""

    block: Any
    caller: platform.Caller
    course: str
    person: Person
    service: CallService
    config: Config

    @classmethod
    def of(cls, block: Any, handler: str = "", *, with_picture: bool = False) -> Visit:
        """Return the present request's visit; one to a handler counts against the caller's limit.

        Raises `NotLoggedIn`, `TooManyRequests`, `NotEnrolled`, and `ConfigurationError` where the chat is not set up.
        With `with_picture`, what the platform knows of the caller's picture is brought up to date.
        """
        who = platform.caller(block)
        if who is None:
            raise NotLoggedIn()
        if handler:
            rate_limits.count(who.user_id, handler)
        if not who.enrolled:
            raise NotEnrolled()
        course = platform.course_key(block)
        service = wiring.service()
        user = who.user
        if with_picture:
            user = platform.user_with_picture(course, who)
        person = service.people(course, [user])[0]
        return cls(block=block, caller=who, course=course, person=person, service=service, config=conf.load())

    @property
    def listed(self) -> bool:
        """Whether the author named the caller as a helper of this block."""
        return self.caller.username in self.block.helper_names()

    @property
    def helper(self) -> Helper:
        """Return how the caller wishes to be asked; what is new about being staff is kept."""
        helper = self.duty.helper(self.person)
        if helper.staff != self.caller.staff:
            helper = self.duty.wish(self.person, lambda found: replace(found, staff=self.caller.staff))
        return helper

    @property
    def duty(self) -> HelperService:
        """Return the service for helpers."""
        return wiring.duty()

    @cached_property
    def may_help(self) -> bool:
        """Whether the author's rule lets the caller help here; asked of the platform once a request."""
        listed = (self.person.id,) if self.listed else ()
        unit, block = platform.unit(self.block).key, str(self.block.scope_ids.usage_id)
        place = Place(course=self.course, unit=unit, block=block, listed=listed)
        return self.person.id in wiring.eligibility().among(self.block.who_helps, place, [self.person])

    def handlers(self) -> dict[str, str]:
        """Return the URL of each handler, with CALL_ID for the call where one belongs into the URL."""
        urls = {name: self.handler(name) for name in POSTED}
        return urls | {"transcript": self.handler("transcript", "CALL_ID")}

    def handler(self, name: str, suffix: str = "") -> str:
        """Return the URL of one handler for the caller."""
        return str(self.block.runtime.handler_url(self.block, name, suffix))

    def resource(self, name: str) -> str:
        """Return the URL of one of the front end's files."""
        return str(self.block.runtime.local_resource_url(self.block, f"public/{name}"))

    def preload(self, name: str) -> list[str]:
        """Return the URLs of all that a page's script imports, so that the browser fetches them at once.

        They stand beside the script, by names that are the same wherever a platform serves static files from.
        """
        script = self.resource(f"{name}.js")
        return [urljoin(script, chunk) for chunk in imports()[name]]

    def links(self, call_id: UUID) -> dict[str, str]:
        """Return the URLs that belong to one call."""
        return {
            "window_url": self.handler("window", str(call_id)),
            "transcript_url": self.handler("transcript", str(call_id)),
        }


@cache
def imports() -> Mapping[str, Sequence[str]]:
    """Return what each script of the front end imports, as its build wrote it down; read once a process."""
    manifest = json.loads((files("chatxblock") / "public" / "chunks.json").read_text("utf-8"))
    return cast(Mapping[str, Sequence[str]], manifest["preload"])
