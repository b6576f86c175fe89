"""Pictures and files as they stand below a resource: HTML that is safe to insert. This module only writes."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join

from chatxblock.errors import gettext_noop as _
from chatxblock.web.schemas.resource_files import ShownFile
from chatxblock.web.sentences import translated

MOST_WIDTH, MOST_HEIGHT = 640, 480
"""Pixels in which a picture stands; whoever opens it sees all of it."""
PICTURES = frozenset({"jpeg", "png", "gif", "webp"})
PICTURE = _("Picture: {name}")


def files_html(files: Sequence[ShownFile]) -> str:
    """Return figures of pictures, each with what is to be seen in it, and links to what is none."""
    return format_html_join("", "{}", ((_figure(file) if file.kind in PICTURES else _link(file),) for file in files))


def _figure(file: ShownFile) -> str:
    scale = min(1.0, MOST_WIDTH / max(file.width, 1), MOST_HEIGHT / max(file.height, 1))
    return format_html(
        '<figure><a href="{url}" target="_blank" rel="noopener"><img src="{url}" alt="{alt}" width="{width}"'
        ' height="{height}" loading="lazy" decoding="async"></a><figcaption dir="auto">{caption}</figcaption></figure>',
        url=file.url,
        alt=file.alt or translated(PICTURE).replace("{name}", file.name),
        width=max(1, round(file.width * scale)),
        height=max(1, round(file.height * scale)),
        caption=file.alt or file.name,
    )


def _link(file: ShownFile) -> str:
    return format_html(
        '<p><a href="{}" download="{}" dir="auto">{}</a> {}</p>', file.url, file.name, file.name, file.alt
    )
