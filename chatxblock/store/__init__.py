"""Everything that is kept, in the platform's own database. Every query of the project is in this package."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.transcript import Line
from chatxblock.store.answering import AnsweringStore
from chatxblock.store.bars import BarStore
from chatxblock.store.call_reports import CallReportStore
from chatxblock.store.calls import CallStore
from chatxblock.store.candidacies import CandidacyStore
from chatxblock.store.course_people import CoursePeopleStore
from chatxblock.store.deeds import DeedStore
from chatxblock.store.experience import ExperienceStore
from chatxblock.store.feedback import FeedbackStore
from chatxblock.store.figures import FigureStore
from chatxblock.store.files import FileStore
from chatxblock.store.finding import FindableStore
from chatxblock.store.following import FollowingStore
from chatxblock.store.helpers import HelperStore
from chatxblock.store.history import HistoryStore
from chatxblock.store.library import LibraryStore
from chatxblock.store.logs import LogStore
from chatxblock.store.outbox import OutboxStore
from chatxblock.store.people import PeopleStore
from chatxblock.store.records import RecordStore
from chatxblock.store.repeat import repeated
from chatxblock.store.reports import ReportStore
from chatxblock.store.resource_files import ResourceFileStore
from chatxblock.store.retention import RetentionStore
from chatxblock.store.retirement import RetirementStore
from chatxblock.store.staff import StaffStore
from chatxblock.store.telling import TellingStore


class DjangoStore(
    PeopleStore,
    CallStore,
    HelperStore,
    ExperienceStore,
    AnsweringStore,
    LogStore,
    OutboxStore,
    CallReportStore,
    ReportStore,
    FollowingStore,
    FeedbackStore,
    FigureStore,
    TellingStore,
    FindableStore,
    FileStore,
    ResourceFileStore,
    RetentionStore,
    RetirementStore,
    RecordStore,
    HistoryStore,
    DeedStore,
    BarStore,
    CandidacyStore,
    CoursePeopleStore,
    StaffStore,
    LibraryStore,
):
    """The `chatxblock.domain.ports.Store` over Django's models; holds nothing in memory."""

    @repeated
    def finish(self, old: Call, new: Call, lines: Sequence[Line], start: int) -> None:
        """`keep` the last lines and `save` the call as archived, in one transaction. Raises `StaleCall`."""
        with transaction.atomic():
            self.save(old, new)
            self.keep(new.id, lines, start)
