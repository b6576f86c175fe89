"""The composition root of what the staff of a course look at."""

from __future__ import annotations

from chatxblock.domain.ports import StaffStore
from chatxblock.store import DjangoStore


def staff() -> StaffStore:
    """Return what finds everything that goes on in a course."""
    return DjangoStore()
