"""Small files of every kind that is taken, made by hand as the standards say, and some that only look like it."""

from __future__ import annotations

import struct
import zlib

GPS = b"48.8584N 2.2945E"
"""What tells where a picture was taken."""


def png(width: int = 2, height: int = 2, *extra: bytes, end: bytes = b"") -> bytes:
    """A PNG of that size by its header, black; with chunks more, and with something behind its end."""
    data = zlib.compress(b"".join(b"\x00" + b"\x00" * 3 * min(width, 64) for _ in range(min(height, 64))))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), *extra, chunk(b"IDAT", data), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + end


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def jpeg(width: int = 16, height: int = 16, *extra: bytes, end: bytes = b"") -> bytes:
    """The frame of a JPEG of that size: nothing is in it that a decoder could draw."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
        + b"".join(extra)
        + frame
        + scan
        + b"\xff\xd9"
        + end
    )


def segment(code: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes([0xFF, code]) + struct.pack(">H", len(data) + 2) + data


def exif() -> bytes:
    """The segment of a JPEG in which a camera says where it was."""
    return segment(0xE1, b"Exif\x00\x00" + GPS)


def gif(width: int = 3, height: int = 4, *extra: bytes, end: bytes = b"") -> bytes:
    """A GIF of two colours that is shown over and over; with more blocks, and with something behind its end."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\x00\x00\x00\xff\xff\xff"
    loop = b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    picture = b"!\xf9\x04\x00\x0a\x00\x00\x00," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02D\x01\x00"
    return head + loop + b"".join(extra) + picture + b";" + end


def gif_block(label: int, *parts: bytes) -> bytes:
    """An extension of a GIF."""
    return bytes([0x21, label]) + b"".join(bytes([len(part)]) + part for part in parts) + b"\x00"


def webp(width: int = 5, height: int = 6, *, camera: bool = False) -> bytes:
    """A WebP of the extended form."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    parts = [riff(b"VP8X", bytes([0x08 if camera else 0, 0, 0, 0]) + size), riff(b"VP8L", b"\x2f\x00\x00\x00\x00")]
    body = b"WEBP" + b"".join([*parts, *([riff(b"EXIF", GPS)] if camera else [])])
    return b"RIFF" + struct.pack("<I", len(body)) + body


def riff(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) % 2)
