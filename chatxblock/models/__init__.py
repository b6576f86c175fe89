"""The tables. Nothing outside `chatxblock.store` queries them; what their values mean is in `chatxblock.domain`."""

from chatxblock.models.candidacies import CandidacyRow
from chatxblock.models.chat import (
    CallRow,
    DeferredAnswerRow,
    ExperienceRow,
    HeartbeatRow,
    HelperRow,
    HelperUnitRow,
    InvitationRow,
    LineRow,
    OutboxRow,
    PersonRow,
    any_place,
)
from chatxblock.models.figures import FigureRow
from chatxblock.models.files import FileRow, ResourceFileRow
from chatxblock.models.resources import (
    CallReportRow,
    ConsentRow,
    FeedbackRow,
    FollowerRow,
    ResourceAuthorRow,
    ResourceHelpedRow,
    ResourceReportRow,
    ResourceRevisionRow,
    ResourceRow,
    ResourceSourceRow,
    TellingRow,
    ToldRow,
)
from chatxblock.models.search import SearchDocumentRow, SearchEntryRow, SearchTermRow
from chatxblock.models.staff import BarRow, StaffActionRow

__all__ = [
    "BarRow",
    "CallReportRow",
    "CallRow",
    "CandidacyRow",
    "ConsentRow",
    "DeferredAnswerRow",
    "ExperienceRow",
    "FeedbackRow",
    "FigureRow",
    "FileRow",
    "FollowerRow",
    "HeartbeatRow",
    "HelperRow",
    "HelperUnitRow",
    "InvitationRow",
    "LineRow",
    "OutboxRow",
    "PersonRow",
    "ResourceAuthorRow",
    "ResourceFileRow",
    "ResourceHelpedRow",
    "ResourceReportRow",
    "ResourceRevisionRow",
    "ResourceRow",
    "ResourceSourceRow",
    "SearchDocumentRow",
    "SearchEntryRow",
    "SearchTermRow",
    "StaffActionRow",
    "TellingRow",
    "ToldRow",
    "any_place",
]
