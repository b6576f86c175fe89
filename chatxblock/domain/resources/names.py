"""Names of those in a talk, found where they occur in what was said, whole, in part, inflected, and in any script.

What is hidden once too often can be put back by whoever edits; what is shown once too often cannot. So a name is hidden
wherever it stands as a word, with two exceptions: in small letters a word that everybody uses ("will", `max`), and one
letter alone. This module must not know what a name is replaced by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatxblock.domain.resources.folding import UNSPACED, fold, is_of_word
from chatxblock.domain.resources.words import ORDINARY, PARTICLES, TWO_LETTER_SURNAMES

FIRST = 0xF0000
"""The character that stands for the first person meanwhile; the next one for the second."""
LATIN_ENDINGS = re.compile(r"s|es|a|u|i|y|e|o|n|en|em|om|ou|ie|owi|ovi|in|ka|ne|nin|nun")
"""With which languages in Latin letters inflect names; apostrophes part words anyway."""
CYRILLIC_ENDINGS = re.compile(r"а|я|у|ю|е|ы|и|о|ои|еи|ою|ею|ом|ем|ым|ам|ами|ин|ина|ов|ова")
ARABIC_PREFIXES = ("وال", "فال", "بال", "كال", "لل", "ول", "فل", "وب", "ال", "و", "ف", "ب", "ل", "ك", "يا")
HONORIFIC = (
    r"(?=\s?(?:さん|くん|君|ちゃん|先生|様|さま|氏|先輩|老师|老師|同学|同學|先生|女士|小姐|学长|学姐|师兄|师姐|님|씨))"
)
SHORTEST_NUMBER = 5
"""Digits of a user name of digits alone that means somebody."""
SHORTEST_CALL = 3
"""Letters of the shortest name that somebody is called by instead of the whole one."""
SERVANT = "عبد"
"""With which Arabic names begin that are two words, of which neither is a name."""
TITLE = re.compile(r"(?<=.)(?:さん|くん|先生|老师|老師|教授|博士|同学|同學|女士|小姐)\Z")
"""What some put behind their own name."""
SCRIPTS = re.compile(r"[\u30a0-\u30ff]+|[\u3041-\u309f]+|[\u3400-\u9fff々]+|[\uac00-\ud7af]+")
PARTICLE = r"(?=さん|くん|君|ちゃん|先生|様|[はがをにのもとでへやよね]|[^\u3041-\u309f]|\Z)"
JAPANESE = re.compile(r"[\u3041-\u30ff]")


@dataclass(frozen=True)
class Word:
    """A word of a text: where it stands, and as it is compared."""

    start: int
    end: int
    key: str


class Names:
    """Finds people by all names that each of them has."""

    def __init__(self, people: Sequence[Iterable[str]], *, japanese: bool = False) -> None:
        self._wholes: dict[tuple[str, ...], str] = {}
        self._parts: dict[str, str] = {}
        self._initials: dict[str, str] = {}
        self._unspaced: list[tuple[re.Pattern[str], str]] = []
        patterns: dict[str, str] = {}
        for number, names in enumerate(people):
            for name in names:
                self._learn(name, chr(FIRST + number), patterns, japanese=japanese)
        for pattern in sorted(patterns, key=lambda source: (-len(source), source)):
            self._unspaced.append((re.compile(pattern), patterns[pattern]))
        self._longest = max((len(whole) for whole in self._wholes), default=0)

    def hide(self, text: str) -> str:
        """Return a text with a sign in place of each name."""
        for pattern, sign in self._unspaced:
            text = pattern.sub(sign, text)
        words = list(_words(text))
        pieces, place, number = [], 0, 0
        while number < len(words):
            sign, taken = self._who(text, words, number)
            if sign:
                pieces += [text[place : words[number].start], sign]
                place = words[number + taken - 1].end
            number += taken
        return self._joined("".join([*pieces, text[place:]]))

    def _learn(self, name: str, sign: str, patterns: dict[str, str], *, japanese: bool) -> None:
        keys = [word.key for word in _words(name)]
        unspaced = any(UNSPACED.search(key) for key in keys)
        for whole in _wholes(keys, unspaced=unspaced):
            self._wholes.setdefault(whole, sign)
        for key in keys:
            if UNSPACED.search(key):
                for pattern in _unspaced_patterns(TITLE.sub("", key), japanese=japanese):
                    patterns.setdefault(pattern, sign)
            for part in _parts(key):
                self._parts.setdefault(part, sign)
            self._initials[sign] = self._initials.get(sign, "") + key[:1]
        if len(keys) > 1 and unspaced:
            pieces = (re.escape(piece) for piece in re.split(r"[\s・·]+", name.strip()))
            patterns.setdefault(r"[\s・·]?".join(pieces), sign)

    def _who(self, text: str, words: Sequence[Word], at: int) -> tuple[str, int]:
        """Return the sign of who is named at a word, empty for nobody, and how many words are taken."""
        for taken in range(min(self._longest, len(words) - at), 0, -1):
            run = words[at : at + taken]
            gaps = (text[one.end : other.start] for one, other in pairwise(run))
            if taken > 1 and not all(re.fullmatch(r"[ \t\u00a0]{1,2}|[.\-·・,_]\s?", gap) for gap in gaps):
                continue
            sign = self._wholes.get(tuple(word.key for word in run), "")
            if sign and (taken > 1 or not _is_ordinary(text, run[0])):
                return sign, taken
        return self._inflected(text, words[at]), 1

    def _inflected(self, text: str, word: Word) -> str:
        """Return the sign of who is named by one word, in whatever form."""
        exact = self._parts.get(word.key)
        if exact is not None:
            return "" if _is_ordinary(text, word) else exact
        shown = text[word.start : word.end]
        for stem, ending in _forms(word.key):
            sign = self._parts.get(stem)
            if sign and (ending != "latin" or (shown[:1].isupper() and stem not in ORDINARY)):
                return sign
        return self._shortened(text, word) if shown[:1].isupper() else ""

    def _shortened(self, text: str, word: Word) -> str:
        """Return the sign of whose name a word with a capital begins: *Nico*; of three letters only where it calls."""
        if len(word.key) < SHORTEST_CALL or not word.key.isalpha() or word.key in ORDINARY | PARTICLES:
            return ""
        if len(word.key) == SHORTEST_CALL and not re.match(r"\s*(?:[,!]|[.?]?\s*\Z)", text[word.end :]):
            return ""
        longer = (sign for part, sign in self._parts.items() if part.startswith(word.key))
        return next(longer, "")

    def _joined(self, text: str) -> str:
        """Return a text in which signs of one person side by side are one, with an initial and without an @."""
        for sign, initials in self._initials.items():
            if sign not in text:
                continue
            text = re.sub(rf"[@＠]?{sign}(?:[ \t.\-·・_]*{sign})*", sign, text)
            letters = "".join(sorted({re.escape(letter.upper()) for letter in initials if letter.isalpha()}))
            if letters:
                text = re.sub(rf"{sign} [{letters}]\.(?=\W|\Z)|{sign} [{letters}](?=\s*(?:[,;:!?]|\Z))", sign, text)
        return text


def _wholes(keys: Sequence[str], *, unspaced: bool) -> Iterator[tuple[str, ...]]:
    """Return the runs of words that mean somebody together, whatever each of them means alone."""
    if len(keys) > 1 or (keys and len(keys[0]) > 1 and not (keys[0].isdigit() and len(keys[0]) < SHORTEST_NUMBER)):
        yield tuple(keys)
    if len(keys) > 1 and not unspaced:
        yield ("".join(keys),)
        yield ("".join(reversed(keys)),)
    yield from ((servant, of) for servant, of in pairwise(keys) if servant == SERVANT)


def _parts(key: str) -> Iterator[str]:
    """Return what means somebody alone, of one word of a name."""
    for part in {key, *re.split(r"[\d_]+", key)} - PARTICLES:
        if len(part) > 1 and not part.isdigit():
            yield part
            if part.startswith("ال") and len(part) > 4:
                yield part[2:]


def _words(text: str) -> Iterator[Word]:
    """Return the words of a text; what one of them has of digits and `_` parts it, unless it is somebody's as it is."""
    place = 0
    while place < len(text):
        if not is_of_word(text[place]):
            place += 1
            continue
        end = place
        while end < len(text) and is_of_word(text[end]):
            end += 1
        yield Word(place, end, fold(text[place:end]))
        place = end


def _is_ordinary(text: str, word: Word) -> bool:
    """Tell whether a word that is a name too means nobody here: in small letters, and nobody is called by it."""
    shown, key = text[word.start : word.end], word.key
    if not (key in ORDINARY or (len(key) < 3 and key.isascii())):
        return False
    called = text[word.start - 1 : word.start] in ("@", "＠") and word.start > 0
    if called or (
        re.search(r"[,،]\s*$", text[max(0, word.start - 4) : word.start])
        and re.fullmatch(r"\s*[.!?]*\s*", text[word.end : word.end + 8])
    ):
        return False
    follows = text[word.end : word.end + 1]
    return shown.islower() or follows in ("(", "[") or text[word.start - 1 : word.start] == "\\"


def _forms(key: str) -> Iterator[tuple[str, str]]:
    """Return what a word may be a form of, and in what script."""
    for piece in re.split(r"[\d_]+", key):
        if piece != key and len(piece) > 2 and piece not in ORDINARY:
            yield piece, "piece"
    for cut in range(1, 4):
        stem, ending = key[:-cut], key[-cut:]
        if len(stem) >= 4 - (ending == "s") and LATIN_ENDINGS.fullmatch(ending):
            yield stem, "latin"
        if len(stem) >= 3 and CYRILLIC_ENDINGS.fullmatch(ending):
            for last in ("", "а", "я", "и", "о"):
                yield stem + last, "cyrillic"
    for prefix in ARABIC_PREFIXES:
        if key.startswith(prefix) and len(key) - len(prefix) >= 3:
            yield key[len(prefix) :], "arabic"


def _unspaced_patterns(key: str, *, japanese: bool) -> Iterator[str]:
    """Return what finds a part of a name in a script without spaces; one letter alone only before a title."""
    whole = re.escape(key)
    if len(key) == 1:
        yield rf"(?<!\w){whole}{HONORIFIC}"
    elif re.fullmatch(r"[\u30a0-\u30ff]+", key):
        yield rf"(?<![\u30a1-\u30fa\u30fc]){whole}(?![\u30a1-\u30fa\u30fc])"
    elif re.fullmatch(r"[\u3041-\u309f]+", key):
        yield rf"(?<![\u3041-\u3096]){whole}{PARTICLE}" if len(key) == 2 else whole
    else:
        yield whole
        pieces = SCRIPTS.findall(key)
        for piece in pieces if len(pieces) > 1 else ():
            yield from _unspaced_patterns(piece, japanese=japanese)
        yield from _parts_of_unspaced(key, japanese=japanese)


def _parts_of_unspaced(key: str, *, japanese: bool) -> Iterator[str]:
    """Return what finds the given name, and the family name before a title, of a name written in one."""
    if not re.fullmatch(r"[\u3400-\u9fff\uac00-\ud7af]{2,5}", key):
        return
    family = 2 if key[:2] in TWO_LETTER_SURNAMES or (japanese and len(key) > 2) else 1
    given = key[family:]
    if len(given) > 1:
        yield re.escape(given)
    if japanese and len(key) > 2:
        yield re.escape(key[:2])
        yield rf"{re.escape(key[:1])}{HONORIFIC}"
    if not japanese and len(key) > 1:
        yield rf"{re.escape(key[:family])}{HONORIFIC}"
        yield rf"(?<!\w)[小老阿]{re.escape(key[:family])}(?![^\W你您])"


def introduced(text: str) -> list[str]:
    """Return the names by which somebody introduces themselves."""
    return [next(filter(None, found)) for found in INTRODUCTION.findall(text)]


INTRODUCTION = re.compile(
    r"\bmy name(?: is|['’]s) ([^\W\d_]+)|\bme llamo ([^\W\d_]+)|\bmi nombre es ([^\W\d_]+)|\b[اإ]سمي ([^\W\d_]+)"
    r"|我叫([\u4e00-\u9fff]{2,3})(?=[，。,.!！\s]|\Z)|([\u3041-\u30ff\u4e00-\u9fff]{2,6}?)と申します",
    re.IGNORECASE,
)
