"""From LaTeX to MathML. This module must not know of Markdown."""

from __future__ import annotations

import logging
import re
from html import unescape
from xml.etree.ElementTree import Element, tostring

from latex2mathml.converter import convert_to_element

from chatxblock.errors import gettext_noop as _
from chatxblock.rendering.limits import DEEPEST_FORMULA, NotRendered

logger = logging.getLogger(__name__)

BRACKETS = re.compile(r"\\\\|\\[{}]|({|\\begin\b|\\left\b)|(}|\\end\b|\\right\b)")
"""A line break or an escaped brace, which do neither; what opens; what closes."""
COMMANDS_ON_END = re.compile(r"(?:\\[a-zA-Z]+\s*\w?\s*){30}")
"""Commands of which each may be the argument of the one before, without a brace between them."""
LEFT_OVER = re.compile(r"\\[a-zA-Z]")
"""What is left in a text where the library does not know a command."""
CHILDREN = {"mfrac": 2, "mover": 2, "mroot": 2, "msub": 2, "msubsup": 3, "msup": 2, "munder": 2, "munderover": 3}
"""How many parts an element has (MathML Core, section 3); with others a browser shows an error, or nothing."""
PRIMES = ("′", "″", "‴", "⁗")
"""What some browsers raise twice: as what it is, and as what stands above a letter."""
DRAWN = frozenset({"menclose", "mfrac", "mroot", "msqrt"})
SEEN = re.compile("[^\\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
FOREIGN = re.compile(r"\\(?:href|style|class|verb|require|def|newcommand|renewcommand|let|includegraphics)(?![a-zA-Z])")
"""Commands that are no mathematics, or that would make the same text mean something else."""
CHEMISTRY = re.compile(r"\\(?:ce|pu)(?![a-zA-Z])")
"""mhchem, for which Python has no library; browsers have one, and show it where there is a script (ADR 35)."""


def mathml(latex: str, *, display: bool) -> str:
    """Return a formula as MathML, for a line of its own or for the text. Raises `NotRendered`."""
    if _depth(latex) > DEEPEST_FORMULA or COMMANDS_ON_END.search(latex):
        raise NotRendered(_("This formula is nested too deeply to be shown."))
    if CHEMISTRY.search(latex):
        raise NotRendered(_("Chemistry cannot be shown here."))
    if FOREIGN.search(latex):
        raise NotRendered(_("This formula has a command that cannot be shown."))
    try:
        math = convert_to_element(latex, display="block" if display else "inline")
    except Exception as exc:
        # The library has errors of its own, and lets those of its own lists and dicts through. All say: not LaTeX.
        logger.debug("a formula of %d characters cannot be shown: %s", len(latex), type(exc).__name__)
        raise NotRendered(_("This formula has an error, or a command that cannot be shown.")) from exc
    for element in math.iter():
        _check(element)
        if element.tag == "mtable":
            _draw_lines(element)
        if element.text in PRIMES:
            element.set("notation", "prime")
    if not _is_seen(math):
        raise NotRendered(_("This formula shows nothing."))
    return tostring(math, encoding="unicode")


def _check(element: Element) -> None:
    """Make texts plain, which the library keeps as XML in XML. Raises `NotRendered` for what no browser would show."""
    element.text = unescape(element.text or "")
    if LEFT_OVER.search(element.text):
        raise NotRendered(_("This formula has a command that cannot be shown."))
    if len(element) != CHILDREN.get(element.tag, len(element)):
        raise NotRendered(_("This formula is not complete."))
    if "mathbackground" in element.attrib:
        # A rule, or a ground of another colour.
        raise NotRendered(_("This formula has a command that cannot be shown."))


def _draw_lines(table: Element) -> None:
    """Say of each cell where a line is beside it: browsers do not draw those that are said of the table."""
    across, down = (table.attrib.pop(name, "").split() for name in ("columnlines", "rowlines"))
    for at, row in enumerate(table.findall("mtr")):
        for place, cell in enumerate(row):
            beside = {"right": across[place : place + 1], "bottom": down[at : at + 1]}
            if sides := [side for side, lines in beside.items() if lines not in ([], ["none"])]:
                cell.set("notation", " ".join(sides))


def _is_seen(element: Element) -> bool:
    """Tell whether anything of a formula can be seen: a letter, a sign, or what is drawn around nothing."""
    if element.tag == "mphantom":
        return False
    if element.tag in DRAWN or SEEN.search(element.text or ""):
        return True
    return any(_is_seen(child) for child in element)


def _depth(latex: str) -> int:
    """Return how many braces, environments and large brackets are open at once, at most."""
    deepest = depth = 0
    for bracket in BRACKETS.finditer(latex):
        depth += (bracket[1] is not None) - (bracket[2] is not None)
        deepest = max(deepest, depth)
    return deepest
