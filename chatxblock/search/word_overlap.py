"""How alike two questions are, by the words they share: crude, quick, and in any language that puts spaces.

What a better measure would need (a model, an index, a service) can stand behind the same port.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+")
SHORTEST = 3
"""Letters below which a word says little: "is", "an", "de"."""
STEM = 5
"""Letters by which words are compared, so that "invert" is like "inverting"; crude, and the same in many languages."""
QUESTIONING = (
    "and are but can could does for from have help here how not please should that the then there this "
    "understand was what when where which who why will with would you your"
)
EVERYWHERE = frozenset(word[:STEM] for word in QUESTIONING.split())
"""Stems that are in questions of every kind."""


class WordOverlap:
    """The words that two questions share, as a part of all of theirs (the Sørensen–Dice coefficient)."""

    def likeness(self, question: str, others: Sequence[str]) -> list[float]:
        """Return for each of the others how alike it is: 0 is not at all, 1 is word for word."""
        mine = stems(question)
        return [_dice(mine, stems(other)) for other in others]


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words that say what a text is about."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = (word for word in WORD.findall(plain) if len(word) >= SHORTEST)
    return frozenset(word[:STEM] for word in words) - EVERYWHERE


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other)) if shared > 1 or one == other != frozenset() else 0.0
