"""A store in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from statistics import median
from threading import RLock
from uuid import UUID, uuid4

from chatxblock.domain.calls.call import Answer, Call, Person, User
from chatxblock.domain.calls.setbacks import delay
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import Lease
from chatxblock.errors import AlreadyInCall, CallNotFound, RequestIdTaken, StaleCall
from chatxblock.testing.bars import MemoryBars
from chatxblock.testing.candidacies import MemoryCandidacies
from chatxblock.testing.deeds import MemoryDeeds
from chatxblock.testing.experience import MemoryExperience
from chatxblock.testing.feedback import MemoryFeedback
from chatxblock.testing.finding import MemoryFindable
from chatxblock.testing.helpers import MemoryHelpers
from chatxblock.testing.history import MemoryHistory
from chatxblock.testing.library import MemoryLibrary
from chatxblock.testing.outbox import MemoryOutbox
from chatxblock.testing.resource_files import MemoryResourceFiles
from chatxblock.testing.staff import MemoryStaff


class MemoryStore(
    MemoryOutbox,
    MemoryResourceFiles,
    MemoryExperience,
    MemoryHelpers,
    MemoryFindable,
    MemoryFeedback,
    MemoryHistory,
    MemoryDeeds,
    MemoryBars,
    MemoryCandidacies,
    MemoryLibrary,
    MemoryStaff,
):
    """A store in memory, which forgets when the process ends."""

    def __init__(self) -> None:
        super().__init__()
        self._people: dict[tuple[str, str], Person] = {}
        self._by_id: dict[int, Person] = {}
        self._calls: dict[UUID, Call] = {}
        self._live: dict[UUID, Call] = {}
        """Those of the calls that run: a few of however many there were."""
        self._leases: dict[UUID, Lease] = {}
        self._set_aside: dict[UUID, tuple[int, datetime]] = {}
        """How often in a row a call failed, and until when it is set aside."""
        self._lines: dict[UUID, dict[str, tuple[int, Line]]] = {}
        self._ids = count(1)
        self._lock = RLock()

    def people(self, course: str, users: Sequence[User]) -> list[Person]:
        """Return the course's person for each user, made or brought up to date where needed."""
        with self._lock:
            return [self._person(course, user) for user in users]

    def known(self, course: str, user_id: str) -> Person | None:
        """Return the course's person for a user who was there before."""
        return self._people.get((course, user_id))

    def of_user(self, user_id: str) -> list[Person]:
        """Return who a user is in each course."""
        return [person for (_, known), person in self._people.items() if known == user_id]

    def persons(self, localparts: Iterable[str]) -> dict[str, Person]:
        """Return who is behind those localparts."""
        wanted = set(localparts)
        return {person.localpart: person for person in self._people.values() if person.localpart in wanted}

    def add(self, call: Call, lease: Lease) -> tuple[Call, bool]:
        """Keep a new call, leased, or return the one that is there."""
        with self._lock:
            there = self._calls.get(call.id)
            if there is not None:
                if there.asker.id != call.asker.id:
                    raise RequestIdTaken()
                return there, False
            running = self.open_call(call.asker)
            if running is not None:
                raise AlreadyInCall(running)
            self._put(call)
            self._leases[call.id] = lease
            return call, True

    def load(self, call_id: UUID) -> Call:
        """Return a call."""
        with self._lock:
            if call_id not in self._calls:
                raise CallNotFound()
            return self._current(self._calls[call_id])

    def save(self, old: Call, new: Call) -> None:
        """Replace a call if nobody was quicker; what `touch` noted meanwhile stays."""
        with self._lock:
            now = self.load(old.id)
            if new.version <= old.version:
                raise ValueError("A change of a call raises its version.")
            if (now.rev, now.version) != (old.rev, old.version):
                raise StaleCall()
            self._put(_merged(now, old, new))
            self._count_offers(old, new)

    def open_call(self, person: Person) -> Call | None:
        """Return this person's own open call."""
        mine = (call for call in self._running() if call.asker.id == person.id and call.open_to_asker)
        return next((self._current(call) for call in mine), None)

    def offers(self, person: Person) -> list[Call]:
        """Return the running calls that this person was asked to, oldest first."""
        held = [call for call in self._running() if _welcomes(call, person)]
        return [self._current(call) for call in sorted(held, key=lambda call: call.asked_at)]

    def running(self, unit: str) -> list[Call]:
        """Return the running calls of a unit, the newest first, a hundred at most."""
        found = [call for call in self._running() if call.unit == unit]
        return [self._current(call) for call in sorted(found, key=lambda call: call.asked_at, reverse=True)][:100]

    def ended(self, person: Person, since: datetime) -> list[Call]:
        """Return the calls that ended since then and to which this person could still have come as a helper."""
        mine = [c for c in self._calls.values() if c.ended_at and c.ended_at >= since and c.invitation_of(person)]
        return [self._current(c) for c in mine if _was_welcome(c, person)]

    def waiting(
        self, course: str, *, new_to: Person | None = None, units: Collection[str] = (), most: int = 100
    ) -> list[Call]:
        """Return the course's calls that wait for a helper, those of the units first, then the next to ask more."""
        found = [
            call
            for call in self._running()
            if call.course == course
            and call.widening
            and call.id not in self._set_aside
            and (new_to is None or (new_to.id != call.asker.id and call.invitation_of(new_to) is None))
        ]
        found.sort(key=lambda call: (call.unit not in units, call.next_round_at or call.asked_at, call.asked_at))
        return [self._current(call) for call in found[:most]]

    def usual_wait(self, course: str) -> float | None:
        """Return the median of seconds until a helper came in the course's recent calls, None for too few of them."""
        recent = sorted(
            (call for call in self._calls.values() if call.course == course), key=lambda call: call.asked_at
        )[-50:]
        waits = [
            (min(came) - call.asked_at).total_seconds()
            for call in recent
            if (came := [i.accepted_at for i in call.invitations if i.accepted_at])
        ]
        return median(waits) if len(waits) >= 5 else None

    def move_unit(self, block: str, unit: str) -> None:
        """Let what is kept under a block's own key be the unit's."""
        with self._lock:
            for call in self._calls.values():
                if block and call.unit == block:
                    self._put(replace(call, unit=unit))
            super().move_unit(block, unit)

    def touch(self, person: Person, at: datetime) -> None:
        """Note that this person is about to enter her running calls."""
        with self._lock:
            for call in self._running():
                if call.asker.id == person.id or _helps(call, person):
                    self._put(_touched(call, person, at))

    def take_due(self, lease: Lease, now: datetime, passed: Collection[UUID] = ()) -> UUID | None:
        """Take the lease on the due call that has waited longest, but for those passed; None where none is free."""
        due = [(call.due_at, call.id) for call in self._calls.values() if call.due_at and call.due_at <= now]
        waiting = (call_id for _, call_id in sorted(due) if call_id not in passed)
        return next((call_id for call_id in waiting if self.take(call_id, lease, now)), None)

    def set_aside(self, call_id: UUID, now: datetime) -> None:
        """Count a failure, and let the call be due again after a while."""
        with self._lock:
            failures, _ = self._set_aside.get(call_id, (0, now))
            self._set_aside[call_id] = failures + 1, now + delay(failures + 1)

    def failing(self) -> frozenset[UUID]:
        """Return the calls that were set aside and have not recovered."""
        return frozenset(self._set_aside)

    def recovered(self, call_id: UUID) -> None:
        """Forget that a call was set aside."""
        self._set_aside.pop(call_id, None)

    def take(self, call_id: UUID, lease: Lease, now: datetime) -> bool:
        """Take the lease on a call, if it is free."""
        with self._lock:
            if not self._is_free(call_id, now):
                return False
            self._leases[call_id] = lease
            return True

    def release(self, call_id: UUID, lease: Lease) -> None:
        """Give the lease back."""
        with self._lock:
            if self._leases.get(call_id) == lease:
                del self._leases[call_id]

    def keep(self, call_id: UUID, lines: Sequence[Line], start: int) -> None:
        """Keep lines of the log, each once."""
        with self._lock:
            kept = self._lines.setdefault(call_id, {})
            for place, line in enumerate(lines, start):
                kept.setdefault(line.id, (place, line))

    def finish(self, old: Call, new: Call, lines: Sequence[Line], start: int) -> None:
        """Keep the last lines and the call at once."""
        with self._lock:
            self.save(old, new)
            self.keep(new.id, lines, start)

    def log(self, call_id: UUID) -> list[Line]:
        """Return the kept lines in the archive's order."""
        kept = self._lines.get(call_id, {}).values()
        return [line for _, line in sorted(kept, key=lambda entry: entry[0])]

    def log_page(self, call_id: UUID, after: str, most: int) -> tuple[list[Line], str]:
        """Return some of the kept lines in the archive's order, and where to go on."""
        start = int(after or 0)
        lines = self.log(call_id)
        return lines[start : start + most], str(start + most) if len(lines) > start + most else ""

    def _person(self, course: str, user: User) -> Person:
        known = self._people.get((course, user.user_id))
        if known is None:
            known = Person(
                id=next(self._ids), course=course, user_id=user.user_id, localpart=uuid4().hex, name=user.name
            )
        image_url = known.image_url if user.image_url is None else user.image_url
        person = replace(known, name=user.name, username=user.username or known.username, image_url=image_url)
        self._people[course, user.user_id] = self._by_id[person.id] = person
        return person

    def _person_of(self, person_id: int) -> Person | None:
        return self._by_id.get(person_id)

    def _all(self) -> Iterable[Call]:
        return list(self._calls.values())

    def _running(self) -> Iterable[Call]:
        return list(self._live.values())

    def _put(self, call: Call) -> None:
        self._calls[call.id] = call
        if call.running:
            self._live[call.id] = call
        else:
            self._live.pop(call.id, None)

    def _current(self, call: Call) -> Call:
        """Return the call with its people as they are called now."""
        now = self._by_id
        if all(now.get(person.id, person) == person for person in (call.asker, *(i.person for i in call.invitations))):
            return call
        invitations = tuple(replace(i, person=now.get(i.person.id, i.person)) for i in call.invitations)
        return replace(call, asker=now.get(call.asker.id, call.asker), invitations=invitations)

    def _is_free(self, call_id: UUID, now: datetime) -> bool:
        lease, (_, aside_until) = self._leases.get(call_id), self._set_aside.get(call_id, (0, now))
        return (lease is None or lease.until <= now) and aside_until <= now


def _merged(now: Call, old: Call, new: Call) -> Call:
    """Return the new call with what was noted on the present one since `old`, where `new` did not change it."""
    touched = {p.person.id: p.touched_at for p in now.invitations}
    before = {p.person.id: p.touched_at for p in old.invitations}
    invitations = tuple(
        replace(i, touched_at=touched[i.person.id])
        if i.touched_at == before.get(i.person.id) != touched.get(i.person.id, i.touched_at)
        else i
        for i in new.invitations
    )
    touched_at = now.touched_at if new.touched_at == old.touched_at else new.touched_at
    return replace(new, invitations=invitations, touched_at=touched_at, unit=now.unit)


def _welcomes(call: Call, person: Person) -> bool:
    invitation = call.invitation_of(person)
    return invitation is not None and invitation.answer in (Answer.OPEN, Answer.ACCEPTED, Answer.LEFT)


def _was_welcome(call: Call, person: Person) -> bool:
    invitation = call.invitation_of(person)
    return invitation is not None and invitation.asked and invitation.answer not in (Answer.DECLINED, Answer.REMOVED)


def _helps(call: Call, person: Person) -> bool:
    invitation = call.invitation_of(person)
    return invitation is not None and invitation.answer is Answer.ACCEPTED


def _touched(call: Call, person: Person, at: datetime) -> Call:
    version = call.version  # a touch is no change: whoever changes the call meanwhile is not disturbed
    invitation = call.invitation_of(person)
    if invitation is not None and invitation.answer is Answer.ACCEPTED:
        call = call.with_invitation(replace(invitation, touched_at=at))
    return replace(call, touched_at=at, version=version)
