"""One page: from Markdown to HTML. Only this module and those beside it know the libraries."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from chatxblock.errors import Message
from chatxblock.errors import gettext_noop as _
from chatxblock.rendering.cleaning import cleaned
from chatxblock.rendering.code import highlighted
from chatxblock.rendering.formulas import mathml
from chatxblock.rendering.limits import Budget, NotRendered, TooMuch
from chatxblock.rendering.rules import CLOSING, TOO_DEEP, line_parser, parser

logger = logging.getLogger(__name__)

Env = MutableMapping[str, Any]
LOWERED = 2
"""By how much headings are lowered: a page has one of its own, and a title above the text."""
LOWEST = 6
BETWEEN_BLOCKS = re.compile(r"\n*(</?(?:blockquote|li|ol|p|pre|ul)\b[^>]*>)\n*")
"""White space of the markup, which would be seen where line breaks stay as they were typed."""
DISPLAYED = ("$$", r"\[")
"""What begins a formula that stands by itself."""
OF_UNKNOWN_DIRECTION = frozenset(
    {"blockquote_open", "bullet_list_open", "heading_open", "list_item_open", "ordered_list_open", "paragraph_open"}
    | {"table_open", "td_open", "th_open"}
)
"""Blocks whose direction follows their first letter."""


def html_of(markdown: str, translate: Callable[[Message], str]) -> str:
    """Return a text as HTML that may be put into a page; never raises."""
    text = markdown.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no character
    try:
        return cleaned(_laid_out(text, {"budget": Budget.of(text), "translate": translate}))
    except TooMuch:
        return as_typed_block(text, translate(_("This text is too long or too entangled to be laid out.")))
    except Exception:
        # Whoever reads a page needs the text more than its looks; what was wrong is for us to see.
        logger.exception("a text of %d characters could not be rendered", len(text))
        return as_typed_block(text, translate(_("This text cannot be laid out.")))


def html_of_line(
    text: str, translate: Callable[[Message], str], split: Callable[[str], Iterable[tuple[str, bool]]] | None
) -> str | None:
    """Return a line of a talk as HTML; None where nothing of it would look otherwise, or it asks for too much."""

    def written(md: MarkdownIt, tokens: Sequence[Token], env: Env) -> str:
        for token in tokens:
            _adapt(token)
        return BETWEEN_BLOCKS.sub(r"\1", cleaned(str(md.renderer.render(tokens, md.options, env))))

    return _of_line(text, {"translate": translate, "split": split}, written)


def html_within(text: str, translate: Callable[[Message], str]) -> str | None:
    """Return a line of a talk as HTML without blocks and links; None as for `html_of_line`."""

    def written(md: MarkdownIt, tokens: Sequence[Token], env: Env) -> str:
        return cleaned("\n".join(_stretches(md, tokens, env)))

    return _of_line(text, {"translate": translate, "split": None, "within": True}, written)


def _of_line(text: str, env: Env, written: Callable[[MarkdownIt, Sequence[Token], Env], str]) -> str | None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    md = _line_parser()
    try:
        env["budget"] = Budget.of(text)
        tokens = md.parse(text, env)
        return None if _is_plain(tokens, text) else written(md, tokens, env)
    except TooMuch:
        return None
    except Exception:
        logger.exception("a line of %d characters could not be rendered", len(text))
        return None


def _stretches(md: MarkdownIt, tokens: Sequence[Token], env: Env) -> Iterator[str]:
    """Yield what stands in each block, in lists behind the sign of its item."""
    numbers: list[int | None] = []
    sign = ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            numbers.append(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            sign = "• " if number is None else f"{number}. "
            numbers[-1] = None if number is None else number + 1
        elif token.type == "inline":
            token.children = [one for one in token.children or () if one.type not in ("link_open", "link_close")]
            yield sign + str(md.renderer.render([token], md.options, env))
            sign = ""
        elif token.nesting == 0 and (text := token.content.strip()):
            shown = _shown(token, env) if token.type == "math_block" else f'<code dir="ltr">{escape(text)}</code>'
            yield sign + shown
            sign = ""


def _is_plain(tokens: Sequence[Token], text: str) -> bool:
    """Tell whether nothing of a text is shown in another way than it was typed."""
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return False
    children = tokens[1].children or []
    if any(child.type not in ("text", "softbreak") for child in children):
        return False
    return "".join("".join(child.content for child in children).split()) == "".join(text.split())


def _laid_out(text: str, env: Env) -> str:
    """Return a text as HTML. Raises `TooMuch`."""
    md = _parser()
    tokens = md.parse(text, env)
    for token in tokens:
        _adapt(token)
    return str(md.renderer.render(tokens, md.options, env))


def as_typed(text: str, reason: str) -> str:
    """Return a stretch of text as it was typed, with the reason why it is not shown as it was meant."""
    return f'<code class="unrendered" dir="auto" title="{escape(reason)}">{escape(text)}</code>'


def as_typed_block(text: str, reason: str) -> str:
    """Return lines as they were typed, with the reason why they are not shown as they were meant."""
    return cleaned(f"<pre>{as_typed(text, reason)}</pre>\n")


@cache
def _parser() -> MarkdownIt:
    md = parser()
    for kind, rule in RULES.items():
        md.add_render_rule(kind, rule)
    return md


@cache
def _line_parser() -> MarkdownIt:
    md = line_parser()
    for kind, rule in {**RULES, "text": _text}.items():
        md.add_render_rule(kind, rule)
    return md


def _adapt(token: Token) -> None:
    """Lower headings, let each block find its direction, and note what stands in a link."""
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(int(token.tag[1:]) + LOWERED, LOWEST)}"
    if style := token.attrs.pop("style", ""):
        token.attrSet("class", str(style).replace("text-align:", "to-the-"))
    if token.type in OF_UNKNOWN_DIRECTION:
        token.attrSet("dir", "auto")
    links = 0
    for child in token.children or ():
        links += (child.type == "link_open") - (child.type == "link_close")
        child.meta["in_link"] = links > 0
        if child.type == "link_open":
            child.attrSet("target", "_blank")


def _text(_self: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, env: Env) -> str:
    """Return words of a line, in which web addresses are links."""
    token = tokens[at]
    if env["split"] is None or token.meta.get("in_link"):
        return escape(token.content)
    parts = ((escape(part), is_link) for part, is_link in env["split"](token.content))
    return "".join(f'<a href="{part}" target="_blank">{part}</a>' if is_link else part for part, is_link in parts)


def _formula(_self: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, env: Env) -> str:
    """Return a formula as MathML, or as typed."""
    token = tokens[at]
    math = _shown(token, env)
    return f"<p>{math}</p>\n" if token.type == "math_block" else math


def _shown(token: Token, env: Env) -> str:
    within = "within" in env
    latex = token.content.strip()
    try:
        env["budget"].formula(latex)
        return mathml(latex, display=token.markup in DISPLAYED and not within)
    except NotRendered as problem:
        typed = f"{token.markup}{token.content}{CLOSING.get(token.markup, token.markup)}"
        return escape(typed) if within else as_typed(typed, env["translate"](problem.reason))


def _code_block(_self: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, env: Env) -> str:
    """Return a block of code, in colours where its language is known; code runs from left to right everywhere."""
    code, language = tokens[at].content, tokens[at].info.strip().partition(" ")[0]
    coloured = highlighted(code, language) if env["budget"].highlights(code) else None
    return f'<pre dir="ltr"><code>{escape(code) if coloured is None else coloured}</code></pre>\n'


def _code(_self: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, _env: Env) -> str:
    return f'<code dir="ltr">{escape(tokens[at].content)}</code>'


def _too_deep(_self: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, env: Env) -> str:
    return (
        f"<pre>{as_typed(tokens[at].content, env['translate'](_('This is nested too deeply to be laid out.')))}</pre>\n"
    )


def _picture(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
    """Return a link in place of a picture: loading one would tell another server who reads what, and when."""
    token = tokens[at]
    words = self.renderInlineAsText(token.children, options, env) or str(token.attrs["src"])
    if "within" in env:
        return escape(words)
    return f'<a href="{escape(str(token.attrs["src"]))}" target="_blank">{escape(words)}</a>'


RULES = {
    "code_block": _code_block,
    "code_inline": _code,
    "fence": _code_block,
    "image": _picture,
    "math_block": _formula,
    "math_inline": _formula,
    "math_inline_double": _formula,
    TOO_DEEP: _too_deep,
}
