"""How a log stands in the end: each line once, in its author's last words, with what was set at it.

Who may change what is judged in one place, `judging`. This module must not know where lines come from or how they are
shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from chatxblock.domain.calls.judging import Judge
from chatxblock.domain.calls.transcript import Line


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One line of a talk, as it stands."""

    line: Line
    """As it was said first, in its author's last words, without what it repeats of the line that it answers."""
    edited: bool = False
    taken_back: bool = False
    """Its author took it back: it is in the log, and nobody is to read it elsewhere."""
    reactions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Who wants which signs at it, by localpart."""


def standing(lines: Iterable[Line]) -> list[Standing]:
    """Return what was said as it stands in the end, in the order in which it was said."""
    judge, found = Judge(), dict[str, Standing]()
    for judged in map(judge.judge, lines):
        line = judged.line
        if judged.repeats:
            continue
        if line.reacts_to:
            _react(found, line)
        elif judged.corrects:
            found[judged.corrects] = _corrected(found[judged.corrects], line)
        elif not line.taken_back:
            found[line.id] = Standing(line=replace(line, body=words(line)))
    return list(found.values())


def words(line: Line) -> str:
    """Return the body without what an answer repeats for other programs.

    A program can call anything a repetition: what is not quoted, line by line, or is all there is, stays.
    """
    head, rest = line.body[: line.quoted], line.body[line.quoted :]
    quoted = line.answers and head.endswith("\n") and all(row.startswith(">") for row in head[:-1].split("\n"))
    return rest if quoted and rest.strip() else line.body


def _react(found: dict[str, Standing], line: Line) -> None:
    target = found.get(line.reacts_to)
    if target is None or not line.author:
        return
    others = {who: signs for who, signs in target.reactions.items() if who != line.author}
    signs = {line.author: line.reactions} if line.reactions else {}
    found[line.reacts_to] = replace(target, reactions=others | signs)


def _corrected(before: Standing, line: Line) -> Standing:
    """Return a line after a correction; what was taken back stays so."""
    if before.taken_back:
        return before
    if line.taken_back:
        return replace(before, taken_back=True, reactions={})
    return replace(before, line=replace(before.line, body=words(line)), edited=True)
