"""Whose words stand in a text: lines of a talk that are in it word for word, however they are set.

Consent is judged by this when a text is published and when somebody takes theirs back. This module must not know where
lines are kept or who has said yes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.resources.resource import Text

SHORTEST = 12
"""Letters and digits below which a sentence is nobody's own: "the determinant" may stand in any text."""
SHORTEST_WIDE = 6
"""The same where one sign is a syllable or a word: Chinese, Japanese, Korean, Thai."""

_BREAK = re.compile(r"(?<=[.!?;…])\s+|[。！？；]|\n+")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def quoted(text: Text, lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Return the lines of which at least one sentence is in a text, by the localpart of who wrote them.

    Case, white space, marks and the signs of Markdown do not matter, and neither does which of the text's parts it is.
    """
    whole = _bare(f"{text.title}\n{text.answer}\n{text.body}")
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.author and any(sentence in whole for sentence in _sentences(line.body)):
            found.setdefault(line.author, []).append(line)
    return found


def _sentences(body: str) -> Iterable[str]:
    for part in _BREAK.split(body):
        bare = _bare(part)
        if len(bare) >= (SHORTEST_WIDE if _WIDE.search(bare) else SHORTEST):
            yield bare


def _bare(text: str) -> str:
    """Return letters, digits and the signs that formulas are made of, without what sets or separates them."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LNS" and sign not in "`~^|>")
