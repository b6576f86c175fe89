"""Nobody acts as another: the person is the request's, whatever the platform's runtime says, and staff act as staff."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, local
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_django import Settings

from chatxblock.errors import Masquerading, SomebodyElse
from chatxblock.openedx import lms as the_lms
from chatxblock.openedx import platform
from chatxblock.web.routes import POSTED, READ
from tests.integration.conftest import Site
from tests.integration.test_openedx import COURSE, Block, lms, module

__all__ = ["lms"]


class Crum:
    """The platform's memory of requests: one a thread."""

    def __init__(self) -> None:
        self._here = local()

    def answer(self, user_id: int | None, **masquerades: Any) -> None:
        """From now on this thread answers a request of that user."""
        session = {"masquerade_settings": {course_key(name): chosen for name, chosen in masquerades.items()}}
        self._here.request = SimpleNamespace(
            user=SimpleNamespace(pk=user_id, is_authenticated=user_id is not None), session=session
        )

    def get_current_request(self) -> Any:
        return getattr(self._here, "request", None)


def course_key(name: str) -> str:
    return {"here": COURSE, "elsewhere": "course-v1:Other"}[name]


def viewing(role: str = "student", user_name: str | None = None, group_id: int | None = None) -> Any:
    return SimpleNamespace(role=role, user_name=user_name, group_id=group_id)


def block_of(user_id: int, **attributes: Any) -> Block:
    return Block(user_id=user_id, username=f"user{user_id}", is_authenticated=True, user_is_staff=True, **attributes)


@pytest.fixture
def crum(monkeypatch: pytest.MonkeyPatch) -> Crum:
    made = Crum()
    known = module("crum", get_current_request=made.get_current_request)
    monkeypatch.setitem(sys.modules, "crum", known)
    return made


@pytest.mark.usefixtures("lms")
@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (viewing(user_name="lina"), "lina"),
        (viewing("staff", user_name="lina"), "lina"),
        (viewing(), "a learner"),
        (viewing(group_id=3), "a learner"),
        (viewing("staff", group_id=3), "a learner"),
    ],
)
def test_who_views_as_another_acts_as_nobody(crum: Crum, chosen: Any, name: str) -> None:
    crum.answer(7, here=chosen)
    for runtime_user in (7, 8):
        with pytest.raises(Masquerading, match=f"You are viewing as {name}"):
            platform.caller(block_of(runtime_user))
        assert not platform.may_edit(block_of(runtime_user))


@pytest.mark.usefixtures("lms")
def test_staff_in_their_own_view_and_in_another_course_s_are_themselves(crum: Crum) -> None:
    for masquerades in ({}, {"here": viewing("staff")}, {"elsewhere": viewing(user_name="lina")}):
        crum.answer(7, **masquerades)
        who = platform.caller(block_of(7))
        assert who is not None
        assert who.user_id == "7"


@pytest.mark.usefixtures("lms")
@pytest.mark.parametrize("real", [8, None])
def test_where_request_and_runtime_disagree_nobody_is_let_in(
    crum: Crum, caplog: pytest.LogCaptureFixture, real: int | None
) -> None:
    crum.answer(real)
    with pytest.raises(SomebodyElse):
        platform.caller(block_of(7))
    assert "runtime's user is 7" in caplog.text
    assert "user7" not in caplog.text
    assert "Alex" not in caplog.text


@pytest.mark.usefixtures("lms")
def test_without_a_request_the_runtime_s_user_is_all_there_is(crum: Crum) -> None:
    who = platform.caller(block_of(7))
    assert who is not None
    assert who.user_id == "7"


@pytest.mark.usefixtures("lms")
def test_two_threads_that_share_a_runtime_s_user_are_not_taken_for_each_other(crum: Crum) -> None:
    written: dict[str, Any] = {}
    both = Barrier(2)

    def visit(user_id: int) -> str:
        crum.answer(user_id)
        both.wait(10)
        written["block"] = block_of(user_id)  # as the platform writes the user into one dictionary for all
        both.wait(10)
        try:
            who = platform.caller(written["block"])
        except SomebodyElse:
            return "refused"
        return who.user_id if who else "nobody"

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(visit, (7, 8))
    assert {first, second} in ({"7", "refused"}, {"refused", "8"})


@pytest.mark.parametrize("handler", [*POSTED, *READ])
def test_every_handler_and_the_page_refuse(
    site: Site, crum: Crum, monkeypatch: pytest.MonkeyPatch, handler: str
) -> None:
    monkeypatch.setattr(the_lms, "is_there", lambda: True)
    monkeypatch.setattr(the_lms, "viewed_as", lambda course: "lina")
    crum.answer(7)
    sentence = "You are viewing as lina"
    if handler in READ:
        answer = site.get("staff", handler, "6f2a1c9e-6d5c-4a43-9a0e-3f3a5b0f7c11")
        assert (answer.status_code, sentence in answer.content.decode()) == (403, True)
    else:
        told = site.post("staff", handler)
        assert (told.status, told.value["code"]) == (403, "masquerading")
        assert sentence in told.value["error"]
    assert sentence in site.view("staff")


@pytest.mark.usefixtures("lms")
@pytest.mark.parametrize(("user_id", "may"), [(7, True), (8, False), (None, False)])
@pytest.mark.parametrize("place", ["course", "library"])
def test_in_studio_whoever_may_write_there_edits_and_nobody_else(
    crum: Crum, settings: Settings, monkeypatch: pytest.MonkeyPatch, place: str, user_id: int | None, may: bool
) -> None:
    def writes(user: Any, key: Any) -> bool:
        asked.append(key)
        return bool(user.pk == 7)

    asked: list[Any] = []
    rule = SimpleNamespace(can_edit_block=writes)
    manager = "openedx.core.djangoapps.xblock.learning_context.manager"
    parents = [".".join(manager.split(".")[:depth]) for depth in range(4, 6)]
    course_keys = type("CourseKey", (), {})
    for made in (
        module("opaque_keys.edx.keys", CourseKey=course_keys),
        module("common.djangoapps.student.auth", has_studio_write_access=writes),
        *(module(name) for name in parents),
        module(manager, get_learning_context_impl=lambda _key: rule),
    ):
        monkeypatch.setitem(sys.modules, made.__name__, made)
    settings.ROOT_URLCONF = "cms.urls"
    crum.answer(user_id)
    usage = SimpleNamespace(context_key=course_keys() if place == "course" else object())
    assert platform.may_edit(SimpleNamespace(scope_ids=SimpleNamespace(usage_id=usage))) is may
    assert asked == ([] if user_id is None else [usage.context_key if place == "course" else usage])
