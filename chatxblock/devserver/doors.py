"""Who may come in at the dev server: its own pages and programs on the machine, and no page of another site.

Whoever opens a page somewhere has a browser that reaches this machine's own addresses for that page: by a form, by a
script that does not need to read the answer, or by a name that suddenly points here (DNS rebinding). Nobody logs in
here, so a request counts by where it comes from. This module must not know what is behind the door.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase

READS = ("GET", "HEAD")
CHANGES_BY_GET = ("/reset_state",)
"""Addresses of the workbench that change things for whoever follows a link."""


class OwnPagesOnly:
    """Refuses what a page of another site sends (403), and names that are not this server's (400). A middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request, if it may come in."""
        try:
            own = f"{request.scheme}://{request.get_host()}"
        except DisallowedHost:
            return _refusal("This server has another name.", 400)
        if comes_from_elsewhere(request, own):
            return _refusal("Pages of other sites may not use this server.", 403)
        if not request.path_info.isascii():  # the workbench fails over such a path
            return _refusal("There is no such page.", 404)
        return self._get_response(request)


def comes_from_elsewhere(request: HttpRequest, own: str) -> bool:
    """Tell whether a request was sent by a page that is not of the origin `own` (RFC 6454; Fetch Metadata).

    A link or a frame may lead to a page from anywhere; programs that are no browser say nothing of where they are.
    """
    headers = request.headers
    if headers.get("Origin", own) != own:
        return True
    if request.path in CHANGES_BY_GET:
        return _origin(headers.get("Referer", "")) != own
    if headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none"):
        return False
    return request.method not in READS or headers.get("Sec-Fetch-Mode") != "navigate"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _refusal(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
