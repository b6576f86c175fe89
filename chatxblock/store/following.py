"""Queries about consent to be quoted, and about who has the same question as somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from chatxblock.domain.calls.call import Call, Person
from chatxblock.models import ConsentRow, FollowerRow
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import to_call, to_person
from chatxblock.store.to_tell import tell_again


class FollowingStore:
    """Keeps who may be quoted, and who waits for an answer to a question of somebody else."""

    def consents(self, calls: Sequence[UUID]) -> Mapping[tuple[UUID, int], bool]:
        """Return what people said, by call and person's id."""
        rows = ConsentRow.objects.filter(call__in=calls).values_list("call_id", "person_id", "yes")
        return {(call_id, person_id): yes for call_id, person_id, yes in rows}

    @repeated
    def save_consent(self, call_id: UUID, person: Person, yes: bool, at: datetime) -> None:
        """Keep what somebody says now."""
        ConsentRow.objects.update_or_create(call_id=call_id, person_id=person.id, defaults={"yes": yes, "at": at})

    @repeated
    def follow(self, call_id: UUID, person: Person, at: datetime) -> int:
        """Note that somebody has this question too, and return how many have."""
        with transaction.atomic():
            _, new = FollowerRow.objects.get_or_create(call_id=call_id, person_id=person.id, defaults={"at": at})
            if new:
                tell_again(call_id, at)
        return FollowerRow.objects.filter(call=call_id).count()

    @repeated
    def unfollow(self, call_id: UUID, person: Person) -> int:
        """Note that somebody has it no longer, and return how many still have."""
        FollowerRow.objects.filter(call=call_id, person=person.id).delete()
        return FollowerRow.objects.filter(call=call_id).count()

    def followed(self, person: Person, calls: Sequence[UUID]) -> set[UUID]:
        """Return which of these questions somebody follows."""
        rows = FollowerRow.objects.filter(person=person.id, call__in=calls)
        return set(rows.values_list("call_id", flat=True))

    def untold_followers(self, calls: Sequence[UUID], most: int) -> list[tuple[Call, Person]]:
        """Return who follows one of these questions and was not told yet, each person once."""
        rows = FollowerRow.objects.filter(call__in=calls, told_at__isnull=True)
        first = rows.values("person_id").annotate(first=Min("pk")).order_by("first").values_list("first", flat=True)
        found = FollowerRow.objects.filter(pk__in=list(first[:most])).select_related("person", "call__asker")
        return [(to_call(row.call, ()), to_person(row.person)) for row in found.order_by("pk")]
