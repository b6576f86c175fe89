"""Queries about calls and invitations. A change is a compare-and-set on the version, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from statistics import median
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from chatxblock.domain.calls.call import RUNNING, Answer, Call, Invitation, Person, State
from chatxblock.domain.calls.setbacks import delay
from chatxblock.domain.ports import Lease
from chatxblock.errors import AlreadyInCall, CallNotFound, RequestIdTaken, StaleCall
from chatxblock.models import CallRow, InvitationRow
from chatxblock.store.helpers import count_offers
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import call_columns, invitation_columns, readable, to_call

RUNNING_VALUES = [state.value for state in RUNNING]
WITHDRAWN = Answer.WITHDRAWN.value
MOST_WAITING = 100
RECENT = 50
"""Calls of which the usual wait is made."""
FEWEST_WAITS = 5
"""Calls below which a usual wait would say more about single people than about the course."""
TRIED = 10
"""Due calls that are read at once by whoever takes one."""
WELCOME = [Answer.OPEN.value, Answer.ACCEPTED.value, Answer.LEFT.value]


class CallStore:
    """Keeps calls."""

    @repeated
    def add(self, call: Call, lease: Lease) -> tuple[Call, bool]:
        """Keep a new call, already leased, and say whether it is new.

        The same id from the same asker returns the call that is there. Raises `RequestIdTaken` for somebody else's
        id, and `AlreadyInCall` where the asker has another open call in the course.
        """
        row = CallRow(id=call.id, lease_token=lease.token, lease_until=lease.until, **call_columns(call))
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return self._existing(call), False
        return call, True

    def load(self, call_id: UUID) -> Call:
        """Return a call with its invitations in the order they were made. Raises `CallNotFound`, `CallUnreadable`."""
        row = _whole(CallRow.objects.filter(pk=call_id)).first()
        if row is None:
            raise CallNotFound()
        return _call(row)

    @repeated
    def save(self, old: Call, new: Call) -> None:
        """Replace `old` by `new` if nobody was quicker. Raises `StaleCall`."""
        with transaction.atomic():
            self._replace(old, new)

    def open_call(self, person: Person) -> Call | None:
        """Return the call that this person asked and that is still open to her."""
        row = _whole(CallRow.objects.filter(open_key=person.id)).first()
        return _call(row) if row else None

    def offers(self, person: Person) -> list[Call]:
        """Return the running calls to which this person holds an invitation that is not withdrawn, oldest first."""
        mine = InvitationRow.objects.filter(call=OuterRef("pk"), person=person.id, answer__in=WELCOME)
        rows = _whole(CallRow.objects.filter(Exists(mine), state__in=RUNNING_VALUES)).order_by("asked_at")
        return readable(rows, _call)

    def running(self, unit: str) -> list[Call]:
        """Return the running calls of a unit, the newest first, a hundred at most."""
        rows = _whole(CallRow.objects.filter(unit=unit, state__in=RUNNING_VALUES)).order_by("-asked_at")
        return readable(rows[:MOST_WAITING], _call)

    def ended(self, person: Person, since: datetime) -> list[Call]:
        """Return the calls that ended since then and to which this person could still have come as a helper."""
        mine = InvitationRow.objects.filter(call=OuterRef("pk"), person=person.id, answer__in=[*WELCOME, WITHDRAWN])
        over = [State.ARCHIVING.value, State.CLOSED.value]
        rows = _whole(CallRow.objects.filter(Exists(mine), state__in=over, ended_at__gte=since)).order_by("asked_at")
        return readable(rows, _call)

    def waiting(
        self, course: str, *, new_to: Person | None = None, units: Collection[str] = (), most: int = MOST_WAITING
    ) -> list[Call]:
        """Return the course's calls that wait for a helper, those of the units first, then the next to ask more."""
        rows = CallRow.objects.filter(course=course, state=State.WAITING.value, failures=0)
        rows = rows.filter(solved_at__isnull=True, asker_left_at__isnull=True)
        if new_to is not None:
            asked = InvitationRow.objects.filter(call=OuterRef("pk"), person=new_to.id)
            rows = rows.filter(~Exists(asked)).exclude(asker=new_to.id)
        elsewhere = Case(When(unit__in=units, then=0), default=1) if units else Value(0)
        return readable(_whole(rows.order_by(elsewhere, "next_round_at", "asked_at"))[:most], _call)

    def usual_wait(self, course: str) -> float | None:
        """Return the median of seconds until a helper came in the course's recent calls, None for too few of them."""
        first = InvitationRow.objects.filter(call=OuterRef("pk"), accepted_at__isnull=False).order_by("accepted_at")
        rows = CallRow.objects.filter(course=course).order_by("-asked_at")[:RECENT]
        came = rows.annotate(came_at=Subquery(first.values("accepted_at")[:1])).values_list("asked_at", "came_at")
        waits = [(came_at - asked_at).total_seconds() for asked_at, came_at in came if came_at is not None]
        return median(waits) if len(waits) >= FEWEST_WAITS else None

    @repeated
    def touch(self, person: Person, at: datetime) -> None:
        """Note that this person is about to enter whichever running calls she takes part in."""
        helping = InvitationRow.objects.filter(call=OuterRef("pk"), person=person.id, answer=Answer.ACCEPTED.value)
        running = CallRow.objects.filter(state__in=RUNNING_VALUES)
        # Read first: an update by condition would lock every call that MySQL reads on its way.
        mine = list(running.filter(Q(asker=person.id) | Exists(helping)).values_list("pk", flat=True))
        if not mine:
            return
        running.filter(pk__in=mine).update(touched_at=at)
        mine_there = InvitationRow.objects.filter(call__in=mine, person=person.id, answer=Answer.ACCEPTED.value)
        mine_there.update(touched_at=at)

    def take_due(self, lease: Lease, now: datetime, passed: Collection[UUID] = ()) -> UUID | None:
        """Take the lease on that of the due calls which has waited longest, and return it; None where none is free.

        By compare-and-set, which each database can: whoever comes second at one tries the next.
        """
        due = CallRow.objects.filter(*_free(now), due_at__lte=now).exclude(pk__in=list(passed)).order_by("due_at", "pk")
        while found := list(due.values_list("pk", flat=True)[:TRIED]):
            for call_id in found:
                if self.take(call_id, lease, now):
                    return call_id
        return None

    @repeated
    def set_aside(self, call_id: UUID, now: datetime) -> None:
        """Count that nobody could do what is due for a call: it is due again after a while, longer each time."""
        with transaction.atomic():
            rows = CallRow.objects.filter(pk=call_id)
            failures = rows.select_for_update().values_list("failures", flat=True).first()
            if failures is not None:
                rows.update(failures=failures + 1, set_aside_until=now + delay(failures + 1))

    def failing(self) -> frozenset[UUID]:
        """Return the calls that were set aside and have not recovered."""
        return frozenset(CallRow.objects.filter(failures__gt=0).values_list("pk", flat=True))

    @repeated
    def recovered(self, call_id: UUID) -> None:
        """Forget that a call was set aside."""
        CallRow.objects.filter(pk=call_id).update(failures=0, set_aside_until=None)

    @repeated
    def take(self, call_id: UUID, lease: Lease, now: datetime) -> bool:
        """Take the lease on a call; false if somebody else holds one that has not run out, or it is set aside."""
        rows = CallRow.objects.filter(*_free(now), pk=call_id)
        return rows.update(lease_token=lease.token, lease_until=lease.until) == 1

    @repeated
    def release(self, call_id: UUID, lease: Lease) -> None:
        """Give the lease back; does nothing if it is no longer ours."""
        CallRow.objects.filter(pk=call_id, lease_token=lease.token).update(lease_token="", lease_until=None)

    def _existing(self, call: Call) -> Call:
        try:
            there = self.load(call.id)
        except CallNotFound:
            running = self.open_call(call.asker)
            raise (AlreadyInCall(running) if running else StaleCall()) from None
        if there.asker.id != call.asker.id:
            raise RequestIdTaken()
        return there

    def _replace(self, old: Call, new: Call) -> None:
        before, after = call_columns(old), call_columns(new)
        changes = {name: value for name, value in after.items() if value != before[name]}
        if new.version <= old.version:
            raise ValueError("A change of a call raises its version.")
        if not CallRow.objects.filter(pk=old.id, rev=old.rev, version=old.version).update(**changes):
            raise StaleCall()
        known = {invitation.person.id: invitation for invitation in old.invitations}
        fresh = [i for i in new.invitations if i.person.id not in known]
        if fresh:
            InvitationRow.objects.bulk_create([_invitation_row(new, i) for i in fresh])
        _update_invitations(new, known)
        count_offers(old, new)


def whole_calls(ids: Collection[UUID]) -> list[Call]:
    """Return those of some calls that can be read, with their invitations."""
    return readable(_whole(CallRow.objects.filter(pk__in=ids)), _call)


def _whole(rows: QuerySet[CallRow]) -> QuerySet[CallRow]:
    invitations = InvitationRow.objects.select_related("person").order_by("pk")
    return rows.select_related("asker", "stopped_by").prefetch_related(Prefetch("invitations", queryset=invitations))


def _call(row: CallRow) -> Call:
    return to_call(row, row.invitations.all())


def _free(now: datetime) -> tuple[Q, Q]:
    """Return the conditions under which anybody may do what is due for a call."""
    return (
        Q(lease_until__isnull=True) | Q(lease_until__lte=now),
        Q(set_aside_until__isnull=True) | Q(set_aside_until__lte=now),
    )


def _invitation_row(call: Call, invitation: Invitation) -> InvitationRow:
    columns: dict[str, Any] = invitation_columns(invitation)
    return InvitationRow(call_id=call.id, person_id=invitation.person.id, **columns)


def _update_invitations(call: Call, known: Mapping[int, Invitation]) -> None:
    """Write back what changed in invitations that were there, with one query for all that changed alike."""
    alike: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for invitation in call.invitations:
        before = known.get(invitation.person.id)
        if before is not None and before != invitation:
            after = invitation_columns(invitation).items() - invitation_columns(before).items()
            alike.setdefault(tuple(sorted(after)), []).append(invitation.person.id)
    for changes, people in alike.items():
        InvitationRow.objects.filter(call=call.id, person__in=people).update(**dict(changes))
