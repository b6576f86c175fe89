"""From Markdown to HTML that may be put into a page: one way for reading, preview, mail and export.

The libraries behind it are loaded with the first page, so that no process pays for them which renders none. This
package must not know of Django, and of no call, resource or reader.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from chatxblock.errors import Message


def render(markdown: str, translate: Callable[[Message], str] = str) -> str:
    """Return a text as HTML; never raises.

    Markdown is CommonMark 0.31 with tables and ~~strikethrough~~ of GitHub's; HTML in it stands as typed. Formulas are
    `$…$` and `$$…$$`, code is highlighted by classes that begin with `code-`. What cannot be shown (a formula with an
    error, one that is too long) stands as typed in a `code` element of the class `unrendered`, whose `title` says why,
    in the words that `translate` finds.
    """
    html = import_module("chatxblock.rendering.page").html_of(markdown, translate)
    if not isinstance(html, str):
        raise TypeError(html)
    return html
