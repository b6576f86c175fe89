"""The people of a course as the LMS knows them: a `chatxblock.openedx.members.Directory`.

With `chatxblock.openedx.lms_people` the only module that imports the LMS, and it does so inside functions: its names
exist in the LMS and in Studio alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404
from django.urls import reverse
from xblock.core import XBlock

from chatxblock.openedx.lms_learning import completed as completed
from chatxblock.openedx.lms_learning import in_cohort as in_cohort
from chatxblock.openedx.lms_learning import parts as parts
from chatxblock.openedx.lms_learning import progress as progress
from chatxblock.openedx.lms_learning import scores as scores
from chatxblock.openedx.lms_people import groups as groups
from chatxblock.openedx.lms_people import named_like as named_like
from chatxblock.openedx.lms_people import of_group as of_group
from chatxblock.openedx.members import Member

TEACHING = ("staff", "limited_staff", "instructor")
"""The roles that make somebody staff, in a course or in all of an organisation's."""
BLOCK_TYPE = "chatxblock"
MASQUERADES = "masquerade_settings"
"""Under which the session keeps as whom somebody views which course."""


@dataclass(frozen=True, kw_only=True)
class LmsMember:
    """A user of the LMS."""

    user_id: str
    username: str
    name: str
    image_url: str
    enrolled: bool
    staff: bool


def is_there() -> bool:
    """Say whether this process is an LMS or a Studio."""
    return find_spec("common") is not None and find_spec("common.djangoapps") is not None


def is_studio() -> bool:
    """Say whether this process is a Studio."""
    return bool(settings.ROOT_URLCONF == "cms.urls")


def retirement_signal() -> Any:
    """Return what the LMS sends when it retires somebody, None where this is no LMS and no Studio."""
    if not is_there():
        return None
    from openedx.core.djangoapps.user_api.accounts.signals import USER_RETIRE_LMS_MISC  # noqa: PLC0415

    return USER_RETIRE_LMS_MISC


def request() -> Any:
    """Return the request that this thread answers, None where the platform keeps none.

    The runtime's own user is kept in one dictionary for all runtimes of a process, so threads mix people up.
    """
    try:
        from crum import get_current_request  # noqa: PLC0415
    except ImportError:
        return None
    return get_current_request()


def session_key() -> str:
    """Return the key of the request's session; empty where there is none."""
    return str(getattr(getattr(request(), "session", None), "session_key", None) or "")


def may_author(usage_key: Any) -> bool:
    """Tell whether the request's user may change a block in Studio, as Studio judges it when it keeps a change.

    Studio's own handlers ask for nothing but somebody who is logged in (`component_handler`, `preview_handler`). What
    belongs to no course is a component of a library, whose own rule is asked.
    """
    user = getattr(request(), "user", None)
    if user is None or not user.is_authenticated:
        return False
    from opaque_keys.edx.keys import CourseKey  # noqa: PLC0415

    if isinstance(usage_key.context_key, CourseKey):
        from common.djangoapps.student.auth import has_studio_write_access  # noqa: PLC0415

        return bool(has_studio_write_access(user, usage_key.context_key))
    from openedx.core.djangoapps.xblock.learning_context.manager import (  # noqa: PLC0415
        get_learning_context_impl,
    )

    return bool(get_learning_context_impl(usage_key).can_edit_block(user, usage_key))


def viewed_as(course: str) -> str | None:
    """Return as whom the request's user views the course, empty for any learner, None for one's own view.

    What the LMS keeps of it stands in the session (`lms.djangoapps.courseware.masquerade`), for each course.
    """
    kept: Mapping[Any, Any] = getattr(request(), "session", None) or {}
    for key, chosen in (kept.get(MASQUERADES) or {}).items():
        if str(key) == course:
            name, role, group = (getattr(chosen, what, None) for what in ("user_name", "role", "group_id"))
            own = not name and group is None and role in (None, "", "staff")
            return None if own else str(name or "")
    return None


def enrolled(course: str, user_ids: Collection[str]) -> set[str]:
    """Return those who are enrolled in the course; one query."""
    from common.djangoapps.student.models import CourseEnrollment  # noqa: PLC0415

    rows = CourseEnrollment.objects.filter(user_id__in=list(user_ids), course_id=course, is_active=True)
    return {str(pk) for pk in rows.values_list("user_id", flat=True)}


def on_staff(course: str, user_ids: Collection[str]) -> set[str]:
    """Return those who are staff of the course, or of the whole site, as `has_access(…, "staff", …)` counts them.

    Two queries, which read the rows of these few alone, however many staff a course or an organisation has.
    """
    from common.djangoapps.student.models import CourseAccessRole  # noqa: PLC0415
    from opaque_keys.edx.django.models import CourseKeyField  # noqa: PLC0415
    from opaque_keys.edx.keys import CourseKey  # noqa: PLC0415

    accounts: Any = get_user_model().objects
    of_the_site = accounts.filter(pk__in=list(user_ids), is_staff=True, is_active=True)
    key = CourseKey.from_string(course)
    roles = CourseAccessRole.objects.filter(
        user_id__in=list(user_ids),
        user__is_active=True,
        role__in=TEACHING,
        org=key.org,
        course_id__in=[key, CourseKeyField.Empty],  # without a course: a role in the whole organisation
    )
    found = {*of_the_site.values_list("pk", flat=True), *roles.values_list("user_id", flat=True)}
    return {str(pk) for pk in found}


def viewers(usages: Sequence[str]) -> Callable[[str], bool]:
    """Return what tells whether somebody may see each of these blocks that is there, by `has_access(…, "load", …)`.

    The blocks are read once, for the first who is asked about; each person costs some queries. The user is read from
    the database, so that nobody's view as another has a part in it.
    """
    blocks = cache(lambda: _blocks(usages))

    def sees(user_id: str) -> bool:
        from lms.djangoapps.courseware.access import has_access  # noqa: PLC0415

        user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
        if user is None or not blocks():
            return False
        return all(has_access(user, "load", block, block.scope_ids.usage_id.course_key) for block in blocks())

    return sees


def stands(usage: str) -> bool:
    """Say whether a block is there, as the course has it."""
    return bool(_blocks([usage]))


def as_read(course: str, usage: str) -> Any:
    """Return a block as who sends the present request has it, and what is kept of them; None where they may not see it.

    What a block's runtime gives of its neighbours is without that: it was read for the block alone.
    """
    from lms.djangoapps.courseware.block_render import get_block_by_usage_id  # noqa: PLC0415

    try:
        made, _ = get_block_by_usage_id(request(), course, usage)
    except Http404:
        return None
    return made


def members(course: str, usernames: Sequence[str]) -> Sequence[Member]:
    """Return users by username, in the order of the names; a few queries, and one a picture."""
    from openedx.core.djangoapps.user_api.accounts.image_helpers import (  # noqa: PLC0415
        get_profile_image_urls_for_user,
    )

    accounts: Any = get_user_model().objects  # whose profile only the LMS knows
    users = accounts.filter(username__in=usernames, is_active=True).select_related("profile")
    by_name: dict[str, Any] = {user.get_username(): user for user in users}
    ids = [str(user.pk) for user in by_name.values()]
    learning, teaching = enrolled(course, ids), on_staff(course, ids)
    found: list[Member] = []
    for user in (by_name[name] for name in dict.fromkeys(usernames) if name in by_name):
        profile = getattr(user, "profile", None)
        found.append(
            LmsMember(
                user_id=str(user.pk),
                username=user.get_username(),
                name=getattr(profile, "name", "") or user.get_username(),
                image_url=(get_profile_image_urls_for_user(user).get("medium", "") if _has_picture(profile) else ""),
                enrolled=str(user.pk) in learning,
                staff=str(user.pk) in teaching,
            )
        )
    return found


def has_course(course: str) -> bool:
    """Say whether there is a course of that key, written just so."""
    from opaque_keys import InvalidKeyError  # noqa: PLC0415
    from opaque_keys.edx.keys import CourseKey  # noqa: PLC0415
    from openedx.core.djangoapps.content.course_overviews.models import CourseOverview  # noqa: PLC0415

    try:
        key = CourseKey.from_string(course)
    except InvalidKeyError:
        return False
    return str(key) == course and bool(CourseOverview.course_exists(key))


def visitor(course: str) -> Member | None:
    """Return whose session the present request comes with; a few queries, none for somebody who is not logged in."""
    user = getattr(request(), "user", None)
    if user is None or not user.is_authenticated:
        return None
    return next(iter(members(course, [user.get_username()])), None)


def visitor_query() -> str:
    """Return nothing: the session says who asks."""
    return ""


def handler_url(course: str, usage: str, name: str, suffix: str) -> str:
    """Return the path of a handler of a block, as the runtime writes it."""
    from openedx.core.lib.url_utils import quote_slashes  # noqa: PLC0415

    named = {"course_id": course, "usage_id": quote_slashes(usage), "handler": name, "suffix": suffix}
    url = reverse("xblock_handler", kwargs=named)
    return url if suffix else url.rstrip("/")


def file_url(name: str) -> str:
    """Return the URL of one of the front end's files, as the runtime writes it for a block."""
    from openedx.core.lib.xblock_utils import xblock_local_resource_url  # noqa: PLC0415

    class Files:
        unmixed_class = XBlock.load_class(BLOCK_TYPE)
        scope_ids = SimpleNamespace(block_type=BLOCK_TYPE)

    return str(xblock_local_resource_url(Files(), f"public/{name}"))


def _has_picture(profile: Any) -> bool:
    """Tell whether somebody has put a picture there; the LMS gives its own to whoever has not."""
    return bool(getattr(profile, "has_profile_image", False))


def languages(course: str) -> Sequence[str]:
    """Return the course's language, as its author chose it, else the site's; one query."""
    from openedx.core.djangoapps.content.course_overviews.models import CourseOverview  # noqa: PLC0415

    rows = CourseOverview.objects.filter(id=course)
    chosen = next(iter(rows.values_list("language", flat=True)), None)
    return [chosen or settings.LANGUAGE_CODE]


def organisation(course: str) -> str:
    """Return whose course it is, as its key says."""
    from opaque_keys.edx.keys import CourseKey  # noqa: PLC0415

    return str(CourseKey.from_string(course).org)


def title(course: str) -> str:
    """Return what the course is called; one query."""
    from openedx.core.djangoapps.content.course_overviews.models import CourseOverview  # noqa: PLC0415

    return next(iter(CourseOverview.objects.filter(id=course).values_list("display_name", flat=True)), None) or ""


def notification_kinds() -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return the apps and the kinds of news that the notification tray knows; None where there is no tray."""
    try:
        from openedx.core.djangoapps.notifications import base_notification  # noqa: PLC0415
    except ImportError:
        return None
    return base_notification.COURSE_NOTIFICATION_APPS, base_notification.COURSE_NOTIFICATION_TYPES


def renew_notification_preferences(by: int) -> None:
    """Let what older releases keep of people's wishes in a course be made anew, with the kinds that are known now."""
    from openedx.core.djangoapps.notifications import models  # noqa: PLC0415

    if hasattr(models, "COURSE_NOTIFICATION_CONFIG_VERSION"):
        models.COURSE_NOTIFICATION_CONFIG_VERSION += by


def has_notifications(course: str) -> bool:
    """Say whether a course has a tray: older releases switch it on, newer ones may switch it off."""
    try:
        from openedx.core.djangoapps.notifications.config import waffle  # noqa: PLC0415
    except ImportError:
        return False
    from opaque_keys.edx.keys import CourseKey  # noqa: PLC0415

    on, off = (getattr(waffle, name, None) for name in ("ENABLE_NOTIFICATIONS", "DISABLE_NOTIFICATIONS"))
    key = CourseKey.from_string(course)
    if on is not None:
        return bool(on.is_enabled(key))
    return off is None or not off.is_enabled(key)


def notify(course: str, user_id: str, **told: Any) -> Sequence[str]:
    """Ask for one notification of one person, who gets it as they wish; return the names of what failed."""
    from opaque_keys.edx.keys import CourseKey  # noqa: PLC0415
    from openedx_events.learning.data import UserNotificationData  # noqa: PLC0415
    from openedx_events.learning.signals import USER_NOTIFICATION_REQUESTED  # noqa: PLC0415

    asked = UserNotificationData(user_ids=[int(user_id)], course_key=CourseKey.from_string(course), **told)
    answers = USER_NOTIFICATION_REQUESTED.send_event(notification_data=asked)
    return [type(answer).__name__ for _receiver, answer in answers if isinstance(answer, Exception)]


def picture_urls() -> Sequence[str]:
    """Return an address from each place where the LMS keeps pictures of people: its storage, and its static files."""
    from openedx.core.djangoapps.user_api.accounts import image_helpers  # noqa: PLC0415

    return [image_helpers.get_profile_image_storage().url("any"), settings.STATIC_URL]


def _blocks(usages: Sequence[str]) -> list[Any]:
    """Return those of these blocks that are there, as the course has them."""
    from opaque_keys import InvalidKeyError  # noqa: PLC0415
    from opaque_keys.edx.keys import UsageKey  # noqa: PLC0415
    from xmodule.modulestore.django import modulestore  # noqa: PLC0415
    from xmodule.modulestore.exceptions import ItemNotFoundError  # noqa: PLC0415

    if request() is None:
        _forget_others()
    found = []
    for usage in usages:
        with suppress(InvalidKeyError, ItemNotFoundError):
            found.append(modulestore().get_item(UsageKey.from_string(usage)))
    return found


def _forget_others() -> None:
    """Forget what the platform keeps while a request lasts, such as cohorts: a sweep has none, and runs for days."""
    from edx_django_utils.cache import RequestCache  # noqa: PLC0415

    RequestCache.clear_all_namespaces()
