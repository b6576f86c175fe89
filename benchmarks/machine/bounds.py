"""How far a load may go: this machine's own addresses, and numbers that it was made for. Nothing is started here."""

from __future__ import annotations

import ipaddress
import resource

MOST = {"rooms": 2_000, "sessions": 5_000, "people on duty": 10_000, "lines a second": 2_000, "questions a second": 20}
LONGEST = 60.0
"""Seconds of one measurement."""
SPARE_FILES = 500
"""Of those that a process may open, for everything but connections."""


class OutOfBounds(Exception):
    """More than a load may be, or not at home. Its text is a sentence for whoever asked for it."""


def own(address: str) -> str:
    """Return an address, if it is one of loopback. Raises `OutOfBounds`; names are refused too, which lead anywhere."""
    try:
        at_home = ipaddress.ip_address(address).is_loopback
    except ValueError:
        at_home = False
    if not at_home:
        raise OutOfBounds(f"{address!r} is not an address of this machine's loopback: no load goes there.")
    return address


def bounded(what: str, number: float) -> float:
    """Return a number of what `MOST` names, if it is no more than that. Raises `OutOfBounds`."""
    if not 0 < number <= MOST[what]:
        raise OutOfBounds(f"{number:,} {what}: it goes from 1 to {MOST[what]:,}.")
    return number


def short(seconds: float) -> float:
    """Return how long something is measured, if that is short. Raises `OutOfBounds`."""
    if not 0 < seconds <= LONGEST:
        raise OutOfBounds(f"{seconds:g} seconds: one measurement takes from 0 to {LONGEST:g}.")
    return seconds


def room_for(connections: int) -> int:
    """Return so many, if one process may have so many open here. Raises `OutOfBounds`."""
    may = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SPARE_FILES
    if connections > may:
        raise OutOfBounds(f"{connections:,} connections: a process may open {max(0, may):,} here (`ulimit -n`).")
    return connections
