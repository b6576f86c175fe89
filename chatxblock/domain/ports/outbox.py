"""Keeping what people have to be told, until they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.ports.calls import Lease
    from chatxblock.domain.ports.channel import Message


class OutboxStore(Protocol):
    """Keeps messages. Every write is durable when the method returns.

    What tells of a change is put in with the change, in one transaction, by the method that keeps the change.
    """

    def put_messages(self, messages: Sequence[Message]) -> None:
        """Keep messages to be delivered."""
        ...

    def due_messages(self, now: datetime, most: int, kinds: Collection[str] = ()) -> list[int]:
        """Return the ids of messages that are due and that nobody is delivering, longest waiting first.

        Of these kinds alone, if any are named.
        """
        ...

    def take_message(self, message_id: int, lease: Lease, now: datetime) -> Message | None:
        """Take a message for delivery; None if somebody else has it, or it is delivered, postponed or expired."""
        ...

    def copy_message(self, message_id: int, lease: Lease, copy: Message) -> bool:
        """Count the first attempt of a message and keep a copy with it, both or none; false where it is not the first.

        Nothing is done either if the lease is no longer ours.
        """
        ...

    def drop_message(self, message_id: int) -> None:
        """Forget a message that is delivered, or that nobody can be told; harmless where it is gone."""
        ...

    def postpone_message(self, message_id: int, lease: Lease, due_at: datetime) -> None:
        """Count an attempt, and let the message wait until then; does nothing if the lease is no longer ours."""
        ...

    def drop_expired_messages(self, now: datetime) -> int:
        """Forget what expired before it was delivered, and return how many that were."""
        ...
