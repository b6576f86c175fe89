"""What all pages of the front end have in common: the data they begin with, and what they may load from where.

This module must not know what a page shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from secrets import token_urlsafe
from typing import Any, cast
from urllib.parse import urljoin

from django.conf import settings

from chatxblock.openedx import platform
from chatxblock.web import marks, tickets
from chatxblock.web.responses import Page, dumps, language, looks, origin, ours
from chatxblock.web.schemas.base import Output
from chatxblock.web.schemas.csrf import Csrf
from chatxblock.web.schemas.tickets import Ticket
from chatxblock.web.visit import Visit

LATER = ("waiting", "lobby-later", "open-call", "finding", "lobby-button", "unfinished", "keeping", "along")
"""Scripts that are loaded when they are needed."""


def page_data(visit: Visit) -> dict[str, Any]:
    """Return what every page of the front end is given: the fields of `PageData`."""
    return {
        "handlers": visit.mount.handlers(),
        "csrf": _csrf(visit),
        "question_limit": visit.config.question_limit,
        "line_limit": visit.config.line_limit,
        "scripts": {name: visit.mount.resource(f"{name}.js") for name in LATER},
        "texts": {},
        "owner": owner_of(visit),
        "now": visit.service.now(),
        "history_url": visit.mount.handler("history_page"),
        **language(),
    }


def owner_of(visit: Visit) -> str:
    """Return the mark of whoever the browser belongs to."""
    return marks.of_owner(platform.browser_owner(visit.caller.user_id), visit.config.marking_secret)


def _csrf(visit: Visit) -> Csrf:
    """Return what a page posts with, as the platform's settings have it.

    Our scripts read no cookie, so that a second one of that name, one that scripts may not see
    (CSRF_COOKIE_HTTPONLY) or none at all (CSRF_USE_SESSIONS) locks nobody out.
    """
    return Csrf(
        cookie=settings.CSRF_COOKIE_NAME,
        header=settings.CSRF_HEADER_NAME.removeprefix("HTTP_").replace("_", "-"),
        token=platform.csrf_token(),
        url=visit.mount.handler("csrf", owner_of(visit)),
    )


def page(visit: Visit, title: str, data: Output, *, script: str, template: str) -> Page:
    """Return a page of the front end: its script, by name, and the data that it begins with.

    A template may show the data itself, for whoever has no script.
    """
    url, nonce = visit.mount.resource(f"{script}.js"), token_urlsafe(16)
    plain = data.plain()
    context = {
        "title": title,
        "nonce": nonce,
        "script": url,
        "preload": [urljoin(url, chunk) for chunk in imports()[script]],
        **looks(visit.mount.resource("page.css")),
        "resource_css": visit.mount.resource("resource.css"),
        "data": plain,
        "data_json": dumps(plain),
        **language(),
    }
    return Page(template=f"chatxblock/{template}", context=context, policy=page_policy(visit, url, nonce))


@cache
def imports() -> Mapping[str, Sequence[str]]:
    """Return what each script of the front end imports, as its build wrote it down; read once a process.

    The chunks stand beside the script, by names that are the same wherever a platform serves static files from, so that
    a page can have the browser fetch them at once.
    """
    manifest = json.loads((files("chatxblock") / "resources" / "public" / "chunks.json").read_text("utf-8"))
    return cast(Mapping[str, Sequence[str]], manifest["preload"])


def issue_ticket(visit: Visit) -> Ticket:
    """Note that the caller is about to connect, and return what the browser needs for it."""
    visit.service.touch(visit.person)
    mark = marks.of_session(platform.session_key(), visit.config.marking_secret)
    return tickets.issue(visit.person, visit.config, visit.addresses, visit.service.now(), mark)


def page_policy(visit: Visit, script: str, nonce: str) -> str:
    """Return a page's Content-Security-Policy: what is ours, our chat server, the platform's pictures.

    A script runs by the page's nonce (CSP Level 3, 2.3.1), which goes on to the modules that it imports. By its origin
    every other script of the platform would run too, among them what authors upload.
    """
    pictures = dict.fromkeys(filter(None, (*ours(script).split(), *map(origin, platform.picture_urls()))))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            f"style-src {ours(script)}",
            "worker-src blob:",
            f"img-src {' '.join(pictures)} data:",
            f"connect-src 'self' {origin(visit.config.websocket_url)}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    )
