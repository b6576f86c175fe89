"""What all pages of the front end have in common: the data they begin with, and what they may load from where.

This module must not know what a page shows.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from chatxblock.web import tickets
from chatxblock.web.responses import Page, dumps, language, origin
from chatxblock.web.schemas.base import Output
from chatxblock.web.schemas.pages import Csrf
from chatxblock.web.schemas.tickets import Ticket
from chatxblock.web.visit import Visit

LATER = ("waiting", "lobby-later")
"""Scripts that are loaded when they are needed."""


def page_data(visit: Visit) -> dict[str, Any]:
    """Return what every page of the front end is given: the fields of `PageData`."""
    return {
        "handlers": visit.mount.handlers(),
        "csrf": Csrf(cookie=settings.CSRF_COOKIE_NAME, header="X-CSRFToken"),
        "question_limit": visit.config.question_limit,
        "line_limit": visit.config.line_limit,
        "scripts": {name: visit.mount.resource(f"{name}.js") for name in LATER},
        "texts": {},
        "now": visit.service.now(),
        **language(),
    }


def page(visit: Visit, title: str, data: Output, *, script: str, template: str) -> Page:
    """Return a page of the front end: its script, and the data that it begins with."""
    url = visit.mount.resource(script)
    context = {
        "title": title,
        "script": url,
        "page_css": visit.mount.resource("page.css"),
        "data_json": dumps(data.plain()),
        **language(),
    }
    return Page(template=f"chatxblock/{template}", context=context, policy=page_policy(visit, url))


def issue_ticket(visit: Visit) -> Ticket:
    """Note that the caller is about to connect, and return what the browser needs for it."""
    visit.service.touch(visit.person)
    return tickets.issue(visit.person, visit.config, visit.service.now())


def page_policy(visit: Visit, script: str) -> str:
    """Return a page's Content-Security-Policy: our script and style, our chat server, pictures."""
    ours = " ".join(filter(None, ("'self'", origin(script))))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {ours}",
            f"style-src {ours}",
            "img-src 'self' https: data:",
            f"connect-src 'self' {origin(visit.config.websocket_url)}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    )
