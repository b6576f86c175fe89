"""A font in which every letter is the same bar: a picture shows where something stands, and not in which letters.

Whatever fonts a machine has, and however it smooths them, the lines of a text are as long and as high. It is the least
that is a font (OpenType 1.9): four glyphs, and a table that gives all characters one of them (`cmap`, format 13).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

NAME: Final = "Ink"
EM, ASCENT, DESCENT, ADVANCE = 1000, 800, 200, 560
MISSING, SPACE, BAR, NOTHING = range(4)
GROUPS: Final[Sequence[tuple[int, int, int]]] = (
    (0x09, 0x20, SPACE),
    (0x21, 0x9F, BAR),
    (0xA0, 0xA0, SPACE),
    (0xA1, 0x1FFF, BAR),
    (0x2000, 0x200A, SPACE),
    (0x200B, 0x200F, NOTHING),
    (0x2010, 0x2027, BAR),
    (0x2028, 0x202F, NOTHING),
    (0x2030, 0x2065, BAR),
    (0x2066, 0x2069, NOTHING),
    (0x206A, 0xFDFF, BAR),
    (0xFE00, 0xFE0F, NOTHING),
    (0xFE10, 0x10FFFF, BAR),
)
"""From which to which character, and what is shown for them; what only directs text shows nothing."""


def font() -> bytes:
    """Return the font, as a file has it."""
    bar = _bar()
    offsets = (0, 0, 0, len(bar) // 2, len(bar) // 2)
    widths = ((ADVANCE, 0), (ADVANCE, 0), (ADVANCE, 0), (0, 0))
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(),
        b"glyf": bar,
        b"head": struct.pack(
            ">HHHHLLHHqqhhhhHHhhh", 1, 0, 1, 0, 0, 0x5F0F3CF5, 3, EM, 0, 0, 0, 0, ADVANCE, 500, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(
            ">HHhhhHhhhhhhhhhhhH", 1, 0, ASCENT, -DESCENT, 0, ADVANCE, 0, 0, ADVANCE, 1, 0, 0, 0, 0, 0, 0, 0, 4
        ),
        b"hmtx": b"".join(struct.pack(">Hh", *width) for width in widths),
        b"loca": struct.pack(">5H", *offsets),
        b"maxp": struct.pack(">LHHHHHHHHHHHHHH", 0x10000, 4, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _names(),
        b"post": struct.pack(">LLhhLLLLL", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    return _file(tables)


def _bar() -> bytes:
    """Return the glyph: a rectangle from the line upwards, half an em high (`glyf`, simple glyph)."""
    corners = ((0, 0), (0, 500), (ADVANCE, 500), (ADVANCE, 0))
    steps = [(x - px, y - py) for (x, y), (px, py) in zip(corners, ((0, 0), *corners), strict=False)]
    xs, ys = (b"".join(struct.pack(">h", step[axis]) for step in steps) for axis in (0, 1))
    glyph = struct.pack(">hhhhhHH4B", 1, 0, 0, ADVANCE, 500, 3, 0, 1, 1, 1, 1) + xs + ys
    return glyph + b"\0" * (-len(glyph) % 4)


def _cmap() -> bytes:
    groups = b"".join(struct.pack(">LLL", *group) for group in GROUPS)
    table = struct.pack(">HHLLL", 13, 0, 16 + len(groups), 0, len(GROUPS)) + groups
    return struct.pack(">HHHHL", 0, 1, 3, 10, 12) + table


def _os2() -> bytes:
    subscript = (0,) * 10
    return struct.pack(
        ">HhHHH10hh10s4L4sHHHhhhHHLLhhHHH",
        *(4, ADVANCE, 400, 5, 0, *subscript, 0, b"\0" * 10, 1, 0, 0, 0, b"NONE", 0x40, 0x20, 0xFFFF),
        *(ASCENT, -DESCENT, 0, ASCENT, DESCENT, 1, 0, 500, 700, 0, 0x20, 1),
    )


def _names() -> bytes:
    texts = {1: NAME, 2: "Regular", 4: NAME, 6: NAME}
    words = {name: text.encode("utf-16-be") for name, text in texts.items()}
    rows, at = b"", 0
    for name, word in words.items():
        rows += struct.pack(">6H", 3, 1, 0x409, name, len(word), at)
        at += len(word)
    return struct.pack(">HHH", 0, len(words), 6 + len(rows)) + rows + b"".join(words.values())


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Return the tables behind their directory (OpenType 1.9, "Organization of an OpenType Font")."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">LHHHH", 0x10000, count, 16 << power, power, 16 * (count - (1 << power)))
    directory, body, at = b"", b"", len(head) + 16 * count
    for tag, table in sorted(tables.items()):
        padded = table + b"\0" * (-len(table) % 4)
        directory += struct.pack(">4sLLL", tag, _sum(padded), at, len(table))
        body += padded
        at += len(padded)
    return head + directory + body


def _sum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
