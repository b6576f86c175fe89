"""Small pictures of screens, and whether two of them are the same.

A pixel of a print is a block of 8 × 8 of the page's, in full colour. This module must not know of browsers.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

BLOCK: Final = 8
"""Pixels of the page in a pixel of a print, in each direction; the rhythm of the screens."""
FAR: Final = 40
"""How far a colour is off at most, of 255, whose edge stands a pixel elsewhere."""
MOST_FAR: Final = 2
"""How many blocks may be further off: the corner of a native control, say."""
FAINT: Final = 10
"""How far a colour may be off in any number of blocks: a thin line that is gone is further off."""
MOST_FAINT: Final = 30
"""How many blocks may be further off than that: a line of the outline of a field has more."""
SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
RGB, RGBA = 2, 6


@dataclass(frozen=True, kw_only=True)
class Print:
    """A small picture."""

    width: int
    height: int
    pixels: bytes
    """Red, green and blue, row by row."""

    def at(self, x: int, y: int) -> bytes:
        """Return the colour of a block; beyond the edge there is none."""
        if x >= self.width or y >= self.height:
            return b""
        begin = 3 * (y * self.width + x)
        return self.pixels[begin : begin + 3]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Where two prints differ."""

    blocks: frozenset[tuple[int, int]]
    picture: Print
    """What is there now, pale, with what differs in red."""

    def __str__(self) -> str:
        """Say where, in pixels of the page."""
        xs, ys = ([place[axis] * BLOCK for place in self.blocks] for axis in (0, 1))
        return (
            f"{len(self.blocks)} blocks differ, between ({min(xs)}, {min(ys)}) and "
            f"({max(xs) + BLOCK}, {max(ys) + BLOCK})"
        )


def compare(expected: Print, actual: Print) -> Difference | None:
    """Return where two prints differ; None where they are the same but for how edges are smoothed."""
    width, height = max(expected.width, actual.width), max(expected.height, actual.height)
    amounts = {(x, y): _off(expected.at(x, y), actual.at(x, y)) for y in range(height) for x in range(width)}
    off = frozenset(place for place, amount in amounts.items() if amount > FAINT)
    far = sum(amount > FAR for amount in amounts.values())
    same_size = (expected.width, expected.height) == (actual.width, actual.height)
    if far <= MOST_FAR and len(off) <= MOST_FAINT and same_size:
        return None
    pixels = b"".join(
        b"\xd0\x00\x20" if (x, y) in off else _pale(actual.at(x, y)) for y in range(height) for x in range(width)
    )
    return Difference(blocks=off, picture=Print(width=width, height=height, pixels=pixels))


def _off(one: bytes, other: bytes) -> int:
    if one == other:
        return 0
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 255


def _pale(colour: bytes) -> bytes:
    return bytes(170 + value // 3 for value in colour) or b"\xff\xff\xff"


def encoded(shown: Print) -> bytes:
    """Return a print as a PNG file."""
    rows = b"".join(_filtered(row, above) for row, above in _rows(shown))
    head = struct.pack(">LLBBBBB", shown.width, shown.height, 8, RGB, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))
        for kind, content in chunks
    )


def _rows(shown: Print) -> Iterator[tuple[bytes, bytes]]:
    """Yield each row and the one above it."""
    above = bytes(3 * shown.width)
    for begin in range(0, len(shown.pixels), 3 * shown.width):
        row = shown.pixels[begin : begin + 3 * shown.width]
        yield row, above
        above = row


def _filtered(row: bytes, above: bytes) -> bytes:
    """Return a row as what it differs from the one above by (PNG, 9.2, filter type Up)."""
    return b"\2" + bytes((one - other) & 0xFF for one, other in zip(row, above, strict=True))


def decoded(file: bytes) -> Print:
    """Read a PNG file with eight bits a channel, not interlaced, as browsers write it; transparency is passed over."""
    assert file.startswith(SIGNATURE), "no PNG file"
    chunks = list(_chunks(file))
    width, height, bits, kind = struct.unpack(">LLBB", chunks[0][1][:10])
    assert bits == 8, "not eight bits a channel"
    assert kind in (RGB, RGBA), "neither RGB nor RGBA"
    size = 4 if kind == RGBA else 3
    raw = zlib.decompress(b"".join(content for name, content in chunks if name == b"IDAT"))
    above, rows = bytes(size * width), []
    for begin in range(0, len(raw), size * width + 1):
        above = _unfiltered(raw[begin], raw[begin + 1 : begin + 1 + size * width], above, size)
        rows.append(above)
    whole, pixels = b"".join(rows), bytearray(3 * width * height)
    for channel in range(3):
        pixels[channel::3] = whole[channel::size]
    return Print(width=width, height=height, pixels=bytes(pixels))


def _chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(file):
        (length,) = struct.unpack(">L", file[at : at + 4])
        yield file[at + 4 : at + 8], file[at + 8 : at + 8 + length]
        at += length + 12


def _unfiltered(kind: int, row: bytes, above: bytes, size: int) -> bytes:
    """Undo what a row was filtered by (PNG, 9.2)."""
    if kind == 0:
        return row
    if kind == 2:
        return bytes((one + other) & 0xFF for one, other in zip(row, above, strict=True))
    guess = GUESSES[kind]
    out = bytearray(size)  # what stands before the first pixel
    corner = bytes(size) + above
    for at, value in enumerate(row):
        out.append((value + guess(out[at], above[at], corner[at])) & 0xFF)
    return bytes(out[size:])


def _left(left: int, _up: int, _corner: int) -> int:
    return left


def _average(left: int, up: int, _corner: int) -> int:
    return (left + up) // 2


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


GUESSES: Final = {1: _left, 3: _average, 4: _paeth}
