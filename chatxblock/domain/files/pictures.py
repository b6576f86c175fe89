"""Reads the headers of pictures: what they are, how large, and which of their bytes belong to the picture itself.

Nothing is decoded, so that no bomb can go off. What tells of the camera, the place or the person (EXIF, XMP, IPTC,
comments, whatever stands behind the end) is not among the bytes that are kept; profiles of colour are. JPEG: ISO
10918-1, annex B; PNG 5.2; WebP: RFC 9649; GIF89a. This module must not know who sent a picture.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from chatxblock.domain.files.file import Kind

Span = tuple[int, int] | bytes
"""Bytes from one place to another, or others that stand there instead."""
MOST_PARTS = 20_000
"""Segments or chunks of a file that are gone through."""
PIECE = 64 * 1024
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG behind which the size stands."""
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_KEPT_JPEG = frozenset({0xE0, 0xE2, 0xEE})
"""Of the application segments: JFIF, colours, and how Adobe coded them."""
MOST_BLOCKS = 40_000
"""Of a GIF, each of at most 255 bytes: more than a file of the usual size may have."""
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_DROPPED_PNG = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME", b"caBX"})
_DROPPED_WEBP = frozenset({b"EXIF", b"XMP "})


class Broken(ValueError):
    """A file that begins like a picture and is none."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What a look at a file found."""

    kind: Kind
    spans: tuple[Span, ...]
    """What is kept of it, in its order."""
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int:
        """Return how many bytes are kept."""
        return sum(len(span) if isinstance(span, bytes) else span[1] - span[0] for span in self.spans)


def look_at_picture(file: BinaryIO, size: int) -> Looked | None:
    """Return what a picture is; None for what does not begin like one. Raises `Broken`."""
    file.seek(0)
    head = file.read(16)
    for begins, look in _LOOKS:
        if begins(head):
            try:
                return look(file, size)
            except (struct.error, IndexError) as exc:
                raise Broken from exc
    return None


def _jpeg(file: BinaryIO, size: int) -> Looked:
    spans, place, width, height = [(0, 2)], 2, 0, 0
    for _ in range(MOST_PARTS):
        marker = _next_marker(file, place, size)
        if marker is None or marker[1] == 0xD9:
            end = size if marker is None else marker[0] + 2
            if not width or marker is None:
                raise Broken
            return Looked(kind=Kind.JPEG, spans=(*_joined([*spans, (place, end)]),), width=width, height=height)
        at, code = marker
        spans.append((place, at))
        (length,) = struct.unpack(">H", _at(file, at + 2, 2))
        place = at + 2 + length
        if length < 2 or place > size:
            raise Broken
        if code in _SIZES:
            height, width = struct.unpack(">HH", _at(file, at + 5, 4))
        if not (0xE0 <= code <= 0xEF or code == 0xFE) or code in _KEPT_JPEG:
            spans.append((at, place))
    raise Broken


def _next_marker(file: BinaryIO, place: int, size: int) -> tuple[int, int] | None:
    """Return where the next marker stands, and which it is; between two of them is what the picture is coded in."""
    while place < size - 1:
        piece = _at(file, place, min(PIECE, size - place))
        if found := _MARKER.search(piece):
            return place + found.start(), piece[found.start() + 1]
        place += len(piece) - 1
    return None


def _png(file: BinaryIO, size: int) -> Looked:
    (length, name), place = struct.unpack(">I4s", _at(file, 8, 8)), 8
    width, height = struct.unpack(">II", _at(file, 16, 8))
    if (length, name) != (13, b"IHDR"):
        raise Broken
    spans = [(0, 8)]
    for _ in range(MOST_PARTS):
        length, name = struct.unpack(">I4s", _at(file, place, 8))
        end = place + 12 + length
        if end > size:
            raise Broken
        if name not in _DROPPED_PNG:
            spans.append((place, end))
        place = end
        if name == b"IEND":
            return Looked(kind=Kind.PNG, spans=(*_joined(spans),), width=width, height=height)
    raise Broken


def _gif(file: BinaryIO, size: int) -> Looked:
    width, height, flags = struct.unpack("<HHB", _at(file, 6, 5))
    place = 13 + _gif_colours(flags)
    spans, blocks = [(0, place)], _GifBlocks(file)
    for _ in range(MOST_PARTS):
        kind = _at(file, place, 1)[0] if place < size else 0x3B  # some programs leave out the end
        if kind == 0x3B:
            return Looked(
                kind=Kind.GIF, spans=(*_joined([*spans, (place, min(place + 1, size))]),), width=width, height=height
            )
        if kind == 0x2C:
            end = blocks.end(place + 11 + _gif_colours(_at(file, place + 9, 1)[0]))
        elif kind == 0x21:
            end = blocks.end(place + 2)
        else:
            raise Broken
        # An animation says how often it is shown; all else that a program adds, such as XMP, and comments are left out.
        told = _at(file, place + 1, 1)[0] if kind == 0x21 else 0
        if told != 0xFE and (told != 0xFF or _at(file, place + 3, 11) in _LOOPS):
            spans.append((place, end))
        place = end
    raise Broken


def _gif_colours(flags: int) -> int:
    """Return how many bytes a table of colours has."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


class _GifBlocks:
    """Goes through rows of small blocks, each of which begins with its length; one without any is the last."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = MOST_BLOCKS

    def end(self, place: int) -> int:
        """Return where a row of them ends that begins at a place."""
        while self._left:
            self._left -= 1
            (length,) = _at(self._file, place, 1)
            place += 1 + length
            if not length:
                return place
        raise Broken


def _webp(file: BinaryIO, size: int) -> Looked:
    (told,) = struct.unpack("<I", _at(file, 4, 4))
    end = min(told + 8, size)
    place, width, height, kept = 12, 0, 0, list[Span]()
    for _ in range(MOST_PARTS):
        if place + 8 > end:
            break
        name, length = struct.unpack("<4sI", _at(file, place, 8))
        after = place + 8 + length + length % 2
        if after > end + 1:
            raise Broken
        if not width:
            width, height = _webp_size(name, _at(file, place + 8, 10))
        if name == b"VP8X":
            flags = _at(file, place + 8, 1)[0] & ~0x0C  # no EXIF and no XMP follow any more
            kept += [(place, place + 8), bytes([flags]), (place + 9, after)]
        elif name not in _DROPPED_WEBP:
            kept.append((place, min(after, end)))
        place = after
    if not width:
        raise Broken
    length = 4 + sum(len(span) if isinstance(span, bytes) else span[1] - span[0] for span in kept)
    return Looked(kind=Kind.WEBP, spans=((0, 4), struct.pack("<I", length), (8, 12), *kept), width=width, height=height)


def _webp_size(name: bytes, data: bytes) -> tuple[int, int]:
    if name == b"VP8X":
        return 1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little")
    if name == b"VP8L" and data[0] == 0x2F:
        bits = int.from_bytes(data[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise Broken


def _at(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    found = file.read(length)
    if len(found) < length:
        raise Broken
    return found


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in which those that touch are one."""
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if begin == end:
            continue
        if joined and joined[-1][1] == begin:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return joined


_LOOKS: tuple[tuple[Callable[[bytes], bool], Callable[[BinaryIO, int], Looked]], ...] = (
    (lambda head: head.startswith(b"\xff\xd8\xff"), _jpeg),
    (lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    (lambda head: head[:6] in (b"GIF87a", b"GIF89a"), _gif),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", _webp),
)
