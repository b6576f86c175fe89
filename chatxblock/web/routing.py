"""A row of the table of handlers, and how a request goes through it. This module must not know which rows there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from webob import Request, Response

from chatxblock import conf
from chatxblock.domain.staff.bars import Doing, refusal
from chatxblock.errors import BadInput, NotAllowed, NotEnrolled
from chatxblock.errors import gettext_noop as _
from chatxblock.web import responses, uploads
from chatxblock.web.mount import Mount
from chatxblock.web.rate_limits import Rate
from chatxblock.web.responses import Attachment, Body, Download, Page, Stream
from chatxblock.web.schemas.base import Input, Output
from chatxblock.web.uploads import Sent
from chatxblock.web.visit import Visit

Told = TypeVar("Told", bound=Input)
GONE = _("You are no longer in this course. What was said here can still be exported.")


class Method(StrEnum):
    """How a handler is called: with JSON, which it answers in JSON, with a file beside it, or to read something."""

    POST = "POST"
    UPLOAD = "POST multipart"
    GET = "GET"


class Who(StrEnum):
    """Who may call a handler. All of them are logged in, and all but one enrolled or on the course's staff."""

    ENROLLED = "everybody enrolled"
    ELIGIBLE = "whoever may help here"
    ASKER = "asker"
    HELPER = "helper"
    INVITED = "invited"
    FELLOW = "fellow"
    RETURNING = "a helper who comes back"
    PARTICIPANT = "participant"
    STAFF = "staff"
    FORMER = "participant who is no longer in the course"
    AUTHOR = "its author"
    WRITER = "fellow learner where the author allows it"
    EARLY = "whoever holds an id that is no call yet"


@dataclass(frozen=True, kw_only=True)
class Route(Generic[Told]):
    """One handler: what it is called, who may call it and how often, what it takes and answers, and what it does."""

    name: str
    function: Callable[[Visit, Told], Any]
    takes: type[Told]
    answers: type[Output | Page | Download | Stream | Attachment]
    who: tuple[Who, ...]
    """Any of these; what somebody is in a call the service judges that changes it."""
    method: Method = Method.POST
    rate: Rate = Rate.OTHER
    suffix: str = ""
    """Of what is read by GET: the key whose value is the suffix of the URL."""
    query: tuple[str, ...] = ()
    """Of what is read by GET: the keys that may stand in the URL's query, each once."""
    doing: Doing | None = None
    """Asking or helping, from which staff may bar somebody for a time."""
    free: Callable[[Visit, Told], bool] | None = None
    """What it does all the same for whoever is barred, such as ending what she has begun."""

    def answer(self, mount: Mount, request: Request, suffix: str) -> Response:
        """Answer one request."""
        if self.method is Method.POST:
            return responses.post(request, lambda body: self._call(mount, body))
        if self.method is Method.UPLOAD:
            return uploads.post(request, lambda body, sent: self._call(mount, body, sent))
        body = {self.suffix: suffix} if self.suffix else {}
        body |= {key: request.GET[key] for key in self.query if key in request.GET}
        return responses.get(request, lambda: self._call(mount, body), mount.resource("page.css"))

    def _call(self, mount: Mount, body: Body, sent: Sent | None = None) -> Any:
        try:
            visit = Visit.of(mount, self.rate)
        except NotEnrolled:
            visit = self._former(mount, body)
        if self.who == (Who.STAFF,) and not visit.caller.staff:
            raise NotAllowed()
        told = self.takes.read(body, visit.config)
        bar = visit.bar_from(self.doing) if self.doing else None
        if bar and not (self.free and self.free(visit, told)):
            raise refusal(bar)
        return self.function(replace(visit, sent=sent) if sent else visit, told)

    def _former(self, mount: Mount, body: Body) -> Visit:
        """Return the visit of somebody who took part in the call in question and is no longer in the course.

        Raises `NotEnrolled` for everybody else, and where nothing is to be had here without the course.
        """
        if "call_id" not in self.takes.model_fields:
            raise NotEnrolled()
        try:
            told: Any = self.takes.read(body, conf.load())
        except BadInput as exc:
            raise NotEnrolled() from exc
        visit = Visit.of_former(mount, told.call_id)
        if Who.FORMER not in self.who:
            raise NotEnrolled(GONE)
        return visit
