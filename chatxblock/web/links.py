"""Web addresses in plain text: where a reader would end them, as the room's window does (`static/src/shared/links.ts`).

Only http and https: nothing else that somebody writes becomes a link. This module must not know where they are shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

_START = re.compile(r"https?://(?=\[|[^\W_])", re.IGNORECASE)
_AROUND = frozenset("<>^`\"\\'")
"""Signs of ASCII that stand around addresses and not in them."""
_WITHIN = frozenset("'\u2019\u00b7\u2010\u2011\u2012\u2013")
"""Apostrophes, a dot in the middle and dashes, which are part of an address only before a letter or a number."""
_BEHIND = re.compile(r"(?:['\u2019]s)?[.,:;!?*|(\[{]*\Z")
"""The punctuation of the sentence."""
_HOST = re.compile(
    r"(https?://[^/?#]*?(?:\.[a-z]{2,}|:[0-9]+))"
    "[\u0e00-\u0e7f\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]",
    re.IGNORECASE | re.ASCII,
)
"""A host behind which somebody went on writing, in a script that has no spaces or hangs words on."""


def split_links(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts, each with whether it is an address."""
    done = at = 0
    while found := _START.search(text, at):
        end = _end(text, found.start(), found.end())
        if _is_address(text[found.start() : end]):
            if found.start() > done:
                yield text[done : found.start()], False
            yield text[found.start() : end], True
            done = end
        at = end
    if done < len(text):
        yield text[done:], False


def _end(text: str, start: int, end: int) -> int:
    """Return where the address that starts there ends; `end` is where its scheme does."""
    opened = 0
    while end < len(text) and _belongs(text, end):
        opened += (text[end] in "([{") - (text[end] in ")]}")
        if opened < 0:
            break
        end += 1
    if found := _HOST.match(text, start, end):
        end = found.end(1)
    behind = _BEHIND.search(text[start:end])
    return start + behind.start() if behind else end


def _belongs(text: str, place: int) -> bool:
    """Tell whether an address may have this character: a visible one of ASCII, or a letter of any script."""
    char = text[place]
    if char in _WITHIN:
        return unicodedata.category(text[place + 1 : place + 2] or " ")[0] in "LN"
    if "!" <= char <= "~":
        return char not in _AROUND
    return unicodedata.category(char)[0] in "LMN"


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, half of an address of IPv6
        return False
