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
    CallReportRow,
    ConsentRow,
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
    "CallReportRow",
    "CallRow",
    "ConsentRow",
    "DeferredAnswerRow",
    "ExperienceRow",
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
