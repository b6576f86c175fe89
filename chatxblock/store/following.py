"""Queries about consent to be quoted, and about who has the same question as somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.ports import Message
from chatxblock.models import ConsentRow, FollowerRow
from chatxblock.store.outbox import put
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import to_call, to_person


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
        FollowerRow.objects.get_or_create(call_id=call_id, person_id=person.id, defaults={"at": at})
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

    def untold_followers(self, calls: Sequence[UUID]) -> list[tuple[Call, Person]]:
        """Return who follows one of these questions and was not told yet, each person once."""
        rows = FollowerRow.objects.filter(call__in=calls, told_at__isnull=True)
        found = {row.person_id: row for row in rows.select_related("person", "call__asker").order_by("-pk")}
        return [(to_call(row.call, ()), to_person(row.person)) for row in found.values()]

    @repeated
    def tell_followers(self, calls: Sequence[UUID], told: Mapping[int, Message], at: datetime) -> None:
        """Note that people are told, and keep what tells them, in one transaction."""
        with transaction.atomic():
            rows = FollowerRow.objects.filter(call__in=calls, person__in=list(told), told_at__isnull=True)
            fresh = set(rows.select_for_update().values_list("person_id", flat=True))
            rows.filter(person__in=fresh).update(told_at=at)
            put([told[person_id] for person_id in sorted(fresh)])
