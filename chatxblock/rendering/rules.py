"""What our Markdown has beyond CommonMark, and where it ends: rules of the parser. They must not know of HTML."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar

from chatxblock.rendering.cleaning import SCHEMES
from chatxblock.rendering.limits import MOST_NESTED, Budget

BLOCKS = ("paragraph", "reference", "blockquote", "list")
"""What a rule of the parser may end."""
TOO_DEEP = "too_deep"
"""The token of lines that are nested more deeply than is shown."""
CLOSING = {r"\(": r"\)", r"\[": r"\]"}
"""How a formula ends that begins with one of the brackets of LaTeX."""
FURTHEST = 2_000
"""So far ahead such an end is looked for; what is longer is no formula."""
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


NOT_IN_A_LINE = ["heading", "hr", "lheading", "reference", "table"]
"""What is no part of a talk: what people paste there begins lines with such signs."""
CHEMISTRY = re.compile(r"\\(?:ce|pu)\{")
NO_EMPHASIS = re.compile(r"(?<=\w)\*+(?=\w)|(?<=[\w)\]}`])\*(?=[\w(\[{`])|(?<!_)__+", re.ASCII)
"""Stars between letters, digits and brackets are a product or a power, and `__init__` is a name."""
DOLLARS = math_inline_dollar(allow_space=False, allow_digits=False, allow_double=True)


def line_parser() -> MarkdownIt:
    """Return a parser for what is said in a talk, which has the smaller part of a page's Markdown.

    Where a line is shown its breaks stay by themselves.
    """
    md = parser().disable(NOT_IN_A_LINE)
    md.options["breaks"] = False
    return md


def parser() -> MarkdownIt:
    """Return a parser, to which a line break is one, as where people chat.

    Each run needs a `Budget` as `env["budget"]`, and raises `TooMuch` when that is spent.
    """
    md = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": MOST_NESTED + 4})
    md.enable(["table", "strikethrough"])
    md.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    md.inline.ruler.at("math_inline", _dollar_math)
    md.inline.ruler.before("escape", "bracket_math", _bracket_math)
    md.inline.ruler.before("escape", "chemistry", _chemistry)
    md.inline.ruler.before("emphasis", "no_emphasis", _no_emphasis)
    md.inline.ruler.disable("entity")  # of HTML, which stands as typed
    md.block.ruler.before("table", TOO_DEEP, _block_step, {"alt": list(BLOCKS)})
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.before("text", "step", _inline_step)
    # The library's documented way to judge links oneself.
    md.validateLink = _leads_outside  # type: ignore[method-assign]
    return md


def _leads_outside(url: str) -> bool:
    """Tell whether a link leads to a page or a mail box; a relative one would lead somewhere else on each page."""
    scheme = SCHEME.match(url.strip())
    return scheme is not None and scheme[1].lower() in SCHEMES


def _block_step(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Count a try to find a block, and take the rest of what is nested too deeply as it stands."""
    budget: Budget = state.env["budget"]
    budget.step()
    if silent or state.level < MOST_NESTED:
        return False
    token = state.push(TOO_DEEP, "", 0)
    token.content = state.getLines(start, end, state.blkIndent, False)
    state.line = end
    return True


def _inline_step(state: StateInline, _silent: bool) -> bool:
    budget: Budget = state.env["budget"]
    budget.step()
    return False


def _dollar_math(state: StateInline, silent: bool) -> bool:
    """Find a formula between dollars. No formula has a back tick: code begins there, behind a price."""
    start = state.pos
    if not DOLLARS(state, silent):
        return False
    if "`" not in state.src[start : state.pos]:
        return True
    state.pos = start
    if not silent:
        state.tokens.pop()
    return False


def _no_emphasis(state: StateInline, silent: bool) -> bool:
    """Take stars and underscores that emphasise nothing as they stand."""
    found = None if silent else NO_EMPHASIS.match(state.src, state.pos)
    if found is None:
        return False
    state.pending += found[0]
    state.pos = found.end()
    return True


def _bracket_math(state: StateInline, silent: bool) -> bool:
    """Find a formula between the brackets of LaTeX, which stand for an escaped bracket where no other one follows."""
    begin, after = state.src[state.pos : state.pos + 2], state.pos + 2
    end = _closing(state, CLOSING[begin], after) if begin in CLOSING else -1
    if end < 0 or not (latex := state.src[after:end]).strip():
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = latex, begin
    state.pos = end + 2
    return True


def _closing(state: StateInline, closing: str, after: int) -> int:
    """Return where a formula ends, -1 for nowhere: at no bracket behind a line break, which is one back slash more."""
    budget: Budget = state.env["budget"]
    most = min(after + FURTHEST, state.posMax)
    end = state.src.find(closing, after, most)
    while end >= 0 and (end - len(state.src[after:end].rstrip("\\")) - after) % 2:
        budget.step()
        end = state.src.find(closing, end + 1, most)
    return end


def _chemistry(state: StateInline, silent: bool) -> bool:
    """Find a formula of chemistry or a unit, which needs no signs around it, to the brace that closes it."""
    if not CHEMISTRY.match(state.src, state.pos):
        return False
    depth, end = 0, state.pos + len(r"\ce")
    most = min(state.pos + FURTHEST, state.posMax)
    while end < most and state.src[end] != "\n":
        depth += (state.src[end] == "{") - (state.src[end] == "}")
        end += 1
        if depth == 0:
            break
    if depth or end - state.pos <= len(r"\ce{}"):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = state.src[state.pos : end]
    state.pos = end
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find a table, unless it has more cells than fit: short rows are filled up, so that a few words make thousands."""
    rule = state.src[state.bMarks[start + 1] : state.eMarks[start + 1]] if start + 2 <= end else ""
    columns = rule.count("|") + 1
    if silent or columns < 2:
        return table(state, start, end, silent)
    budget: Budget = state.env["budget"]
    rows = 1
    while rows * columns <= budget.cells and start + rows < end and not state.isEmpty(start + rows):
        rows += 1
    return rows * columns <= budget.cells and table(state, start, end, silent) and budget.table(rows * columns)
