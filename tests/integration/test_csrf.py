"""Pages post by the token that came with their data, whatever the platform does with its cookie."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from pytest_django import Settings

from chatxblock.models import CallRow
from chatxblock.openedx import lms as the_lms
from chatxblock.openedx import platform
from tests.integration.conftest import Site

PLATFORMS: dict[str, dict[str, object]] = {
    "as Django has it": {},
    "a cookie that scripts may not see": {"CSRF_COOKIE_HTTPONLY": True},
    "kept in the session": {"CSRF_USE_SESSIONS": True},
    "names of its own": {"CSRF_COOKIE_NAME": "prod-csrf", "CSRF_HEADER_NAME": "HTTP_X_PROD_CSRF"},
}


class Page:
    """A page that a browser has open: it posts with what came with its data, and reads no cookie."""

    def __init__(self, site: Site, browser: Client, student: str = "learner") -> None:
        self._site, self._browser, self._student = site, browser, student
        html = self._get(site.url(student, "window", str(uuid4()))).content.decode()
        found = re.search(r'id="chatxblock-data">(.*?)</script>', html, re.DOTALL)
        assert found
        self.csrf: dict[str, str] = json.loads(found.group(1))["csrf"]

    def ask(self) -> int:
        """Ask, and return the status of the answer."""
        body = {"request_id": str(uuid4()), "question": "Why?"}
        headers = {self.csrf["header"]: self.csrf["token"], **cookies_of(self._browser)}
        url = self._site.url(self._student, "ask")
        return int(self._browser.post(url, body, content_type="application/json", headers=headers).status_code)

    def renew(self) -> Any:
        """Read the newest token, as a page does that was refused."""
        answer = self._get(self.csrf["url"])
        if answer.status_code == 200:
            self.csrf["token"] = answer.json()["token"]
        return answer

    def _get(self, url: str) -> Any:
        return self._browser.get(url, headers=cookies_of(self._browser))


def cookies_of(browser: Client) -> dict[str, str]:
    """Return the header of a browser that has cookies twice, or nothing where the test's own client does it."""
    twice = getattr(browser, "twice", "")
    return {"Cookie": f"{twice}; {browser.cookies.output(header='', sep=';')}"} if twice else {}


@pytest.mark.parametrize("own", PLATFORMS.values(), ids=PLATFORMS)
def test_a_page_posts_with_the_token_of_its_data(site: Site, settings: Settings, own: dict[str, object]) -> None:
    for name, value in own.items():
        setattr(settings, name, value)
    page = Page(site, Client(enforce_csrf_checks=True))
    assert page.ask() == 201
    page.csrf["token"] = "x" * 64
    assert page.ask() == 403
    assert CallRow.objects.count() == 1


@pytest.mark.parametrize("first", [True, False], ids=["before the platform's", "after it"])
def test_a_second_cookie_of_that_name_locks_nobody_out(site: Site, first: bool) -> None:
    """A neighbour on the parent domain, or an older path: which of two comes first is the browser's choice."""
    browser = Client(enforce_csrf_checks=True)
    Page(site, browser)
    own, foreign = (f"csrftoken={value}" for value in (browser.cookies["csrftoken"].value, "f" * 32))
    browser.cookies.clear()
    browser.twice = "; ".join((foreign, own) if first else (own, foreign))  # type: ignore[attr-defined]
    assert Page(site, browser).ask() == 201


@pytest.mark.parametrize("own", PLATFORMS.values(), ids=PLATFORMS)
def test_a_login_in_another_tab_changes_the_token_and_the_page_reads_the_newest(
    site: Site, settings: Settings, own: dict[str, object]
) -> None:
    for name, value in own.items():
        setattr(settings, name, value)
    browser = Client(enforce_csrf_checks=True)
    page = Page(site, browser)
    browser.cookies.pop(django_settings.CSRF_COOKIE_NAME, None)
    browser.cookies.pop(django_settings.SESSION_COOKIE_NAME, None)
    assert page.ask() == 403
    answer = page.renew()
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert set(answer.json()) == {"token", "now"}
    assert page.ask() == 201


def test_the_page_of_somebody_else_is_told_no_token(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What she was about to post would be posted as whoever has logged in since."""
    page = Page(site, Client(enforce_csrf_checks=True))
    monkeypatch.setattr(platform, "browser_owner", lambda user_id: "another")
    answer = page.renew()
    assert answer.status_code == 403
    assert "token" not in answer.content.decode()


def test_in_the_lms_the_token_is_that_of_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    request = RequestFactory().get("/")
    token = get_token(request)
    monkeypatch.setattr(the_lms, "is_there", lambda: True)
    monkeypatch.setattr(the_lms, "request", lambda: request)
    assert len(platform.csrf_token()) == len(token)
    monkeypatch.setattr(the_lms, "request", lambda: None)
    assert platform.csrf_token() == ""


def test_the_lobby_has_a_token_too(site: Site) -> None:
    assert len(json.loads(site.lobby("learner"))["csrf"]["token"]) == 64
