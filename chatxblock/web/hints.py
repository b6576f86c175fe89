"""What an author wants learners to look at before asking: titles with a text, or with a link.

One hint a paragraph: its first line is the title, below it is Markdown, or the address of a page. A link is http,
https, or a path of this site; what would do anything else is shown as text. This module must not know of blocks or
requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from chatxblock.rendering import render
from chatxblock.web.schemas.pages import Hint
from chatxblock.web.sentences import translated

MOST_HINTS = 20
"""Hints of one block; what comes after them is not shown."""

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://\S*|(?:javascript|vbscript|data|file|mailto|tel|blob|about):\S*|[/\\]\S*|www\.\S+",
    re.IGNORECASE,
)
"""What is meant as an address, whether it is one that is followed or not."""
_LINK = re.compile(r"\]\(\s*<?((?:[^()>\s]|\([^()\s]*\))+)")
"""Where a link in Markdown leads."""
_OUTSIDE = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
"""Where links in Markdown may lead, as the renderer has it."""


def hints_of(text: str, language: str) -> list[Hint]:
    """Return the hints of a block, in its author's order; never raises."""
    return list(_hints(text, language))


def wrong_links(text: str) -> Iterator[str]:
    """Yield what is meant as a link in an author's hints, and is none."""
    for _title, below in _parts(text):
        if _ADDRESS.fullmatch(below):
            if not is_link(below):
                yield below
        else:
            yield from (link for link in _LINK.findall(below) if not _OUTSIDE.match(link))


def is_link(address: str) -> bool:
    """Tell whether an address leads to a page: of another site by http or https, or of this one by its path."""
    if not address.isprintable() or re.search(r"[\s\\]", address):
        return False
    if address.startswith("/"):
        return not address.startswith("//")
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


@lru_cache(maxsize=256)
def _hints(text: str, language: str) -> tuple[Hint, ...]:
    """Return the hints; kept for each language, in which the renderer says what it cannot show."""
    del language
    return tuple(_hint(title, below) for title, below in _parts(text)[:MOST_HINTS])


def _parts(text: str) -> list[tuple[str, str]]:
    paragraphs = _PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    split = (paragraph.strip("\n").partition("\n") for paragraph in paragraphs if paragraph.strip())
    return [(title.strip(), below.strip()) for title, _, below in split]


def _hint(title: str, below: str) -> Hint:
    if is_link(title) and not below:
        return Hint(title=title, html="", url=title)
    if is_link(below):
        return Hint(title=title, html="", url=below)
    return Hint(title=title, html=render(below, translated) if below else "", url=None)
