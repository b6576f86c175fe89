"""The composition root of what staff do in a course."""

from __future__ import annotations

from chatxblock.domain.ports import DeedStore
from chatxblock.store import DjangoStore


def deeds() -> DeedStore:
    """Return what keeps what staff did."""
    return DjangoStore()
