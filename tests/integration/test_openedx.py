"""The platform behind its one door: an LMS, played by modules of its names, and the workbench.

What a real LMS answers too stands in `tests.contracts.platform_contract`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import Settings

from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Place
from chatxblock.openedx import platform
from chatxblock.openedx.eligibility import EnrolledMayHelp, ListedMayHelp, Rules, StaffMayHelp
from tests.integration.conftest import Site
from tests.support.platform import COURSE, PlayedBlock, PlayedLms, around, played


@pytest.fixture
def lms(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[PlayedLms]:
    """An LMS as far as it is imported."""
    with played(monkeypatch) as lms:
        yield lms


def block_of(lms: PlayedLms, *within: str, **attributes: Any) -> PlayedBlock:
    """A block as the LMS runs it for a user of those attributes, outside of any request."""
    lms.serve(attributes)
    return PlayedBlock(lms, lms.make("1"), within)


def test_an_enrolled_learner_is_let_in_by_name(lms: PlayedLms) -> None:
    user_id = lms.user("alex")
    who = platform.caller(block_of(lms, user_id=int(user_id), username="alex", is_authenticated=True))
    assert who == platform.Caller(user_id=user_id, username="alex", name="Alex A.", enrolled=True, staff=False)


@pytest.mark.parametrize("attributes", [{"user_is_staff": True}, {"user_role": "staff"}, {"user_role": "instructor"}])
def test_staff_needs_no_enrolment(lms: PlayedLms, attributes: dict[str, Any]) -> None:
    who = platform.caller(block_of(lms, user_id=7, username="kim", is_authenticated=True, **attributes))
    assert who is not None
    assert (who.staff, who.enrolled) == (True, True)


@pytest.mark.parametrize("attributes", [{}, {"user_id": None}, {"user_id": 7, "is_authenticated": False}])
def test_who_is_not_logged_in_is_nobody(lms: PlayedLms, attributes: dict[str, Any]) -> None:
    assert platform.caller(block_of(lms, **attributes)) is None


def test_members_are_the_enrolled_and_the_staff_in_the_order_of_the_names(lms: PlayedLms) -> None:
    lms.user("bo"), lms.user("eve", enrolled=False), lms.user("kim", enrolled=False, role="staff")
    found = platform.members(COURSE, ["kim", "eve", "bo", "nobody", "bo"])
    assert [(m.username, m.enrolled, m.staff, m.image_url) for m in found] == [
        ("kim", False, True, "/kim.png"),
        ("bo", True, False, "/bo.png"),
    ]
    assert platform.unknown_names(COURSE, ["kim", "eve", "bo", "nobody"]) == ["eve", "nobody"]
    assert platform.members("course-v1:Other+Algebra+2026", ["bo", "kim"]) == []


def test_a_block_stands_in_its_unit_with_a_link_that_leads_there(lms: PlayedLms) -> None:
    place = platform.place(block_of(lms, user_id=7))
    assert place.title == "Unit 3"
    assert place.url.startswith(f"/courses/{COURSE}/jump_to/block-v1%3AOrg")
    assert platform.window_url(block_of(lms, user_id=7)) == "/window/CALL_ID"


@pytest.mark.parametrize(
    ("within", "unit"),
    [
        ("vertical sequential chapter course", "vertical"),
        ("itembank vertical sequential chapter course", "vertical"),
        ("library_content split_test vertical sequential chapter course", "vertical"),
        ("sequential chapter course", "sequential"),
    ],
)
def test_a_unit_is_the_vertical_however_deep_the_block_is_in_it(lms: PlayedLms, within: str, unit: str) -> None:
    block = block_of(lms, *within.split(), user_id=7)
    assert platform.unit(block).key == f"block-v1:Org+Algebra+2026+type@{unit}+block@1"
    assert platform.unit(block).title == platform.place(block).title == ("Unit 3" if unit == "vertical" else unit)
    assert platform.unit(block).url.endswith(f"/jump_to/block-v1%3AOrg%2BAlgebra%2B2026%2Btype%40{unit}%2Bblock%401")
    assert platform.place(block).usage_key == str(block.scope_ids.usage_id)


def test_a_block_with_nothing_around_it_is_a_unit_of_its_own(lms: PlayedLms) -> None:
    block = block_of(lms, user_id=7)
    block.parent = ""
    assert platform.unit(block).key == str(block.scope_ids.usage_id)


@pytest.mark.django_db
def test_in_the_workbench_the_page_is_the_unit(usage: str) -> None:
    outer = around("wrapper", "page")
    block: Any = PlayedBlock(PlayedLms(), "inner")
    block.scope_ids.usage_id = "inner"
    block.get_parent = lambda: outer
    assert platform.unit(block).key == outer.get_parent().scope_ids.usage_id
    assert platform.place(block).url == ""
    assert platform.in_a_course(block)


def test_in_the_workbench_its_own_people_are_the_members() -> None:
    assert [m.name for m in platform.members("workbench", ["helper2", "stranger", "Helper 1"])] == [
        "Helper 2",
        "Helper 1",
    ]


def people(lms: PlayedLms, **roles: dict[str, Any]) -> list[Person]:
    return [
        Person(id=number, course=COURSE, user_id=lms.user(name, **how), localpart=name, name=name)
        for number, (name, how) in enumerate(roles.items())
    ]


def test_who_may_help_is_asked_of_the_platform_by_each_rule(lms: PlayedLms) -> None:
    everybody = people(
        lms,
        bo={},
        eve={"enrolled": False},
        kim={"enrolled": False, "role": "limited_staff"},
        dee={"role": "org instructor"},
    )
    bo, eve, kim, dee = (person.id for person in everybody)
    place = Place(course=COURSE, unit="unit", listed=(bo, eve, kim))
    rules = {EnrolledMayHelp(): {bo, kim, dee}, StaffMayHelp(): {bo, kim, dee}, ListedMayHelp(): {bo, kim}}
    assert {rule: set(rule.among(place, everybody)) for rule in rules} == rules
    nobody_listed = Place(course=COURSE, unit="unit")
    assert StaffMayHelp().among(nobody_listed, everybody) == {kim, dee}
    assert EnrolledMayHelp().among(Place(course="course-v1:Other+Algebra+2026", unit="unit"), everybody) == set()
    assert ListedMayHelp().among(place, []) == set()


def test_whom_the_platform_does_not_show_the_block_is_not_let_through_and_the_last_ones_are_not_asked(
    lms: PlayedLms,
) -> None:
    everybody = people(lms, bo={}, cy={}, dee={})
    bo, cy, dee = everybody
    lms.join_group(cy.user_id)
    lms.join_group(dee.user_id)
    place = Place(course=COURSE, unit="gone", block=lms.make("1", hidden="group"))
    rules = Rules({"enrolled": EnrolledMayHelp()}, "enrolled")
    assert list(rules.seeing(place, everybody)) == [cy, dee]
    asked: list[str] = []
    has_access = lms.has_access

    def counted(user: Any, *more: Any) -> bool:
        asked.append(str(user.pk))
        return has_access(user, *more)

    import lms.djangoapps.courseware.access as access  # the played one

    access.has_access = counted
    other = Place(course=COURSE, unit="gone", block=lms.make("2", hidden="group"))
    lms.read.clear()
    assert next(rules.seeing(other, everybody)) == cy
    assert lms.read == [other.block]  # once for the two who were asked about
    assert asked == [bo.user_id, cy.user_id]
    assert list(rules.seeing(other, [bo, cy])) == [cy]
    assert asked == [bo.user_id, cy.user_id]
    assert rules.in_course(COURSE, everybody) == {bo.id, cy.id, dee.id}


def test_pictures_come_from_where_the_platform_keeps_them(
    lms: PlayedLms, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
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


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("\u202eada\u202c L.\u200b", "ada L.", id="what turns and hides"),
        pytest.param(" \u3164\u2800\ufe0f", "bo", id="nothing to be seen"),
        pytest.param("", "bo", id="no name"),
        pytest.param("\U0001f469\u200d\U0001f52c Ada", "\U0001f469\u200d\U0001f52c Ada", id="an emoji that is joined"),
    ],
)
def test_names_are_cleaned_where_people_come_in(lms: PlayedLms, name: str, shown: str) -> None:
    user_id = lms.user("bo")
    lms.profiles["bo"] = SimpleNamespace(name=name, has_profile_image=False)
    assert [platform.user_of(member).name for member in platform.members(COURSE, ["bo"])] == [shown]
    who = platform.Caller(user_id=user_id, username="bo", name=name, enrolled=True, staff=False)
    assert (who.user.name, platform.user_with_picture(COURSE, who).name) == (shown, shown)


def test_a_picture_is_somebodys_own_and_not_what_the_platform_shows_for_none(lms: PlayedLms) -> None:
    lms.user("bo"), lms.user("kim")
    lms.profiles["bo"] = SimpleNamespace(name="Bo", has_profile_image=False)
    assert [m.image_url for m in platform.members(COURSE, ["bo", "kim"])] == ["", "/kim.png"]


def test_a_database_of_courses_that_is_away_ends_no_talk(
    lms: PlayedLms, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(usage: str) -> bool:
        raise ConnectionError

    monkeypatch.setattr("chatxblock.openedx.lms.stands", away)
    monkeypatch.setattr(platform, "MISSING_SECONDS", 0)
    assert platform.stands(lms.make("1"))
    assert "ConnectionError" in caplog.text


def test_whether_a_block_stands_is_asked_seldom(lms: PlayedLms) -> None:
    usage = lms.make("1")
    lms.read.clear()
    assert [platform.stands(usage) for _ in range(5)] == [True] * 5
    assert lms.read == [usage]
