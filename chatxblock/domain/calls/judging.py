"""Judges each line of a log as it goes by: what it corrects, whether it may, and whether it came before.

One pass, in the archive's order. Of what has gone by nothing is kept but ids, a moment and twelve bytes a line, so that
a log of any length can be gone through. This module must not know where lines come from or how they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from chatxblock.domain.calls.transcript import Line

CORRECTABLE = timedelta(minutes=15)
"""How long after a line the room may receive a correction of it. Windows offer it for ten minutes; what is written then
and meets a lost connection has the rest to arrive."""


class Claim(StrEnum):
    """What becomes of a line that claims to correct another."""

    OWN = "own"
    """It corrects an earlier line of its author's."""
    NOT_OWN = "not-own"
    """What it names was said by somebody else: it corrects nothing."""
    UNKNOWN = "unknown"
    """Nothing earlier has that id: it corrects nothing that is there."""
    LATE = "late"
    """What it names is its author's, and was said too long ago."""


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
    finds: bool = True
    """Whether the line that it answers or reacts to was said before it."""


class Judge:
    """Judges the lines of one log, given one after the other."""

    def __init__(self) -> None:
        self._first: dict[bytes, tuple[str, datetime]] = {}
        """By author and message id, the archive's id and time of the line, or of what it corrects."""
        self._heard: set[bytes] = set()
        """Message ids, whosever they are."""
        self._copies: dict[bytes, str] = {}
        self._lines: set[str] = set()
        """The archive's ids of what was said."""

    def judge(self, line: Line) -> Judged:
        """Judge the next line; what is nobody's own, such as the room's, corrects nothing and repeats nothing."""
        claim, corrects, at = self._claim(line)
        repeats = ""
        if line.author and line.message_id:
            known = self._copies.setdefault(_key(*line.said), line.id)
            repeats = known if known != line.id else ""
            if not repeats and not line.reacts_to:
                self._first[_key(line.author, line.message_id)] = (corrects or line.id, at)
        if line.message_id and not line.reacts_to:
            self._heard.add(_key(line.message_id))
        pointed = line.reacts_to or line.answers
        finds = not pointed or pointed in self._lines
        if not line.reacts_to:
            self._lines.add(line.id)
        return Judged(line=line, claim=claim, corrects=corrects, repeats=repeats, finds=finds)

    def _claim(self, line: Line) -> tuple[Claim | None, str, datetime]:
        if not line.replaces:
            return None, "", line.sent_at
        own = self._first.get(_key(line.author, line.replaces)) if line.author else None
        if own is None:
            claim = Claim.NOT_OWN if _key(line.replaces) in self._heard else Claim.UNKNOWN
            return claim, "", line.sent_at
        corrects, at = own
        if line.sent_at - at > CORRECTABLE:
            return Claim.LATE, "", line.sent_at
        return Claim.OWN, corrects, at


def with_own_corrections(lines: Iterable[Line]) -> list[Line]:
    """Return the lines, of which each corrects nothing but an earlier one of its own author, in time.

    A program can name anybody's line as the one that it replaces. Such a line stays, as a line of its own.
    """
    judged = map(Judge().judge, lines)
    return [one.line if one.claim in (None, Claim.OWN) else replace(one.line, replaces="") for one in judged]


def _key(*parts: object) -> bytes:
    """Return what stands for these parts: as Python writes them down, so that no two lists of them look alike."""
    return blake2b(repr(parts).encode(), digest_size=12).digest()
