"""The page that tells people what is kept of them, where, for how long, and who sees it, as this site is set.

This module must not know of calls or tables.
"""

from __future__ import annotations

from django.utils.translation import gettext

from chatxblock.domain.calls.notices import personal
from chatxblock.web.responses import Page, language, looks, plain_policy
from chatxblock.web.schemas.base import Nothing
from chatxblock.web.visit import Visit


def privacy(visit: Visit, _told: Nothing) -> Page:
    """Return the page, which needs no script."""
    page_css, config, place = visit.mount.resource("page.css"), visit.config, visit.mount.place()
    context = {
        "title": gettext("What is kept of you"),
        **looks(page_css),
        "resource_css": visit.mount.resource("resource.css"),
        "history_url": visit.mount.handler("history_page"),
        "names": config.names,
        "periods": config.periods,
        "files": bool(config.files),
        "page": {"title": place.title, "url": personal(place.url, visit.person)},
        **language(),
    }
    return Page(template="chatxblock/privacy.html", context=context, policy=plain_policy(page_css))
