"""An LMS, played by modules of its names, that behaves as a real one was seen to behave.

What stands in it is what `tests.contracts.platform_contract` asks for, and a real LMS passes the same suite: one
dictionary of services for all runtimes of a process, requests kept by thread, views as another kept in the session,
`has_access` that knows staff-only and group-restricted blocks, keys of libraries that are no keys of courses.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from threading import local
from types import ModuleType, SimpleNamespace
from typing import Any, Protocol

import pytest
from django.contrib.auth import get_user_model
from django.dispatch import Signal

from tests.support.platform_rows import COURSE as COURSE
from tests.support.platform_rows import (
    UNIT,
    InvalidKeyError,
    ItemNotFoundError,
    Key,
    Overviews,
    PlayedLearning,
    Table,
    Usage,
    course_key,
    usage_key,
)

USAGE = "block-v1:Org+Algebra+2026+type@chatxblock+block@{name}"
EMPTY = object()
"""What stands for no course in a query of roles."""


@dataclass(frozen=True, kw_only=True)
class View:
    """As whom somebody of the staff views the course: any learner, a learner by name, or a group."""

    role: str = "student"
    user_name: str | None = None
    group_id: int | None = None


class Lms(Protocol):
    """A platform with one course, in which a unit has a block of ours."""

    course: str

    def user(self, name: str, *, enrolled: bool = True, role: str = "", active: bool = True) -> str:
        """Make a user, and return the id.

        `role` is that of `CourseAccessRole` in the course, behind "org " in its organisation without a course, behind
        "elsewhere " in another course and organisation, or "site" for staff of the whole site.
        """

    def unenrol(self, user_id: str) -> None:
        """Take somebody out of the course."""

    def join_group(self, user_id: str) -> None:
        """Put somebody into the group that a block may be restricted to."""

    def make(self, name: str, *, hidden: str = "") -> str:
        """Make a block of ours in a unit of its own; hidden: "staff", "group", or "unit", which staff alone see."""

    def take_away(self, usage: str) -> None:
        """Let an author delete a block."""

    def delete(self) -> None:
        """Let an operator delete the course."""

    def block(self, usage: str, user_id: str | None) -> Any:
        """Return the block as the runtime makes it for a request of that user, which this thread answers now."""

    def library_block(self, user_id: str) -> Any:
        """Return a block of ours that stands in a library of today."""

    def answer(self, user_id: str | None, view: View | None = None) -> None:
        """Let this thread answer a request of that user, who may view the course as another."""

    def retire(self, user_id: str) -> None:
        """Let the platform forget somebody."""

    def speak(self, language: str) -> None:
        """Let the course's author choose its language."""

    def score(self, usage: str, user_id: str, earned: float, possible: float, *, instead: float | None = None) -> None:
        """Let somebody have so many points of the subsection of a block, or what a teacher put in their place."""

    def exercise(self, usage: str) -> str:
        """Put something that can be completed, and something that cannot, into the unit of a block; return its key."""

    def complete(self, key: str, user_id: str, completion: float = 1.0) -> None:
        """Let somebody complete it, or a part of it."""

    def try_it(self, key: str, user_id: str, state: str, grade: float | None, max_grade: float | None) -> None:
        """Let somebody have tried it: what the block keeps of them, as JSON, and their points."""


class PlayedBlock:
    """A block of ours as a runtime of the LMS has it: a user service out of the dictionary that all runtimes share."""

    def __init__(self, lms: PlayedLms, usage: str, within: Sequence[str] = ()) -> None:
        self.scope_ids = SimpleNamespace(usage_id=Usage(usage), user_id=None)
        self.runtime = SimpleNamespace(
            service=lambda block, name: lms.services.get(name),
            handler_url=lambda block, name, suffix="": f"/{name}/{suffix}",
        )
        self.display_name = "Ask a helper"
        self.parent: str = "unit"
        self._around = around(*(within or ("vertical", "sequential", "chapter", "course")))

        self._lms = lms

    def get_parent(self) -> Any:
        return self._around

    def get_children(self) -> list[Any]:
        return self._lms.children.get(self.scope_ids.usage_id, [])


class PlayedLms(PlayedLearning):
    """One course of an LMS; `Lms`, played."""

    course = COURSE

    def __init__(self) -> None:
        self.enrolments = Table()
        self.roles = Table()
        self.overviews = Overviews()
        super().__init__()
        self.services: dict[str, Any] = {}
        """What the modulestore hands to each runtime: one for all, so that the last user written is everybody's."""
        self.retired = Signal()
        self.read: list[str] = []
        """Which blocks were read from the course."""
        self.profiles: dict[str, SimpleNamespace] = {}
        """What people say of themselves, by username; where nothing is kept here, a picture and no name."""
        self._hidden: dict[str, str] = {}
        self._group: set[str] = set()
        self._here = local()

    def user(self, name: str, *, enrolled: bool = True, role: str = "", active: bool = True) -> str:
        made: Any = get_user_model().objects.create_user(name, is_staff=role == "site", is_active=active)
        if enrolled:
            self.enrolments.rows.append({"user_id": made.pk, "course_id": COURSE, "is_active": True})
        if role and role != "site":
            where, _, kept = role.rpartition(" ")
            org = "Other" if where == "elsewhere" else "Org"
            course = {"": COURSE, "org": EMPTY, "elsewhere": "course-v1:Other+Algebra+2026"}[where]
            self.roles.rows.append({"user_id": made.pk, "role": kept, "org": org, "course_id": course})
        return str(made.pk)

    def profile(self, user: Any) -> SimpleNamespace:
        return self.profiles.get(user.get_username(), SimpleNamespace(name="", has_profile_image=True))

    def picture(self, user: Any) -> dict[str, str]:
        """Return what the LMS gives of a picture: its own for whoever has none."""
        return {"medium": f"/{user.get_username()}.png" if self.profile(user).has_profile_image else "/default_120.png"}

    def unenrol(self, user_id: str) -> None:
        for row in self.enrolments.rows:
            row["is_active"] = row["is_active"] and str(row["user_id"]) != user_id

    def join_group(self, user_id: str) -> None:
        self._group.add(user_id)
        row = {"user_id": int(user_id), "course_id": COURSE, "course_user_group__name": "B"}
        self.cohorts.rows.append(row)

    def make(self, name: str, *, hidden: str = "") -> str:
        usage = USAGE.format(name=name)
        self._hidden[usage] = "" if hidden == "unit" else hidden
        self._hidden[UNIT] = "staff" if hidden == "unit" else ""
        return usage

    def take_away(self, usage: str) -> None:
        del self._hidden[Usage(usage)]

    def delete(self) -> None:
        self._hidden.clear()

    def block(self, usage: str, user_id: str | None) -> PlayedBlock:
        self.answer(user_id)
        return self.block_for(usage, user_id)

    def block_for(self, usage: str, user_id: str | None, *within: str) -> PlayedBlock:
        """Return a block for the runtime's user, whoever sent the request."""
        found = get_user_model().objects.filter(pk=user_id).first() if user_id else None
        self.serve({"user_id": int(user_id), **self._attributes(found)} if user_id and found else {})
        return PlayedBlock(self, usage, within)

    def serve(self, attributes: dict[str, Any], full_name: str = "Alex A.") -> None:
        """Write a user, by attributes, into the dictionary."""
        opt_attrs = {f"edx-platform.{name}": value for name, value in attributes.items()}
        user = SimpleNamespace(opt_attrs=opt_attrs, full_name=full_name)
        self.services["user"] = SimpleNamespace(get_current_user=lambda: user)

    def library_block(self, user_id: str) -> PlayedBlock:
        self.answer(user_id)
        return self.block_for("lb:Org:Lib:chatxblock:1", user_id)

    def answer(self, user_id: str | None, view: View | None = None) -> None:
        session = {"masquerade_settings": {Key(COURSE): view}} if view else {}
        user = SimpleNamespace(
            pk=user_id and int(user_id),
            is_authenticated=bool(user_id),
            get_username=lambda: get_user_model().objects.get(pk=str(user_id)).get_username(),
        )
        self._here.request = SimpleNamespace(user=user, session=session)

    def retire(self, user_id: str) -> None:
        self.retired.send(sender=self, user=get_user_model().objects.get(pk=user_id))

    def speak(self, language: str) -> None:
        self.overviews.rows = [{"id": COURSE, "language": language}]

    def there(self, usage: str) -> None:
        self._hidden.setdefault(usage, "")

    def get_current_request(self) -> Any:
        return getattr(self._here, "request", None)

    def get_item(self, usage: Usage) -> PlayedBlock:
        if usage not in self._hidden:
            raise ItemNotFoundError(usage)
        self.read.append(usage)
        return PlayedBlock(self, usage)

    def has_access(self, user: Any, action: str, block: PlayedBlock, course: Key) -> bool:
        assert (action, course) == ("load", COURSE)
        hidden = self._hidden[block.scope_ids.usage_id]
        return not hidden or self._teaches(user) or (hidden == "group" and str(user.pk) in self._group)

    def _teaches(self, user: Any) -> bool:
        teaching = {"staff", "limited_staff", "instructor"}
        own = [row for row in self.roles.rows if row["user_id"] == user.pk and row["role"] in teaching]
        here = any(row["org"] == "Org" and row["course_id"] in (COURSE, EMPTY) for row in own)
        return bool(user.is_staff or (user.is_active and here))

    def _attributes(self, user: Any) -> dict[str, Any]:
        staff = self._teaches(user)
        name = user.get_username()
        return {"username": name, "is_authenticated": True, "user_is_staff": staff, "user_role": "student"}


def around(*types: str) -> Any:
    """What is around a block, from within outwards, each of them called after its type."""
    outer = around(*types[1:]) if types[1:] else None
    name = {"vertical": "Unit 3"}.get(types[0], types[0])
    ids = SimpleNamespace(block_type=types[0], usage_id=f"block-v1:Org+Algebra+2026+type@{types[0]}+block@1")
    return SimpleNamespace(
        display_name=name, scope_ids=ids, parent=outer and outer.scope_ids.usage_id, get_parent=lambda: outer
    )


def module(name: str, **names: Any) -> ModuleType:
    made = ModuleType(name)
    made.__spec__ = ModuleSpec(name, None, is_package=True)
    made.__path__ = []
    vars(made).update(names)
    return made


def without_profile(rows: Any, *_names: str) -> Any:
    """Profiles are in no table where there is no LMS."""
    return rows


@contextmanager
def played(monkeypatch: pytest.MonkeyPatch) -> Iterator[PlayedLms]:
    """Put an LMS among the modules, as far as it is imported."""
    lms = PlayedLms()
    student = "common.djangoapps.student.models"
    accounts = "openedx.core.djangoapps.user_api.accounts"
    cleared = SimpleNamespace(clear_all_namespaces=lambda: None)
    made: dict[str, dict[str, Any]] = {
        "crum": {"get_current_request": lms.get_current_request},
        student: {"CourseEnrollment": lms.enrolments, "CourseAccessRole": lms.roles},
        f"{accounts}.image_helpers": {"get_profile_image_urls_for_user": lms.picture},
        f"{accounts}.signals": {"USER_RETIRE_LMS_MISC": lms.retired},
        "edx_django_utils.cache": {"RequestCache": cleared},
        "completion.models": {"BlockCompletion": lms.completions},
        "lms.djangoapps.courseware.access": {"has_access": lms.has_access},
        "lms.djangoapps.courseware.models": {"StudentModule": lms.states},
        "lms.djangoapps.grades.models": {"PersistentSubsectionGrade": lms.grades},
        "openedx.core.djangoapps.course_groups.models": {"CohortMembership": lms.cohorts},
        "openedx.core.djangoapps.content.course_overviews.models": {"CourseOverview": lms.overviews},
        "opaque_keys": {"InvalidKeyError": InvalidKeyError},
        "opaque_keys.edx.django.models": {"CourseKeyField": SimpleNamespace(Empty=EMPTY)},
        "opaque_keys.edx.keys": {
            "CourseKey": SimpleNamespace(from_string=course_key),
            "UsageKey": SimpleNamespace(from_string=usage_key),
        },
        "xmodule.modulestore.django": {"modulestore": lambda: lms},
        "xmodule.modulestore.exceptions": {"ItemNotFoundError": ItemNotFoundError},
    }
    for path, names in made.items():
        parts = path.split(".")
        for depth in range(1, len(parts)):
            name = ".".join(parts[:depth])
            if name not in sys.modules:
                monkeypatch.setitem(sys.modules, name, module(name))
        monkeypatch.setitem(sys.modules, path, module(path, **names))
    users: Any = get_user_model().objects
    monkeypatch.setattr(type(users.all()), "select_related", without_profile)
    monkeypatch.setattr(get_user_model(), "profile", property(lms.profile), raising=False)
    yield lms
