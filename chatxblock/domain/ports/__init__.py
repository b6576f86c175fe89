"""What the domain needs of others, a Protocol a role and a file a Protocol.

An adapter satisfies one of these by its shape alone. Every call blocks and ends within the adapter's own time limit.
People are named here by their localpart, the opaque first half of their chat address, and rooms by their name; domains
and transports are the adapter's business. This package must not know of any implementation.
"""

from chatxblock.domain.ports.addresses import Addresses
from chatxblock.domain.ports.bars import BarStore
from chatxblock.domain.ports.calls import CallStore, Lease
from chatxblock.domain.ports.candidacies import CandidacyStore
from chatxblock.domain.ports.channel import LOGOUT, PAGE, SEARCH, TRAY, Channel, Message, Outcome
from chatxblock.domain.ports.choosing import Eligibility, Peering, Place
from chatxblock.domain.ports.clock import Clock
from chatxblock.domain.ports.course_people import CoursePeopleStore
from chatxblock.domain.ports.deeds import DeedStore
from chatxblock.domain.ports.deferred import DeferredStore
from chatxblock.domain.ports.events import UNHEARD, Events
from chatxblock.domain.ports.experience import ExperienceStore
from chatxblock.domain.ports.feedback import FeedbackStore
from chatxblock.domain.ports.figures import FigureStore
from chatxblock.domain.ports.files import FileStore, FileVault
from chatxblock.domain.ports.finding import FindableStore, findable
from chatxblock.domain.ports.forgetting import RecordStore, RetentionStore, RetirementStore
from chatxblock.domain.ports.helpers import Cursor, Drawn, HelperStore
from chatxblock.domain.ports.history import Ending, HistoryStore
from chatxblock.domain.ports.library import LibraryPage, LibraryStore, Shelf, Shelved, SoughtResources
from chatxblock.domain.ports.logs import LogStore
from chatxblock.domain.ports.notifier import Notice, Notifier
from chatxblock.domain.ports.outbox import OutboxStore
from chatxblock.domain.ports.people import PeopleStore
from chatxblock.domain.ports.presence import Presence
from chatxblock.domain.ports.reports import CallReportStore
from chatxblock.domain.ports.resource_files import ResourceFileStore
from chatxblock.domain.ports.resources import (
    ConsentStore,
    FollowerStore,
    ReportStore,
    ResourceListener,
    ResourceStore,
)
from chatxblock.domain.ports.rooms import RoomKinds, Rooms
from chatxblock.domain.ports.search import (
    Document,
    DocumentKind,
    Found,
    Likeness,
    Nearness,
    ResourceSearch,
    Scope,
)
from chatxblock.domain.ports.sessions import Sessions
from chatxblock.domain.ports.staff import (
    Asked,
    Helpers,
    OnDuty,
    OpenCalls,
    Question,
    Questions,
    Sought,
    StaffStore,
    Waited,
)
from chatxblock.domain.ports.terms import BEGINNING, Ranking, Statistics, TermStore, Wanted

__all__ = [
    "BEGINNING",
    "LOGOUT",
    "PAGE",
    "SEARCH",
    "TRAY",
    "UNHEARD",
    "Addresses",
    "Asked",
    "BarStore",
    "CallReportStore",
    "CallStore",
    "CandidacyStore",
    "Channel",
    "Clock",
    "ConsentStore",
    "CoursePeopleStore",
    "Cursor",
    "DeedStore",
    "DeferredStore",
    "Document",
    "DocumentKind",
    "Drawn",
    "Eligibility",
    "Ending",
    "Events",
    "ExperienceStore",
    "FeedbackStore",
    "FigureStore",
    "FileStore",
    "FileVault",
    "FindableStore",
    "FollowerStore",
    "Found",
    "HelperStore",
    "Helpers",
    "HistoryStore",
    "Lease",
    "LibraryPage",
    "LibraryStore",
    "Likeness",
    "LogStore",
    "Message",
    "Nearness",
    "Notice",
    "Notifier",
    "OnDuty",
    "OpenCalls",
    "OutboxStore",
    "Outcome",
    "Peering",
    "PeopleStore",
    "Place",
    "Presence",
    "Question",
    "Questions",
    "Ranking",
    "RecordStore",
    "ReportStore",
    "ResourceFileStore",
    "ResourceListener",
    "ResourceSearch",
    "ResourceStore",
    "RetentionStore",
    "RetirementStore",
    "RoomKinds",
    "Rooms",
    "Scope",
    "Sessions",
    "Shelf",
    "Shelved",
    "Sought",
    "SoughtResources",
    "StaffStore",
    "Statistics",
    "TermStore",
    "Waited",
    "Wanted",
    "findable",
]
