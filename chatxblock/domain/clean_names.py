"""Names of people as they may be shown: without what is not drawn, or turns the direction, or covers the lines around.

A name is cleaned where it comes in from the platform, and where it is read that was kept before. What a script needs to
be written stays: the joiners of Persian and Hindi and of emoji, the variant of a Han letter, a flag that is spelled in
tags. This module must not know whose names they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MOST_CHARACTERS = 255
"""In a name, as the platform keeps it too."""

MOST_MARKS = 4
"""That one letter bears: no language needs more (UTS #39, 5.4). A pile of them covers the lines above and below."""

_READ = 4 * MOST_CHARACTERS
"""So much of a name is looked at, before anything is taken out of it."""

_NON_JOINER, _JOINER = "\u200c", "\u200d"
_BETWEEN = re.compile("[,;\u060c\u061b\u3001\uff0c\uff1b\uff64\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What stands between the names of a list, as it is typed in English, Arabic, Chinese or Japanese."""
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u2800\u3164\uffa0\u115f\u1160]+")
"""What is drawn as an empty place: white space and controls, the blank of Braille, the fillers of Hangul."""
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""The flag of a part of a country: a black one, and a code in tags (UTS #51, ED-14A)."""
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"
    r"\ufdd0-\ufdef\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    r"\U0001fffe\U0001ffff\U000f0000-\U0010ffff]"
)
"""Controls of direction, what Unicode calls Default_Ignorable_Code_Point, what stands for the unreadable, what is no
character, halves of characters, and the private planes. Joiners and variants are judged by what stands beside them."""
_VARIANT = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINING = re.compile(
    "[\u0620-\u065f\u066e-\u06ff\u0710-\u07ff\u0840-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1aff\u1b00-\u1c4f"
    "\ua800-\ua8ff\ua930-\ua9df\uaa00-\uaadf\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
"""Letters and marks of scripts in which a joiner changes what is drawn: Arabic and its kin, Indic and its kin."""
_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_VIRAMA = 9
"""The combining class of the sign that takes a letter's vowel away (RFC 5892, A.1)."""


def shown_name(*names: str) -> str:
    """Return the first of somebody's names of which something is to be seen, cleaned; empty where there is none."""
    return next(filter(None, map(clean_name, names)), "")


def isolated(name: str) -> str:
    """Return a name as it stands in plain text: one that is written from right to left turns nothing else.

    What `<bdi>` does in a page, by the characters for it (UAX #9, 2.4.2), which nobody needs around other names.
    """
    turned = any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in name)
    return f"\u2068{name}\u2069" if turned else name


def listed_names(text: str) -> list[str]:
    """Return the names of a list that somebody typed or pasted, cleaned, each once, in their order."""
    return list(dict.fromkeys(filter(None, map(clean_name, _BETWEEN.split(text)))))


def clean_name(name: str) -> str:
    """Return a name as it may be shown, in one line and no longer than 255 characters; empty where nothing is left."""
    if name.isascii() and name.isprintable():
        return " ".join(name.split())[:MOST_CHARACTERS].rstrip()
    return _cleaned(name[:_READ])


@lru_cache(maxsize=4096)
def _cleaned(name: str) -> str:
    kept = _kept(_kept(name)[:MOST_CHARACTERS])  # where it was cut, something may have lost its neighbour
    return kept if any(unicodedata.category(char)[0] in "LNPS" for char in kept) else ""


def _kept(name: str) -> str:
    flags = _FLAG.findall(name)
    plain = _FLAG.sub("\ufdd0", _SPACE.sub(" ", name.replace("\ufdd0", "")))
    text = "".join(char for char in plain if char == "\ufdd0" or not _UNSEEN.match(char))
    kept: list[str] = []
    marks = 0
    for place, char in enumerate(text):
        before, after = (kept[-1] if kept else ""), text[place + 1 : place + 2]
        if char in (_NON_JOINER, _JOINER):
            wanted = _joins(char, before, after)
        elif _VARIANT.match(char):
            wanted = _varies(char, before)
        elif unicodedata.category(char) in ("Mn", "Me"):
            marks += 1
            wanted = before not in ("", " ", char) and marks <= MOST_MARKS
        else:
            marks, wanted = 0, char != " " or before not in ("", " ")
        if wanted:
            kept.append(char)
    text = "".join(kept).rstrip()
    for flag in flags:
        text = text.replace("\ufdd0", flag, 1)
    return text


def _joins(joiner: str, before: str, after: str) -> bool:
    """Tell whether a joiner changes what is drawn, or only hides there."""
    if not before or before in (_NON_JOINER, _JOINER):
        return False
    if _is_pictured(before) and joiner == _JOINER:
        return after != "" and _is_pictured(after)
    if not _JOINING.match(before):
        return False
    if joiner == _JOINER or unicodedata.combining(before) == _VIRAMA:
        return True  # at the end of a word too: the half of a letter, and a letter in its joined form
    return after != "" and _JOINING.match(after) is not None


def _varies(variant: str, before: str) -> bool:
    """Tell whether there is a letter or sign of which this can be a variant (Unicode, 23.4)."""
    if not before or _VARIANT.match(before):
        return False
    if variant in "\ufe0e\ufe0f":
        return _is_pictured(before) or before in "0123456789#*"
    if "\u180b" <= variant <= "\u180f":
        return "\u1800" <= before <= "\u18af"
    return unicodedata.category(before) in ("Lo", "Sm", "So")


def _is_pictured(char: str) -> bool:
    """Tell whether a character is an emoji or part of one."""
    return char in f"{_TONES}\ufe0f\u20e3\u2194\ufdd0" or unicodedata.category(char) == "So"
