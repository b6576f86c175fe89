"""The platform behind its one door: an LMS, played by modules of its names, and the workbench."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from types import ModuleType, SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from pytest_django import Settings

from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Place
from chatxblock.openedx import platform
from chatxblock.openedx.eligibility import EnrolledMayHelp, ListedMayHelp, StaffMayHelp
from tests.integration.conftest import Site

COURSE = "course-v1:Org+Algebra+2026"
ENROLLED: set[tuple[str, str]] = set()
STAFF: set[str] = set()


class Enrolments:
    """What the LMS's manager answers, from `ENROLLED`."""

    def __init__(self, course: str, users: list[str]) -> None:
        self._found = [user for user in users if (user, course) in ENROLLED]

    def values_list(self, _name: str, *, flat: bool) -> list[int]:
        return [int(user) for user in self._found]


class Manager:
    def filter(self, *, course_id: str, is_active: bool, user_id__in: list[str]) -> Enrolments:
        return Enrolments(course_id, user_id__in)


class Role:
    def __init__(self, key: str) -> None:
        self._key = key

    def users_with_role(self) -> list[Any]:
        return [SimpleNamespace(pk=int(user)) for user in STAFF] if self._key == COURSE else []


def module(name: str, **names: Any) -> ModuleType:
    made = ModuleType(name)
    made.__spec__ = ModuleSpec(name, None, is_package=True)
    made.__path__ = []
    vars(made).update(names)
    return made


def without_profile(rows: Any, *_names: str) -> Any:
    """Users have no profile where there is no LMS."""
    return rows


@pytest.fixture
def lms(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[None]:
    """An LMS as far as it is imported."""
    images = "openedx.core.djangoapps.user_api.accounts.image_helpers"
    made: dict[str, dict[str, Any]] = {
        "common.djangoapps.student.models": {"CourseEnrollment": SimpleNamespace(objects=Manager())},
        "common.djangoapps.student.roles": {"CourseStaffRole": Role, "CourseInstructorRole": Role},
        images: {"get_profile_image_urls_for_user": lambda user: {"medium": f"/{user.get_username()}.png"}},
        "opaque_keys.edx.keys": {"CourseKey": SimpleNamespace(from_string=lambda key: key)},
    }
    for path, names in made.items():
        parts = path.split(".")
        for depth in range(1, len(parts)):
            name = ".".join(parts[:depth])
            if name not in sys.modules:
                monkeypatch.setitem(sys.modules, name, module(name))
        monkeypatch.setitem(sys.modules, path, module(path, **names))
    accounts: Any = get_user_model().objects
    monkeypatch.setattr(type(accounts.all()), "select_related", without_profile)
    yield
    ENROLLED.clear()
    STAFF.clear()


def user(name: str, *, enrolled: bool = True, staff: bool = False) -> str:
    made: Any = get_user_model().objects.create_user(name)
    if enrolled:
        ENROLLED.add((str(made.pk), COURSE))
    if staff:
        STAFF.add(str(made.pk))
    return str(made.pk)


def around(*types: str) -> Any:
    """What is around a block, from within outwards, each of them called after its type."""
    outer = around(*types[1:]) if types[1:] else None
    name = {"vertical": "Unit 3"}.get(types[0], types[0])
    ids = SimpleNamespace(block_type=types[0], usage_id=f"block-v1:Org+Algebra+2026+type@{types[0]}+block@1")
    return SimpleNamespace(display_name=name, scope_ids=ids, parent=outer and "outer", get_parent=lambda: outer)


class Block:
    """A block as the LMS runs it for one user."""

    def __init__(self, *within: str, **attributes: Any) -> None:
        opt_attrs = {f"edx-platform.{name}": value for name, value in attributes.items()}
        service = SimpleNamespace(get_current_user=lambda: SimpleNamespace(opt_attrs=opt_attrs, full_name="Alex A."))
        usage = type("Usage", (str,), {"context_key": COURSE})("block-v1:Org+Algebra+2026+type@chatxblock+block@1")
        self.scope_ids = SimpleNamespace(usage_id=usage, user_id=attributes.get("user_id"))
        self.runtime = SimpleNamespace(
            service=lambda block, name: service, handler_url=lambda block, name, suffix="": f"/{name}/{suffix}"
        )
        self.display_name = "Ask a helper"
        self.parent = "unit"
        self._around = around(*(within or ("vertical", "sequential", "chapter", "course")))

    def get_parent(self) -> Any:
        return self._around


@pytest.mark.usefixtures("lms")
def test_an_enrolled_learner_is_let_in_by_name() -> None:
    user_id = user("alex")
    who = platform.caller(Block(user_id=int(user_id), username="alex", is_authenticated=True, user_role="student"))
    assert who == platform.Caller(user_id=user_id, username="alex", name="Alex A.", enrolled=True, staff=False)


@pytest.mark.usefixtures("lms")
def test_who_is_not_enrolled_is_not_let_in() -> None:
    who = platform.caller(Block(user_id=int(user("eve", enrolled=False)), username="eve", is_authenticated=True))
    assert who is not None
    assert not who.enrolled


@pytest.mark.usefixtures("lms")
@pytest.mark.parametrize("attributes", [{"user_is_staff": True}, {"user_role": "staff"}, {"user_role": "instructor"}])
def test_staff_needs_no_enrolment(attributes: dict[str, Any]) -> None:
    who = platform.caller(Block(user_id=7, username="kim", is_authenticated=True, **attributes))
    assert who is not None
    assert (who.staff, who.enrolled) == (True, True)


@pytest.mark.usefixtures("lms")
@pytest.mark.parametrize("attributes", [{}, {"user_id": None}, {"user_id": 7, "is_authenticated": False}])
def test_who_is_not_logged_in_is_nobody(attributes: dict[str, Any]) -> None:
    assert platform.caller(Block(**attributes)) is None


@pytest.mark.usefixtures("lms")
def test_members_are_the_enrolled_and_the_staff_in_the_order_of_the_names() -> None:
    user("bo"), user("eve", enrolled=False), user("kim", enrolled=False, staff=True)
    found = platform.members(COURSE, ["kim", "eve", "bo", "nobody", "bo"])
    assert [(m.username, m.enrolled, m.staff, m.image_url) for m in found] == [
        ("kim", False, True, "/kim.png"),
        ("bo", True, False, "/bo.png"),
    ]
    assert platform.unknown_names(COURSE, ["kim", "eve", "bo", "nobody"]) == ["eve", "nobody"]
    assert platform.members("course-v1:Other", ["bo", "kim"]) == []


@pytest.mark.usefixtures("lms")
def test_a_block_stands_in_its_unit_with_a_link_that_leads_there() -> None:
    place = platform.place(Block(user_id=7))
    assert place.title == "Unit 3"
    assert place.url.startswith(f"/courses/{COURSE}/jump_to/block-v1%3AOrg")
    assert platform.window_url(Block(user_id=7)) == "/window/CALL_ID"


@pytest.mark.usefixtures("lms")
@pytest.mark.parametrize(
    ("within", "unit"),
    [
        ("vertical sequential chapter course", "vertical"),
        ("itembank vertical sequential chapter course", "vertical"),
        ("library_content split_test vertical sequential chapter course", "vertical"),
        ("sequential chapter course", "sequential"),
    ],
)
def test_a_unit_is_the_vertical_however_deep_the_block_is_in_it(within: str, unit: str) -> None:
    block = Block(*within.split(), user_id=7)
    assert platform.unit(block).key == f"block-v1:Org+Algebra+2026+type@{unit}+block@1"
    assert platform.unit(block).title == platform.place(block).title == ("Unit 3" if unit == "vertical" else unit)
    assert platform.unit(block).url.endswith(f"/jump_to/block-v1%3AOrg%2BAlgebra%2B2026%2Btype%40{unit}%2Bblock%401")
    assert platform.place(block).usage_key == str(block.scope_ids.usage_id)


@pytest.mark.usefixtures("lms")
def test_a_block_with_nothing_around_it_is_a_unit_of_its_own() -> None:
    block = Block(user_id=7)
    block.parent = ""
    assert platform.unit(block).key == str(block.scope_ids.usage_id)


@pytest.mark.django_db
def test_in_the_workbench_the_page_is_the_unit(usage: str) -> None:
    outer = around("wrapper", "page")
    block = Block(user_id=7)
    block.scope_ids.usage_id = "inner"
    block.get_parent = lambda: outer  # type: ignore[method-assign]
    assert platform.unit(block).key == outer.get_parent().scope_ids.usage_id
    assert platform.place(block).url == ""


def test_in_the_workbench_its_own_people_are_the_members() -> None:
    assert [m.name for m in platform.members("workbench", ["helper2", "stranger", "Helper 1"])] == [
        "Helper 2",
        "Helper 1",
    ]


@pytest.mark.usefixtures("lms")
def test_who_may_help_is_asked_of_the_platform_by_each_rule() -> None:
    names = {"bo": {}, "eve": {"enrolled": False}, "kim": {"enrolled": False, "staff": True}, "dee": {"staff": True}}
    people = [
        Person(id=number, course=COURSE, user_id=user(name, **how), localpart=name, name=name)
        for number, (name, how) in enumerate(names.items())
    ]
    bo, eve, kim, dee = (person.id for person in people)
    place = Place(course=COURSE, unit="unit", listed=(bo, eve, kim))
    rules = {EnrolledMayHelp(): {bo, kim, dee}, StaffMayHelp(): {bo, kim, dee}, ListedMayHelp(): {bo, kim}}
    assert {rule: set(rule.among(place, people)) for rule in rules} == rules
    nobody_listed = Place(course=COURSE, unit="unit")
    assert StaffMayHelp().among(nobody_listed, people) == {kim, dee}
    assert EnrolledMayHelp().among(Place(course="course-v1:Other", unit="unit"), people) == set()
    assert ListedMayHelp().among(place, []) == set()


@pytest.mark.usefixtures("lms")
def test_staff_of_the_whole_site_are_staff_whichever_way_the_platform_is_asked() -> None:
    kim = user("kim", enrolled=False)
    get_user_model().objects.filter(pk=kim).update(is_staff=True)
    caller = platform.caller(Block(user_id=int(kim), username="kim", user_is_staff=True))
    assert caller is not None
    assert (caller.staff, caller.enrolled) == (True, True)
    assert platform.on_staff(COURSE, {kim, user("bo")}) == {kim}
    assert platform.in_course(COURSE, {kim}) == {kim}
    assert [member.staff for member in platform.members(COURSE, ["kim"])] == [True]
    get_user_model().objects.filter(pk=kim).update(is_active=False)
    assert platform.on_staff(COURSE, {kim}) == set()


@pytest.mark.usefixtures("lms")
def test_pictures_come_from_where_the_platform_keeps_them(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    helpers = sys.modules["openedx.core.djangoapps.user_api.accounts.image_helpers"]
    storage = SimpleNamespace(url=lambda name: f"https://pictures.test/profile/{name}")
    monkeypatch.setattr(helpers, "get_profile_image_storage", lambda: storage, raising=False)
    accounts = sys.modules["openedx.core.djangoapps.user_api.accounts"]
    monkeypatch.setattr(accounts, "image_helpers", helpers, raising=False)
    settings.STATIC_URL = "https://static.test/a/"
    assert list(platform.picture_urls()) == ["https://pictures.test/profile/any", "https://static.test/a/"]


def test_in_the_workbench_pictures_are_its_own(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page = site.get("learner", "window", str(uuid4()))
    assert "img-src 'self' data:;" in page["Content-Security-Policy"]
    monkeypatch.setattr(platform, "picture_urls", lambda: ["https://pictures.test/any", "/static/"])
    page = site.get("learner", "inbox_window")
    assert "img-src 'self' https://pictures.test data:;" in page["Content-Security-Policy"]
