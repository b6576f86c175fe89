"""What a file is, by its content: neither its name nor what its sender calls it decides.

Taken are pictures, PDF and plain text; what a browser would run and what a system has compiled is refused with a
sentence. The text of a program is text: it is kept as such, and saved under a name that ends so.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from chatxblock.domain.files.file import Kind, Limits
from chatxblock.domain.files.pictures import PIECE, Broken, Looked, look_at_picture
from chatxblock.errors import BadFile
from chatxblock.errors import gettext_noop as _

MOST_PIXELS = 36_000_000
"""Of a picture: a browser unpacks each into four bytes."""
LONGEST_SIDE = 12_000
_MARKUP = re.compile(rb"<(?:!doctype|\?xml|\?php|html|head|body|script|svg|iframe|object|embed)\b", re.I)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CLAIMS = re.compile(r"\.(?:jpe?g|png|gif|webp|pdf|heic|heif|svgz?|bmp|tiff?)\s*\Z", re.I)
"""Names of files that are no text."""

TOO_LARGE = _("This file is too large: {size} kB, and {limit} kB fit.")
EMPTY = _("This file is empty.")
RUNS = _("Pages and drawings that run (HTML, SVG) cannot be sent. Send a picture of it, or the few lines that matter.")
OTHER = _("Only pictures (JPEG, PNG, GIF, WebP), PDF and plain text can be sent here.")
BROKEN = _("This picture is damaged, or is none. Take another one.")
NOT_WHAT_IT_SAYS = _("This file is not what its name says. Nothing was sent.")
TOO_MANY_PIXELS = _("This picture is too large: {width} × {height} pixels. Make it smaller and try again.")


def look(file: BinaryIO, size: int, name: str, limits: Limits) -> Looked:
    """Return what a file is and which of its bytes are kept. Raises `BadFile`."""
    if size > limits.file_bytes:
        raise BadFile(TOO_LARGE, size=-(-size // 1000), limit=limits.file_bytes // 1000)
    if not size:
        raise BadFile(EMPTY)
    try:
        looked = look_at_picture(file, size)
    except Broken as exc:
        raise BadFile(BROKEN) from exc
    if looked is not None:
        _judge_size(looked)
        return looked
    file.seek(0)
    if file.read(5) == b"%PDF-":
        return Looked(kind=Kind.PDF, spans=((0, size),))
    _judge_text(file, size)
    if _CLAIMS.search(name):
        raise BadFile(NOT_WHAT_IT_SAYS)
    return Looked(kind=Kind.TEXT, spans=((0, size),))


def pieces(file: BinaryIO, looked: Looked) -> Iterator[bytes]:
    """Yield what is kept of a file, a little at a time."""
    for span in looked.spans:
        if isinstance(span, bytes):
            yield span
            continue
        place, end = span
        file.seek(place)
        while place < end and (piece := file.read(min(PIECE, end - place))):
            yield piece
            place += len(piece)


def _judge_size(looked: Looked) -> None:
    width, height = looked.width, looked.height
    if not width or not height:
        raise BadFile(BROKEN)
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise BadFile(TOO_MANY_PIXELS, width=width, height=height)


def _judge_text(file: BinaryIO, size: int) -> None:
    """Let nothing through but UTF-8 without markup in which something could run (RFC 3629)."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    before, place = b"", 0
    while piece := file.read(PIECE):
        if _MARKUP.search(before + piece):
            raise BadFile(RUNS)
        place += len(piece)
        before = piece[-16:]
        try:
            text = decoder.decode(piece, place >= size)
        except UnicodeDecodeError as exc:
            raise BadFile(OTHER) from exc
        if _CONTROLS.search(text):
            raise BadFile(OTHER)
