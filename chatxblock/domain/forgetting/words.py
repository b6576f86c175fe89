"""What stands in place of somebody's words when they are gone, and how those are found in a text made of them.

This module must not know where texts are kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from chatxblock.errors import gettext_noop as _

GONE = _("[removed: whoever wrote this has left]")
"""What stands where somebody's words stood. It is kept in English, as part of the log."""
LEAST = 4
"""Letters and digits from which on a sentence that is the same is taken for theirs."""
SHORTEST = 12
"""Letters and digits from which on a part of a sentence is taken for theirs."""

_PIECES = re.compile(r"(\n+|(?<=[.!?;…])[ \t]+|(?<=[。！？；]))")


def without_words(text: str, said: Iterable[str]) -> str:
    """Return a text in which each sentence that somebody said is replaced, once where several follow each other.

    However it is set, and also where only a part of it, or more than it, stands in the text: rather a sentence too many
    is lost than one kept.
    """
    wholes = [bare for one in said if (bare := _bare(one))]
    sentences = {bare for one in said for piece in _PIECES.split(one) if len(bare := _bare(piece)) >= LEAST}
    pieces = [_piece(piece, wholes, sentences) for piece in _PIECES.split(text)]
    kept: list[str] = []
    for piece in pieces:
        if piece != GONE or not _ends_with_marker(kept):
            kept.append(piece)
    return "".join(kept) if GONE in kept else text


def _piece(piece: str, wholes: Iterable[str], sentences: Iterable[str]) -> str:
    bare = _bare(piece)
    if len(bare) < LEAST:
        return piece
    part = len(bare) >= SHORTEST and any(bare in whole for whole in wholes)
    theirs = any(bare == one or (len(one) >= SHORTEST and one in bare) for one in sentences)
    return GONE if part or theirs else piece


def _ends_with_marker(kept: list[str]) -> bool:
    return next((piece for piece in reversed(kept) if piece.strip()), "") == GONE


def _bare(text: str) -> str:
    """Return letters and digits alone, in one case, whatever sets or separates them."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")
