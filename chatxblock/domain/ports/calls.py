"""Keeping calls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call, Person
    from chatxblock.domain.calls.transcript import Line


@dataclass(frozen=True, kw_only=True)
class Lease:
    """The right to act on the chat server for one call, for a short time."""

    token: str
    until: datetime


class CallStore(Protocol):
    """Keeps calls. Every write is durable when the method returns."""

    def add(self, call: Call, lease: Lease) -> tuple[Call, bool]:
        """Keep a new call, already leased, and say whether it is new.

        The same id from the same asker returns the call that is there. Raises `RequestIdTaken` for somebody else's
        id, and `AlreadyInCall` where the asker has another open call in the course.
        """
        ...

    def load(self, call_id: UUID) -> Call:
        """Return a call with its invitations in the order they were made. Raises `CallNotFound`, `CallUnreadable`.

        A call that cannot be read is left out of the lists below.
        """
        ...

    def save(self, old: Call, new: Call) -> None:
        """Replace `old` by `new` if nobody was quicker. Raises `StaleCall`.

        A compare-and-set on the version, whatever changed. What `touch` notes meanwhile stays.
        """
        ...

    def finish(self, old: Call, new: Call, lines: Sequence[Line], start: int) -> None:
        """`keep` the last lines and `save` the call as archived, in one transaction. Raises `StaleCall`."""
        ...

    def open_call(self, person: Person) -> Call | None:
        """Return the call that this person asked and that is still open to her."""
        ...

    def offers(self, person: Person) -> list[Call]:
        """Return the running calls to which this person holds an invitation that is not withdrawn, oldest first."""
        ...

    def running(self, unit: str) -> list[Call]:
        """Return the running calls of a unit, the newest first, a hundred at most."""
        ...

    def ended(self, person: Person, since: datetime) -> list[Call]:
        """Return the calls that ended since then and to which this person could still have come as a helper."""
        ...

    def waiting(
        self, course: str, *, new_to: Person | None = None, units: Collection[str] = (), most: int = 100
    ) -> list[Call]:
        """Return the course's calls that wait for a helper and are not set aside, no more than `most`.

        With `new_to`, only those in which that person has no part. Those of the units come first, then whatever asks
        more people the soonest.
        """
        ...

    def usual_wait(self, course: str) -> float | None:
        """Return the median of seconds until a helper came in the course's recent calls, None for too few of them."""
        ...

    def touch(self, person: Person, at: datetime) -> None:
        """Note that this person is about to enter whichever running calls she takes part in."""
        ...

    def take_due(self, lease: Lease, now: datetime, passed: Collection[UUID] = ()) -> UUID | None:
        """Take the lease on that of the due calls which has waited longest, and return it; None where none is free.

        Due is what has something to be done and is not set aside. Those passed are left out. Of many who ask at once
        each is given another call.
        """
        ...

    def set_aside(self, call_id: UUID, now: datetime) -> None:
        """Count that nobody could do what is due for a call: it is due again after a while, longer each time.

        Between half a minute and an hour (`chatxblock.domain.calls.setbacks`).
        """
        ...

    def failing(self) -> frozenset[UUID]:
        """Return the calls that were set aside and have not recovered."""
        ...

    def recovered(self, call_id: UUID) -> None:
        """Forget that a call was set aside."""
        ...

    def take(self, call_id: UUID, lease: Lease, now: datetime) -> bool:
        """Take the lease on a call; false if somebody else holds one that has not run out, or it is set aside."""
        ...

    def release(self, call_id: UUID, lease: Lease) -> None:
        """Give the lease back; does nothing if it is no longer ours."""
        ...
