"""Prints of screens: what makes two of them differ, and that a PNG file is read as it was written."""

from __future__ import annotations

import struct
import zlib

import pytest

from tests.gallery.prints import FAINT, FAR, MOST_FAINT, SIGNATURE, Print, compare, decoded, encoded

WHITE, BLUE, GREEN = b"\xff\xff\xff", b"\x0a\x5f\xb0", b"\x1f\x7a\x4a"


def screen(*, button: bytes = BLUE, x: int = 2, y: int = 4, panel: bytes = b"\xf2\xf5\xf9") -> Print:
    """Return a small screen: a panel, and a button that stands on it."""

    def colour(column: int, row: int) -> bytes:
        if x <= column < x + 6 and y <= row < y + 2:
            return button
        return panel if 2 <= row < 8 else WHITE

    return Print(width=20, height=12, pixels=b"".join(colour(c, r) for r in range(12) for c in range(20)))


def off_by(shown: Print, amount: int) -> Print:
    """Return a print whose colours are a little darker, as where edges are smoothed otherwise."""
    return Print(width=shown.width, height=shown.height, pixels=bytes(max(0, one - amount) for one in shown.pixels))


def edged(amount: int, blocks: int) -> Print:
    """Return a screen in so many of whose white blocks a line lies."""
    line = bytes([255 - amount]) * 3 * blocks
    shown = screen()
    return Print(width=shown.width, height=shown.height, pixels=line + shown.pixels[len(line) :])


def test_a_screen_is_like_itself_and_like_one_with_other_smoothing() -> None:
    assert compare(screen(), screen()) is None
    assert compare(screen(), off_by(screen(), FAINT)) is None
    assert compare(screen(), edged(FAR, MOST_FAINT)) is None


def test_a_thin_line_that_went_elsewhere_is_a_difference() -> None:
    assert compare(screen(), edged(FAINT + 1, MOST_FAINT + 1)) is not None


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("a lost button", screen(button=b"\xf2\xf5\xf9")),
        ("a recoloured button", screen(button=GREEN)),
        ("a button one step further", screen(x=3)),
        ("a button one step lower", screen(y=5)),
        ("a panel in another colour", screen(panel=b"\x80\x80\x80")),
    ],
)
def test_what_a_reader_would_notice_is_a_difference(what: str, changed: Print) -> None:
    found = compare(screen(), changed)
    assert found is not None, what
    assert found.blocks


def test_a_difference_says_where_and_shows_it() -> None:
    found = compare(screen(), screen(x=9))
    assert found is not None
    assert str(found) == "24 blocks differ, between (16, 32) and (120, 48)"
    assert found.picture.at(2, 4) == b"\xd0\x00\x20"
    assert found.picture.at(19, 11) != b"\xd0\x00\x20"


def test_a_screen_that_grew_is_another() -> None:
    small = screen()
    grown = Print(width=20, height=13, pixels=small.pixels + WHITE * 20)
    for one, other in ((small, grown), (grown, small)):
        found = compare(one, other)
        assert found is not None
        assert found.picture.height == 13
        assert {y for _, y in found.blocks} == {12}


def test_what_was_written_is_read() -> None:
    assert decoded(encoded(screen())) == screen()


@pytest.mark.parametrize("kind", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("size", [3, 4])
def test_each_filter_of_a_png_file_is_undone(kind: int, size: int) -> None:
    shown = screen()
    pixels = [shown.pixels[at : at + 3] + b"\xff" * (size - 3) for at in range(0, len(shown.pixels), 3)]
    rows = [b"".join(pixels[at : at + 20]) for at in range(0, len(pixels), 20)]
    above, filtered = bytes(size * 20), b""
    for row in rows:
        filtered += bytes([kind]) + bytes(
            (one - guessed(kind, row, above, at, size)) & 0xFF for at, one in enumerate(row)
        )
        above = row
    assert decoded(png(20, 12, filtered, 2 if size == 3 else 6)) == shown


def guessed(kind: int, row: bytes, above: bytes, at: int, size: int) -> int:
    """Return what a filter takes off a byte (PNG, 9.2)."""
    left, corner = (row[at - size], above[at - size]) if at >= size else (0, 0)
    up = above[at]
    guess = left + up - corner
    nearest = min((left, up, corner), key=lambda one: abs(guess - one))
    return (0, left, up, (left + up) // 2, nearest)[kind]


def png(width: int, height: int, rows: bytes, kind: int) -> bytes:
    head = struct.pack(">LLBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">L", len(told)) + name + told + struct.pack(">L", zlib.crc32(name + told)) for name, told in chunks
    )
