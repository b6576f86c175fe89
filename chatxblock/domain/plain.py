"""What is read of what somebody wrote where there is only plain text: without the signs of Markdown and of formulas.

The front end reads by the same rule (`static/src/shared/first-line.ts`), held together by tests/plain_cases.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

FURTHEST: Final = 1_000
"""So much of a text is looked at."""
FENCE: Final = re.compile(r"\s*(?:`{3,}|~{3,}|\$\$\s*$)", re.ASCII)
"""A line that only begins or ends code or a formula."""
BEFORE: Final = re.compile(r"^(?:\s*(?:>|[-+*]\s))+\s*", re.ASCII)
"""Signs of quotes and lists."""
MARKED: Final = re.compile(
    r"""
      (`+)(?P<code>.+?)(?<!`)\1(?!`)
    | \\\((?P<round>.+?)\\\) | \\\[(?P<square>.+?)\\\] | \$\$(?P<double>.+?)\$\$
    | (?<![\d\\$])\$(?![\s$])(?P<single>(?:\\.|[^$\\`])+)(?<!\s)\$(?!\d)
    | \\(?:ce|pu)\{(?P<chemistry>(?:[^{}]|\{[^{}]*\})+)\}
    | !?\[(?P<link>[^\]]+)\]\((?:https?:|mailto:)[^()\s]+\)
    | \\(?P<sign>[!-/:-@\[-`{-~])
    | (?<![\w*)])(?P<stars>\*{1,3})(?![\s*])(?P<strong>.+?)(?<![\s*])(?P=stars)(?![\w*(])
    | ~~(?!\s)(?P<struck>.+?)(?<!\s)~~
    | (?<!\w)_(?![\s_])(?P<weak>.+?)(?<![\s_])_(?!\w)
    """,
    re.ASCII | re.VERBOSE,
)
"""Code, formulas, a link with its words, an escaped sign, what is emphasised: each with what is read of it."""
LITERAL: Final = ("code", "round", "square", "double", "single", "chemistry", "link", "sign")
EMPHASISED: Final = ("strong", "struck", "weak")


def plain(text: str) -> str:
    """Return a text in one line of plain text."""
    return " ".join(_lines(text))


def first_line(text: str) -> str:
    """Return the first line of a text that says something, as plain text; "" where none does."""
    return next(_lines(text), "")


def _lines(text: str) -> Iterator[str]:
    for line in text[:FURTHEST].split("\n"):
        if not FENCE.match(line) and (said := _read(BEFORE.sub("", line))):
            yield said


def _read(line: str) -> str:
    return MARKED.sub(_said, line).strip()


def _said(found: re.Match[str]) -> str:
    told = found.groupdict()
    literal = next((told[name] for name in LITERAL if told[name] is not None), None)
    if literal is not None:
        return literal.strip()
    return _read(next(told[name] for name in EMPHASISED if told[name] is not None))
