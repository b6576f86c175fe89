"""A talk as a zip: the log for programs and for people, and its pictures and files as they are kept.

Written while it is read, so that no more is held than a piece of one file. This module must not know who reads.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from chatxblock.domain.files.file import TalkFile
from chatxblock.domain.resources.exporting import ExportedTalk
from chatxblock.web.transcripts import as_html, as_json
from chatxblock.web.transcripts.audience import Audience

CONTENT_TYPE = "application/zip"
EXTENSION = "zip"
WRITERS = {"talk.json": as_json.write, "talk.html": as_html.write}


class _Out(io.RawIOBase):
    """What was written since it was last taken; nobody goes back in it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """Say that it takes something."""
        return True

    def write(self, piece: object) -> int:
        """Take a piece."""
        taken = bytes(piece)  # type: ignore[call-overload]
        self._pieces.append(taken)
        return len(taken)

    def take(self) -> bytes:
        """Return what was written, and forget it."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def write(begin: Callable[[], ExportedTalk], audience: Audience) -> Iterator[bytes]:
    """Yield the file in pieces; `begin` goes through the talk, once for each form."""
    out, files = _Out(), begin()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, writer in WRITERS.items():
            with packed.open(name, "w") as entry:
                for piece in writer(begin(), audience):
                    entry.write(piece.encode("utf-8", "replace"))
                    yield out.take()
        for file in files.files:
            if file.id in files.lost:
                continue
            info = zipfile.ZipInfo(name_of(file))
            info.compress_type = zipfile.ZIP_DEFLATED if not file.kind.is_picture else zipfile.ZIP_STORED
            with packed.open(info, "w") as entry:
                for data in files.read(file):
                    entry.write(data)
                    yield out.take()
    yield out.take()


def name_of(file: TalkFile) -> str:
    """Return what a file is called there: by its place, so that no two have one name."""
    return f"files/{file.position or 0:02}-{file.name}"
