"""A talk as one HTML file: no script, nothing loaded from anywhere, read from a disk and on paper.

What people wrote is laid out as in the room by the one renderer, and stands below as it was typed; all else is text,
of which only web addresses become links. The file brings its own Content-Security-Policy, which allows the style that
stands in it, by its hash, and nothing else. This module must not know who reads.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape

from django.template.loader import render_to_string
from django.utils.translation import gettext

from chatxblock.domain.calls.judging import Judged
from chatxblock.domain.files.file import TalkFile, description, file_in
from chatxblock.domain.plain import first_line
from chatxblock.domain.resources.exporting import Checksum, ExportedTalk
from chatxblock.rendering import MARKED, render_line, render_within
from chatxblock.web.links import split_links
from chatxblock.web.responses import language
from chatxblock.web.schemas.texts import clean
from chatxblock.web.sentences import translated
from chatxblock.web.transcripts.audience import Audience
from chatxblock.web.transcripts.words import authors_of, ends_of, facts_of, leads_to, marks_of, nothing_said, said_in

CONTENT_TYPE = "text/html"
EXTENSION = "html"
MOST_LAID_OUT = 300_000
"""Characters of lines that are laid out in one file; a talk of an hour has a tenth. Lines behind stand as typed."""


def write(talk: ExportedTalk, audience: Audience) -> Iterator[str]:
    """Yield the file in pieces."""
    question = clean(talk.call.question)
    head = {
        "question": question,
        "laid_out": render_within(question, translated),
        "title": clean(first_line(question)),
        "facts": facts_of(talk, audience),
        "policy": policy(),
        "style": style(),
        **language(),
    }
    yield render_to_string("chatxblock/transcript.html", head)
    checksum, day, author = Checksum(audience.addresses.of_person), "", authors_of(talk, audience, _text)
    files, layout = {str(file.id): file for file in talk.files}, Layout()
    for judged in talk.lines():
        moment = checksum.add(judged.line)
        if moment[:10] != day:
            yield f"{'</ol>' if day else ''}<h2><time>{moment[:10]}</time></h2>\n<ol>\n"
            day = moment[:10]
        yield _head(talk, judged, moment, author(judged.line.author))
        file = files.pop(file_in(judged.line.body) or "", None)  # each is shown once, however often it is named
        yield from _file(talk, file) if file else [f"{_described(judged) or layout.of(said_in(judged.line))}</li>\n"]
    ends = {
        "ends": ends_of(talk, checksum.hexdigest()),
        "nothing": "" if talk.count else nothing_said(talk),
        "as_typed": layout.as_typed,
    }
    yield ("</ol>\n" if day else "") + render_to_string("chatxblock/transcript_end.html", ends)


@dataclass
class Layout:
    """How the lines of one file are shown."""

    left: int = MOST_LAID_OUT
    as_typed: bool = False
    """Whether lines stand as they were typed because there were too many before them."""

    def of(self, body: str) -> str:
        """Return what was said as HTML: laid out where that makes a difference, and below it as it was typed."""
        text = clean(body)
        typed = f'<p dir="auto">{linked(text)}</p>'
        if not MARKED.search(text):
            return typed
        if len(text) > self.left:
            self.as_typed = True
            return typed
        self.left -= len(text)
        html = render_line(text, translated, split_links)
        if html is None:
            return typed
        words = escape(gettext("As it was typed"))
        return f'<div class="rendered">{html}</div><details><summary>{words}</summary>{typed}</details>'


@cache
def style() -> str:
    """Return the style that stands in each file."""
    return render_to_string("chatxblock/transcript.css").strip()


@cache
def policy() -> str:
    """Return what a file may load: its own style, by its hash (CSP Level 3, 2.3.1), and pictures that stand in it."""
    digest = b64encode(sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def _head(talk: ExportedTalk, judged: Judged, moment: str, name: str) -> str:
    role = "own" if judged.line.author == talk.call.asker.localpart else "other"
    faded = " faded" if judged.repeats else ""
    marks = "".join(f" <small>{mark}</small>" for mark in _marks(judged))
    return (
        f'<li id="l{escape(judged.line.id)}" class="{role}{faded}"><header><b><bdi translate="no">{name}</bdi></b>'
        f' <time datetime="{moment}">{moment[11:19]}</time>{marks}</header>'
    )


def _file(talk: ExportedTalk, file: TalkFile) -> Iterator[str]:
    """Yield a line that hands a file on: the picture itself, of which nothing is loaded from anywhere, or its name."""
    words = f'<p dir="auto">{_text(file.alt or file.name)}</p></li>\n'
    if not file.kind.is_picture or file.id in talk.lost:
        gone = f" ({escape(gettext('not kept'))})" if file.id in talk.lost else ""
        yield f'<p><bdi translate="no">{_text(file.name)}</bdi>{gone}</p>{words if file.alt else "</li>" + chr(10)}'
        return
    yield f'<img alt="{_text(file.alt or file.name)}" src="data:{file.kind.content_type};base64,'
    yield from _in_base64(talk.read(file))
    yield f'">{words}'


def _described(judged: Judged) -> str:
    """Return what a correction says of a file that stands above it; "" for everything else."""
    words = description(judged.line.body) if judged.corrects else None
    return f'<p dir="auto">{_text(words)}</p>' if words else ""


def _in_base64(pieces: Iterator[bytes]) -> Iterator[str]:
    """Yield bytes as text, by threes, so that no padding stands in the middle (RFC 4648, 4)."""
    rest = b""
    for piece in pieces:
        whole = rest + piece
        end = len(whole) - len(whole) % 3
        yield b64encode(whole[:end]).decode()
        rest = whole[end:]
    yield b64encode(rest).decode()


def _marks(judged: Judged) -> list[str]:
    """Return what is said beside a line; where that is about another one, it leads there."""
    marks = [escape(mark) for mark in marks_of(judged)]
    for place, line in enumerate(leads_to(judged)):
        if line:
            marks[place] = f'<a href="#l{escape(line)}">{marks[place]}</a>'
    return marks


def _text(text: str) -> str:
    return escape(clean(text))


def linked(body: str) -> str:
    """Return a text as HTML in which web addresses are links."""
    return "".join(_link(escape(part)) if is_link else escape(part) for part, is_link in split_links(clean(body)))


def _link(address: str) -> str:
    return f'<a href="{address}" rel="noreferrer nofollow">{address}</a>'
