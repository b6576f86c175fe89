"""A file that is written piece by piece, and goes on after whatever ended it where its last whole piece ended.

Beside `OUTPUT` stand, until it is done, `OUTPUT.part` with the pieces and `OUTPUT.journal` with a line for each: its
key, and how long the part was behind it. A piece counts once its line is on the disk, and what the part has beyond that
is cut off. This module must not know what the pieces are.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

CHUNK = 1 << 20


class ExportRefused(Exception):
    """Something about the files is not as it has to be: a sentence for the operator."""


class Journal:
    """The pieces that are written so far; a context manager, which nobody else can be in meanwhile."""

    def __init__(self, output: Path, order: Mapping[str, Any], usual: Mapping[str, Any]) -> None:
        """Take where the file will stand, and what was ordered: another order does not go on with this file.

        `usual` is what an order has, where it is begun, for what it says None of.
        """
        self._usual = usual
        self.output = output
        self.order: dict[str, Any] = dict(order)
        self.keys: dict[str, dict[str, Any]] = {}
        """What was noted of each piece that is safe, by its key."""
        self.part = _beside(output, "part")
        self.packed = _beside(output, "packed")
        self.manifest = _beside(output, "manifest.json")
        self._notes = _beside(output, "journal")
        self._size = 0

    def __enter__(self) -> Self:
        """Take up what is there. Raises `ExportRefused` where another process writes it, or it is another order's."""
        self._file: BinaryIO = open(self._notes, "a+b")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._check_still_there()
            self._take_up()
        except BlockingIOError as exc:
            self._file.close()
            raise ExportRefused(
                f"Another export writes {self.output} right now. Wait for it, or name another file."
            ) from exc
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let others in; what is safe stays."""
        self._file.close()

    @property
    def is_done(self) -> bool:
        """Whether all pieces were there, and only the last steps with the files were missing."""
        return "done" in self.order

    def add(self, key: str, pieces: Iterable[bytes], **note: Any) -> None:
        """Write a piece, and note it once it is safe. Raises `OSError`, and what is safe stays so."""
        with open(self.part, "r+b" if self.part.exists() else "w+b") as part:
            part.truncate(self._size)
            part.seek(self._size)
            for piece in pieces:
                part.write(piece)
            size = part.tell()
            _sync(part)
        entry = {"key": key, "size": size, **note}
        self._note(entry)
        self._size, self.keys[key] = size, entry

    def settle(self) -> None:
        """Cut off what no line of the journal speaks of: from here on the part is what was noted."""
        with open(self.part, "r+b" if self.part.exists() else "w+b") as part:
            part.truncate(self._size)
            _sync(part)

    def finish(self, manifest: Mapping[str, Any], *, packed: bool = False) -> None:
        """Give the file its name, and what is in it its own beside it; whatever step ends it, the next time goes on.

        `packed` says that the file is not the part, but what was made of it under that name.
        """
        if not self.is_done:
            self.order["done"] = {"manifest": dict(manifest), "packed": packed}
            self._note({"done": self.order["done"]})
        done = self.order["done"]
        write_whole(self.manifest, json.dumps(done["manifest"], ensure_ascii=False, indent=2).encode() + b"\n")
        made = self.packed if done["packed"] else self.part
        if made.exists():
            if made == self.part:
                self.settle()
            made.replace(self.output)
        self.part.unlink(missing_ok=True)
        self._notes.unlink()

    def _note(self, entry: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        _sync(self._file)

    def _check_still_there(self) -> None:
        """Whoever had it until now may have ended it: then this is a file without a name, and the next one is new."""
        if not self._notes.exists() or os.fstat(self._file.fileno()).st_ino != self._notes.stat().st_ino:
            raise ExportRefused(f"{self.output} was finished by another export just now.")

    def _take_up(self) -> None:
        self._file.seek(0)
        whole, entries = 0, []
        for row in self._file:
            if not row.endswith(b"\n"):
                break
            entries.append(json.loads(row))
            whole += len(row)
        self._file.truncate(whole)
        if not entries:
            self._begin()
            return
        first, *rest = entries
        wanted = {key: value for key, value in self.order.items() if value is not None}
        if any(first.get(key) != value for key, value in wanted.items()):
            raise ExportRefused(f"{self._notes} is of another order. Finish that one, name another file, or delete it.")
        self.order = first
        for entry in rest:
            if "done" in entry:
                self.order["done"] = entry["done"]
            else:
                self.keys[entry["key"]] = entry
                self._size = entry["size"]

    def _begin(self) -> None:
        if self.output.exists():
            self._notes.unlink()
            raise ExportRefused(f"{self.output} is there already. Name another file, or delete it.")
        self.order |= {key: value for key, value in self._usual.items() if self.order[key] is None}
        self._note(self.order)


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that it is there whole or not at all."""
    beside = _beside(path, "new")
    with open(beside, "wb") as file:
        file.write(content)
        _sync(file)
    beside.replace(path)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file of any size, in hexadecimal."""
    digest = sha256()
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}.{ending}")


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
