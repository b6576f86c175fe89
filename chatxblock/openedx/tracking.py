"""The platform's tracking log, which research reads and the data pipelines (Aspects, xAPI) are fed by.

Called on a thread that answers no request, so what belongs to an event beside its data is said here. In the workbench
there is no such log.
"""

from __future__ import annotations

from chatxblock.domain.happenings import Happening
from chatxblock.openedx import lms


def track(happening: Happening) -> None:
    """Write one thing that happened into the platform's tracking log, where there is one."""
    if not lms.is_there():
        return
    from eventtracking import tracker  # noqa: PLC0415  (what the platform has)

    context = {
        "course_id": happening.course,
        "org_id": lms.organisation(happening.course),
        "user_id": int(happening.user_id) if happening.user_id.isdecimal() else None,
    }
    with tracker.get_tracker().context("chatxblock", context):
        tracker.emit(happening.name, dict(happening.data))
