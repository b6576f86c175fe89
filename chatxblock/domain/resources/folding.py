"""Text as it is compared: without case, accents, signs of reading and what is not drawn, letter by letter.

This module must not know what is looked for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

NOT_COMPARED = re.compile(
    r"['’ʼ`´\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    r"\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]"
)
"""Apostrophes, accents, vowels of Hebrew and Arabic, the stroke that lengthens Arabic, and what is not drawn."""
NEVER_SHOWN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    r"\U000f0000-\U0010ffff]"
)
"""What a text that others read must not have: controls, what turns the direction of all that follows, what hides in
words, halves of characters, and the private planes, of which this package makes use itself."""
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
"""A letter of a script that puts no spaces between words, or hangs other words on: Thai, Chinese, Japanese, Korean."""


def cleaned(text: str) -> str:
    """Return a text with one kind of line break, and without what must not be shown."""
    return NEVER_SHOWN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def fold(text: str) -> str:
    """Return a text as it is compared."""
    return "".join(_folded(char) for char in text)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return a text as it is compared, and for each of its letters, and its end, where it stood."""
    letters = [(letter, place) for place, char in enumerate(text) for letter in _folded(char)]
    return "".join(letter for letter, _ in letters), [*(place for _, place in letters), len(text)]


@cache
def _folded(char: str) -> str:
    return NOT_COMPARED.sub("", unicodedata.normalize("NFKD", char).casefold())


def is_of_word(char: str) -> bool:
    """Tell whether a character is part of a word: a letter, a digit, a mark on one, what joins two without a gap."""
    return char.isalnum() or char in "_\u200c\u200d" or unicodedata.category(char)[0] == "M"
