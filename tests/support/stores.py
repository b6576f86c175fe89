"""All stores in one, as the database and the double in memory are."""

from __future__ import annotations

from typing import Protocol

from chatxblock.domain.ports import (
    BarStore,
    CallReportStore,
    CallStore,
    CandidacyStore,
    ConsentStore,
    DeedStore,
    DeferredStore,
    ExperienceStore,
    FeedbackStore,
    FileStore,
    FindableStore,
    FollowerStore,
    HelperStore,
    HistoryStore,
    LibraryStore,
    LogStore,
    OutboxStore,
    PeopleStore,
    ReportStore,
    ResourceFileStore,
    ResourceStore,
    StaffStore,
)


class Store(
    CallStore,
    PeopleStore,
    HelperStore,
    LogStore,
    DeferredStore,
    ExperienceStore,
    OutboxStore,
    ResourceStore,
    CallReportStore,
    ReportStore,
    ConsentStore,
    FollowerStore,
    FeedbackStore,
    FileStore,
    ResourceFileStore,
    FindableStore,
    HistoryStore,
    DeedStore,
    BarStore,
    CandidacyStore,
    LibraryStore,
    StaffStore,
    Protocol,
):
    """Keeps everything."""
