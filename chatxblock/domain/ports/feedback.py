"""Keeping what people say of a talk afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Person
    from chatxblock.domain.ports.channel import Message
    from chatxblock.domain.resources.feedback import Ended, Feedback, Helped


class FeedbackStore(Protocol):
    """Keeps whether a talk helped and who was asked what. Consent itself is kept by `ConsentStore`, and read here."""

    def feedback(self, call_id: UUID, person: Person) -> Feedback:
        """Return what somebody has said of a call so far."""
        ...

    def save_feedback(self, call_id: UUID, person: Person, helped: Helped | None, at: datetime) -> None:
        """Note that somebody has answered, and whether it helped; without that, an earlier word stays."""
        ...

    def ask_to_quote(self, call_id: UUID, speaker: Person, at: datetime, told: Sequence[Message] = ()) -> bool:
        """Note that somebody asks for the speaker's yes, and keep what tells it, unless that was done before.

        One transaction. Return whether it is new.
        """
        ...

    def helped(self, call_id: UUID) -> Mapping[str, Helped]:
        """Return what those who had the question say of a call, by localpart; who says nothing is not among them."""
        ...

    def asked_to_quote(self, calls: Sequence[UUID]) -> set[tuple[UUID, str]]:
        """Return who was asked for a yes in these calls and has not answered, by call and localpart."""
        ...

    def unspoken(self, person: Person, since: datetime, wished_since: datetime) -> list[Ended]:
        """Return closed calls of somebody's of which she may be asked something, the newest first, a few at most.

        Those that ended since `since` and to which she gave no answer, and those in which somebody asked for her yes
        since `wished_since` and she has not answered that. One query where there are none.
        """
        ...
