"""What people have to be told is kept first, and delivered by whoever empties the outbox: any number of sweeps.

Each message is taken by one of them, under a short lease; what cannot be delivered now waits, longer each time, until
it expires. What one channel tells another may tell beside it: then a copy is kept for that one, once, which waits and
expires by itself. This module must not know how a channel tells anybody, and does not log what it tells.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from chatxblock.domain.deadline import GoesOn, always
from chatxblock.domain.ports import Channel, Clock, Lease, Message, OutboxStore, Outcome
from chatxblock.errors import StoreBusy

log = logging.getLogger(__name__)

LEASE_SECONDS = 60.0
"""How long one delivery may take; after that somebody else takes the message."""
SHORTEST, LONGEST = 5.0, 900.0
"""Seconds between two attempts, at least and at most."""


class Outbox:
    """Puts messages in, and delivers them by channels of several kinds."""

    def __init__(
        self,
        *,
        store: OutboxStore,
        channels: Mapping[str, Channel],
        clock: Clock,
        beside: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        """Take the parts; `beside` tells by kind and topic which other kind tells the same."""
        self._store = store
        self._channels = dict(channels)
        self._clock = clock
        self._beside = dict(beside or {})

    def put(self, messages: Sequence[Message]) -> None:
        """Keep messages that belong to no other change."""
        self._store.put_messages(messages)

    def empty(self, most: int = 100, goes_on: GoesOn = always) -> int:
        """Deliver what is due, at most `most`, and return how much that was; a message that fails holds up no other.

        Before each it is asked whether to go on.
        """
        expired = self._store.drop_expired_messages(self._clock.now())
        if expired:
            log.warning("outbox: %d messages expired before anybody could be told", expired)
        due = self._store.due_messages(self._clock.now(), most)
        return sum(self._deliver(message_id) for message_id in due if goes_on())

    def hurry(self, kinds: Collection[str], most: int) -> None:
        """Deliver what is due of a few kinds, at most `most`, in whose request it was put in; what fails is left."""
        try:
            for message_id in self._store.due_messages(self._clock.now(), most, kinds):
                self._deliver(message_id)
        except Exception:
            log.exception("outbox: left to the next sweep")

    def _deliver(self, message_id: int) -> bool:
        now = self._clock.now()
        lease = Lease(token=uuid4().hex, until=now + timedelta(seconds=LEASE_SECONDS))
        try:
            message = self._store.take_message(message_id, lease, now)
            if message is None:
                return False
            self._copy(message, lease)
            outcome = self._outcome(message)
            if outcome is Outcome.LATER:
                due_at = self._clock.now() + timedelta(seconds=delay(message.attempts))
                self._store.postpone_message(message_id, lease, due_at)
            else:
                self._store.drop_message(message_id)
        except StoreBusy:
            log.warning("message %d: the database is busy, left to the next sweep", message_id)
            return False
        if outcome is Outcome.NOBODY_THERE:
            log.info("message %d (%s): there is no way to this person", message_id, message.kind)
        return outcome is Outcome.DELIVERED

    def _copy(self, message: Message, lease: Lease) -> None:
        """Keep the same for another kind of channel, when this one has its first attempt."""
        kind = self._beside.get((message.kind, message.topic))
        if kind is not None and not message.attempts:
            self._store.copy_message(message.id, lease, replace(message, id=0, kind=kind, due_at=self._clock.now()))

    def _outcome(self, message: Message) -> Outcome:
        channel = self._channels.get(message.kind)
        if channel is None:
            log.error("message %d: there is no channel of the kind %s", message.id, message.kind)
            return Outcome.LATER
        try:
            return channel.deliver(message)
        except Exception as error:  # noqa: BLE001  (the message waits; what an error says may be of the body)
            log.error("message %d (%s): %s", message.id, message.kind, type(error).__name__)  # noqa: TRY400
            return Outcome.LATER


def delay(attempts: int) -> float:
    """Return how many seconds to wait after so many attempts before this one: longer each time."""
    return min(SHORTEST * 2.0 ** min(attempts, 10), LONGEST)
