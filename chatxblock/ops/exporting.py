"""Takes a course's talks out into one file: JSON Lines, or a zip with a file a talk and a table of them.

What is written is safe talk by talk, so that whatever ends it, the same command goes on. This module must not know of
terminals.
"""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from chatxblock import conf, wiring, wiring_files, wiring_kept
from chatxblock.domain.resources.exporting import ExportedTalk
from chatxblock.domain.timestamps import stamp
from chatxblock.errors import CallUnreadable
from chatxblock.ops.journal import Journal, digest_of
from chatxblock.store.exporting import calls_between
from chatxblock.web.transcripts import as_json, as_zip
from chatxblock.web.transcripts.audience import Audience

MANIFEST = "urn:chatxblock:export:1"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With what a cell begins that sheets take for a formula (OWASP, CSV injection): also in the full width of CJK."""
COLUMNS = ["file", "call", "asked_at", "state", "question", "lines", "complete", "helped", "checksum"]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What an operator wants."""

    course: str
    since: datetime | None
    until: datetime | None
    """Until now where it is None: until the moment at which the export was begun."""
    form: str
    """`jsonl` or `zip`."""
    gzipped: bool

    def plain(self) -> dict[str, Any]:
        """Return what a journal remembers of it."""
        return {
            "schema": MANIFEST,
            "course": self.course,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else None,
            "format": self.form,
            "gzip": self.gzipped,
        }


def export(order: Order, output: Path, told: Callable[[int], None] = lambda _: None) -> dict[str, Any]:
    """Write a course's talks, or go on with it, and return what the manifest says.

    `told` is called with how many are safe. Raises `ExportRefused`, `OSError` where the disk takes no more, and
    `RoomsUnavailable` where a log is still on a chat server that is away: each time the same order goes on later.
    """
    with Journal(output, order.plain(), {"until": datetime.now(UTC).isoformat()}) as journal:
        if not journal.is_done:
            _write_talks(journal, order, told)
            journal.settle()
            if order.form == "zip":
                _pack(journal)
            written = journal.packed if order.form == "zip" else journal.part
            journal.finish(_manifest(journal, digest_of(written)), packed=order.form == "zip")
        else:
            journal.finish({})
        manifest: dict[str, Any] = journal.order["done"]["manifest"]
    return manifest


def _write_talks(journal: Journal, order: Order, told: Callable[[int], None]) -> None:
    """Write what is not safe yet. Twice through: where a clock was put back, a question may come in behind us."""
    exports, audience = wiring_kept.exports(), operators_audience()
    until = datetime.fromisoformat(journal.order["until"])
    for call_id in (*calls_between(order.course, order.since, until), *calls_between(order.course, order.since, until)):
        key = str(call_id)
        if key in journal.keys:
            continue
        try:
            talk = exports.operators_talk(call_id)
        except CallUnreadable:  # it was logged
            journal.add(key, (), unreadable=True)
        else:
            journal.add(key, _packed(_row(talk, audience), gzipped=order.gzipped))
        told(len(journal.keys))


def operators_audience() -> Audience:
    """Return for whom an operator's file is: names are what learners see of each other."""
    return Audience(names=wiring.names(), addresses=wiring.addresses(), base_url=conf.load().base_url)


def _row(talk: ExportedTalk, audience: Audience) -> Iterator[bytes]:
    for piece in as_json.write(talk, audience, wide=False):
        yield piece.encode("utf-8", "replace")
    yield b"\n"


def _packed(pieces: Iterable[bytes], *, gzipped: bool) -> Iterator[bytes]:
    """Yield the pieces, or a gzip member of them: members behind each other are one file (RFC 1952, 2.2)."""
    if not gzipped:
        yield from pieces
        return
    deflate = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    for piece in pieces:
        yield deflate.compress(piece)
    yield deflate.flush()


def _manifest(journal: Journal, digest: str) -> dict[str, Any]:
    order = {key: journal.order[key] for key in ("schema", "course", "since", "until", "format", "gzip")}
    unreadable = [key for key, note in journal.keys.items() if note.get("unreadable")]
    return {
        **order,
        "finished_at": stamp(datetime.now(UTC)),
        "file": journal.output.name,
        "bytes": (journal.packed if journal.order["format"] == "zip" else journal.part).stat().st_size,
        "sha256": digest,
        "talks": len(journal.keys) - len(unreadable),
        "unreadable": unreadable,
    }


def _pack(journal: Journal) -> None:
    """Make a zip of the rows: a file a talk, named by its day and id, and a table of them; no row is held but one."""
    table = io.StringIO()
    sheet = csv.DictWriter(table, COLUMNS)
    sheet.writeheader()
    with zipfile.ZipFile(journal.packed, "w", zipfile.ZIP_DEFLATED) as file, open(journal.part, "rb") as rows:
        for row in rows:
            talk = json.loads(row)
            name = f"talks/{talk['call']['asked_at'][:10]}-{talk['call']['id']}.json"
            file.writestr(name, row)
            _pack_files(file, name.removesuffix(".json"), UUID(talk["call"]["id"]))
            sheet.writerow({column: cell(value) for column, value in _columns(name, talk).items()})
        file.writestr("talks.csv", table.getvalue().encode("utf-8-sig"))
    with open(journal.packed, "rb+") as packed:
        os.fsync(packed.fileno())


def _pack_files(packed: zipfile.ZipFile, folder: str, call_id: UUID) -> None:
    """Put the pictures and files of a talk beside it, as they are kept, a piece at a time."""
    files = wiring_files.of_talk()
    for file in files.of(call_id):
        if files.has(file):
            with packed.open(zipfile.ZipInfo(f"{folder}/{as_zip.name_of(file)}"), "w") as entry:
                for piece in files.read(file):
                    entry.write(piece)


def _columns(name: str, talk: dict[str, Any]) -> dict[str, str]:
    call = talk["call"]
    return {
        "file": name,
        "call": call["id"],
        "asked_at": call["asked_at"],
        "state": call["state"],
        "question": call["question"],
        "lines": str(talk["checksum"]["lines"]),
        "complete": "yes" if talk["complete"] else "no",
        "helped": " ".join(said["helped"] for said in talk["helped"]),
        "checksum": talk["checksum"]["value"],
    }


def cell(text: str) -> str:
    """Return a text as a cell that no sheet takes for a formula: behind an apostrophe where it begins like one."""
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULA) else text
