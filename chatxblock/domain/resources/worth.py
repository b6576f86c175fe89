"""How far a resource has shown its worth: by how many of those who opened it said that it helped.

This module must not know what a resource is.
"""

from __future__ import annotations

from math import sqrt

Z = 1.96
"""Of 95 in 100: how sure the bound is."""
NEW = 8
"""Up to so many times opened a resource is new, and stands a little higher than it has earned."""
WELCOME = 0.1
"""How much higher at the very first; less with each time, and nothing from `NEW` on."""


def lower_bound(helped: int, opened: int) -> float:
    """Return the share of whom it helps, at least, from 0 to 1: the lower end of Wilson's score interval.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209-212.
    With few who opened it the bound is low, so that three of three do not stand before ninety of a hundred.
    """
    tried = max(opened, helped)
    if tried <= 0:
        return 0.0
    share, spread = helped / tried, Z * Z / tried
    centre = share + spread / 2
    bound = (centre - Z * sqrt((share * (1 - share) + spread / 4) / tried)) / (1 + spread)
    return min(max(bound, 0.0), share)  # rounding leaves a trace of either side of the two


def standing(helped: int, opened: int) -> float:
    """Return what a resource is ordered by: the lower bound, and while it is new a little more."""
    return lower_bound(helped, opened) + WELCOME * max(NEW - opened, 0) / NEW
