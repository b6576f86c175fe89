"""How a word may be written in small and in capital letters, for whoever looks for it in texts as they were typed.

Databases differ in what they take for the same letter: SQLite knows capitals of ASCII alone, and none of those that are
used here knows that a Greek word ends in a sigma of its own. This module must not know where texts are kept.
"""

from __future__ import annotations

DOTTED = str.maketrans({"İ": "i", "I": "ı"})
"""From the capital i of Turkish and Azerbaijani to the small one, with its dot or without."""
CAPITAL = str.maketrans({"i": "İ", "ı": "I"})


def spellings(word: str) -> tuple[str, ...]:
    """Return a word as it was typed and as it may be written elsewhere, each once; one of ASCII alone as it is.

    That leaves out what would cost every search in English: *istanbul*, typed so, does not find *İstanbul*.
    """
    if word.isascii():
        return (word,)
    small = word.translate(DOTTED).lower()
    turkish = (small, word.translate(CAPITAL).upper(), small[:1].translate(CAPITAL).upper() + small[1:])
    return tuple(dict.fromkeys((word, word.lower(), word.upper(), word.capitalize(), *turkish)))
