"""A talk as one HTML file: no script, nothing loaded from anywhere, read from a disk and on paper.

What people wrote is text; of it only web addresses become links. The file brings its own Content-Security-Policy, which
allows the style that stands in it, by its hash, and nothing else. This module must not know who reads.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import escape

from django.template.loader import render_to_string

from chatxblock.domain.calls.judging import Judged
from chatxblock.domain.resources.exporting import Checksum, ExportedTalk
from chatxblock.web.links import split_links
from chatxblock.web.responses import language
from chatxblock.web.schemas.texts import clean
from chatxblock.web.transcripts.audience import Audience
from chatxblock.web.transcripts.words import authors_of, ends_of, facts_of, leads_to, marks_of, nothing_said, said_in

CONTENT_TYPE = "text/html"
EXTENSION = "html"


def write(talk: ExportedTalk, audience: Audience) -> Iterator[str]:
    """Yield the file in pieces."""
    head = {
        "question": clean(talk.call.question),
        "facts": facts_of(talk, audience),
        "policy": policy(),
        "style": style(),
        **language(),
    }
    yield render_to_string("chatxblock/transcript.html", head)
    checksum, day, author = Checksum(audience.addresses.of_person), "", authors_of(talk, audience, _text)
    for judged in talk.lines():
        moment = checksum.add(judged.line)
        if moment[:10] != day:
            yield f"{'</ol>' if day else ''}<h2><time>{moment[:10]}</time></h2>\n<ol>\n"
            day = moment[:10]
        yield _line(talk, judged, moment, author(judged.line.author))
    ends = {
        "ends": ends_of(talk, checksum.hexdigest()),
        "nothing": "" if talk.count else nothing_said(talk),
    }
    yield ("</ol>\n" if day else "") + render_to_string("chatxblock/transcript_end.html", ends)


@cache
def style() -> str:
    """Return the style that stands in each file."""
    return render_to_string("chatxblock/transcript.css").strip()


@cache
def policy() -> str:
    """Return what a file may load: its own style, by its hash (CSP Level 3, 2.3.1)."""
    digest = b64encode(sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _line(talk: ExportedTalk, judged: Judged, moment: str, name: str) -> str:
    role = "own" if judged.line.author == talk.call.asker.localpart else "other"
    faded = " faded" if judged.repeats else ""
    marks = "".join(f" <small>{mark}</small>" for mark in _marks(judged))
    return (
        f'<li id="l{escape(judged.line.id)}" class="{role}{faded}"><header><b><bdi translate="no">{name}</bdi></b>'
        f' <time datetime="{moment}">{moment[11:19]}</time>{marks}</header>'
        f'<p dir="auto">{linked(said_in(judged.line))}</p></li>\n'
    )


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
