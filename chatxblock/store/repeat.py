"""Repeats a whole transaction that the database gave up in favour of another one.

Deadlocks and lock waits are how databases keep order among writers; they say nothing about the request that met them.
This module must not know what is written.
"""

from __future__ import annotations

import functools
import logging
import random
import threading
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, transaction

from chatxblock.errors import StoreBusy

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 6
PAUSE = 0.02
"""Seconds before the second try, at most; doubled before each further one."""
ENOUGH = 2.0
"""Seconds after which no new try begins: a database may wait longer than that for one lock."""

MYSQL = {
    1020,  # "Record has changed since last read": MariaDB with innodb_snapshot_isolation
    1205,  # lock wait timeout
    1213,  # deadlock
}
POSTGRESQL = {
    "40001",  # serialization failure
    "40P01",  # deadlock
    "55P03",  # lock not available
}
SQLITE = {
    5,  # SQLITE_BUSY, "database is locked"
    6,  # SQLITE_LOCKED, "database table is locked"
}


def repeated(method: Callable[P, R]) -> Callable[P, R]:
    """Let a method that is one transaction begin afresh where the database gave it up. Raises `StoreBusy` in the end.

    Inside a transaction of somebody else's it runs once: only whoever began that one can repeat it.
    """

    @functools.wraps(method)
    def repeat(*args: P.args, **kwargs: P.kwargs) -> R:
        if transaction.get_connection().in_atomic_block:
            return method(*args, **kwargs)
        end = time.monotonic() + ENOUGH
        for attempt in range(TRIES):
            try:
                return method(*args, **kwargs)
            except OperationalError as exc:
                if not will_pass(exc):
                    raise
                log.info("%s gave way to another transaction (try %d)", method.__name__, attempt + 1)
                if attempt + 1 == TRIES or time.monotonic() > end:
                    raise StoreBusy from exc
            pause = PAUSE * 2**attempt * random.uniform(0.5, 1.0)  # noqa: S311  (two losers must not meet again)
            threading.Event().wait(pause)
        raise StoreBusy

    return repeat


def will_pass(error: OperationalError) -> bool:
    """Say whether the same transaction may go through a moment later, by what the driver below Django says."""
    cause: Any = error.__cause__
    vendor = transaction.get_connection().vendor
    if vendor == "sqlite":
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in SQLITE  # the upper bits say in which of several ways
    if vendor == "postgresql":
        return getattr(cause, "sqlstate", "") in POSTGRESQL
    return bool(error.args) and error.args[0] in MYSQL
