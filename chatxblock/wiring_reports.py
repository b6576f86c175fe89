"""The composition root of what people report of talks."""

from __future__ import annotations

from chatxblock import wiring
from chatxblock.domain.calls.reading import LogReader
from chatxblock.domain.reports.service import CallReports
from chatxblock.openedx import platform
from chatxblock.store import DjangoStore


def call_reports() -> CallReports:
    """Return what keeps reports of talks. Raises `ConfigurationError`."""
    store = DjangoStore()
    return CallReports(
        reports=store,
        calls=store,
        people=store,
        read=LogReader(logs=store, rooms=wiring.room_kinds()).lines,
        staff=platform.on_staff,
        clock=wiring.SystemClock(),
        events=wiring.events(),
    )
