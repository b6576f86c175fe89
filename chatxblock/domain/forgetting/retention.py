"""How long what is kept is kept: in days, by kind, and for ever where nobody says otherwise.

A sweep forgets a little of each kind at a time, so that nothing else has to wait for it, however much there is. This
module must not know what a row is, nor who sweeps.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chatxblock.domain.ports import Clock, RetentionStore

log = logging.getLogger(__name__)

MOST_LINES = 1000
"""Lines that one sweep deletes of talks, and again of questions."""
MOST_ROWS = 100
"""Drafts that one sweep deletes, reports of each kind, files, and deeds of staff."""


@dataclass(frozen=True, kw_only=True)
class Periods:
    """For how many days each kind is kept; None is for ever."""

    logs: int | None = None
    """Talks, with their questions, from their end on."""
    questions: int | None = None
    """Questions that nobody answered, from their end on."""
    drafts: int | None = None
    """Drafts of learning resources that were never published, from the last change on."""
    reports: int | None = None
    """Reports, from the day on which staff settled them."""
    deeds: int | None = None
    """What staff did, from then on."""
    uploads: int | None = None
    """Files that people put into rooms, from then on; they go with the talk they belong to at the latest."""

    @property
    def limited(self) -> dict[str, int]:
        """Return the kinds that are not kept for ever."""
        return {kind: days for kind, days in vars(self).items() if days is not None}


class Retention:
    """Forgets what is over."""

    def __init__(self, *, store: RetentionStore, periods: Periods, clock: Clock) -> None:
        self._store = store
        self._periods = periods
        self._clock = clock

    def sweep(self) -> dict[str, int]:
        """Forget a little of each kind whose time is over; return how many rows went, by kind."""
        now = self._clock.now()
        steps: dict[str, Callable[[datetime], int]] = {
            "logs": lambda before: self._store.forget_talks(before, now, MOST_LINES),
            "questions": lambda before: self._store.forget_questions(before, now, MOST_LINES),
            "drafts": lambda before: self._store.forget_drafts(before, MOST_ROWS),
            "reports": lambda before: self._store.forget_reports(before, MOST_ROWS),
            "uploads": lambda before: self._store.forget_files(before, MOST_ROWS),
            "deeds": lambda before: self._store.forget_deeds(before, MOST_ROWS),
        }
        gone = {kind: steps[kind](now - timedelta(days=days)) for kind, days in self._periods.limited.items()}
        return {kind: number for kind, number in gone.items() if number}
