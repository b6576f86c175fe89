"""The last gate: what may stand in HTML that goes into a page.

Everything before it escapes what people typed, so there is nothing for it to take away. It is there for the day when
something before it is wrong. This module must not know how the HTML was made.
"""

from __future__ import annotations

import re

import nh3

TEXT = """
    a blockquote br code em h3 h4 h5 h6 hr li ol p pre s span strong table tbody td th thead tr ul
"""
MATH = """
    math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle
    msub msubsup msup mtable mtd mtext mtr munder munderover none
"""
"""Without those that carry other documents or do something: annotation-xml, maction, semantics."""
ATTRIBUTES = {
    "*": {"dir"},
    "a": {"href", "target"},
    "code": {"class", "title"},
    "ol": {"start"},
    "pre": {"class"},
    "span": {"class"},
    "td": {"class"},
    "th": {"class"},
    "math": {"display"},
    "menclose": {"notation"},
    "mfrac": {"linethickness"},
    "mi": {"mathvariant", "notation"},
    "mo": {"fence", "form", "largeop", "lspace", "maxsize", "minsize"}
    | {"movablelimits", "rspace", "separator", "stretchy"},
    "mover": {"accent"},
    "mpadded": {"depth", "height", "lspace", "voffset", "width"},
    "mspace": {"depth", "height", "linebreak", "width"},
    "mstyle": {"displaystyle", "mathcolor", "mathvariant", "scriptlevel"},
    "mtable": {"columnalign", "columnspacing", "displaystyle", "rowspacing"},
    "mtd": {"columnalign", "columnspan", "notation"},
    "munder": {"accentunder"},
}
"""No sizes of letters (one in the other grow without end), and no attribute that names something outside."""
LENGTHS = frozenset({"depth", "height", "linethickness", "lspace", "maxsize", "minsize", "rspace", "voffset", "width"})
SHORT = re.compile(r"[+-]?\d?(?:\.\d+)?(?:em|ex)?|\d{1,2}(?:\.\d+)?p[tx]|\d{1,3}%|thin|medium|thick")
"""No length reaches out of its line, where it could cover something or make a page endless."""
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow noopener"


def cleaned(html: str) -> str:
    """Return what of the HTML may stand in a page."""
    return _CLEANER.clean(html)


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    if attribute in LENGTHS and not SHORT.fullmatch(value):
        return None
    return value


_CLEANER = nh3.Cleaner(
    tags={*TEXT.split(), *MATH.split()},
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=_kept,
    url_schemes=SCHEMES,
    url_relative="deny",
    link_rel=REL,
    strip_comments=True,
)
