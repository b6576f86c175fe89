"""Recorded talks, each line labelled by a person: what explains (`keep`), and what greets, thanks or chats (`out`).

A talk is a file in YAML. `as` is how a line has to stand in the draft where that differs from how it was said;
`corrects` names the line by its `id` that `now` takes the place of. The first of `people` asks. Beside it stands the
whole draft that is expected, in Markdown. Talks whose name begins with `held-` were written when the lists of phrases
were done, in words that nobody had in mind then, and none of their phrases was added; those with `fresh-` were written
before the rule for small talk, and what it left of them was looked at while it was made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chatxblock.domain.calls.transcript import Line, Transcript
from chatxblock.testing import START, a_call, a_person

HERE = Path(__file__).parent
KIND = re.compile("held-|fresh-")


@dataclass(frozen=True, kw_only=True)
class Talk:
    name: str
    transcript: Transcript
    keep: dict[str, str]
    """By the line's id, how a line that explains has to stand in the draft."""
    out: dict[str, str]
    """By the line's id, what was said that does not explain."""

    @property
    def names(self) -> list[str]:
        return [person.name for person in self.transcript.people.values()]

    def expected(self) -> str:
        return (HERE / f"{self.name}.md").read_text(encoding="utf-8")


@cache
def talks(kind: str) -> dict[str, Talk]:
    """The talks of a kind: those by which the rules were made, `held-` or `fresh-`."""
    files = sorted(HERE.glob("*.yaml"))
    return {file.stem: _read(file) for file in files if (KIND.match(file.stem) or [""])[0] == kind}


def _read(file: Path) -> Talk:
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    people = {
        who: replace(a_person(number), localpart=who, name=name)
        for number, (who, name) in enumerate(told["people"].items(), start=1)
    }
    asker = next(iter(people.values()))
    call = replace(a_call(), asker=asker, question=told["question"])
    lines, keep, out = [], {}, {}
    for number, line in enumerate(told["lines"], start=1):
        lines.append(_line(line, number))
        if "keep" in line:
            keep[str(number)] = line.get("as", line["keep"])
        if "out" in line:
            out[str(number)] = line["out"]
    for number, line in enumerate(told["lines"], start=1):
        if "corrects" in line:
            first = next(one.id for one in lines if one.message_id == line["corrects"])
            keep[first] = line.get("as", line["now"])
            assert str(number) not in keep
    transcript = Transcript(call=call, lines=tuple(lines), people=people, complete=True, exported_at=START)
    return Talk(name=file.stem, transcript=transcript, keep=keep, out=out)


def _line(told: dict[str, Any], number: int) -> Line:
    body = told.get("keep") or told.get("out") or told["now"]
    return Line(
        id=str(number),
        sent_at=START + timedelta(seconds=number),
        author=told["by"],
        body=body,
        message_id=told.get("id", f"line-{number}"),
        replaces=told.get("corrects", ""),
    )
