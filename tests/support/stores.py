"""All stores in one, as the database and the double in memory are."""

from __future__ import annotations

from typing import Protocol

from chatxblock.domain.ports import (
    CallStore,
    DeferredStore,
    ExperienceStore,
    HelperStore,
    LogStore,
    OutboxStore,
    PeopleStore,
)


class Store(CallStore, PeopleStore, HelperStore, LogStore, DeferredStore, ExperienceStore, OutboxStore, Protocol):
    """Keeps everything."""
