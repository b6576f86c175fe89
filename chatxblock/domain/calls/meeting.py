"""Where the people of a call meet, and who of them may know the way.

A place that keeps nobody out is guarded by its link alone: only who is let in is shown it. This module must not know
what kinds of places there are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from chatxblock.domain.calls.call import Call, Person, Role
from chatxblock.domain.ports import RoomKinds


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """Where the people of a call meet, as far as one of them may know it."""

    kind: str
    label: str
    """What people call such a place, in the middle of a sentence."""
    url: str = ""
    """The link that leads there; empty where there is none, or none for this person."""


def meeting_in(kind: str, kinds: RoomKinds) -> Meeting:
    """Return where people of a call will meet that is not there yet."""
    return Meeting(kind=kinds.name(kind), label=kinds.of(kind).label)


def meeting_of(call: Call, viewer: Person, kinds: RoomKinds) -> Meeting:
    """Return where the people of a call meet, as this viewer may know it."""
    rooms = kinds.of(call.room_kind)
    there = call.running and call.room_ready_at is not None and (call.admitted_at is not None or not rooms.guarded)
    url = rooms.url(call.room) if there and _is_let_in(call, viewer) else ""
    return replace(meeting_in(call.room_kind, kinds), url=url)


def _is_let_in(call: Call, viewer: Person) -> bool:
    role = call.role_of(viewer)
    return role in (Role.HELPER, Role.FELLOW, Role.STAFF) or (role is Role.ASKER and call.asker_left_at is None)
