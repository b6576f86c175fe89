"""How often one person may call the handlers: so many times a minute, whatever worker answers.

The counts are in the platform's default cache, which all workers share; a cache of each process' own counts for each
process alone. This module must not know what the handlers do.
"""

from __future__ import annotations

import math
import time
from enum import StrEnum
from hashlib import sha256

from django.core.cache import cache

from chatxblock import conf
from chatxblock.errors import TooManyRequests

WINDOW = 60.0
"""Seconds; the counts begin anew with each minute of the clock."""


class Rate(StrEnum):
    """What is counted together; each has a setting of its own."""

    ASK = "ask"
    FIND = "find"
    OTHER = "other"


def count(user_id: str, rate: Rate) -> None:
    """Count one call of a person, given by the platform's id. Raises `TooManyRequests`."""
    config = conf.load()
    limits = {Rate.ASK: config.asks_a_minute, Rate.FIND: config.finds_a_minute, Rate.OTHER: config.requests_a_minute}
    most = limits[rate]
    window, passed = divmod(time.time(), WINDOW)
    who = sha256(user_id.encode()).hexdigest()[:32]  # a cache's keys have neither spaces nor length to spare
    if _added(f"chatxblock:{rate}:{who}:{int(window)}") > most:
        raise TooManyRequests(math.ceil(WINDOW - passed))


def _added(key: str) -> int:
    cache.add(key, 0, 2 * WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # it fell out of the cache in between, or there is none
        return 1
