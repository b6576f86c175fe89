"""Queries about helpers: their wishes, who is there, who is next.

`ready`, `turns` and `shuffle` stand in one index, of the course and of each unit, so that who is next is found
without reading the others. `ready` is brought up to date by whatever changes one of its parts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Random

from chatxblock.domain.calls.call import RUNNING, Answer, Call, Person
from chatxblock.domain.calls.rounds import Pool
from chatxblock.domain.helpers.duty import (
    MOST_UNANSWERED,
    TURNS,
    Helper,
    OfferEvent,
    QuietHours,
    Standing,
    Unit,
    by_offer_event,
    offer_events,
)
from chatxblock.domain.ports import Cursor, Drawn
from chatxblock.models import CallRow, HelperRow, HelperUnitRow, InvitationRow, PersonRow
from chatxblock.store.flags import flagged
from chatxblock.store.insert import insert_new
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import to_person

WISHES = ["on_duty", "until", "paused", "unanswered", "timezone", "most_offers", "most_calls", "sound", "staff"]
"""Names that a helper and the row share and that people change; the others are the store's own."""
NUMBERS = ["present", "asked", "answered", "thanked", "turns"]
READY = Q(present=True, paused=False) & ~Q(on_duty=False) & ~Q(standing=Standing.DECLINED.value)
CHUNK = 500
"""Ids in one query; databases limit them."""


class HelperStore:
    """Keeps who wishes to be asked."""

    def draw(self, call: Call, pool: str, after: Cursor | None, most: int) -> Drawn:
        """Return the next helpers of a pool who were not asked for this call; three queries."""
        asked = {call.asker.id, *(invitation.person.id for invitation in call.invitations)}
        if pool == Pool.LISTED:
            return _draw_listed(call, asked, after.person if after else 0, most)
        rows = _places(call, pool, asked, after)[:most]
        places = [Cursor(turns=turns, shuffle=shuffle, person=person_id) for person_id, turns, shuffle in rows]
        helpers = _belonging(call, pool, [place.person for place in places])
        found = [helpers[place.person] for place in places if place.person in helpers]
        return Drawn(helpers=counted(found), behind=places[-1] if len(places) == most else None)

    def helper(self, person: Person) -> Helper:
        """Return how somebody wishes to be asked, with the defaults where they never said; open offers uncounted."""
        row = HelperRow.objects.filter(person=person.id).first()
        return to_helper(row, person) if row else Helper(person=person)

    def thanks(self, people: Collection[int]) -> Mapping[int, int]:
        """Return how many times each of these was thanked for help, by id."""
        return dict(HelperRow.objects.filter(person__in=list(people)).values_list("person_id", "thanked"))

    @repeated
    def save_helper(self, old: Helper, new: Helper) -> None:
        """Keep the wishes that changed between the two."""
        before, after = _columns(old), _columns(new)
        changes = {name: value for name, value in after.items() if value != before[name]}
        with transaction.atomic():
            rows = HelperRow.objects.filter(person=new.person.id)
            if changes and not rows.update(**changes):
                row = {"person_id": new.person.id, "course": new.person.course, **after}
                insert_new([HelperRow(**row)], "person")
                rows.update(**changes)
            _refresh([new.person.id])

    def units(self, person: Person) -> list[Unit]:
        """Return the units in which somebody may be asked, by title."""
        rows = HelperUnitRow.objects.filter(person=person.id).order_by("title", "pk")
        return [Unit(key=row.unit, title=row.title, url=row.url, helps=row.helps) for row in rows]

    @repeated
    def save_unit(self, person: Person, unit: Unit, *, wish: bool = False) -> None:
        """Keep that somebody may be asked in a unit; without `wish` what they wished for there stays."""
        rows = HelperUnitRow.objects.filter(person=person.id, unit=unit.key)
        known = rows.first()
        if known is not None and not wish and (known.title, known.url) == (unit.title[:255], unit.url):
            return
        changes = {"title": unit.title[:255], "url": unit.url} | ({"helps": unit.helps} if wish else {})
        with transaction.atomic():
            if known is None:
                turns = HelperRow.objects.filter(person=person.id).values_list("turns", flat=True).first() or 0
                row = HelperUnitRow(person_id=person.id, unit=unit.key, turns=turns, **changes)
                insert_new([row], "person", "unit")
            rows.update(**changes)
            _refresh([person.id])

    @repeated
    def move_unit(self, block: str, unit: str) -> None:
        """Let what is kept under a block's own key be the unit's; one query where there is nothing to move."""
        if not block or block == unit:
            return
        helpers, calls = HelperUnitRow.objects.filter(unit=block), CallRow.objects.filter(unit=block)
        if not list(helpers.values_list("unit").union(calls.values_list("unit"), all=True)[:1]):
            return
        calls.update(unit=unit)
        try:
            _move_helpers(block, unit)
        except IntegrityError:  # somebody met the unit at this moment
            _move_helpers(block, unit)

    @repeated
    def arrive(self, person: Person, now: datetime) -> None:
        """Note that a window of somebody's is about to be in the duty room."""
        there = {"present": True, "present_at": now}
        with transaction.atomic():
            if not HelperRow.objects.filter(person=person.id).update(**there):
                row = HelperRow(person_id=person.id, course=person.course, **there)
                insert_new([row], "person")
            _refresh([person.id])

    def watched(self) -> list[str]:
        """Return the courses in which somebody is believed to be in the duty room."""
        rows = HelperRow.objects.filter(flagged(present=True)).order_by("course")
        return list(rows.values_list("course", flat=True).distinct())

    @repeated
    def watch(self, course: str, inside: Collection[str], now: datetime, grace: float) -> None:
        """Note who is in the duty room; who arrived less than `grace` seconds ago need not be there yet."""
        rows = HelperRow.objects.filter(flagged(present=True), course=course)
        believed = list(rows.values_list("person_id", "person__localpart", "present_at"))
        early = now - timedelta(seconds=grace)
        known = {localpart for _, localpart, _ in believed}
        away = [person_id for person_id, name, at in believed if name not in inside and (at is None or at <= early)]
        back = PersonRow.objects.filter(course=course, localpart__in=set(inside) - known).values_list("pk", flat=True)
        for there, people in ((False, away), (True, list(back))):
            for start in range(0, len(people), CHUNK):
                with transaction.atomic():
                    some = people[start : start + CHUNK]
                    HelperRow.objects.filter(person__in=some).update(present=there)
                    _refresh(some)

    def ready_in(self, unit: str, besides: Person, most: int) -> list[Helper]:
        """Return the helpers of a unit who are ready besides somebody, no more than `most`; one query."""
        rows = HelperUnitRow.objects.filter(flagged(ready=True), unit=unit).exclude(person=besides.id)
        return [_helper_behind(row.person) for row in rows.select_related("person__helper")[:most]]


def count_offers(before: Call, after: Call) -> None:
    """Bring the helpers' numbers in line with what happened to a call, in the same transaction."""
    done = by_offer_event(offer_events(before, after))
    if asked := done.get(OfferEvent.ASKED):
        rows = HelperRow.objects.filter(person__in=asked)
        counted = rows.update(asked=F("asked") + 1, turns=F("turns") + 1, shuffle=Random())
        if counted < len(asked):
            known = set(rows.values_list("person_id", flat=True)) if counted else set()
            _add_missing([person_id for person_id in asked if person_id not in known], after.course)
        HelperUnitRow.objects.filter(person__in=asked).update(turns=F("turns") + 1, shuffle=Random())
    if answered := done.get(OfferEvent.ANSWERED):
        taken = F("turns") + TURNS - 1
        HelperRow.objects.filter(person__in=answered).update(answered=F("answered") + 1, unanswered=0, turns=taken)
        HelperUnitRow.objects.filter(person__in=answered).update(turns=taken)
    if thanked := done.get(OfferEvent.THANKED):
        HelperRow.objects.filter(person__in=thanked).update(thanked=F("thanked") + 1)
    if declined := done.get(OfferEvent.DECLINED):
        HelperRow.objects.filter(person__in=declined).update(unanswered=0)
    if lapsed := done.get(OfferEvent.LAPSED):
        rows = HelperRow.objects.filter(person__in=lapsed)
        rows.update(unanswered=F("unanswered") + 1)
        rows.filter(unanswered__gte=MOST_UNANSWERED).update(paused=True)
        _refresh(lapsed)


def to_helper(row: HelperRow, person: Person) -> Helper:
    """Return the helper of a row, without open offers and calls."""
    return Helper(
        person=person,
        standing=Standing(row.standing),
        quiet=tuple(_quiet_of(hours) for hours in row.quiet),
        **{name: getattr(row, name) for name in (*WISHES, *NUMBERS)},
    )


def _move_helpers(block: str, unit: str) -> None:
    """Let helpers' wishes for a block be for the unit; for who has both, a no to one of them is a no."""
    with transaction.atomic():
        old = HelperUnitRow.objects.filter(unit=block)
        helps = dict(old.select_for_update().values_list("person_id", "helps"))
        there = HelperUnitRow.objects.filter(unit=unit, person__units__unit=block)
        both = list(there.values_list("person_id", flat=True))
        unwilling = [person_id for person_id in both if not helps[person_id]]
        HelperUnitRow.objects.filter(unit=unit, person__in=unwilling).update(helps=False, ready=False)
        old.filter(person__in=both).delete()
        old.update(unit=unit)


def _draw_listed(call: Call, asked: set[int], start: int, most: int) -> Drawn:
    left = [person_id for person_id in call.listed if person_id not in asked]
    some, end = left[start : start + most], start + most
    rows = PersonRow.objects.select_related("helper").in_bulk(some) if some else {}
    found = [_helper_behind(rows[person_id]) for person_id in some if person_id in rows]
    behind = Cursor(turns=0, shuffle=0.0, person=end) if end < len(left) else None
    return Drawn(helpers=counted(found), behind=behind)


def _places(call: Call, pool: str, asked: set[int], after: Cursor | None) -> QuerySet[Any, tuple[int, int, float]]:
    """Return who is next, with their places: of one table, in the order of its index.

    A join, or a look into another table, makes MariaDB sort all helpers and PostgreSQL read all units.
    """
    if pool == Pool.PEERS:
        rows: QuerySet[Any] = HelperUnitRow.objects.filter(flagged(ready=True), unit=call.unit)
        asked = asked | set(call.listed)
    else:
        rows = HelperRow.objects.filter(
            flagged(ready=True, **({"staff": True} if pool == Pool.STAFF else {})), course=call.course
        )
    if after is not None:
        rows = rows.filter(Q(turns=after.turns, shuffle__gt=after.shuffle) | Q(turns__gt=after.turns))
    return rows.exclude(person__in=asked).order_by("turns", "shuffle").values_list("person", "turns", "shuffle")


def _belonging(call: Call, pool: str, people: Collection[int]) -> dict[int, Helper]:
    """Return those of a few people who belong to a pool, by id: peers are no staff, and nobody left the unit out.

    A no to the block, from before units were known, holds also where nobody visited the block since.
    """
    unwilling = HelperUnitRow.objects.filter(person=OuterRef("pk"), unit__in=[call.unit, call.block], helps=False)
    rows = PersonRow.objects.filter(~Exists(unwilling), pk__in=people).select_related("helper")
    if pool == Pool.PEERS:
        rows = rows.filter(helper__staff=False)
    return {row.pk: _helper_behind(row) for row in rows}


def _helper_behind(row: PersonRow) -> Helper:
    person = to_person(row)
    return to_helper(row.helper, person) if hasattr(row, "helper") else Helper(person=person)


def counted(helpers: Sequence[Helper]) -> tuple[Helper, ...]:
    """Return the helpers with how many offers and calls each has open."""
    if not helpers:
        return ()
    held = InvitationRow.objects.filter(
        person__in=[helper.person.id for helper in helpers],
        answer__in=[Answer.OPEN.value, Answer.ACCEPTED.value],
        call__state__in=[state.value for state in RUNNING],
    )
    counts = {(p, a): n for p, a, n in held.values_list("person", "answer").annotate(Count("pk"))}
    return tuple(
        replace(
            helper,
            open_offers=counts.get((helper.person.id, Answer.OPEN.value), 0),
            open_calls=counts.get((helper.person.id, Answer.ACCEPTED.value), 0),
        )
        for helper in helpers
    )


def _add_missing(missing: Iterable[int], course: str) -> None:
    rows = [HelperRow(person_id=person_id, course=course, asked=1, turns=1) for person_id in missing]
    insert_new(rows, "person")


def _refresh(people: Collection[int]) -> None:
    """Bring `ready` in line with what it is made of."""
    flag = BooleanField()
    HelperRow.objects.filter(person__in=people).update(
        ready=Case(When(READY, then=True), default=False, output_field=flag)
    )
    ready = Exists(HelperRow.objects.filter(person=OuterRef("person"), ready=True))
    HelperUnitRow.objects.filter(person__in=people).update(
        ready=Case(When(ready, helps=True, then=True), default=False, output_field=flag)
    )


def _columns(helper: Helper) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(helper, name) for name in WISHES}
    return values | {"standing": helper.standing.value, "quiet": [_plain(hours) for hours in helper.quiet]}


def _plain(hours: QuietHours) -> dict[str, Any]:
    return asdict(hours) | {"days": list(hours.days), "start": f"{hours.start:%H:%M}", "end": f"{hours.end:%H:%M}"}


def _quiet_of(hours: dict[str, Any]) -> QuietHours:
    return QuietHours(
        days=tuple(hours["days"]), start=time.fromisoformat(hours["start"]), end=time.fromisoformat(hours["end"])
    )
