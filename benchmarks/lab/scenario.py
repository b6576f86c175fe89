"""What a simulated course is like: every number that is swept, and every number that had to be guessed.

Where a number was published, its source is named; all others are guesses. This module must not know of any policy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from chatxblock.domain.calls.events import LEAST_SILENCE
from chatxblock.domain.helpers.duty import MOST_UNANSWERED

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WARM_UP = DAY
"""Seconds at the beginning that are simulated and not counted: nobody is tired yet."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One course. Times are in seconds."""

    name: str = "the usual course"
    days: int = 8
    """How long to count, behind the warm-up."""
    on_duty: float = 10
    """Helpers on duty at once, on the average of a day."""
    share_on_duty: float = 0.025
    """Share of a week for which one helper is on duty: 4.2 hours."""
    session: float = 40 * MINUTE
    """Median time for which somebody stays on duty."""
    asks_per_helper: float = 0.3
    """Questions an hour for each helper on duty, before the deadline's rush: 0.25 a learner and week (Aardvark, 2009),
    2.5 % of learners online at once, one in five of those on duty."""
    notice: float = 15.0
    """Median time until a helper who pays attention looks at an invitation; lognormal, sigma 1."""
    accept: float = 0.2
    """Mean chance that a helper who looks says yes."""
    unlike: float | None = 4.0
    """How little helpers differ in that chance: the sum of the two parameters of a beta distribution; None: not at all.
    """
    crowding: float = 0.0
    """How much the chance falls with the number of people asked: it is divided by that number to this power."""
    says_no: float = 0.3
    """Share of those who looked and did not come who say "Not now"; the others are silent."""
    tires: float = 0.1
    """Chance that an invitation makes its helper ignore all further ones for a while (Manshadi and Rodilitz, 2022)."""
    spell: float = 2 * HOUR
    """Mean of that while, exponential; 0: nobody tires."""
    pause_after: int | None = MOST_UNANSWERED
    """Offers left unanswered in a row that end the duty, as in the product; None: none do."""
    least_lapse: float = LEAST_SILENCE
    """Time that an offer has before it counts as left unanswered, or its round's wait if that is longer."""
    patience: float = 3 * MINUTE
    """Median time for which an asker waits; lognormal, sigma 1."""
    silent: float = 0.7
    """Share of the impatient who leave without a word (69.5 % and 71.3 %, Castellanos et al., 2024 and 2025)."""
    grace: float = 60.0
    """How long a question outlives an asker who left without a word, as in the product."""
    talk: float = 8 * MINUTE
    """Median length of a talk (library chat: 8 minutes); lognormal, sigma 0.8."""
    most_offers: int = 3
    """Open questions that a helper is shown at once, as in the product."""
    most_calls: int = 2
    """Rooms that a helper is in at once, as in the product."""


USUAL = Scenario()
UNTIRED = replace(USUAL, name="nobody tires of being asked", spell=0.0, pause_after=None)
"""The fair test against rounds: asking costs nothing here, so asking everyone has to be the quickest."""

SWEEPS: dict[str, tuple[Scenario, ...]] = {
    "accept": (
        replace(USUAL, name="5 % say yes", accept=0.05),
        USUAL,
        replace(USUAL, name="50 % say yes", accept=0.5),
    ),
    "notice": (
        USUAL,
        replace(USUAL, name="a helper looks after 2 minutes", notice=2 * MINUTE),
    ),
    "patience": (
        replace(USUAL, name="askers wait 1 minute", patience=MINUTE),
        USUAL,
        replace(USUAL, name="askers wait 10 minutes", patience=10 * MINUTE),
    ),
    "spell": (
        UNTIRED,
        replace(USUAL, name="tired for 10 minutes", spell=10 * MINUTE),
        USUAL,
        replace(USUAL, name="tired for a day", spell=DAY),
    ),
    "on_duty": (
        replace(USUAL, name="3 on duty", on_duty=3, days=16),
        USUAL,
        replace(USUAL, name="50 on duty", on_duty=50, days=3),
        replace(USUAL, name="200 on duty", on_duty=200, days=1),
    ),
}
"""By the field that is swept, in the order of its values."""

FIFTY = SWEEPS["on_duty"][2]
UNHURRIED = SWEEPS["notice"][1]
TIRED_FIFTY = replace(FIFTY, name="50 on duty, tired for a day", spell=DAY)
ASIDES = (
    TIRED_FIFTY,
    replace(USUAL, name="one invitation in fifty makes a helper give up for a month", tires=0.02, spell=30 * DAY),
    replace(USUAL, name="the more are asked, the fewer say yes", crowding=0.25),
    replace(USUAL, name="no pause after three offers", pause_after=None),
    replace(FIFTY, name="50 on duty, an offer counts as unanswered with its round", least_lapse=0.0),
    replace(UNHURRIED, name=f"{UNHURRIED.name}, an offer counts as unanswered with its round", least_lapse=0.0),
    replace(USUAL, name="all helpers are alike", unlike=None),
    replace(USUAL, name="talks of half an hour", talk=30 * MINUTE),
)
"""What else might turn the result round."""
TESTS_OF_PLANS = (UNTIRED, USUAL, FIFTY, TIRED_FIFTY)
"""Where plans are compared with each other."""
