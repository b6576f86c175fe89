"""What somebody wrote in a chat, as Markdown.

Prose and code are told apart, indentation is kept, and no mark means something else than it did. This module must not
know who wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
INDENTED = re.compile(r"(?: {2,}|\t)\s*\S")
CLOSES = re.compile(r"\s*(?:[}\])]+[;,)]*|end|else:?|except.*:|finally:|return\b.*)\s*\Z")
"""What ends a block of code without being indented."""
BRACKET_OPEN = re.compile(r"(?:[{(\[]|=>)\s*\Z")
KEYWORD = re.compile(
    r"(?:async |public |private |static )*"
    r"(?:def|class|for|while|if|elif|else|try|except|with|switch|function|do|begin|int|void)\b"
)
HEAD_ENDS = re.compile(r"(?:[:{)]|\b(?:do|then|begin))\s*\Z")
STATEMENT = re.compile(
    r"(?:[\w.\[\]]+(?:\s*,\s*[\w.\[\]]+)*\s*[-+*/]?=(?!=).*"
    r"|import \w.*|from \w\S* import .*|[\w.]+\(.*\);?|#.*|.*[;}])\s*\Z"
)
"""A row that is code by itself, next to other code."""
LISTED = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s")
LITERAL = re.compile(r"(`+[^`\n]+`+|\$\$.+?\$\$|\$[^$\n]+\$|https?://\S+)", re.DOTALL)
"""What of prose is code, a formula or a link, and stays as it is."""
BETWEEN = re.compile(r"(?<=[\w)\]])\*{1,2}(?=[\w(\[]|\.\d)")
"""A star between two factors, which in Markdown begins or ends emphasis. One before a full stop does so rightly."""
BEGINS_A_BLOCK = re.compile(r"\A(\s{0,3})(#{1,6}(?=\s)|>(?! ?\S*[^\W\d])|={3,}\s*\Z|-{3,}\s*\Z)")


LONGEST_ROW, MOST_STATEMENTS = 300, 30
"""Of code that nobody has fenced: characters of a row, and rows before the first with something indented below."""


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """Return the lines of a text in pieces, each with whether it is code; fences are part of theirs."""
    rows = text.split("\n")
    at = 0
    while at < len(rows):
        fence = FENCE.match(rows[at])
        end = _end_of_fence(rows, at, fence[1]) if fence else _end_of_indented(rows, at)
        if end > at:
            code = rows[at:end]
            yield True, "\n".join(code if fence else ["```", *code, "```"])
            at = end
        else:
            yield False, rows[at]
            at += 1


def _end_of_fence(rows: list[str], at: int, mark: str) -> int:
    """Return the row after a fence; one that never ends is closed, so that nothing after it becomes code."""
    for row in range(at + 1, len(rows)):
        if rows[row].strip().startswith(mark):
            return row + 1
    rows.append(mark)
    return len(rows)


def _end_of_indented(rows: list[str], at: int) -> int:
    """Return the row after code that begins here and is told by its indentation; `at` where none does."""
    if not _begins_code(rows, at):
        return at
    end = at + 1
    for row in range(at + 1, len(rows)):
        if len(rows[row]) > LONGEST_ROW:
            break
        alone = CLOSES.match(rows[row]) or STATEMENT.match(rows[row]) or _heads(rows, row)
        if INDENTED.match(rows[row]) or (alone and end == row):
            end = row + 1
        elif rows[row].strip() and not _heads(rows, row):
            break
    return end


def _begins_code(rows: list[str], at: int) -> bool:
    """Tell whether code begins at a row: indented itself, or statements and then the head of something indented."""
    if LISTED.match(rows[at]) or not rows[at].strip() or len(rows[at]) > LONGEST_ROW:
        return False
    last = min(at + MOST_STATEMENTS, len(rows) - 1)
    while at < last and len(rows[at]) <= LONGEST_ROW and STATEMENT.match(rows[at]) and not _heads(rows, at):
        at += 1
    return INDENTED.match(rows[at]) is not None or _heads(rows, at)


def _heads(rows: list[str], at: int) -> bool:
    """Tell whether a row is the head of the indented one behind it."""
    below = rows[at + 1] if at + 1 < len(rows) else ""
    short = max(len(rows[at]), len(below)) <= LONGEST_ROW
    return short and INDENTED.match(below) is not None and LISTED.match(below) is None and _opens(rows[at])


def _opens(row: str) -> bool:
    """Tell whether a row is the head of a block of code: a bracket that stays open, or a keyword and what ends it."""
    return BRACKET_OPEN.search(row) is not None or (
        KEYWORD.match(row) is not None and HEAD_ENDS.search(row) is not None
    )


def escaped(prose: str) -> str:
    """Return a line of prose whose marks mean in Markdown what they meant in the chat."""
    pieces = LITERAL.split(prose)
    pieces[::2] = [BETWEEN.sub(lambda stars: r"\*" * len(stars[0]), piece) for piece in pieces[::2]]
    return BEGINS_A_BLOCK.sub(r"\1\\\2", "".join(pieces))


def shortened(text: str, most: int) -> str:
    """Return a text in one line of so many characters at most, cut between words where it has any."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = most - 1
    while cut > 1 and (unicodedata.category(line[cut])[0] == "M" or "\u200d" in line[cut - 1 : cut + 1]):
        cut -= 1
    space = line.rfind(" ", most // 2, cut + 1)
    return (line[:space] if space > 0 else line[:cut]).rstrip(" ,;:-") + "…"
