"""Enough people for the benchmarks; stands in for the dev server's people."""

from __future__ import annotations

from collections.abc import Sequence

from xblock.reference.user_service import XBlockUser

from chatxblock.devserver.people import Member, request, session_key
from chatxblock.devserver.people import PeopleService as DevService

__all__ = ["PeopleService", "find", "member", "request", "session_key"]


def member(user_id: str) -> Member | None:
    """Return somebody enrolled, whoever is asked for."""
    return Member(user_id=user_id, username=user_id, name=user_id.title(), image_url="")


def find(usernames: Sequence[str]) -> list[Member]:
    """Return all who are named."""
    return [Member(user_id=name, username=name, name=name.title(), image_url="") for name in usernames]


class PeopleService(DevService):
    """Everybody is logged in."""

    def get_current_user(self) -> XBlockUser:
        """Return whose page this is, with the attributes that the LMS would give."""
        user_id = str(self.runtime.user_id)
        user = XBlockUser(is_current_user=True, full_name=user_id.title())
        user.opt_attrs = {
            "edx-platform.is_authenticated": True,
            "edx-platform.user_id": user_id,
            "edx-platform.username": user_id,
            "edx-platform.user_role": "student",
        }
        return user
