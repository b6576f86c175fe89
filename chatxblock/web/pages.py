"""What all pages of the front end have in common: the data they begin with, and what they may load from where.

This module must not know what a page shows.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from chatxblock.domain.timestamps import stamp
from chatxblock.web import tickets
from chatxblock.web.responses import language, origin
from chatxblock.web.visit import Visit


def common_data(visit: Visit) -> dict[str, Any]:
    """Return what every page of the front end is given."""
    return {
        "handlers": visit.handlers(),
        "csrf": {"cookie": settings.CSRF_COOKIE_NAME, "header": "X-CSRFToken"},
        "question_limit": visit.config.question_limit,
        "line_limit": visit.config.line_limit,
        "scripts": {name: visit.resource(f"{name}.js") for name in ("waiting", "lobby-later")},
        "texts": {},
        "now": stamp(visit.service.now()),
        **language(),
    }


def ticket_out(visit: Visit) -> dict[str, Any]:
    """Return what the caller's browser needs to connect."""
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
