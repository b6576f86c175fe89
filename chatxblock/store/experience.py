"""Queries about what became of offers, by person and hour of the day.

The offers of a call are counted together, in one transaction with the mark on the call that they are counted: so each
is counted once, whoever does it and whatever dies in between. So is what its asker had read and asked anyway.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from chatxblock.domain.calls.call import State
from chatxblock.domain.helpers.experience import WITHIN, Experience, Offer, experience_of, summed
from chatxblock.models import CallRow, ExperienceRow, InvitationRow
from chatxblock.store.flags import flagged
from chatxblock.store.insert import insert_new
from chatxblock.store.repeat import repeated
from chatxblock.store.resources import count_asked_anyway

COUNTED = ["offered", "seen", "answered", "seconds"]
WITHIN_COLUMNS = [f"within_{seconds}" for seconds in WITHIN]


class ExperienceStore:
    """Keeps what became of offers."""

    def count_experience(self, most: int) -> int:
        """Count the offers of closed calls, of at most `most` calls, and return of how many."""
        rows = CallRow.objects.filter(flagged(counted=False), state=State.CLOSED.value)
        return sum(self.count_experience_of(call_id) for call_id in list(rows.values_list("pk", flat=True)[:most]))

    @repeated
    def count_experience_of(self, call_id: UUID) -> bool:
        """Count the offers of one closed call, unless that is done; say whether they were counted now."""
        with transaction.atomic():
            if not CallRow.objects.filter(pk=call_id, counted=False, state=State.CLOSED.value).update(counted=True):
                return False
            invitations = InvitationRow.objects.filter(call=call_id, round__gt=0)  # round 0: who asked to be let in
            rows = invitations.values_list("person_id", "invited_at", "seen_at", "accepted_at")
            offers = (Offer(person=who, invited_at=at, seen_at=seen, accepted_at=came) for who, at, seen, came in rows)
            for found in summed(experience_of(offer) for offer in offers):
                _add(found)
            count_asked_anyway(call_id)
        return True

    def experience(self, people: Collection[int]) -> list[Experience]:
        """Return what became of the offers made to these people, by id, for each hour with any; ordered by both."""
        rows = ExperienceRow.objects.filter(person__in=people).order_by("person", "hour")
        return [_experience(row) for row in rows]


def _add(found: Experience) -> None:
    values: dict[str, Any] = {name: getattr(found, name) for name in COUNTED}
    values |= dict(zip(WITHIN_COLUMNS, found.within, strict=True))
    more = {name: F(name) + value for name, value in values.items() if value}
    rows = ExperienceRow.objects.filter(person=found.person, hour=found.hour)
    if not rows.update(**more):
        insert_new([ExperienceRow(person_id=found.person, hour=found.hour)], "person", "hour")
        rows.update(**more)


def _experience(row: ExperienceRow) -> Experience:
    return Experience(
        person=row.person_id,
        hour=row.hour,
        within=tuple(getattr(row, name) for name in WITHIN_COLUMNS),
        **{name: getattr(row, name) for name in COUNTED},
    )
