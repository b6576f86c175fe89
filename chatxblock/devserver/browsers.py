"""One browser at the dev server, with a session as in the LMS: who has been played in it, and whether it is logged out.

In the workbench an address says who somebody is, so that one browser may have many people. They log out together, as
it is the browser that does. Of programs that are no browser nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest, HttpResponseBase, QueryDict

from chatxblock.devserver.people import REQUEST, member

PEOPLE, LOGGED_OUT = "chatxblock.people", "chatxblock.logged_out"
"""What the session keeps: the usernames played, and that they are logged out."""
NOBODY = "anonymous"


@dataclass(frozen=True, kw_only=True)
class Account:
    """Stands for the user in Django's signal."""

    pk: str


class BrowserSessions:
    """Keep the session that a request comes with, and let nobody in where the browser is logged out. A middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request as that of whoever its address names, or of nobody."""
        session, student = request.session, request.GET.get("student", "")
        if student and session.get(LOGGED_OUT):
            request.GET = as_nobody(request.GET)  # type: ignore[assignment]
        elif member(student) and request.headers.get("Sec-Fetch-Mode") == "navigate":
            note(session, student)
        token = REQUEST.set(request)
        try:
            response = self._get_response(request)
        finally:
            REQUEST.reset(token)
        if request.path_info.startswith("/scenario/"):
            response["Cache-Control"] = "no-store"  # as the LMS says of the pages of a course
        return response


def as_nobody(query: QueryDict) -> QueryDict:
    """Return the same query with nobody for whoever is named in it."""
    changed = query.copy()
    changed["student"] = NOBODY
    return changed


def note(session: Any, student: str) -> None:
    """Keep that somebody is played in this browser, so that the session has a key."""
    people = session.get(PEOPLE, [])
    if student not in people:
        session[PEOPLE] = [*people, student]
        session.save()


def log_out(request: HttpRequest) -> None:
    """Log a browser out as Django does: tell whoever listens while the session is there, then forget it."""
    for student in request.session.get(PEOPLE, []):
        user_logged_out.send(sender=Account, request=request, user=Account(pk=student))
    request.session.flush()
    request.session[LOGGED_OUT] = True


def log_in(request: HttpRequest) -> None:
    """Let the people of this browser in again."""
    request.session.pop(LOGGED_OUT, None)
