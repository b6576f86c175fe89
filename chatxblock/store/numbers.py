"""Queries about how the whole is doing: heartbeats of what ticks, and the numbers that operators watch.

A few queries, each by an index, whatever the number of calls. This module must not know who shows the numbers, or how.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min, Q

from chatxblock.domain.calls.call import State
from chatxblock.models import CallReportRow, CallRow, HeartbeatRow, LineRow, PersonRow
from chatxblock.store.insert import insert_new
from chatxblock.store.repeat import repeated

RECENT = timedelta(hours=1)
"""What counts as recent."""
FAILING = Q(failures__gt=0)
MOST_RECENT = 1000
"""How many of the recent calls are looked at, the newest first."""


SWEEP, SWEEP_BEFORE = "sweep", "sweep-before"
"""Names of the heartbeats of the last sweep that was well, and of the one before it."""


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """How the calls are doing. Lags are in seconds, 0 where nothing waits."""

    calls: dict[str, int]
    """How many there are, by state."""
    due_lag: float
    """For how long a call has been due that nobody is working on."""
    archive_lag: float
    """For how long the log of a call that is over has not been kept."""
    first_helper: tuple[float, ...]
    """Of each recent call that a helper came to: seconds from the question to the first one; ascending."""
    unanswered: int
    """Recent calls that no helper came to so far."""
    rounds: dict[int, int]
    """How many recent calls went through how many rounds."""
    incomplete: int
    """Recent calls whose log has a hole."""
    set_aside: int
    """Calls for which nobody can do what is due."""
    reports: int
    """Reports of talks that nobody of the staff has settled."""


@repeated
def beat(name: str, at: datetime) -> None:
    """Note that a process of this kind is well."""
    with transaction.atomic():
        if not HeartbeatRow.objects.filter(name=name).update(at=at):
            insert_new([HeartbeatRow(name=name, at=at)], "name")


def heartbeats() -> dict[str, datetime]:
    """Return when each kind of process was last well."""
    return dict(HeartbeatRow.objects.values_list("name", "at"))


def numbers(now: datetime) -> Numbers:
    """Count and measure."""
    counted = (
        CallRow.objects.order_by()
        .values_list("state")
        .annotate(number=Count("pk"), failing=Count("pk", filter=FAILING))
    )
    rows = list(counted)
    recent = _recent(now)
    waits = sorted((first - asked).total_seconds() for asked, _, _, first in recent if first is not None)
    return Numbers(
        calls={state.value: 0 for state in State} | {state: number for state, number, _ in rows},
        due_lag=_lag(now, _due(now)),
        archive_lag=_lag(now, _over()),
        first_helper=tuple(waits),
        unanswered=len(recent) - len(waits),
        rounds=dict(Counter(rounds for _, rounds, _, _ in recent)),
        incomplete=sum(complete is False for _, _, complete, _ in recent),
        set_aside=sum(failing for _, _, failing in rows),
        reports=CallReportRow.objects.filter(settled_at__isnull=True).count(),
    )


def set_aside() -> int:
    """Return how many calls were set aside because nobody can do what is due for them."""
    return CallRow.objects.filter(FAILING).count()


def lines_a_second(now: datetime) -> float:
    """Return how many lines a second are kept of the recent calls, in the mean."""
    return LineRow.objects.filter(call__asked_at__gt=now - RECENT).count() / RECENT.total_seconds()


def retiring() -> int:
    """Return how many people are still being retired, in all courses."""
    return PersonRow.objects.filter(retiring=True).count()


def _recent(now: datetime) -> list[tuple[datetime, int, bool | None, datetime | None]]:
    newest = CallRow.objects.filter(asked_at__gt=now - RECENT).order_by("-asked_at")
    rows = newest.annotate(first=Min("invitations__accepted_at"))
    return list(rows.values_list("asked_at", "round", "complete", "first")[:MOST_RECENT])


def _due(now: datetime) -> datetime | None:
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    return CallRow.objects.filter(free, due_at__lte=now).order_by("due_at").values_list("due_at", flat=True).first()


def _over() -> datetime | None:
    rows = CallRow.objects.filter(state=State.ARCHIVING.value, ended_at__isnull=False)
    return rows.order_by("ended_at").values_list("ended_at", flat=True).first()


def _lag(now: datetime, since: datetime | None) -> float:
    return max((now - since).total_seconds(), 0.0) if since else 0.0
