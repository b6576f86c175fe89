"""The pages on which the screens stand: the real templates, with data that were played.

What a request would say is not there; this module must not know which states there are.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

from django.template.loader import render_to_string

from chatxblock import conf, errors
from chatxblock.conf import Config
from chatxblock.web import pages, responses
from chatxblock.web.responses import Page
from chatxblock.web.routes import POSTED
from chatxblock.web.schemas.base import Output
from chatxblock.web.schemas.csrf import Csrf
from chatxblock.web.visit import Visit
from tests.gallery.data import CHAT_HOST, ORIGIN, STARTS
from tests.gallery.scene import Reader

HEADING = "Stuck on this problem?"
PROMPT = "What are you stuck on?"
UNIT = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
    <meta name="color-scheme" content="light dark">
    <title>Unit 3: Matrices</title>
    <style>
      :root {{ color-scheme: light dark; }}
      body {{ max-width: 60rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 var(--chatxblock-font, sans-serif); }}
      h1 {{ font-size: 1.25rem; }}
    </style>
  </head>
  <body>
    <main>
      <h1>Unit 3: Matrices</h1>
      <p>Find the inverse of the matrix, or say why there is none.</p>
      <div class="xblock">{block}</div>
    </main>
    <script nonce="gallery" src="/public/lobby.js"></script>
    <script nonce="gallery">
      ChatXBlock(null, document.querySelector(".xblock"), {json});
    </script>
  </body>
</html>
"""


def resource(name: str) -> str:
    """Return the address of one of the front end's files."""
    return f"/public/{name}"


def handler(name: str, suffix: str = "") -> str:
    """Return the address of a handler."""
    return f"{ORIGIN}/handler/{name}/{suffix}".rstrip("/")


def common(reader: Reader) -> dict[str, Any]:
    """Return what every page is given, as `pages.page_data` does: the fields of `PageData`."""
    urls = {name: handler(name) for name in (*POSTED, "privacy")}
    return {
        "handlers": {**urls, "transcript": handler("transcript", "CALL_ID")},
        "csrf": Csrf(cookie="csrftoken", header="X-CSRFToken", token="t", url=handler("csrf")),
        "question_limit": 2000,
        "line_limit": 4000,
        "scripts": {name: resource(f"{name}.js") for name in pages.LATER},
        "texts": dict(reader.texts),
        "language": reader.language,
        "direction": reader.direction,
        "now": STARTS,
        "history_url": handler("history_page"),
        "owner": "",
    }


def visit() -> Visit:
    """Return as much of a request's visit as the pages ask for."""
    place = SimpleNamespace(title="Unit 3: Matrices", url=f"{ORIGIN}/unit/3")
    mount = SimpleNamespace(resource=resource, handler=handler, place=lambda: place, author=lambda: None)
    person = SimpleNamespace(localpart="lina", user_id="lina", name="Lina Petrova")
    return cast(Visit, SimpleNamespace(mount=mount, config=_config(), person=person))


def front_end(title: str, data: Output, reader: Reader, *, script: str, template: str) -> Page:
    """Return a page of the front end."""
    return read_by(reader, pages.page(visit(), title, data, script=script, template=template))


def read_by(reader: Reader, page: Page) -> Page:
    """Return a page as somebody reads it who has that language."""
    page.context.update(language=reader.language, direction=reader.direction)
    return page


def problem(error: errors.ChatxblockError, reader: Reader) -> Page:
    """Return the page that says what went wrong."""
    return read_by(reader, responses._problem_page(error, resource("page.css")))


def unit(data: Output, reader: Reader) -> Page:
    """Return a unit of a course with the block in it."""
    block = render_to_string(
        "chatxblock/block.html",
        {
            "title": HEADING,
            "history_url": handler("history_page"),
            "privacy_url": handler("privacy"),
            "language": reader.language,
            "direction": reader.direction,
        },
    )
    told = responses.dumps(json.dumps(data.plain()))
    return plain(UNIT.format(block=block, json=told, language=reader.language, direction=reader.direction))


def in_unit(block: str, reader: Reader) -> Page:
    """Return a unit in whose block a sentence stands."""
    html = UNIT.format(block=block, json="''", language=reader.language, direction=reader.direction)
    return plain(html.partition("<script")[0] + "</body></html>")


def plain(html: str, policy: str = "") -> Page:
    """Return a page that is written already."""
    return Page(template="", context={"html": html}, policy=policy)


def written(page: Page) -> str:
    """Return the HTML of a page."""
    return cast(str, page.context["html"]) if not page.template else render_to_string(page.template, page.context)


@cache
def _config() -> Config:
    return replace(conf.load(), websocket_url=f"wss://{CHAT_HOST}/ws", names="full", retention=PERIODS)


PERIODS = {"logs": 365, "questions": 90, "reports": 30}
