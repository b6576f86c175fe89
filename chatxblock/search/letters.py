"""One spelling for what people spell as they like: capitals, accents, the marks and letters of Arabic."""

from __future__ import annotations

import re
import unicodedata

ACCENTS = re.compile(r"(?<=[a-zα-ω])[\u0300-\u036f]+")
ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Vowel signs, and the line by which a word is drawn out."""
ARABIC_LETTERS = str.maketrans("أإآٱىؤئ٠١٢٣٤٥٦٧٨٩", "ااااييي0123456789")
"""Seats of the hamza, the alef that looks like a ya, and digits."""
ARABIC_END = re.compile(r"(?<=[\u0621-\u064a]{2})ه\b")
"""A ta marbuta without its dots, or a pronoun: one letter for both, as both are endings."""
ARABIC_AND = re.compile(r"\b[وف](?=ال)")
"""And, then: words of their own that are written together with the next."""


def plain(text: str) -> str:
    """Return a text in compatible forms (NFKC) and small letters, Arabic in one spelling."""
    text = ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", text).casefold()).translate(ARABIC_LETTERS)
    return ARABIC_AND.sub("", ARABIC_END.sub("ة", text))


def bare(word: str) -> str:
    """Return a word without accents on Latin and Greek letters, which are left out in a hurry."""
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", word)))
