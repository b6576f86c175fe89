"""How much one page may ask for. Everything here is counted, never timed: the same text has the same page everywhere.

This module must not know what is rendered.
"""

from __future__ import annotations

from dataclasses import dataclass

from chatxblock.errors import Message
from chatxblock.errors import gettext_noop as _

LONGEST_PAGE = 20_000
"""Characters; a longer text stands as typed."""
MOST_STEPS = 8_000
"""Tries to find something in the text, by lines and by words; a page of 20,000 characters of prose takes 3,000."""
MOST_NESTED = 24
"""Levels of what stands inside each other: a quote is one, a list and its item are two."""
MOST_CELLS = 1_000
"""In one table, with those that a short row leaves out."""
LONGEST_FORMULA = 1_000
DEEPEST_FORMULA = 20
"""Braces, fractions, roots and environments inside each other."""
FORMULA_CHARACTERS = 6_000
"""In all formulas of a page, each with `FORMULA_ITSELF` more."""
FORMULA_ITSELF = 20
LONGEST_CODE = 1_500
"""Characters of a block that is highlighted; a longer one is shown without colours."""
CODE_CHARACTERS = 4_500
"""In all blocks of a page that are highlighted."""
MOST_EMPTY = 20
"""Empty lines after each other in a block that is highlighted: lexers look ahead over them, from each anew."""


class TooMuch(Exception):
    """A page asks for more than any page needs."""


class NotRendered(Exception):
    """Something cannot be shown as it is meant, for a reason that its reader is told."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(kw_only=True)
class Budget:
    """What one page has left."""

    steps: int = MOST_STEPS
    cells: int = MOST_CELLS
    formulas: int = FORMULA_CHARACTERS
    code: int = CODE_CHARACTERS

    @classmethod
    def of(cls, text: str) -> Budget:
        """Return what a page has to begin with. Raises `TooMuch` where the text alone is too long."""
        if len(text) > LONGEST_PAGE:
            raise TooMuch()
        return cls()

    def step(self) -> None:
        """Note one more try to find something. Raises `TooMuch`."""
        self.steps -= 1
        if self.steps < 0:
            raise TooMuch()

    def formula(self, latex: str) -> None:
        """Take what a formula needs. Raises `NotRendered`."""
        if len(latex) > LONGEST_FORMULA:
            raise NotRendered(_("This formula is too long to be shown."))
        if len(latex) + FORMULA_ITSELF > self.formulas:
            raise NotRendered(_("This page has more formulas than can be shown."))
        self.formulas -= len(latex) + FORMULA_ITSELF

    def highlights(self, code: str) -> bool:
        """Take what colours for a block of code need, and tell whether there was enough."""
        if len(code) > min(LONGEST_CODE, self.code) or "\n" * (MOST_EMPTY + 1) in code.replace(" ", ""):
            return False
        self.code -= len(code)
        return True

    def table(self, cells: int) -> bool:
        """Take what a table needs; true, as who asks has seen that there is enough."""
        self.cells -= cells
        return True
