"""Formulas as words: what is written with signs is found by those who write the same formula with other signs.

`A^{-1}`, `A^-1` and `A⁻¹` are one word, so are `x^2`, `x²` and `x2`, and `O(n)` is one at all: by letters alone nothing
would be left of them. This module must not know how words are taken apart.
"""

from __future__ import annotations

import re
import unicodedata

RAISED = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u207f\u1d40]+")
"""Digits and signs that stand higher by themselves."""
POWER = re.compile(
    r"(?<![^\W_])([^\W_]{1,3})(?:\s?\^\s?|\*\*(?=-?\d))[{(]?\s?([-\u2212+]?)\s?([^\W_]{1,8})\s?[})]?", re.ASCII
)
OF = re.compile(r"(?<![^\W_])([a-zA-Z])\(\s?([^\W_]{1,4})\s?\)", re.ASCII)
NAMES = {"c++": " cplusplus ", "c#": " csharp ", "f#": " fsharp "}
NAME = re.compile(r"(?<![^\W_])(?:c\+\+|[cf]#)(?![^\W_])", re.IGNORECASE)


def with_formulas(text: str) -> str:
    """Return a text with a word in place of powers, functions of one letter, and languages that have signs."""
    text = RAISED.sub(lambda found: "^" + unicodedata.normalize("NFKC", found[0]), text)
    text = POWER.sub(_power, text)
    text = OF.sub(r" \1of\2 ", text)
    return NAME.sub(lambda found: NAMES[found[0].lower()], text)


def _power(found: re.Match[str]) -> str:
    base, sign, exponent = found.groups()
    joint = "neg" if sign and sign != "+" else "" if exponent.isdigit() else "pow"
    return f" {base}{joint}{exponent} "
