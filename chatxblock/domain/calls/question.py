"""What somebody asks, before there is a call. This module must not know what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from chatxblock.domain.calls.call import Context, User
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.helpers.duty import Caps

NO_OTHER_CAPS = Caps()


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody asks, and under which rules of the author."""

    id: UUID
    text: str
    context: Context
    unit: str
    window_url: str
    rounds: tuple[Round, ...]
    helper_limit: int
    grace: float
    listed: tuple[User, ...]
    block: str = ""
    section: str = ""
    """Usage key of what holds the unit; empty where that is not known."""
    read: tuple[UUID, ...] = ()
    """Ids of the resources that were opened before asking."""
    eligibility: str = ""
    peering: str = ""
    room_kind: str = ""
    caps: Caps = NO_OTHER_CAPS
