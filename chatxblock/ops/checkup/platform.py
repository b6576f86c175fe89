"""Looks at the platform's side: settings, tables, letters, sweep. This module must not know of the chat server."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from chatxblock import conf
from chatxblock.checks import check_backends, check_settings
from chatxblock.domain.forgetting.retention import Periods
from chatxblock.ops.checkup.files import files
from chatxblock.ops.checkup.steps import Outcome, Step
from chatxblock.store.database import character_set, unapplied
from chatxblock.store.numbers import SWEEP, SWEEP_BEFORE, heartbeats, lines_a_second, retiring, set_aside

LATE = 120.0
"""Seconds after which a sweep that runs every minute has missed a turn."""
SELDOM = 300.0
"""Seconds between two sweeps after which what was abandoned is closed too late."""
SQLITE_BEARS = 400
"""Lines a second, as `make load` found it (docs/images/load.json)."""
WITH_LOGS = ("drafts", "uploads")
"""What goes with the talk that it belongs to."""
SETTINGS, TABLES = "settings", "tables"


def settings(_context: object) -> Outcome:
    """Look at every key of the setting."""
    wrong = [message.msg for message in (*check_settings(), *check_backends())]
    if wrong:
        return Outcome(" ".join(wrong), "Set CHATXBLOCK as docs/reference/settings.md describes.")
    return Outcome("every key is known and of the right kind")


def tables(_context: object) -> Outcome:
    """Look whether the database is up to date."""
    missing = unapplied()
    if missing:
        return Outcome(f"not applied: {', '.join(missing)}", "Run `manage.py migrate chatxblock`.")
    return Outcome("the database is up to date")


def letters(_context: object) -> Outcome:
    """Look whether every letter can be kept."""
    used, narrow = character_set()
    if narrow:
        return Outcome(
            f"no emoji fits into {', '.join(narrow)}",
            "On MySQL: ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4, and OPTIONS: {charset: utf8mb4} in DATABASES.",
        )
    return Outcome(f"every letter can be kept ({used})")


def sweep(_context: object) -> Outcome:
    """Look when a sweep was last well, and how long after the one before it."""
    beats = heartbeats()
    last = beats.get(SWEEP)
    mend = "Start `manage.py chatxblock_sweep --every 5` as a service, and look at its log."
    if last is None:
        return Outcome("no sweep has ever run", mend)
    ago = (datetime.now(UTC) - last).total_seconds()
    pause = (last - beats.get(SWEEP_BEFORE, last)).total_seconds()
    if pause > SELDOM:
        return Outcome(f"the last sweep that was well came {pause:.0f} s after the one before it", mend)
    if ago < -LATE:
        return Outcome(f"a sweep was last well {-ago:.0f} s from now", "Let the clocks of all machines agree (NTP).")
    says = f"a sweep was last well {ago:.0f} s ago"
    return Outcome(says, mend if ago > LATE else "")


def calls(_context: object) -> Outcome:
    """Look whether the sweep had to set calls aside."""
    number = set_aside()
    if number:
        return Outcome(
            f"{number} calls are set aside, for which nobody can do what is due",
            "Look for “set aside” in the log of the sweep: it names each, with the reason, and tries again by itself.",
        )
    return Outcome("no call is set aside")


def lines(_context: object) -> Outcome:
    """Tell how much is said, and how much an archive bears. Which one the chat server has cannot be seen from here."""
    rate = lines_a_second(datetime.now(UTC))
    return Outcome(
        f"{rate:.1f} lines a second in the last hour, in the mean; an archive on SQLite ends at some {SQLITE_BEARS} a"
        " second (docs/explanation/how-much-one-machine-carries.md)"
    )


def retention(_context: object) -> Outcome:
    """Tell for how long what is kept, and how many people are still being retired."""
    periods = conf.load().periods
    kept = ", ".join(f"{kind} {_how_long(periods, kind)}" for kind in vars(periods))
    return Outcome(f"kept are {kept}; being retired: {retiring()}")


def _how_long(periods: Periods, kind: str) -> str:
    days = periods.limited.get(kind)
    if days is None:
        return "as long as logs" if kind in WITH_LOGS and periods.logs else "for ever"
    return "1 day" if days == 1 else f"{days} days"


STEPS: tuple[Step[Any], ...] = (
    Step(SETTINGS, settings, "Set CHATXBLOCK as docs/reference/settings.md describes."),
    Step(TABLES, tables, "Look at DATABASES and at the database's log."),
    Step("character set", letters, "Look at DATABASES and at the database's log.", (TABLES,)),
    Step("sweep", sweep, "Look at DATABASES and at the database's log.", (TABLES,)),
    Step("calls", calls, "Look at DATABASES and at the database's log.", (TABLES,)),
    Step("lines", lines, "Look at DATABASES and at the database's log.", (TABLES,)),
    Step("retention", retention, "Look at RETENTION, and at DATABASES.", (SETTINGS, TABLES)),
    Step("files", files, "Look at the storage that FILES names, and at its log.", (SETTINGS,)),
)
