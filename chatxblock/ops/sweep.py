"""One sweep: each task by itself, so that what fails in one keeps the others from nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from django.utils.timezone import get_default_timezone

from chatxblock import wiring, wiring_files, wiring_kept
from chatxblock.domain.deadline import GoesOn, always
from chatxblock.store.numbers import SWEEP, SWEEP_BEFORE, beat, heartbeats
from chatxblock.web.resource_answers import wording
from chatxblock.web.sentences import translated

log = logging.getLogger(__name__)

MOST_COUNTED = 100
"""Calls whose offers one sweep counts."""
MOST_FIGURED = 200
"""Calls of which one sweep counts what became of them, for the figures of their courses."""
MOST_TAKEN_IN = 100
"""Questions of which one sweep tells the search."""


def sweep(goes_on: GoesOn = always) -> bool:
    """Do what is due, log what fails, and say whether all went well; if so, note that a sweep was well.

    It asks before each task, and of those that may take minutes before each call or message, whether it still goes on.
    One that was broken off is not noted.
    """
    well = True
    for name, task in TASKS.items():
        if not goes_on():
            return well
        well = _done(name, partial(task, goes_on)) and well
    return well and _done("heartbeat", _beat)


def _beat() -> None:
    """Note that this sweep was well, and when the one before it was: so one sees how often they come."""
    last = heartbeats().get(SWEEP)
    if last is not None:
        beat(SWEEP_BEFORE, last)
    beat(SWEEP, datetime.now(UTC))


def _calls(goes_on: GoesOn) -> None:
    looked_at = wiring.service().sweep(goes_on=goes_on)
    if looked_at:
        log.info("looked at %d calls", len(looked_at))


def _duty(_goes_on: GoesOn) -> None:
    wiring.duty().watch()


def _outbox(goes_on: GoesOn) -> None:
    delivered = wiring.outbox().empty(goes_on=goes_on)
    if delivered:
        log.info("delivered %d messages", delivered)


def _experience(_goes_on: GoesOn) -> None:
    counted = wiring.experience().count_experience(MOST_COUNTED)
    if counted:
        log.info("counted the offers of %d calls", counted)


def _figures(_goes_on: GoesOn) -> None:
    counted = wiring_kept.figures().count_outcomes(MOST_FIGURED, get_default_timezone())
    if counted:
        log.info("counted what became of %d calls", counted)


def _tellings(_goes_on: GoesOn) -> None:
    told = wiring.tellings().sweep()
    if told:
        log.info("told %d people of an answer", told)


def _finding(_goes_on: GoesOn) -> None:
    told = wiring.finding().take_in(most=MOST_TAKEN_IN)
    if told:
        log.info("told the search of %d questions", told)


def _drafts(_goes_on: GoesOn) -> None:
    made = wiring.drafts(translated).sweep(wording())
    if made:
        log.info("made the drafts of %d talks", made)


def _retirements(_goes_on: GoesOn) -> None:
    done = wiring_kept.retirement().sweep()
    if done:
        log.info("retired %d people", done)


def _retention(_goes_on: GoesOn) -> None:
    gone = wiring_kept.retention().sweep()
    if gone:
        log.info("forgot what is over: %s", ", ".join(f"{number} rows of {kind}" for kind, number in gone.items()))


def _candidacies(_goes_on: GoesOn) -> None:
    found = wiring_kept.candidacies().sweep()
    if found:
        log.info("%d people have become eligible to help in a unit", len(found))


def _files(_goes_on: GoesOn) -> None:
    deleted = wiring_files.talk_files().sweep() if wiring_files.on() else 0
    if deleted:
        log.info("deleted %d files", deleted)


def _done(name: str, task: Callable[[], None]) -> bool:
    try:
        task()
    except Exception:
        log.exception("sweep: %s failed", name)
        return False
    return True


TASKS: dict[str, Callable[[GoesOn], None]] = {
    "calls": _calls,
    "duty": _duty,
    "candidacies": _candidacies,
    "tellings": _tellings,
    "outbox": _outbox,
    "experience": _experience,
    "figures": _figures,
    "finding": _finding,
    "drafts": _drafts,
    "retirements": _retirements,
    "retention": _retention,
    "files": _files,
}
"""What a sweep does, in this order."""
