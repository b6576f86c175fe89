"""From a text to the terms by which it is found, in any language: stems, or pairs of letters where nobody puts spaces.

A question and a resource go through the same steps, so what counts is only that both come out the same. This module
must not know where terms are kept or how they are weighed.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import groupby, pairwise

from chatxblock.search.common_words import is_common, without_particles
from chatxblock.search.formulas import with_formulas
from chatxblock.search.han import simplified
from chatxblock.search.letters import bare, plain

SHORTEST = 2
"""Letters below which a word says little: "x", "a", "y"."""
LONGEST = 40
"""Letters of a word that are read: what is longer is an address or a slip."""
MOST_LETTERS = 20_000
"""Letters of a text that are read: a few times the longest resource."""
LONGEST_QUESTION = 2_000
"""Letters of a question that are read."""
ARABIC_PLURAL = re.compile(r"(?<=[\u0621-\u064a]{4})[\u0627\u062a]\Z")
"""What Snowball leaves of the plural and the dual of words that end in ta marbuta."""

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Snowball's algorithms, by the codes of ISO 639."""

UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3041, 0x30FF),  # Hiragana, Katakana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),  # Hangul: there are spaces, but what hangs on a word's end has no other bounds
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Letters of scripts that put no spaces between words."""
HIRAGANA = re.compile(r"[\u3041-\u309f\u30fc]+")
HAN = re.compile(r"[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
CAMEL_CASE = re.compile(r"\b\w*[a-z][A-Z]\w*")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
LETTER = 0.7
"""What a letter by itself weighs in a question, beside a word or a pair."""
_own = threading.local()


def terms_of(text: str, languages: Sequence[str]) -> list[str]:
    """Return a text's terms in their order, as often as they stand there. Any text will do; an empty one has none."""
    text = text[:MOST_LETTERS]
    text = " ".join([text, *(HUMP.sub(" ", found) for found in CAMEL_CASE.findall(text))])
    codes = tuple(dict.fromkeys(code.lower().replace("_", "-").partition("-")[0] for code in languages))
    terms: list[str] = []
    text = plain(with_formulas(text))
    for unspaced, run in _runs(simplified(text) if "zh" in codes else text):
        terms += _pairs(run, codes) if unspaced else _stems(run, codes)
    return terms


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    """Return what stands between spaces and signs, and between scripts; with whether it is one without spaces."""
    for kind, letters in groupby(text, _kind):
        if kind is not None:
            yield kind, "".join(letters)


@lru_cache(maxsize=4096)
def _kind(letter: str) -> bool | None:
    """Return whether a letter's script puts no spaces between words; None for what is no letter, mark or digit."""
    if unicodedata.category(letter)[0] not in "LMN":
        return None
    return any(first <= ord(letter) <= last for first, last in UNSPACED)


def _stems(word: str, codes: tuple[str, ...]) -> list[str]:
    """Return the stems of a word, one for each language that makes another of it; none of a common word."""
    if len(word) < SHORTEST or is_common(word, codes):
        return []
    word = word[:LONGEST]
    return list(dict.fromkeys(_stem(word, code) for code in codes if code in STEMMERS)) or [bare(word)]


@lru_cache(maxsize=20_000)
def _stem(word: str, code: str) -> str:
    """Return a word's stem. A stemmer keeps the word that it is at, so each thread has its own."""
    name = STEMMERS[code]
    stemmer = getattr(_own, name, None)
    if stemmer is None:
        module = import_module(f"snowballstemmer.{name}_stemmer")  # a compiled one would be of another version
        stemmer = getattr(module, f"{name.title()}Stemmer")()
        setattr(_own, name, stemmer)
    stem = bare(str(stemmer.stemWord(word))) or word
    return ARABIC_PLURAL.sub("", stem) if code == "ar" else stem


def _pairs(run: str, codes: tuple[str, ...]) -> list[str]:
    """Return each two letters that stand together, and each Chinese character by itself.

    Two of Hiragana are endings and particles nearly always, and say nothing of what a text is about.
    """
    terms: list[str] = []
    for part in without_particles(run, codes):
        pairs = [one + other for one, other in pairwise(part)] or [part]
        terms += [pair for pair in pairs if not HIRAGANA.fullmatch(pair)]
        terms += [letter for letter in part if len(part) > 1 and HAN.match(letter)]
    return terms


def question_terms(question: str, languages: Sequence[str], most: int) -> dict[str, float]:
    """Return a question's terms with what each weighs beside a word: at most so many, the first ones.

    Of a question that is longer than any only the beginning is read: it is asked while somebody types.
    """
    terms = terms_of(question[:LONGEST_QUESTION], languages)
    return {term: LETTER if len(term) == 1 else 1.0 for term in list(dict.fromkeys(terms))[:most]}
