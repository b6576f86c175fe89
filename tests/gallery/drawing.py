"""The picture that somebody sent, in the scenes that have one."""

from __future__ import annotations

from tests.gallery.scene import Reader

PICTURE = "7f9c24e5-4f0a-4b8e-9b0e-000000000001"
UPRIGHT = "7f9c24e5-4f0a-4b8e-9b0e-000000000004"
"""The same on a page that stands upright."""
SEEN = "My notes: two rows, the second is twice the first"


def drawn(name: str, _reader: Reader) -> str:
    """Draw a picture of notes; one is lost."""
    if name not in (PICTURE, UPRIGHT):
        return "none"
    width, height = (600, 360) if name == PICTURE else (600, 1100)
    rows = "".join(f'<rect x="40" y="{40 + 50 * row}" width="{480 - 60 * row}" height="20"/>' for row in range(6))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="#f4f1e8"/><g fill="#27496d">{rows}</g></svg>'
    )
