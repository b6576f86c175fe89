"""Queries about everything that goes on in a course."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from chatxblock.domain.calls.call import State
from chatxblock.domain.ports import Helpers, OnDuty, OpenCalls, Waited
from chatxblock.models import CallRow, HelperRow, HelperUnitRow
from chatxblock.store.calls import RUNNING_VALUES, whole_calls
from chatxblock.store.helpers import counted, to_helper
from chatxblock.store.rows import to_person


class StaffStore:
    """Finds what goes on in a course."""

    def open_calls(self, course: str, behind: Waited | None, most: int) -> OpenCalls:
        """Return a page of the running calls, who waits longest first; three queries."""
        rows = CallRow.objects.filter(course=course, state__in=RUNNING_VALUES)
        if behind is not None:
            rows = rows.filter(_behind(behind))
        # "waiting" comes behind "answered" in any alphabet.
        found = list(rows.order_by("-state", "asked_at", "pk").values_list("state", "asked_at", "pk")[: most + 1])
        ids = [call_id for _, _, call_id in found[:most]]
        known = {call.id: call for call in whole_calls(ids)} if ids else {}
        calls = tuple(known[call_id] for call_id in ids if call_id in known)
        if len(found) <= most:
            return OpenCalls(calls=calls, next=None)
        state, asked_at, call_id = found[most - 1]
        return OpenCalls(
            calls=calls, next=Waited(helped=state == State.ANSWERED.value, asked_at=asked_at, call_id=call_id)
        )

    def on_duty(self, course: str, behind: int, most: int) -> Helpers:
        """Return a page of those who are ready; three queries."""
        ready = HelperRow.objects.filter(course=course, ready=True, person__gt=behind).select_related("person")
        rows = list(ready.order_by("person")[: most + 1])
        shown = rows[:most]
        helpers = counted([to_helper(row, to_person(row.person)) for row in shown])
        units = _units([row.person_id for row in shown])
        found = tuple(
            OnDuty(helper=helper, since=row.present_at, units=tuple(units.get(row.person_id, ())))
            for helper, row in zip(helpers, shown, strict=True)
        )
        return Helpers(helpers=found, next=shown[-1].person_id if len(rows) > most else None)


def _units(people: Sequence[int]) -> dict[int, list[str]]:
    """Return the titles of the units in which some people may be asked, by their ids."""
    found: dict[int, list[str]] = {}
    rows = HelperUnitRow.objects.filter(person__in=people, helps=True).order_by("title", "pk") if people else ()
    for row in rows:
        found.setdefault(row.person_id, []).append(row.title)
    return found


def _behind(mark: Waited) -> Q:
    state = State.ANSWERED if mark.helped else State.WAITING
    later = Q(state=state.value) & (Q(asked_at__gt=mark.asked_at) | Q(asked_at=mark.asked_at, pk__gt=mark.call_id))
    return later if mark.helped else later | Q(state=State.ANSWERED.value)
