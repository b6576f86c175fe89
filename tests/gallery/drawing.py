"""The picture that somebody sent, in the scenes that have one."""

from __future__ import annotations

from tests.gallery.scene import Reader

PICTURE = "7f9c24e5-4f0a-4b8e-9b0e-000000000001"
SEEN = "My notes: two rows, the second is twice the first"


def drawn(name: str, _reader: Reader) -> str:
    """Draw a picture of notes; one is lost."""
    if name != PICTURE:
        return "none"
    rows = "".join(f'<rect x="40" y="{40 + 50 * row}" width="{480 - 60 * row}" height="20"/>' for row in range(6))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 360" width="600" height="360">'
        f'<rect width="600" height="360" fill="#f4f1e8"/><g fill="#27496d">{rows}</g></svg>'
    )
