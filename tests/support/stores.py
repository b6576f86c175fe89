"""All stores in one, as the database and the double in memory are."""

from __future__ import annotations

from typing import Protocol

from chatxblock.domain.ports import CallStore, DeferredStore, HelperStore, LogStore, OutboxStore, PeopleStore


class Store(CallStore, PeopleStore, HelperStore, LogStore, DeferredStore, OutboxStore, Protocol):
    """Keeps everything."""
