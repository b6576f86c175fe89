"""Helpers in memory: the part of the store that keeps who wishes to be asked."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta

from chatxblock.domain.calls.call import Answer, Call, Person
from chatxblock.domain.calls.rounds import Pool
from chatxblock.domain.helpers.duty import Helper, OfferEvent, Standing, Unit, after_offer, offer_events
from chatxblock.domain.ports import Cursor, Drawn, Helpers, OnDuty

NUMBERS = {"person", "present", "asked", "answered", "thanked", "turns", "open_offers", "open_calls"}
"""What the store itself counts, and nobody wishes."""


@dataclass(kw_only=True)
class Kept:
    """What is kept of one helper."""

    helper: Helper
    units: dict[str, Unit] = field(default_factory=dict)
    present_at: datetime | None = None
    shuffle: float = field(default_factory=random.random)

    @property
    def place(self) -> Cursor:
        """Where this helper stands in the order of asking."""
        return Cursor(turns=self.helper.turns, shuffle=self.shuffle, person=self.helper.person.id)

    @property
    def ready(self) -> bool:
        """Whether this helper wishes to be asked, and was last seen in the duty room."""
        helper = self.helper
        return (
            helper.present
            and not helper.paused
            and helper.on_duty is not False
            and helper.standing is not Standing.DECLINED
        )


def _order(place: Cursor) -> tuple[int, float]:
    return place.turns, place.shuffle


class MemoryHelpers(ABC):
    """Keeps who wishes to be asked. What it needs of the rest of the store, the store has."""

    def __init__(self) -> None:
        super().__init__()
        self._helpers: dict[int, Kept] = {}

    def draw(self, call: Call, pool: str, after: Cursor | None, most: int) -> Drawn:
        """Return the next helpers of a pool who were not asked for this call."""
        asked = {call.asker.id, *(invitation.person.id for invitation in call.invitations)}
        if pool == Pool.LISTED:
            left = [person for i in call.listed if i not in asked and (person := self._person_of(i)) is not None]
            places = [(Cursor(turns=0, shuffle=0.0, person=place), person) for place, person in enumerate(left, 1)]
            start = after.person if after else 0
        else:
            ready = [k for i, k in self._helpers.items() if i not in asked and k.ready and self._belongs(k, call, pool)]
            places = sorted(((k.place, k.helper.person) for k in ready), key=lambda pair: _order(pair[0]))
            start = sum(after is not None and _order(place) <= _order(after) for place, _ in places)
        some = places[start : start + most]
        behind = some[-1][0] if len(places) > start + most else None
        return Drawn(helpers=tuple(self._counted(person) for _, person in some), behind=behind)

    def helper(self, person: Person) -> Helper:
        """Return how somebody wishes to be asked, with the defaults where they never said; open offers uncounted."""
        kept, now = self._helpers.get(person.id), self._person_of(person.id) or person
        helper = kept.helper if kept else Helper(person=now)
        return helper if helper.person == now else replace(helper, person=now)

    def thanks(self, people: Collection[int]) -> Mapping[int, int]:
        """Return how many times each of these was thanked for help, by id."""
        return {person: self._helpers[person].helper.thanked for person in people if person in self._helpers}

    def save_helper(self, old: Helper, new: Helper) -> None:
        """Keep the wishes that changed between the two."""
        kept = self._kept(new.person)
        names = (field.name for field in fields(Helper) if field.name not in NUMBERS)
        changes = {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}
        kept.helper = replace(kept.helper, **changes)

    def units(self, person: Person) -> list[Unit]:
        """Return the units in which somebody may be asked, by title."""
        return sorted(self._kept(person).units.values(), key=lambda unit: unit.title)

    def save_unit(self, person: Person, unit: Unit, *, wish: bool = False) -> None:
        """Keep that somebody may be asked in a unit; without `wish` what they wished for there stays."""
        units = self._kept(person).units
        known = units.get(unit.key)
        helps = unit.helps if wish else known.helps if known else True
        units[unit.key] = replace(unit, helps=helps)

    def move_unit(self, block: str, unit: str) -> None:
        """Let what is kept under a block's own key be the unit's."""
        for kept in self._helpers.values():
            old = kept.units.pop(block, None) if block else None
            if old is not None:
                there = kept.units.get(unit, replace(old, key=unit))
                kept.units[unit] = replace(there, helps=there.helps and old.helps)

    def arrive(self, person: Person, now: datetime) -> None:
        """Note that a window of somebody's is about to be in the duty room."""
        kept = self._kept(person)
        kept.helper, kept.present_at = replace(kept.helper, present=True), now

    def watched(self) -> list[str]:
        """Return the courses in which somebody is believed to be in the duty room."""
        return sorted({kept.helper.person.course for kept in self._helpers.values() if kept.helper.present})

    def watch(self, course: str, inside: Collection[str], now: datetime, grace: float) -> None:
        """Note who is in the duty room; who arrived less than `grace` seconds ago need not be there yet."""
        early = now - timedelta(seconds=grace)
        for kept in self._helpers.values():
            if kept.helper.person.course == course:
                soon = kept.helper.present and kept.present_at is not None and kept.present_at > early
                there = kept.helper.person.localpart in inside or soon
                kept.helper = replace(kept.helper, present=there)

    def ready_in(self, unit: str, besides: Person, most: int) -> list[Helper]:
        """Return the helpers of a unit who are ready besides somebody, no more than `most`."""
        others = (kept for person_id, kept in self._helpers.items() if person_id != besides.id)
        ready = [k for k in others if k.ready and (there := k.units.get(unit)) and there.helps]
        return [kept.helper for kept in ready[:most]]

    def on_duty(self, course: str, behind: int, most: int) -> Helpers:
        """Return a page of those who are ready, by their ids."""
        there = (one for one in self._helpers.items() if one[0] > behind and one[1].ready)
        ready = sorted((i, kept) for i, kept in there if kept.helper.person.course == course)
        shown = ready[:most]
        found = tuple(
            OnDuty(
                helper=self._counted(kept.helper.person),
                since=kept.present_at,
                units=tuple(unit.title for unit in self.units(kept.helper.person) if unit.helps),
            )
            for _, kept in shown
        )
        return Helpers(helpers=found, next=shown[-1][0] if len(ready) > most else None)

    def _counted(self, person: Person) -> Helper:
        held = [i for call in self._running() if (i := call.invitation_of(person)) is not None]
        return replace(
            self.helper(person),
            open_offers=sum(i.answer is Answer.OPEN for i in held),
            open_calls=sum(i.answer is Answer.ACCEPTED for i in held),
        )

    def _belongs(self, kept: Kept, call: Call, pool: str) -> bool:
        helper, unit = kept.helper, kept.units.get(call.unit)
        if any(there.key in (call.unit, call.block) and not there.helps for there in kept.units.values()):
            return False
        if pool == Pool.PEERS:
            named = helper.person.id in call.listed
            return unit is not None and not helper.staff and not named
        return helper.person.course == call.course and (helper.staff or pool != Pool.STAFF)

    def _count_offers(self, before: Call, after: Call) -> None:
        for person_id, event in offer_events(before, after):
            person = self._person_of(person_id)
            if person is not None:
                kept = self._kept(person)
                kept.helper = after_offer(kept.helper, event)
                if event is OfferEvent.ASKED:
                    kept.shuffle = random.random()  # noqa: S311  (an order, no secret)

    def _kept(self, person: Person) -> Kept:
        return self._helpers.setdefault(person.id, Kept(helper=Helper(person=person)))

    @abstractmethod
    def _person_of(self, person_id: int) -> Person | None:
        """Return somebody by id."""

    @abstractmethod
    def _running(self) -> Iterable[Call]:
        """Return the running calls."""
