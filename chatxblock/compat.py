"""The platform around the block: who calls, who is enrolled, what people are called, where a block stands.

The only module that imports the LMS, and it does so inside functions: its names exist in the LMS and in Studio alone.
In the workbench the user service of the dev server stands behind the same functions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.module_loading import import_string

from chatxblock.domain.call import Context, User


class Member(Protocol):
    """Somebody as the platform knows them, in one course."""

    @property
    def user_id(self) -> str:
        """The platform's id."""
        ...

    @property
    def username(self) -> str:
        """The name for logging in."""
        ...

    @property
    def name(self) -> str:
        """The name that others see."""
        ...

    @property
    def image_url(self) -> str:
        """The picture, or an empty text."""
        ...

    @property
    def enrolled(self) -> bool:
        """Whether this person learns in the course."""
        ...

    @property
    def staff(self) -> bool:
        """Whether this person teaches in the course."""
        ...


@dataclass(frozen=True, kw_only=True)
class LmsMember:
    """A user of the LMS."""

    user_id: str
    username: str
    name: str
    image_url: str
    enrolled: bool
    staff: bool


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Whoever sends the present request, who is logged in."""

    user_id: str
    username: str
    name: str
    enrolled: bool
    staff: bool

    @property
    def user(self) -> User:
        """Return the caller as a user of whom the picture was not looked up."""
        return User(user_id=self.user_id, name=self.name)


def user_of(member: Member) -> User:
    """Return a member as a user."""
    return User(user_id=member.user_id, name=member.name, image_url=member.image_url)


def caller(block: Any) -> Caller | None:
    """Return who sends the present request, or None for somebody who is not logged in.

    Costs at most one query in the LMS, for the enrolment.
    """
    service = block.runtime.service(block, "user")
    user = service.get_current_user() if service else None
    attributes: dict[str, Any] = user.opt_attrs if user else {}
    user_id = str(attributes.get("edx-platform.user_id") or "")
    if not user_id or not attributes.get("edx-platform.is_authenticated", True):
        return None
    username = str(attributes.get("edx-platform.username") or user_id)
    staff = bool(attributes.get("edx-platform.user_is_staff")) or attributes.get("edx-platform.user_role") in (
        "staff",
        "instructor",
    )
    return Caller(
        user_id=user_id,
        username=username,
        name=str(getattr(user, "full_name", "") or username),
        enrolled=staff or bool(_enrolled(course_key(block), [user_id])),
        staff=staff,
    )


def members(course: str, usernames: Sequence[str]) -> list[Member]:
    """Return those of the named who are enrolled in the course or on its staff, in the order of the names."""
    if not usernames:
        return []
    found = _lms_members(course, usernames) if _in_lms() else _workbench().find(list(usernames))
    return [member for member in found if member.enrolled or member.staff]


def in_course(course: str, user_ids: Collection[str]) -> set[str]:
    """Return those who are enrolled in the course or on its staff; one query where all of them are enrolled."""
    enrolled = _enrolled(course, user_ids)
    others = set(user_ids) - enrolled
    return enrolled | (on_staff(course, others) if others else set())


def on_staff(course: str, user_ids: Collection[str]) -> set[str]:
    """Return those who are on the course's staff."""
    if _in_lms():
        return set(user_ids) & {str(pk) for pk in _lms_staff(course)}
    return {user_id for user_id in user_ids if (found := _workbench_member(user_id)) and found.staff}


def unknown_names(course: str, usernames: Sequence[str]) -> list[str]:
    """Return which of the names belong to nobody in the course, in their order."""
    known: set[str] = set()
    for member in members(course, usernames):
        known |= {member.username, member.name}
    return [name for name in usernames if name not in known]


def user_with_picture(course: str, who: Caller) -> User:
    """Return the caller as a user with what the platform knows of the picture."""
    found = members(course, [who.username])
    return User(user_id=who.user_id, name=who.name, image_url=found[0].image_url if found else None)


def course_key(block: Any) -> str:
    """Return the key of the course that a block stands in; the workbench is one course."""
    usage = block.scope_ids.usage_id
    key = getattr(usage, "context_key", None) or getattr(usage, "course_key", None)
    return str(key) if key else "workbench"


def window_url(block: Any) -> str:
    """Return the room window's path with CALL_ID for the call, and `{user}` where the platform puts a person."""
    url = str(block.runtime.handler_url(block, "window", "CALL_ID"))
    return url.replace(f"student={block.scope_ids.user_id}", "student={user}")


def place(block: Any) -> Context:
    """Return where a block stands, for people: the title of what is around it, and a link to it."""
    usage = str(block.scope_ids.usage_id)
    parent = block.get_parent() if getattr(block, "parent", None) else None
    title = str(getattr(parent, "display_name", "") or block.display_name or "")
    if course_key(block) == "workbench":
        return Context(usage_key=usage, title=title, url=_scenario_url(block, parent))
    return Context(usage_key=usage, title=title, url=f"/courses/{course_key(block)}/jump_to/{quote(usage)}")


def _in_lms() -> bool:
    return find_spec("common") is not None and find_spec("common.djangoapps") is not None


def _workbench() -> Any:
    """Return the module beside the workbench's user service, which knows people by name."""
    path: str = settings.WORKBENCH["services"].get("user", "chatxblock.devserver.people.PeopleService")
    return import_module(import_string(path).__module__)


def _workbench_member(user_id: str) -> Member | None:
    found: Member | None = _workbench().member(user_id)
    return found


def _enrolled(course: str, user_ids: Collection[str]) -> set[str]:
    if not _in_lms():
        return {user_id for user_id in user_ids if (found := _workbench_member(user_id)) and found.enrolled}
    from common.djangoapps.student.models import CourseEnrollment  # noqa: PLC0415

    rows = CourseEnrollment.objects.filter(user_id__in=list(user_ids), course_id=course, is_active=True)
    return {str(pk) for pk in rows.values_list("user_id", flat=True)}


def _lms_members(course: str, usernames: Sequence[str]) -> list[Member]:
    """Return users by username, in the order of the names; three queries, and one a picture."""
    from openedx.core.djangoapps.user_api.accounts.image_helpers import (  # noqa: PLC0415
        get_profile_image_urls_for_user,
    )

    accounts: Any = get_user_model().objects  # whose profile only the LMS knows
    users = accounts.filter(username__in=usernames, is_active=True).select_related("profile")
    by_name: dict[str, Any] = {user.get_username(): user for user in users}
    enrolled = _enrolled(course, [str(user.pk) for user in by_name.values()])
    staff = _lms_staff(course)
    found: list[Member] = []
    for user in (by_name[name] for name in dict.fromkeys(usernames) if name in by_name):
        profile = getattr(user, "profile", None)
        found.append(
            LmsMember(
                user_id=str(user.pk),
                username=user.get_username(),
                name=getattr(profile, "name", "") or user.get_username(),
                image_url=get_profile_image_urls_for_user(user).get("medium", ""),
                enrolled=str(user.pk) in enrolled,
                staff=user.pk in staff,
            )
        )
    return found


def _lms_staff(course: str) -> set[int]:
    from common.djangoapps.student.roles import CourseInstructorRole, CourseStaffRole  # noqa: PLC0415
    from opaque_keys.edx.keys import CourseKey  # noqa: PLC0415

    key = CourseKey.from_string(course)
    roles: Iterable[Any] = (CourseStaffRole(key), CourseInstructorRole(key))
    return {user.pk for role in roles for user in role.users_with_role()}


def _scenario_url(block: Any, parent: Any) -> str:
    """Return the path of the workbench's page on which a block stands."""
    from workbench.scenarios import get_scenarios  # noqa: PLC0415

    while parent is not None and getattr(parent, "parent", None):
        parent = parent.get_parent()
    root = (parent or block).scope_ids.usage_id
    name = next((name for name, scenario in get_scenarios().items() if scenario.usage_id == root), "")
    return f"/scenario/{name}/?student={{user}}" if name else ""
