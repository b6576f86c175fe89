"""The tables. Nothing outside `chatxblock.store` queries them; what their values mean is in `chatxblock.domain`."""

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
from chatxblock.models.resources import (
    ConsentRow,
    FeedbackRow,
    FollowerRow,
    ResourceAuthorRow,
    ResourceHelpedRow,
    ResourceReportRow,
    ResourceRevisionRow,
    ResourceRow,
    ResourceSourceRow,
)
from chatxblock.models.search import SearchDocumentRow, SearchEntryRow, SearchTermRow

__all__ = [
    "CallRow",
    "ConsentRow",
    "DeferredAnswerRow",
    "ExperienceRow",
    "FeedbackRow",
    "FollowerRow",
    "HeartbeatRow",
    "HelperRow",
    "HelperUnitRow",
    "InvitationRow",
    "LineRow",
    "OutboxRow",
    "PersonRow",
    "ResourceAuthorRow",
    "ResourceHelpedRow",
    "ResourceReportRow",
    "ResourceRevisionRow",
    "ResourceRow",
    "ResourceSourceRow",
    "SearchDocumentRow",
    "SearchEntryRow",
    "SearchTermRow",
    "any_place",
]
