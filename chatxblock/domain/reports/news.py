"""What tells whoever reported something that staff have looked. This module must not know what was reported."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from chatxblock.domain.calls.call import Person, State
from chatxblock.domain.ports import PAGE, Message

TOPIC = "report-settled"
NEWS_FOR = timedelta(days=7)
"""For how long somebody is told; it stands on a page of theirs anyway."""


def news(to: Person, call_id: UUID, now: datetime, *, rev: int = 0, state: State = State.CLOSED) -> Message:
    """Return what says that there is something to read, not what; it names the talk that was reported or written up."""
    return Message(
        kind=PAGE,
        to=to.localpart,
        topic=TOPIC,
        body={"call_id": str(call_id), "rev": rev, "state": state.value},
        due_at=now,
        expires_at=now + NEWS_FOR,
    )
