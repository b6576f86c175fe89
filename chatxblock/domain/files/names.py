"""What a file is called: a name that any system can keep and no reader is misled by.

This module must not know where names are shown.
"""

from __future__ import annotations

import re
import unicodedata

from chatxblock.domain.clean_names import clean_name
from chatxblock.domain.files.file import Kind

MOST_CHARACTERS = 80
"""Of a name, its ending included."""
MOST_ALT = 255
"""Characters of what is to be seen in a picture."""
_NO_NAME = re.compile(r'[<>:"/\\|?*&`\'\x00-\x1f\x7f]+')
"""What some system takes for a path or a device, and what is markup."""
_OTHER_ENDINGS = re.compile(
    r"\.(?:jpe?g|png|gif|webp|pdf|txt|heic|heif|bmp|tiff?|svgz?|html?|exe|js|bat|cmd|scr|com)\Z", re.I
)
"""Endings that would say something else than what the file is."""


def named(name: str, kind: Kind) -> str:
    """Return the name of a file in one line, without controls of direction, and with the ending of what it is."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name[: 4 * MOST_CHARACTERS]))[-1]
    stem = clean_name(_NO_NAME.sub("_", last)).strip(" .")
    ending = next((e for e in kind.endings if stem.lower().endswith(e)), "")
    if ending:
        stem = stem[: -len(ending)]
    while found := _OTHER_ENDINGS.search(stem):
        stem = stem[: found.start()]
    ending = ending or kind.endings[0]
    stem = stem.strip(" ._")[: MOST_CHARACTERS - len(ending)].rstrip(" .")
    return (stem or ("picture" if kind.is_picture else "file")) + ending


def described(alt: str) -> str:
    """Return what is to be seen in a picture, in one line."""
    return clean_name(alt[: 4 * MOST_ALT])[:MOST_ALT]
