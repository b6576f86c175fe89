"""The addresses of a course's staff, which need no block: Django's views, made from the table of handlers.

Only what is for staff alone answers here. This module must not know what is in the table.
"""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_protect
from webob import Request, Response
from xblock.django.request import django_to_webob_request, webob_to_django_response

from chatxblock.errors import CallNotFound
from chatxblock.errors import gettext_noop as _
from chatxblock.openedx import courses
from chatxblock.web import responses
from chatxblock.web.course_mount import CourseMount
from chatxblock.web.mount import Mount
from chatxblock.web.responses import Page
from chatxblock.web.routes import POSTED, ROUTES
from chatxblock.web.routing import Method, Who
from chatxblock.web.schemas.base import Output

BY_NAME = {route.name: route for route in ROUTES}
OWN = frozenset(route.name for route in ROUTES if route.who == (Who.STAFF,))
"""What answers here."""
NO_BLOCK = _("This opens from a unit, and no unit in which something was asked has the questions any more.")


@transaction.non_atomic_requests  # as the platform calls a block's handlers: an answer waits for other servers
@csrf_protect
def course(request: HttpRequest, course: str, handler: str, suffix: str = "") -> HttpResponseBase:
    """Answer as the handler of that name, for the staff of a course."""
    if handler not in BY_NAME or not courses.is_there(course):
        raise Http404
    mount, asked = CourseMount(course, OWN, POSTED), django_to_webob_request(request)
    answer = BY_NAME[handler].answer(mount, asked, suffix) if handler in OWN else _elsewhere(mount, asked, handler)
    return webob_to_django_response(answer)  # type: ignore[no-any-return]


def _elsewhere(mount: Mount, request: Request, handler: str) -> Response:
    """Say of what a block answers, and of which no block is left, that it is not here."""

    def refuse(*_body: object) -> Output:
        raise CallNotFound(NO_BLOCK)

    def refuse_page() -> Page:
        raise CallNotFound(NO_BLOCK)

    if BY_NAME[handler].method is Method.POST:
        return responses.post(request, refuse)
    return responses.get(request, refuse_page, mount.resource("page.css"))
