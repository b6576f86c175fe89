"""A language for the gallery that is written from right to left: our sentences in Arabic letters, and no words.

Whoever reads it sees at once what was not translated, and what stands on the wrong side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from tests.gallery.scene import Reader

SOURCES = Path(__file__).parents[2] / "static" / "src"
LITERAL = re.compile(r'"((?:[^"\\]|\\.)+)"')
CALL = re.compile(r'\b(?:t|n)\(\s*"((?:[^"\\]|\\.)+)"(?:,\s*"((?:[^"\\]|\\.)+)")?')
BRACES = re.compile(r"(\{\w+\})")
LATIN = "abcdefghijklmnopqrstuvwxyz"
ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنه"
IN_ARABIC: Final = str.maketrans(LATIN + LATIN.upper(), ARABIC_LETTERS * 2)


def in_arabic(sentence: str) -> str:
    """Return a sentence in other letters, its braces as they are."""
    parts = BRACES.split(sentence)
    return "".join(part if BRACES.fullmatch(part) else part.translate(IN_ARABIC) for part in parts)


def sentences() -> Iterator[str]:
    """Yield the sentences of the front end, as they stand in its sources."""
    for file in sorted(SOURCES.rglob("*.ts")):
        for match in CALL.finditer(file.read_text("utf-8")):
            yield from (text.replace('\\"', '"') for text in match.groups() if text)


@cache
def catalogue() -> Mapping[str, str]:
    """Return a translation of all of them."""
    return {sentence: in_arabic(sentence) for sentence in sentences()}


ARABIC: Final = Reader(language="ar", direction="rtl", texts=catalogue())
