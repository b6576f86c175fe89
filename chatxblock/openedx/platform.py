"""The platform around the block, behind one door: who calls, who is enrolled, who is who, where a block stands.

What an answer takes of the LMS is in `chatxblock.openedx.lms`, what stands for it in the workbench in
`chatxblock.openedx.workbench`; both have the same functions. This module must not know of calls.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from time import time
from typing import Any
from urllib.parse import quote

from django.core.cache import cache
from django.db import transaction
from django.middleware.csrf import get_token

from chatxblock.domain.calls.call import Context, User
from chatxblock.domain.clean_names import isolated, shown_name
from chatxblock.domain.helpers.duty import Unit
from chatxblock.errors import Masquerading, NoCourse, NotAllowed, SomebodyElse
from chatxblock.errors import gettext_noop as _
from chatxblock.openedx import exercises as read
from chatxblock.openedx import lms, workbench
from chatxblock.openedx.exercises import Exercise
from chatxblock.openedx.members import Directory, Member

log = logging.getLogger(__name__)

VERTICAL = "vertical"
"""The type of the blocks that are units. Between it and a block of ours may be one that picks among its children."""


PREVIEW = _("This is a preview in Studio. Learners ask and are answered in the course itself.")

SEES_SECONDS = 30
"""For how long it holds what somebody may see: an inbox looks often, and each look would cost some queries."""

STANDS = 0.0
"""What is remembered of a block that is there; of one that is not, since when."""
MISSING_SECONDS = 60
"""For how long a block has to be missing until it counts as taken away: one that is being put there anew is not."""
REMEMBERED_SECONDS = 86_400

LANGUAGES_SECONDS = 600
"""For how long it holds in which language a course is: each look while somebody types would cost a query."""

PARTS_SECONDS = 60
"""For how long it holds what can be completed in a unit: to look costs the platform reading its blocks."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Whoever sends the present request, who is logged in."""

    user_id: str
    username: str
    """As the platform keeps it."""
    name: str
    enrolled: bool
    staff: bool

    @property
    def user(self) -> User:
        """Return the caller as a user of whom the picture was not looked up."""
        return _user(self.user_id, self.username, self.name)


def user_of(member: Member) -> User:
    """Return a member as a user."""
    return _user(member.user_id, member.username, member.name, member.image_url)


def caller(block: Any) -> Caller | None:
    """Return who sends the present request, or None for somebody who is not logged in.

    Costs at most one query in the LMS, for the enrolment. Raises `NoCourse` in a library, `NotAllowed` in Studio, whose
    previews answer whoever is logged in there and ask nobody, `Masquerading` for somebody
    who views the course as another, and `SomebodyElse` where the runtime's user is not the request's.
    """
    if not in_a_course(block):
        raise NoCourse()
    if lms.is_studio():
        raise NotAllowed(PREVIEW)
    service = block.runtime.service(block, "user")
    user = service.get_current_user() if service else None
    attributes: dict[str, Any] = user.opt_attrs if user else {}
    user_id = str(attributes.get("edx-platform.user_id") or "")
    refuse_another(course_key(block), user_id)
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
        enrolled=staff or bool(directory().enrolled(course_key(block), [user_id])),
        staff=staff,
    )


def may_edit(block: Any) -> bool:
    """Tell whether the present request may read and change the block's settings: an author's in Studio, or staff's.

    Learners have accounts in Studio too, and its handlers answer whoever is logged in.
    """
    if lms.is_studio():
        return lms.may_author(block.scope_ids.usage_id)
    try:
        who = caller(block)
    except (Masquerading, SomebodyElse):
        return False
    return who is not None and who.staff


def session_key() -> str:
    """Return the key of the present request's session; empty where there is none."""
    return lms.session_key() if lms.is_there() else workbench.session_key()


def csrf_token() -> str:
    """Return the CSRF token of the present request, and have the platform keep it; empty where it tells no request.

    Django reads it from where its settings have it, and of several cookies of that name from the one that it will
    compare with.
    """
    request = lms.request() if lms.is_there() else workbench.request()
    return get_token(request) if request is not None else ""


def browser_owner(user_id: str) -> str:
    """Return whose browser the present request comes from: the user's, in the workbench whoever's it is."""
    return user_id if lms.is_there() else workbench.BROWSER_OWNER


def members(course: str, usernames: Sequence[str]) -> list[Member]:
    """Return those of the named who are enrolled in the course or on its staff, in the order of the names."""
    if not usernames:
        return []
    return [member for member in directory().members(course, usernames) if member.enrolled or member.staff]


def in_course(course: str, user_ids: Collection[str]) -> set[str]:
    """Return those who are enrolled in the course or on its staff; one query where all of them are enrolled."""
    enrolled = directory().enrolled(course, user_ids)
    others = set(user_ids) - enrolled
    return enrolled | (on_staff(course, others) if others else set())


def on_staff(course: str, user_ids: Collection[str]) -> set[str]:
    """Return those who are staff of the course, or of the whole site."""
    return directory().on_staff(course, user_ids)


def may_see(course: str, usages: Sequence[str], user_ids: Sequence[str]) -> Iterator[str]:
    """Yield lazily those of a few people who may see each of the blocks that is there, as it was lately."""
    keys = {user_id: _key_of("sees", course, *usages, user_id) for user_id in user_ids}
    known: dict[str, bool] = cache.get_many(keys.values())
    may_view = directory().viewers(usages)
    for user_id in user_ids:
        sees = known.get(keys[user_id])
        if sees is None:
            sees = may_view(user_id)
            cache.set(keys[user_id], sees, SEES_SECONDS)
        if sees:
            yield user_id


def stands(usage: str) -> bool:
    """Say whether a block is still in its course; one that is missing is gone when it was missing for a minute.

    Where the platform cannot tell, it stands: a database that is away must end no talk.
    """
    key = _key_of("stands", usage)
    known: float | None = cache.get(key)
    if not usage or known == STANDS:
        return True
    try:
        there = directory().stands(usage)
    except Exception as error:  # noqa: BLE001  (whatever keeps the courses may fail with)
        log.warning("whether a block still stands is not known: %s", type(error).__name__)
        return True
    if there:
        cache.set(key, STANDS, SEES_SECONDS)
        return True
    if known is None:
        known = time()
        cache.set(key, known, REMEMBERED_SECONDS)
    return time() - known < MISSING_SECONDS


def named_like(course: str, part: str, most: int) -> list[Member]:
    """Return people of the course whose username or name has that part, by username, so many at most."""
    return members(course, directory().named_like(course, part, most))[:most]


def groups(course: str) -> list[tuple[str, str]]:
    """Return the groups of a course, cohorts and teams, each by a key and its name."""
    return list(directory().groups(course))


def of_group(course: str, key: str, most: int) -> list[Member]:
    """Return the people of a group who are in the course, by username, so many at most; nobody of an unknown one."""
    return members(course, directory().of_group(course, key, most))[:most]


def unknown_names(course: str, usernames: Sequence[str]) -> list[str]:
    """Return which of the names belong to nobody in the course, in their order."""
    known: set[str] = set()
    for member in members(course, usernames):
        known |= {member.username, member.name}
    return [name for name in usernames if name not in known]


def user_with_picture(course: str, who: Caller) -> User:
    """Return the caller as a user with what the platform knows of the picture."""
    found = members(course, [who.username])
    return replace(who.user, image_url=found[0].image_url if found else None)


def picture_urls() -> Sequence[str]:
    """Return an address from each place where the platform keeps pictures of people; a path where that is its own."""
    return lms.picture_urls() if lms.is_there() else []


def course_key(block: Any) -> str:
    """Return the key of the course that a block stands in; the workbench is one course."""
    usage = block.scope_ids.usage_id
    key = getattr(usage, "context_key", None) or getattr(usage, "course_key", None)
    return str(key) if key else "workbench"


def in_a_course(block: Any) -> bool:
    """Tell whether a block stands in a course, and not in a library, whose blocks are there to be taken into courses.

    The key of a library of today (`lib:…`) is none of a course; one of the libraries before is, without a run of it.
    """
    usage = block.scope_ids.usage_id
    key = getattr(usage, "context_key", None)
    return key is None or (getattr(key, "is_course", True) and not str(key).startswith("library-v1:"))


def window_url(block: Any) -> str:
    """Return the room window's path with CALL_ID for the call, and `{user}` where the platform puts a person."""
    url = str(block.runtime.handler_url(block, "window", "CALL_ID"))
    return url.replace(f"student={block.scope_ids.user_id}", "student={user}")


def place(block: Any) -> Context:
    """Return where a block stands, for people: its own usage key, its unit's title, and a link to it."""
    return Context(usage_key=str(block.scope_ids.usage_id), title=_title(block), url=_link(block, block))


def unit(block: Any) -> Unit:
    """Return the unit that a block stands in: the vertical around it, however deep the block is in it.

    In the workbench it is the page, by its outermost block.
    """
    found = _unit(block)
    return Unit(key=str(found.scope_ids.usage_id), title=_title(block), url=_link(block, found))


def exercises(block: Any) -> list[Exercise]:
    """Return the exercises of the unit that a block stands in, as the present request's person reads them."""
    found = _unit(block)
    course = course_key(block)
    return read.exercises(found, partial(lms.as_read, course)) if lms.is_there() else workbench.exercises(found)


def section(block: Any) -> str:
    """Return the usage key of what holds the block's unit, such as the sequential; empty where nothing does."""
    found = _unit(block)
    if found is block or not getattr(found, "parent", None) or course_key(block) == "workbench":
        return ""
    return str(found.parent)


def languages(course: str) -> Sequence[str]:
    """Return the codes of the languages that a course is in, as the platform had them lately."""
    key = _key_of("languages", course)
    known: list[str] | None = cache.get(key)
    if known is None:
        known = list(directory().languages(course))
        cache.set(key, known, LANGUAGES_SECONDS)
    return known


def apart() -> AbstractContextManager[object]:
    """Return within what the LMS may be asked so that a query of its that fails does not fail the whole request."""
    return transaction.atomic() if lms.is_there() else nullcontext()


def scores(course: str, section: str, user_ids: Sequence[str]) -> Mapping[str, float]:
    """Return which share of the points of a subsection each of a few has who has tried it, 0 to 1."""
    return directory().scores(course, section, user_ids) if user_ids else {}


def in_cohort(course: str, name: str, user_ids: Sequence[str]) -> set[str]:
    """Return those of a few who are in the course's cohort of that name; nobody where there is none."""
    return directory().in_cohort(course, name, user_ids) if user_ids else set()


def completed(course: str, unit: str, user_ids: Sequence[str]) -> set[str]:
    """Return those of a few who have completed all that can be completed in a unit; nobody where nothing can."""
    parts = _parts(course, unit) if user_ids else []
    return directory().completed(course, parts, user_ids) if parts else set()


def progress(course: str, unit: str, user_id: str) -> tuple[int | None, float | None]:
    """Return how often somebody has tried the exercises of a unit, and their share of the points of those they tried.

    None where the platform does not say; one query, and once a minute what it takes to look into the unit.
    """
    return directory().progress(course, _parts(course, unit), user_id)


def _parts(course: str, unit: str) -> list[str]:
    key = _key_of("parts", course, unit)
    parts: list[str] | None = cache.get(key)
    if parts is None:
        parts = list(directory().parts(course, unit))
        cache.set(key, parts, PARTS_SECONDS)
    return parts


def course_title(course: str) -> str:
    """Return what a course is called, for people; its key where nobody has named it."""
    return directory().title(course) or course


def _user(user_id: str, username: str, name: str, image_url: str | None = None) -> User:
    """Return a user whose names may be shown: here they are cleaned, once for all that is told of people."""
    known_as = shown_name(username, user_id)
    return User(user_id=user_id, name=shown_name(name, known_as), username=known_as, image_url=image_url)


def refuse_another(course: str, user_id: str) -> None:
    """Let nobody act as another. Raises `Masquerading`, `SomebodyElse`."""
    request = lms.request() if lms.is_there() else None
    if request is None:
        return
    viewed_as = lms.viewed_as(course)
    if viewed_as is not None:
        named = _("You are viewing as {name}. Go back to your own view to ask or to help.")
        raise Masquerading(named, name=isolated(viewed_as)) if viewed_as else Masquerading()
    user = getattr(request, "user", None)
    real = str(getattr(user, "pk", None) or "")
    if user is not None and real != user_id:
        log.error("the request is of user %s, and the runtime's user is %s: refused", real or "-", user_id or "-")
        raise SomebodyElse()


def _title(block: Any) -> str:
    return str(getattr(_unit(block), "display_name", "") or block.display_name or "")


def _link(block: Any, to: Any) -> str:
    """Return the path of the page on which a block stands, at a block on it."""
    course = course_key(block)
    if course == "workbench":
        return workbench.scenario_url(_unit(block))
    return f"/courses/{course}/jump_to/{quote(str(to.scope_ids.usage_id))}"


def _unit(block: Any) -> Any:
    """Return the unit around a block; whatever is right around it where there is no vertical."""
    around = list(_around(block))
    if not around:
        return block
    if course_key(block) == "workbench":
        return around[-1]
    return next((found for found in around if found.scope_ids.block_type == VERTICAL), around[0])


def _around(block: Any) -> Iterator[Any]:
    """Yield what is around a block, from within outwards, no further than the unit."""
    while getattr(block, "parent", None) and (parent := block.get_parent()) is not None:
        yield parent
        if parent.scope_ids.block_type == VERTICAL:
            return
        block = parent


def _key_of(*parts: str) -> str:
    return f"chatxblock:{sha256(' '.join(parts).encode()).hexdigest()[:40]}"


def directory() -> Directory:
    """Return who knows the people of the courses: the LMS, or what stands for it."""
    return lms if lms.is_there() else workbench
