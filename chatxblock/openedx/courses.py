"""A course as a whole, of which no block is needed: who comes to its own pages, and where handlers and files are.

Behind it is what `chatxblock.openedx.platform` stands before, too. This module must not know what the pages show.
"""

from __future__ import annotations

from chatxblock.errors import NotAllowed
from chatxblock.openedx import lms, platform


def is_there(course: str) -> bool:
    """Say whether there is a course of that key."""
    return platform.directory().has_course(course)


def caller(course: str) -> platform.Caller | None:
    """Return who sends the present request to a page of a course, or None for somebody who is not logged in.

    Raises `NotAllowed` in Studio, and `Masquerading` for somebody who views the course as another.
    """
    if lms.is_studio():
        raise NotAllowed(platform.PREVIEW)
    member = platform.directory().visitor(course)
    if member is None:
        return None
    platform.refuse_another(course, member.user_id)
    return platform.Caller(
        user_id=member.user_id,
        username=member.username,
        name=member.name,
        enrolled=member.enrolled or member.staff,
        staff=member.staff,
    )


def query() -> str:
    """Return what an address of ours needs to say who asks; empty where the session says it."""
    return platform.directory().visitor_query()


def handler_url(course: str, usage: str, name: str, suffix: str) -> str:
    """Return the path of a handler of a block."""
    return platform.directory().handler_url(course, usage, name, suffix)


def file_url(name: str) -> str:
    """Return the URL of one of the front end's files."""
    return platform.directory().file_url(name)
