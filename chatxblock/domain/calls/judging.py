"""Judges each line of a log as it goes by: what it corrects, whether it may, and whether it came before.

One pass, in the archive's order. Of what has gone by nothing is kept but an archive id and twelve bytes a line, so that
a log of any length can be gone through. This module must not know where lines come from or how they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from chatxblock.domain.calls.transcript import Line


class Claim(StrEnum):
    """What becomes of a line that claims to correct another."""

    OWN = "own"
    """It corrects an earlier line of its author's."""
    NOT_OWN = "not-own"
    """What it names was said by somebody else: it corrects nothing."""
    UNKNOWN = "unknown"
    """Nothing earlier has that id: it corrects nothing that is there."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A line, and what became of what it claims."""

    line: Line
    claim: Claim | None = None
    """None where the line does not claim to correct anything."""
    corrects: str = ""
    """The archive's id of what it corrects: of the line that was said first, where corrections are corrected."""
    repeats: str = ""
    """The archive's id of the first copy, where the author's program sent the line once more."""


class Judge:
    """Judges the lines of one log, given one after the other."""

    def __init__(self) -> None:
        self._first: dict[bytes, str] = {}
        """By author and message id, the archive's id of the line, or of what it corrects."""
        self._heard: set[bytes] = set()
        """Message ids, whosever they are."""
        self._copies: dict[bytes, str] = {}

    def judge(self, line: Line) -> Judged:
        """Judge the next line; what is nobody's own, such as the room's, corrects nothing and repeats nothing."""
        claim, corrects = self._claim(line)
        repeats = ""
        if line.author and line.message_id:
            known = self._copies.setdefault(_key(line.author, line.message_id, line.body, line.replaces), line.id)
            repeats = known if known != line.id else ""
            if not repeats:
                self._first[_key(line.author, line.message_id)] = corrects or line.id
        if line.message_id:
            self._heard.add(_key(line.message_id))
        return Judged(line=line, claim=claim, corrects=corrects, repeats=repeats)

    def _claim(self, line: Line) -> tuple[Claim | None, str]:
        if not line.replaces:
            return None, ""
        own = self._first.get(_key(line.author, line.replaces), "") if line.author else ""
        if own:
            return Claim.OWN, own
        return Claim.NOT_OWN if _key(line.replaces) in self._heard else Claim.UNKNOWN, ""


def _key(*parts: str) -> bytes:
    """Return what stands for these texts: as Python writes them down, so that no two lists of them look alike."""
    return blake2b(repr(parts).encode(), digest_size=12).digest()
