"""From Markdown to HTML that may be put into a page: one way for reading, preview, mail and export.

The libraries behind it are loaded with the first page, so that no process pays for them which renders none. This
package must not know of Django, and of no call, resource or reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module

from chatxblock.errors import Message

MARKED = re.compile(r"[`$*_~\[\\]|<https?:|^ *(?:[-+>]| {4}|\t|\d+[.)])", re.MULTILINE)
"""What a line of a talk has in it that may be laid out, as in a room (`static/src/shared/written`)."""


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


def render_line(
    text: str,
    translate: Callable[[Message], str] = str,
    split: Callable[[str], Iterable[tuple[str, bool]]] | None = None,
) -> str | None:
    """Return what was said in a talk as HTML, laid out as a room does; None where it stands best as it was typed.

    That is Markdown's small part: code, emphasis, lists, quotes, links and formulas. `split` finds web addresses in
    plain text, which become links. Never raises.
    """
    if not MARKED.search(text):
        return None
    html = import_module("chatxblock.rendering.page").html_of_line(text, translate, split)
    if html is not None and not isinstance(html, str):
        raise TypeError(html)
    return html


def render_within(text: str, translate: Callable[[Message], str] = str) -> str | None:
    """Return a question or a title as HTML that may stand in a heading; None where it stands best as it was typed.

    As `render_line`, taken out of its blocks and links, its lines as they were. A formula that cannot be shown
    stands as typed, without a reason. Never raises.
    """
    if not MARKED.search(text):
        return None
    html = import_module("chatxblock.rendering.page").html_within(text, translate)
    if html is not None and not isinstance(html, str):
        raise TypeError(html)
    return html
