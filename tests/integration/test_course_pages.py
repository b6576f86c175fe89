"""The staff page by the course's own address, which needs no block: who gets in, and what answers there."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client

from chatxblock.models import CallRow
from chatxblock.openedx import courses, lms, platform
from chatxblock.web.course_pages import OWN
from chatxblock.web.routes import POSTED, ROUTES
from chatxblock.web.routing import Method, Route, Who
from tests.integration.conftest import Site
from tests.integration.test_links import data_of
from tests.integration.test_routes import body_for, prepared
from tests.support.platform import COURSE, PlayedLms, View, played

HERE = [route for route in ROUTES if route.name in OWN]
ELSEWHERE = [route for route in ROUTES if route.name not in OWN]
REFUSED = ["anonymous", "stranger", "learner", "helper1", "nobody-we-know"]
NO_BLOCK = "no unit in which something was asked has the questions any more"


class CourseSite(Site):
    """The same by the address of the course."""

    def url(self, student: str, handler: str, suffix: str = "") -> str:
        path = f"/chatxblock/course/workbench/{handler}" + (f"/{suffix}" if suffix else "")
        return f"{path}?student={student}"


@pytest.fixture
def of_course(site: Site) -> CourseSite:
    return CourseSite(site.usage)


@pytest.fixture
def _no_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every block of the course was deleted."""
    monkeypatch.setattr(platform, "stands", lambda usage: False)


def ask_by(site: Site, student: str, route: Route[Any], body: dict[str, Any], suffix: str) -> tuple[int, str]:
    """Return the status and the words of what a handler answers."""
    if route.method is Method.POST:
        answer = site.post(student, route.name, body)
        return answer.status, json.dumps(answer.value)
    found = site.get(student, route.name, suffix)
    return found.status_code, found.content.decode()


def suffix_for(route: Route[Any]) -> str:
    return {"": "", "plot": "load"}.get(route.suffix, str(uuid4()))


def test_what_answers_there_is_for_staff_alone() -> None:
    assert {(Who.STAFF,)} == {route.who for route in HERE}
    assert all(route.who != (Who.STAFF,) for route in ELSEWHERE)
    assert {"staff", "staff_calls", "staff_plot", "answer_left", "resource_verify"} <= OWN
    assert not {"window", "transcript", "csrf", "history", "resource_hide"} & OWN


@pytest.mark.usefixtures("_no_block")
@pytest.mark.parametrize("route", HERE, ids=[route.name for route in HERE])
def test_each_handler_answers_staff_there_and_nobody_else(of_course: CourseSite, site: Site, route: Route[Any]) -> None:
    call_id = prepared(site, "helper")
    body = body_for(site, route.name, call_id)
    for student in REFUSED:
        status, words = ask_by(of_course, student, route, body, suffix_for(route))
        assert status == 403, (student, words)
        assert call_id not in words
        if route.method is Method.GET:
            assert "This page cannot be shown" in words
    status, words = ask_by(of_course, "staff", route, body, suffix_for(route))
    if status not in (200, 201):
        at_the_block = ask_by(site, "staff", route, body, suffix_for(route))
        assert status in (404, 409), words
        assert (status, json.loads(words)["code"]) == (at_the_block[0], json.loads(at_the_block[1])["code"])


@pytest.mark.parametrize("route", ELSEWHERE, ids=[route.name for route in ELSEWHERE])
def test_what_others_may_call_too_does_not_answer_there_to_anybody(of_course: CourseSite, route: Route[Any]) -> None:
    call_id = str(uuid4())
    for student in ("staff", "learner", "anonymous"):
        status, words = ask_by(of_course, student, route, {"call_id": call_id}, suffix_for(route))
        assert (status, NO_BLOCK in words) == (404, True)


@pytest.mark.parametrize(
    "path", ["workbench/nothing", "workbench/staff_nothing", "other/staff", "workbench/", "workbench", "/staff"]
)
def test_there_is_nothing_under_another_name_or_for_another_course(site: Site, path: str) -> None:
    for student in ("staff", "learner"):
        assert Client().get(f"/chatxblock/course/{path}?student={student}").status_code == 404


def test_the_page_leads_to_the_course_s_address_and_for_rooms_to_a_block(of_course: CourseSite, site: Site) -> None:
    call_id = str(site.ask("learner")["id"])
    page = of_course.get("staff", "staff")
    data = data_of(page.content.decode())
    assert page.status_code == 200
    for name in POSTED:
        began = "/chatxblock/course/workbench/" if name in OWN else f"/handler/{quote(site.usage)}/"
        assert data["handlers"][name].startswith(began), name
        assert data["handlers"][name].endswith("?student=staff"), name
    assert [way["words"] for way in data["ways"]] == [
        "Helping others",
        "Your questions and talks",
    ]
    client = Client()
    for way in data["ways"]:
        assert client.get(way["url"]).status_code == 200
    (call,) = of_course.post("staff", "staff_calls").value["calls"]
    room = client.get(call["window_url"])
    assert (room.status_code, data_of(room.content.decode())["call"]["id"]) == (200, call_id)
    for style in re.findall(r'(?:href|src)="(/resource/[^"]+)"', page.content.decode()):
        assert client.get(style).status_code == 200


@pytest.mark.usefixtures("_no_block")
def test_without_a_block_everything_is_read_and_what_needs_one_says_so(of_course: CourseSite, site: Site) -> None:
    call = site.ask("learner")
    page = of_course.get("staff", "staff")
    data = data_of(page.content.decode())
    assert [way["words"] for way in data["ways"]] == []
    assert site.usage not in page.content.decode()
    client = Client()
    (found,) = of_course.post("staff", "staff_questions").value["questions"]
    assert found["question"] == call["question"]
    for url in (found["window_url"], found["transcript_url"], data["csrf"]["url"], data["history_url"]):
        answer = client.get(url)
        assert (answer.status_code, NO_BLOCK in answer.content.decode()) == (404, True)
    assert of_course.post("staff", "staff_close", {"call_id": call["id"], "reason": "The unit is gone."}).status == 200
    assert of_course.post("staff", "staff_calls").value["calls"] == []


def test_a_block_that_was_deleted_is_passed_over(
    of_course: CourseSite, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.ask("learner")
    gone = CallRow.objects.get(pk=site.ask("helper1", "And this one?")["id"])
    gone.block = "another"
    gone.save()
    monkeypatch.setattr(platform, "stands", lambda usage: usage == site.usage)
    data = data_of(of_course.get("staff", "staff").content.decode())
    assert data["history_url"].startswith(f"/handler/{quote(site.usage)}/")


def test_a_post_needs_the_page_s_token(of_course: CourseSite, site: Site) -> None:
    browser = Client(enforce_csrf_checks=True)
    csrf = data_of(browser.get(of_course.url("staff", "staff")).content.decode())["csrf"]

    def post(**headers: str) -> int:
        url = of_course.url("staff", "staff_calls")
        return browser.post(url, "{}", content_type="application/json", headers=headers).status_code

    assert post() == 403
    assert post(**{csrf["header"]: "x" * 64}) == 403
    assert post(**{csrf["header"]: csrf["token"]}) == 200
    assert browser.get(of_course.url("staff", "staff_calls")).status_code == 405


@pytest.mark.parametrize("route", HERE, ids=[route.name for route in HERE])
def test_staff_who_view_the_course_as_another_are_refused(
    of_course: CourseSite, monkeypatch: pytest.MonkeyPatch, db: None, route: Route[Any]
) -> None:
    with played(monkeypatch) as an_lms:
        url = at_the_lms(an_lms, monkeypatch)
        kim = an_lms.user("kim", role="staff")
        an_lms.answer(kim, View(user_name="lina"))
        client, path = Client(), f"{url}/{route.name}" + (f"/{suffix_for(route)}" if route.suffix else "")
        answer = client.post(path, "{}", content_type="application/json") if route.name in POSTED else client.get(path)
        assert (answer.status_code, "You are viewing as" in answer.content.decode()) == (403, True)


def at_the_lms(an_lms: PlayedLms, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let this process be an LMS, and return the address of its course."""
    monkeypatch.setattr(lms, "is_there", lambda: True)
    monkeypatch.setattr(lms, "file_url", lambda name: f"/static/{name}")
    monkeypatch.setattr(lms, "picture_urls", list)
    monkeypatch.setattr(platform, "csrf_token", lambda: "token")
    monkeypatch.setattr(lms, "title", lambda course: "Linear algebra")
    return f"/chatxblock/course/{COURSE}"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("staff", 200),
        ("limited_staff", 200),
        ("instructor", 200),
        ("org staff", 200),
        ("site", 200),
        ("data_researcher", 403),
        ("elsewhere staff", 403),
        ("", 403),
    ],
)
def test_in_an_lms_whom_the_course_counts_as_staff_gets_in(
    site: Site, monkeypatch: pytest.MonkeyPatch, role: str, status: int
) -> None:
    with played(monkeypatch) as an_lms:
        url = at_the_lms(an_lms, monkeypatch)
        an_lms.answer(an_lms.user("kim", role=role))
        answer = Client().get(f"{url}/staff")
        assert answer.status_code == status
        if status == 200:
            data = data_of(answer.content.decode())
            assert data["course"] == "Linear algebra"
            assert data["handlers"]["staff_calls"] == f"{url}/staff_calls"
        an_lms.answer(None)
        assert Client().get(f"{url}/staff").status_code == 403
        assert Client().get("/chatxblock/course/course-v1:Other+Algebra+2026/staff").status_code == 404


def test_staff_of_one_course_get_nothing_of_another(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    call_id = str(site.ask("learner", "Why is the matrix not invertible here?")["id"])
    with played(monkeypatch) as an_lms:
        url = at_the_lms(an_lms, monkeypatch)
        an_lms.answer(an_lms.user("kim", role="staff"))
        client = Client()

        def post(name: str, body: dict[str, Any]) -> tuple[int, str]:
            answer = client.post(f"{url}/{name}", json.dumps(body), content_type="application/json")
            return answer.status_code, answer.content.decode()

        for name in ("staff_calls", "staff_questions", "staff_helpers", "staff_clusters"):
            status, words = post(name, {})
            assert (status, call_id in words, "invertible" in words) == (200, False, False), name
        for name in ("staff_enter", "staff_close", "answer_left"):
            status, words = post(name, {"call_id": call_id, "reason": "Over.", "answer": "So."})
            assert (status in (403, 404), "invertible" in words) == (True, False), (name, words)
    assert CallRow.objects.get(pk=call_id).ended_at is None


def test_in_studio_nobody_gets_in(of_course: CourseSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lms, "is_studio", lambda: True)
    assert of_course.get("staff", "staff").status_code == 403


def test_the_handlers_of_a_block_and_the_files_have_the_addresses_that_the_runtime_gives_them(
    of_course: CourseSite, site: Site
) -> None:
    data = data_of(site.get("staff", "staff").content.decode())
    site.ask("learner")
    here = data_of(of_course.get("staff", "staff").content.decode())
    for name in {*POSTED} - OWN:
        assert here["handlers"][name] == data["handlers"][name]
    assert here["scripts"] == data["scripts"]
    assert courses.file_url("page.css") == "/resource/chatxblock/public/page.css"
