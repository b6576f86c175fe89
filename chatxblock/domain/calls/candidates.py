"""Draws those who may be asked for a call, a few at a time, so that choosing never reads all helpers.

The store knows who is ready and in which order; what only the moment knows is looked at here: the clock, who is in the
duty room, and whether each may still help. This module must not know how anybody is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.rounds import Pool, pools_of
from chatxblock.domain.helpers.duty import Caps, Helper
from chatxblock.domain.ports import Clock, Cursor, Eligibility, HelperStore, Place, Presence

NAMESPACE = UUID("6a0ea1a5-95a8-4d0f-9d2c-6c0d6b8b7f53")
BATCH = 16
"""Helpers looked at in one step; most rounds need one step."""
MOST_STEPS = 64
"""Steps after which a round goes out with whoever was found: a bound on what one round costs."""


class Candidates:
    """Who may be asked for one call now."""

    def __init__(self, *, helpers: HelperStore, presence: Presence, eligibility: Eligibility, clock: Clock) -> None:
        self._helpers = helpers
        self._presence = presence
        self._eligibility = eligibility
        self._clock = clock

    def of(self, call: Call, pool: str) -> Iterator[Helper]:
        """Yield lazily those of a pool who may be asked, each once, the next to be asked first."""
        after: Cursor | None = None
        for _ in range(MOST_STEPS):
            drawn = self._helpers.draw(call, pool, after, BATCH)
            yield from self._seeing(call, self._able(call, pool, drawn.helpers))
            if drawn.behind is None:
                return
            after = drawn.behind

    def allowed(self, call: Call, helper: Helper) -> bool:
        """Tell whether somebody may see where help is needed, and the rule of a call's block lets them help there."""
        named = helper.person.id in call.listed
        eligible = self._eligible(call, Pool.LISTED if named else "", [helper])
        return bool(eligible) and any(self._seeing(call, [helper]))

    def _able(self, call: Call, pool: str, helpers: Sequence[Helper]) -> list[Helper]:
        now, listed = self._clock.now(), pool == Pool.LISTED
        willing = [
            helper
            for helper in helpers
            if helper.takes(_caps(call), now, named=listed or helper.person.id in call.listed)
        ]
        if not listed:
            willing = self._in_duty_room(call, willing)
        able = self._eligible(call, pool, willing)
        return [helper for helper in willing if helper.person.id in able]

    def _eligible(self, call: Call, pool: str, helpers: Sequence[Helper]) -> set[int]:
        if not helpers:
            return set()
        rule = Pool.LISTED if pool == Pool.LISTED else call.eligibility
        return set(self._eligibility.among(rule, place_of(call), [helper.person for helper in helpers]))

    def _seeing(self, call: Call, helpers: Sequence[Helper]) -> Iterator[Helper]:
        """Yield those who may see where help is needed; of who is not drawn any more it is not asked."""
        known = {helper.person.id: helper for helper in helpers}
        for person in self._eligibility.seeing(place_of(call), [helper.person for helper in helpers]):
            yield known[person.id]

    def _in_duty_room(self, call: Call, helpers: list[Helper]) -> list[Helper]:
        if not helpers:
            return []
        inside = self._presence.on_duty(duty_room(call.course), [helper.person.localpart for helper in helpers])
        return [helper for helper in helpers if helper.person.localpart in inside]


def place_of(call: Call) -> Place:
    """Return where a call needs help."""
    return Place(course=call.course, unit=call.unit, block=call.block, section=call.section, listed=call.listed)


def duty_room(course: str) -> str:
    """Return the name of a course's duty room: the same everywhere, and telling nothing of the course."""
    return f"duty-{uuid5(NAMESPACE, course).hex}"


def suits(call: Call, helper: Helper, units: Mapping[str, bool], now: datetime) -> bool:
    """Tell whether a call's next rounds may ask somebody, by all that is known without asking anybody else.

    `units` says by key in which units, or blocks from before units were known, they wish to be asked.
    """
    named = helper.person.id in call.listed
    if not helper.takes(_caps(call), now, named=named):
        return False
    pools = pools_of(call.rounds, call.round + 1, named=bool(call.listed))
    if named and Pool.LISTED in pools:
        return True
    if False in (units.get(call.unit), units.get(call.block)):
        return False
    peer = not helper.staff and not named and call.unit in units
    return Pool.EVERYONE in pools or (helper.staff and Pool.STAFF in pools) or (peer and Pool.PEERS in pools)


def _caps(call: Call) -> Caps:
    return Caps(offers=call.offers_cap, calls=call.calls_cap)
