"""The staff page of a real LMS: by the course's own address, and from the instructor's dashboard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from openedx.core.djangoapps.safe_sessions.middleware import SafeSessionMiddleware
from pytest_django import Settings

from chatxblock.openedx import courses
from tests.lms.platform import RealLms

pytestmark = [pytest.mark.lms, pytest.mark.django_db]

FILTER = "org.openedx.learning.instructor.dashboard.render.started.v1"
STEP = "chatxblock.openedx.dashboard.StaffPageSection"


@pytest.fixture
def lms(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealLms]:
    monkeypatch.setattr("webpack_loader.templatetags.webpack_loader.render_bundle", lambda *_names, **_more: "")
    made = RealLms()
    yield made
    made.end()


def browser(user_id: str, **options: Any) -> Client:
    """Return a browser in which somebody is logged in."""
    client = Client(**options)
    client.force_login(get_user_model().objects.get(pk=user_id), "django.contrib.auth.backends.ModelBackend")
    SafeSessionMiddleware.update_with_safe_session_cookie(client.cookies, user_id)
    return client


def test_handlers_and_files_have_the_addresses_that_the_runtime_gives_them(lms: RealLms) -> None:
    usage = lms.make("1")
    block = lms.block(usage, lms.user("kim", role="staff"))
    for name, suffix in (("staff", ""), ("window", "CALL_ID"), ("history_page", "kim@chat.test")):
        assert courses.handler_url(lms.course, usage, name, suffix) == block.runtime.handler_url(block, name, suffix)
    assert courses.file_url("page.css") == block.runtime.local_resource_url(block, "public/page.css")


def test_staff_open_the_page_of_a_course_without_a_block_and_post_from_it(lms: RealLms) -> None:
    kim, bo = lms.user("kim", enrolled=False, role="staff"), lms.user("bo")
    lms.answer(None)
    url = reverse("chatxblock:course", kwargs={"course": lms.course, "handler": "staff"})
    assert url == f"/chatxblock/course/{lms.course}/staff"
    strict = browser(kim, enforce_csrf_checks=True)
    page = strict.get(url)
    assert page.status_code == 200, page.content
    found = re.search(r'id="chatxblock-data">(.*?)</script>', page.content.decode(), re.DOTALL)
    assert found
    data = json.loads(found.group(1))
    calls, csrf = data["handlers"]["staff_calls"], data["csrf"]
    assert strict.post(calls, "{}", content_type="application/json").status_code == 403
    token = {csrf["header"]: csrf["token"]}
    assert strict.post(calls, "{}", content_type="application/json", headers=token).json()["calls"] == []
    for refused in (browser(bo), Client()):
        assert refused.get(url).status_code == 403
        assert refused.post(calls, "{}", content_type="application/json").status_code == 403
    assert strict.get(url.replace("Algebra", "Geometry")).status_code == 404


@pytest.mark.parametrize(("role", "there"), [("instructor", True), ("staff", True), ("data_researcher", False)])
def test_the_instructor_s_dashboard_has_a_section_with_a_link(
    lms: RealLms, settings: Settings, role: str, there: bool
) -> None:
    settings.OPEN_EDX_FILTERS_CONFIG = {FILTER: {"fail_silently": False, "pipeline": [STEP]}}
    dashboard = reverse("instructor_dashboard", kwargs={"course_id": lms.course})
    shown = browser(lms.user("kim", role=role)).get(dashboard)
    assert shown.status_code == 200
    words = shown.content.decode()
    assert ('data-section="chatxblock_staff"' in words) is there
    assert (f'href="/chatxblock/course/{lms.course}/staff"' in words) is there
