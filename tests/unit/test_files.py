"""What a file is by its content, what of it is kept, and what it is called."""

from __future__ import annotations

import io

import pytest

from chatxblock.domain.files.file import Kind, Limits
from chatxblock.domain.files.looking import look, pieces
from chatxblock.domain.files.names import MOST_CHARACTERS, described, named
from chatxblock.domain.files.pictures import Looked
from chatxblock.errors import BadFile
from tests.support.pictures import GPS, chunk, exif, gif, gif_block, jpeg, png, segment, webp

LIMITS = Limits(file_bytes=100_000, call_files=3, call_bytes=200_000)


def looked(data: bytes, name: str = "photo") -> Looked:
    return look(io.BytesIO(data), len(data), name, LIMITS)


def kept(data: bytes) -> bytes:
    return b"".join(pieces(io.BytesIO(data), looked(data)))


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (jpeg(320, 200), Kind.JPEG, (320, 200)),
        (png(64, 48), Kind.PNG, (64, 48)),
        (gif(3, 4), Kind.GIF, (3, 4)),
        (gif(3, 4)[:-1], Kind.GIF, (3, 4)),
        (webp(5, 6), Kind.WEBP, (5, 6)),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Kind.PDF, (0, 0)),
        ("Zeile für Zeile, 行列\n".encode(), Kind.TEXT, (0, 0)),
        (b"\xef\xbb\xbfa,b\r\n1,2\r\n", Kind.TEXT, (0, 0)),
        (b"#!/usr/bin/env python3\nprint(1)\n", Kind.TEXT, (0, 0)),
        (b"MZ = 3\n", Kind.TEXT, (0, 0)),
    ],
    ids=["jpeg", "png", "gif", "gif without its end", "webp", "pdf", "text", "csv", "program", "looks compiled"],
)
def test_a_file_is_what_its_content_says_and_is_kept_as_it_is(data: bytes, kind: Kind, size: tuple[int, int]) -> None:
    found = looked(data)
    assert (found.kind, found.width, found.height) == (kind, *size)
    assert kept(data) == data
    assert found.size == len(data)


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (jpeg(16, 16, exif(), segment(0xFE, GPS), segment(0xED, GPS)), jpeg()),
        (jpeg(16, 16, end=b"PK\x03\x04" + GPS), jpeg()),
        (png(2, 2, chunk(b"eXIf", GPS), chunk(b"tEXt", b"Location\0" + GPS)), png()),
        (png(2, 2, end=b"<script>" + GPS), png()),
        (png(2, 2, chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + GPS), chunk(b"zTXt", b"x\0\0" + GPS)), png()),
        (webp(camera=True), webp()),
        (gif(3, 4, gif_block(0xFE, GPS), gif_block(0xFF, b"XMP DataXMP", GPS)), gif()),
        (gif(end=b"<script>" + GPS), gif()),
    ],
    ids=["jpeg", "behind a jpeg", "png", "behind a png", "words in a png", "webp", "gif", "behind a gif"],
)
def test_where_and_with_what_a_picture_was_taken_is_not_kept(data: bytes, plain: bytes) -> None:
    assert kept(data) == plain
    assert GPS not in plain


def test_what_has_more_parts_than_any_picture_is_not_gone_through_to_its_end() -> None:
    with pytest.raises(BadFile, match="damaged"):
        looked(gif(3, 4, b"!\xfe" + b"\x01x" * 45_000 + b"\x00"))


def test_the_colours_of_a_picture_stay() -> None:
    data = jpeg(16, 16, segment(0xE2, b"ICC_PROFILE\0"), segment(0xEE, b"Adobe\0"))
    assert kept(data) == data


def test_a_long_scan_is_gone_through_to_its_end() -> None:
    data = jpeg()[:-2] + b"\x11\xff\x00" * 30_000
    assert kept(data + b"\xff\xd9" + GPS) == data + b"\xff\xd9"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><svg/>",
        b"  \n<!DOCTYPE html><p>",
        b"\xef\xbb\xbf<HTML><body onload=alert(1)>",
        b"plain at first\n" * 5000 + b"<ScRiPt>alert(1)</script>",
        b"<?php system($_GET[0]);",
        b"MZ\x90\x00",
        b"\x7fELF\x02",
        b"PK\x03\x04" + b"\0" * 30,
        b"a\x00b",
        b"\xff\xfe<\0s\0c\0r\0i\0p\0t\0",
        b"half a letter \xe2\x82",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"\xff\xd8\xff",
        jpeg()[:-2],
        jpeg()[:30],
        png()[:-5],
        b"GIF89a",
        b"GIF89a/*" + b"\0" * 10 + b"*/=1;owned();",
        gif()[:-2],
        gif()[:30] + b";",
        b"RIFF\0\0\0\0WEBP",
        b"RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0abcd",
        png(0, 5),
        b"x" * 100_001,
    ],
)
def test_what_is_none_of_these_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        looked(data)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("bomb", [png(10_000, 10_000), jpeg(10_000, 10_000), gif(60_000, 600), webp(16_000, 16_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_header(bomb: bytes) -> None:
    with pytest.raises(BadFile, match="pixels"):
        looked(bomb)


@pytest.mark.parametrize("name", ["photo.png", "scan.PDF", "x.svg", "photo.jpeg "])
def test_text_that_calls_itself_a_picture_is_refused(name: str) -> None:
    with pytest.raises(BadFile, match="not what its name says"):
        looked(b"alert(document.cookie)", name)


def test_a_page_is_not_read_as_a_picture_whatever_it_is_called() -> None:
    assert looked(png(), "report.pdf").kind is Kind.PNG


@pytest.mark.parametrize(
    ("name", "kind", "clean"),
    [
        ("IMG_20261127.JPG", Kind.JPEG, "IMG_20261127.jpg"),
        ("notes.jpeg", Kind.JPEG, "notes.jpeg"),
        ("photo.heic", Kind.JPEG, "photo.jpg"),
        ("matrix.png.exe", Kind.PNG, "matrix.png"),
        ("../../etc/passwd", Kind.TEXT, "passwd.txt"),
        ("C:\\Users\\me\\solve.py", Kind.TEXT, "solve.py.txt"),
        ("<img src=x onerror=alert(1)>.png", Kind.PNG, "img src=x onerror=alert(1).png"),
        ("invoice\u202egnp.exe", Kind.PNG, "invoicegnp.png"),
        ("\u2066\u200b", Kind.PNG, "picture.png"),
        ("", Kind.TEXT, "file.txt"),
        ("...", Kind.PDF, "file.pdf"),
        ("a\nb\tc\x00.txt", Kind.TEXT, "a_b_c.txt"),
        ("مصفوفة.pdf", Kind.PDF, "مصفوفة.pdf"),
        ("行列.webp", Kind.WEBP, "行列.webp"),
        ("x" * 500 + ".png", Kind.PNG, "x" * (MOST_CHARACTERS - 4) + ".png"),
    ],
)
def test_a_name_says_what_a_file_is_and_nothing_else(name: str, kind: Kind, clean: str) -> None:
    assert named(name, kind) == clean
    assert named(clean, kind) == clean


def test_a_description_is_one_line() -> None:
    assert described("Two\nrows \u202eof a matrix ") == "Two rows of a matrix"
    assert len(described("x" * 9000)) == 255
