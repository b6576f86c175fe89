"""Queries about what people have to be told. A message is taken by compare-and-set, as the lease of a call is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from chatxblock.domain.ports import Lease, Message
from chatxblock.models import OutboxRow
from chatxblock.store.repeat import repeated


class OutboxStore:
    """Keeps messages until they are delivered."""

    @repeated
    def put_messages(self, messages: Sequence[Message]) -> None:
        """Keep messages to be delivered."""
        put(messages)

    def due_messages(self, now: datetime, most: int, kinds: Collection[str] = ()) -> list[int]:
        """Return the ids of messages that are due and that nobody is delivering, longest waiting first."""
        rows = OutboxRow.objects.filter(_free(now)).order_by("due_at", "pk")
        rows = rows.filter(kind__in=kinds) if kinds else rows
        return list(rows.values_list("pk", flat=True)[:most])

    @repeated
    def take_message(self, message_id: int, lease: Lease, now: datetime) -> Message | None:
        """Take a message for delivery; None if somebody else was quicker."""
        rows = OutboxRow.objects.filter(_free(now), pk=message_id)
        if not rows.update(lease_token=lease.token, lease_until=lease.until):
            return None
        row = OutboxRow.objects.filter(pk=message_id, lease_token=lease.token).first()
        return _message(row) if row else None

    @repeated
    def copy_message(self, message_id: int, lease: Lease, copy: Message) -> bool:
        """Count the first attempt of a message and keep a copy with it; false where it is not the first."""
        with transaction.atomic():
            rows = OutboxRow.objects.filter(pk=message_id, lease_token=lease.token, attempts=0)
            if not rows.update(attempts=1):
                return False
            put([copy])
            return True

    @repeated
    def drop_message(self, message_id: int) -> None:
        """Forget a message; harmless where it is gone."""
        OutboxRow.objects.filter(pk=message_id).delete()

    @repeated
    def postpone_message(self, message_id: int, lease: Lease, due_at: datetime) -> None:
        """Count an attempt, and let the message wait; does nothing if the lease is no longer ours."""
        rows = OutboxRow.objects.filter(pk=message_id, lease_token=lease.token)
        rows.update(attempts=F("attempts") + 1, due_at=due_at, lease_token="", lease_until=None)

    @repeated
    def drop_expired_messages(self, now: datetime) -> int:
        """Forget what expired before it was delivered, and return how many that were."""
        expired = list(OutboxRow.objects.filter(expires_at__lte=now).values_list("pk", flat=True))
        return OutboxRow.objects.filter(pk__in=expired).delete()[0] if expired else 0


def put(messages: Sequence[Message]) -> None:
    """Keep messages together with what they tell of, in the transaction that is open."""
    if messages:
        OutboxRow.objects.bulk_create([_row(message) for message in messages])


def _free(now: datetime) -> Q:
    return Q(due_at__lte=now, expires_at__gt=now) & (Q(lease_until__isnull=True) | Q(lease_until__lte=now))


def _row(message: Message) -> OutboxRow:
    return OutboxRow(
        kind=message.kind,
        to=message.to,
        topic=message.topic,
        body=dict(message.body),
        due_at=message.due_at,
        expires_at=message.expires_at,
    )


def _message(row: OutboxRow) -> Message:
    return Message(
        id=row.pk,
        kind=row.kind,
        to=row.to,
        topic=row.topic,
        body=row.body,
        due_at=row.due_at,
        expires_at=row.expires_at,
        attempts=row.attempts,
    )
