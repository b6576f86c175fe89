"""A talk as Markdown (CommonMark 0.31), in which what people wrote stays text in its place.

Each sign that would mean something where it stands is escaped (2.4), and no other: notes are read as they are, too.
Each line of a body is quoted (5.1), and none begins with what would make it code. This module must not know who reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatxblock.domain.resources.exporting import Checksum, ExportedTalk
from chatxblock.web.schemas.texts import clean
from chatxblock.web.transcripts.audience import Audience
from chatxblock.web.transcripts.words import Fact, authors_of, ends_of, facts_of, marks_of, nothing_said, said_in

CONTENT_TYPE = "text/markdown"
EXTENSION = "md"
_MEANING = re.compile(
    r"""
    [\\`*\[\]{}<&~|$]                 # wherever they stand; the last three in tables, and to those who read formulas
    | (?<![^\W_])_ | _(?![^\W_])      # not within a word (6.2)
    | (?:^|(?<=\s))\#                 # opens a heading, or closes one (4.2)
    | ^[>+:=-]                        # quotations, lists, rules and headings underlined
    | (?<=\d)(?<!\d{10})[.)](?=\s|$)  # with a number before them and a blank behind, lists (5.2)
    """,
    re.VERBOSE,
)
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HARD_SPACE = "&nbsp;"
"""A blank that no parser takes away (2.5): one that stands there itself some take for white space."""


def write(talk: ExportedTalk, audience: Audience) -> Iterator[str]:
    """Yield the file in pieces."""
    yield f"# {plain(talk.call.question)}\n\n{_listed(facts_of(talk, audience))}\n"
    checksum, day, author = Checksum(audience.addresses.of_person), "", authors_of(talk, audience, plain)
    for judged in talk.lines():
        moment = checksum.add(judged.line)
        if moment[:10] != day:
            day = moment[:10]
            yield f"## {day}\n\n"
        marks = "".join(f" *({plain(mark)})*" for mark in marks_of(judged))
        yield f"{moment[11:19]} **{author(judged.line.author)}**{marks}\n\n{quoted(said_in(judged.line))}\n\n"
    if not talk.count:
        yield f"{plain(nothing_said(talk))}\n\n"
    yield f"---\n\n{_listed(ends_of(talk, checksum.hexdigest()))}"


def plain(text: str) -> str:
    """Return a text in one line, with nothing in it that Markdown takes for a sign."""
    return _MEANING.sub(r"\\\g<0>", " ".join(clean(text).split())) or _HARD_SPACE


def quoted(body: str) -> str:
    """Return a text of several lines as a quotation that breaks where the text does and ends where it ends."""
    return "\\\n".join(f"> {_one_line(line)}" for line in _BREAK.split(clean(body)))


def _one_line(line: str) -> str:
    """Return a line with its indentation in spaces that mean nothing; an empty one is not left empty."""
    line = line.expandtabs(4)
    text = line.strip()
    return _HARD_SPACE * (len(line) - len(line.lstrip())) + _MEANING.sub(r"\\\g<0>", text) or _HARD_SPACE


def _listed(facts: list[Fact]) -> str:
    return "".join(f"- {plain(fact.label)}: {_value(fact)}\n" for fact in facts)


def _value(fact: Fact) -> str:
    if not fact.url.startswith(("https://", "http://")):
        return plain(f"{fact.name}: {fact.value}" if fact.name else fact.value)
    address = re.sub(r"[\s<>\\]", lambda match: f"%{ord(match.group()):02X}", clean(fact.url))
    return f"[{plain(fact.value)}](<{address}>)"
