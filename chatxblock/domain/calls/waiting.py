"""Which of the calls that found too few people may ask somebody who has just come.

However many calls wait, this reads the same few of them, and chooses no more than the one person may be offered. This
module must not know who has come, or how anybody is chosen for a call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from chatxblock.domain.calls.call import Answer, Call
from chatxblock.domain.calls.candidates import Candidates, suits
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.ports import CallStore, Clock

MOST_READ = 50
"""Calls looked at for one person at once; what is due next comes first, so that each has its turn."""
MOST_PLACES = 8
"""Places of which the platform is asked whether somebody may help there."""


class Waiting:
    """Finds what waits for one helper."""

    def __init__(self, *, calls: CallStore, candidates: Candidates, clock: Clock) -> None:
        self._calls = calls
        self._candidates = candidates
        self._clock = clock

    def of(self, helper: Helper, units: Mapping[str, bool]) -> Iterator[Call]:
        """Yield the calls that may ask a helper now, as many as fit under the helper's limits and the authors'.

        `units` says by key where the helper wishes to be asked.
        """
        now, helper = self._clock.now(), self._with_offers(helper)
        helps = [unit for unit, wish in units.items() if wish]
        found = self._calls.waiting(helper.person.course, new_to=helper.person, units=helps, most=MOST_READ)
        allowed: dict[tuple[str, str, str, tuple[int, ...]], bool] = {}
        for call in found:
            if not call.short or not suits(call, helper, units, now):
                continue
            place = (call.eligibility, call.unit, call.block, call.listed)
            if place not in allowed:
                if len(allowed) == MOST_PLACES:
                    return
                allowed[place] = self._candidates.allowed(call, helper)
            if allowed[place]:
                yield call
                helper = replace(helper, open_offers=helper.open_offers + 1)

    def _with_offers(self, helper: Helper) -> Helper:
        held = [i.answer for call in self._calls.offers(helper.person) if (i := call.invitation_of(helper.person))]
        return replace(helper, open_offers=held.count(Answer.OPEN), open_calls=held.count(Answer.ACCEPTED))
