"""The outbox in memory: the part of the store that keeps what people have to be told; and a channel."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from threading import RLock

from chatxblock.domain.ports import Lease, Message, Outcome


class MemoryOutbox:
    """Keeps messages until they are delivered."""

    def __init__(self) -> None:
        super().__init__()
        self._messages: dict[int, tuple[Message, Lease | None]] = {}
        self._message_ids = count(1)
        self._outbox_lock = RLock()

    def put_messages(self, messages: Sequence[Message]) -> None:
        """Keep messages to be delivered."""
        with self._outbox_lock:
            for message in messages:
                kept = replace(message, id=next(self._message_ids))
                self._messages[kept.id] = kept, None

    def due_messages(self, now: datetime, most: int, kinds: Collection[str] = ()) -> list[int]:
        """Return the ids of messages that are due and that nobody is delivering, longest waiting first."""
        there = [message for message, _ in self._messages.values() if not kinds or message.kind in kinds]
        waiting = [(message.due_at, message.id) for message in there]
        return [message_id for _, message_id in sorted(waiting) if self._is_due(message_id, now)][:most]

    def take_message(self, message_id: int, lease: Lease, now: datetime) -> Message | None:
        """Take a message for delivery; None if somebody else was quicker."""
        with self._outbox_lock:
            if not self._is_due(message_id, now):
                return None
            message, _ = self._messages[message_id]
            self._messages[message_id] = message, lease
            return message

    def copy_message(self, message_id: int, lease: Lease, copy: Message) -> bool:
        """Count the first attempt of a message and keep a copy with it; false where it is not the first."""
        with self._outbox_lock:
            message, held = self._messages.get(message_id, (None, None))
            if message is None or held != lease or message.attempts:
                return False
            self._messages[message_id] = replace(message, attempts=1), lease
            self.put_messages([copy])
            return True

    def drop_message(self, message_id: int) -> None:
        """Forget a message; harmless where it is gone."""
        self._messages.pop(message_id, None)

    def postpone_message(self, message_id: int, lease: Lease, due_at: datetime) -> None:
        """Count an attempt, and let the message wait; does nothing if the lease is no longer ours."""
        with self._outbox_lock:
            message, held = self._messages.get(message_id, (None, None))
            if message is not None and held == lease:
                self._messages[message_id] = replace(message, due_at=due_at, attempts=message.attempts + 1), None

    def drop_expired_messages(self, now: datetime) -> int:
        """Forget what expired before it was delivered, and return how many that were."""
        with self._outbox_lock:
            expired = [i for i, (message, _) in self._messages.items() if message.expires_at <= now]
            for message_id in expired:
                del self._messages[message_id]
            return len(expired)

    def _is_due(self, message_id: int, now: datetime) -> bool:
        if message_id not in self._messages:
            return False
        message, lease = self._messages[message_id]
        return message.due_at <= now < message.expires_at and (lease is None or lease.until <= now)


class MemoryChannel:
    """Keeps what it delivered. It has a way to everybody but those in `unreachable`; while `away`, to nobody."""

    def __init__(self, *, reaches_closed_pages: bool = True) -> None:
        self.reaches_closed_pages = reaches_closed_pages
        self.delivered: list[Message] = []
        self.unreachable: set[str] = set()
        self.away = False

    def deliver(self, message: Message) -> Outcome:
        """Keep the message."""
        if self.away:
            return Outcome.LATER
        if message.to in self.unreachable:
            return Outcome.NOBODY_THERE
        self.delivered.append(message)
        return Outcome.DELIVERED
