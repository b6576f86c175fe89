"""Nobody acts as another: the person is the request's, whatever the platform's runtime says, and staff act as staff."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from chatxblock.errors import SomebodyElse
from chatxblock.openedx import lms as the_lms
from chatxblock.openedx import platform
from chatxblock.web.routes import POSTED, READ
from tests.integration.conftest import Site
from tests.integration.test_openedx import lms
from tests.support.platform import PlayedBlock, PlayedLms, View

__all__ = ["lms"]


def test_a_view_of_another_course_is_none_of_this_one(lms: PlayedLms) -> None:
    kim = lms.user("kim", role="staff")
    block = lms.block(lms.make("1"), kim)
    lms.answer(kim, View(user_name="lina"))
    session = lms.get_current_request().session
    session["masquerade_settings"] = {"course-v1:Other+Algebra+2026": session["masquerade_settings"].popitem()[1]}
    who = platform.caller(block)
    assert who is not None
    assert who.user_id == kim


@pytest.mark.parametrize("real", ["bo", None])
def test_where_request_and_runtime_disagree_nobody_is_let_in(
    lms: PlayedLms, caplog: pytest.LogCaptureFixture, real: str | None
) -> None:
    alex = lms.user("alex")
    block = lms.block(lms.make("1"), alex)
    lms.answer(lms.user(real) if real else None)
    with pytest.raises(SomebodyElse):
        platform.caller(block)
    assert f"runtime's user is {alex}" in caplog.text
    assert "alex" not in caplog.text
    assert "Alex" not in caplog.text


def test_without_a_request_the_runtime_s_user_is_all_there_is(lms: PlayedLms) -> None:
    alex = lms.user("alex")
    who = platform.caller(lms.block_for(lms.make("1"), alex))
    assert who is not None
    assert who.user_id == alex


def test_of_many_threads_that_share_services_each_acts_as_its_own_request_or_as_nobody(lms: PlayedLms) -> None:
    """What a threaded platform does all the time: each writes its user into the one dictionary, and then reads it."""
    usage, people = lms.make("1"), [lms.user(f"user{number}") for number in range(8)]
    attributes = {
        user_id: {"user_id": int(user_id), "username": user_id, "is_authenticated": True} for user_id in people
    }
    together = Barrier(len(people))

    def visit(user_id: str) -> tuple[str, str]:
        lms.answer(user_id)
        together.wait(10)
        lms.serve(attributes[user_id])
        block = PlayedBlock(lms, usage)
        together.wait(10)
        try:
            who = platform.caller(block)
        except SomebodyElse:
            return user_id, "refused"
        return user_id, who.user_id if who else "nobody"

    with ThreadPoolExecutor(len(people)) as threads:
        answers = list(threads.map(visit, people))
    assert sum(answer == "refused" for _, answer in answers) == len(people) - 1
    assert all(answer in (user_id, "refused") for user_id, answer in answers)


@pytest.mark.parametrize("handler", [*POSTED, *READ])
def test_every_handler_and_the_page_refuse(
    site: Site, lms: PlayedLms, monkeypatch: pytest.MonkeyPatch, handler: str
) -> None:
    monkeypatch.setattr(the_lms, "is_there", lambda: True)
    monkeypatch.setattr(the_lms, "viewed_as", lambda course: "lina")
    lms.answer(lms.user("kim"))
    sentence = "You are viewing as lina"
    if handler in READ:
        answer = site.get("staff", handler, "6f2a1c9e-6d5c-4a43-9a0e-3f3a5b0f7c11")
        assert (answer.status_code, sentence in answer.content.decode()) == (403, True)
    else:
        told = site.post("staff", handler)
        assert (told.status, told.value["code"]) == (403, "masquerading")
        assert sentence in told.value["error"]
    assert sentence in site.view("staff")
