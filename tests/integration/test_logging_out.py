"""Logging out of the platform: what is kept of it, when it is carried out, and that nothing of it harms the logout."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_out
from django.core.management import call_command
from django.db import transaction
from django.http import HttpRequest
from django.test import Client

from chatxblock import conf, wiring
from chatxblock.domain.calls.call import User
from chatxblock.domain.sessions.service import AGAIN
from chatxblock.models import OutboxRow
from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryRooms
from chatxblock.web import logging_out, marks
from tests.integration.conftest import Site

COURSES = ("course-v1:one", "course-v1:two")
NOBODY = "Log in to ask or to help."
ANONYMOUS: dict[str, Any] = {"request": None, "user": None}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """How often ending sessions was begun beside a request; nothing is ended here but by a sweep."""
    begun: list[None] = []
    monkeypatch.setattr(logging_out.ending, "start", lambda: begun.append(None))
    return begun


@pytest.fixture
def lina(rooms: MemoryRooms, db: None) -> Any:
    """A user of the platform, who is in two courses."""
    user = get_user_model().objects.create_user("lina")
    for course in COURSES:
        DjangoStore().people(course, [User(user_id=str(user.pk), username="lina", name="Lina")])
    return user


def browser_of(user: Any) -> HttpRequest:
    """A request of a browser in which somebody has logged in, with a session in the database."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.user = AnonymousUser()
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return request


def mark_of(request: HttpRequest) -> str:
    return marks.of_session(str(request.session.session_key), conf.load().token_secret)


def localparts(user: Any) -> list[str]:
    return [person.localpart for person in DjangoStore().of_user(str(user.pk))]


def connect(rooms: MemoryRooms, user: Any, mark: str) -> None:
    """Have a window of the browser with that mark in each course."""
    for localpart in localparts(user):
        rooms.sessions.connected.setdefault(localpart, []).append(f"{mark}.{len(rooms.sessions.connected)}")


def pass_time(seconds: float) -> None:
    for row in OutboxRow.objects.all():
        row.due_at -= timedelta(seconds=seconds)
        row.save()


def test_the_windows_of_this_browser_end_in_every_course_and_others_stay(
    lina: Any, rooms: MemoryRooms, started: list[None], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    here, elsewhere = browser_of(lina), browser_of(lina)
    kept = mark_of(elsewhere)
    connect(rooms, lina, mark_of(here))
    connect(rooms, lina, kept)
    with django_capture_on_commit_callbacks(execute=True):
        logout(here)
    assert len(started) == 1
    wiring.end_sessions()
    left = [name for names in rooms.sessions.connected.values() for name in names]
    assert [name.partition(".")[0] for name in left] == [kept, kept]
    assert [localpart for localpart, _ in rooms.sessions.told] == localparts(lina)


def test_a_chat_server_that_is_away_does_not_hold_up_the_logout_and_is_told_later(
    lina: Any, rooms: MemoryRooms, started: list[None]
) -> None:
    request = browser_of(lina)
    connect(rooms, lina, mark_of(request))
    rooms.available = False
    logout(request)
    assert request.session.session_key is None
    wiring.end_sessions()
    assert len(rooms.sessions.told) == 0
    rooms.available = True
    pass_time(60)
    call_command("chatxblock_sweep")
    assert len(rooms.sessions.told) == len(COURSES)


def test_who_was_just_connecting_is_found_the_second_time_and_a_kept_token_the_last(
    lina: Any, rooms: MemoryRooms, started: list[None]
) -> None:
    request = browser_of(lina)
    mark = mark_of(request)
    logout(request)
    for seconds in (0.0, AGAIN.total_seconds(), conf.load().token_seconds):
        connect(rooms, lina, mark)
        pass_time(seconds)
        assert wiring.outbox().empty() == len(COURSES)
        assert not any(rooms.sessions.connected.values())
    assert not OutboxRow.objects.exists()


def test_several_workers_end_each_browser_once(lina: Any, rooms: MemoryRooms, started: list[None]) -> None:
    for _ in range(3):
        request = browser_of(lina)
        connect(rooms, lina, mark_of(request))
        logout(request)
    first, second = wiring.outbox(), wiring.outbox.__wrapped__()
    now = datetime.now(UTC) + timedelta(seconds=1)
    found = DjangoStore().due_messages(now, 100)
    delivered = [worker._deliver(message_id) for message_id in found for worker in (first, second)]
    assert delivered == [True, False] * len(found)
    assert len(rooms.sessions.told) == 3 * len(COURSES)


@pytest.mark.parametrize(
    "sent",
    [
        ANONYMOUS,
        {},
        {"request": None, "user": SimpleNamespace(pk=1)},
        {"request": HttpRequest(), "user": SimpleNamespace(pk=1)},
        {"request": SimpleNamespace(session=None), "user": SimpleNamespace(pk=1)},
        {"request": SimpleNamespace(session=SimpleNamespace(session_key=None)), "user": SimpleNamespace(pk=1)},
        {"request": SimpleNamespace(session=SimpleNamespace(session_key="a")), "user": None},
        {"request": SimpleNamespace(session=SimpleNamespace(session_key="a")), "user": SimpleNamespace(pk=None)},
        {"request": SimpleNamespace(session=SimpleNamespace(session_key="a")), "user": object()},
    ],
    ids=[
        "nobody", "nothing at all", "no request", "no session", "a session that is none", "no key", "no user",
        "a user who was never saved", "a user without an id",
    ],
)  # fmt: skip
def test_a_signal_that_says_little_changes_nothing(
    sent: dict[str, Any], lina: Any, started: list[None], caplog: pytest.LogCaptureFixture
) -> None:
    user_logged_out.send(sender=None, **sent)
    assert not OutboxRow.objects.exists()
    assert started == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_somebody_who_was_never_here_leaves_nothing(rooms: MemoryRooms, db: None, started: list[None]) -> None:
    logout(browser_of(get_user_model().objects.create_user("somebody")))
    assert not OutboxRow.objects.exists()
    assert started == []


def test_a_database_that_fails_breaks_neither_the_logout_nor_its_transaction(
    lina: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        get_user_model().objects.raw("SELECT nothing FROM nowhere")[0]

    monkeypatch.setattr(DjangoStore, "of_user", fail)
    request = browser_of(lina)
    with transaction.atomic():
        logout(request)
        assert get_user_model().objects.filter(username="lina").exists()
    assert request.session.session_key is None
    assert "could not be noted" in caplog.text
    assert "lina" not in caplog.text


def test_where_the_chat_is_not_set_up_a_logout_is_a_logout(
    lina: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    request = browser_of(lina)
    monkeypatch.setattr(settings, "CHATXBLOCK", {})
    conf.reset()
    logout(request)
    monkeypatch.undo()
    conf.reset()
    assert not OutboxRow.objects.exists()
    assert caplog.text == ""


def test_a_logout_that_is_rolled_back_ends_nothing(lina: Any, rooms: MemoryRooms, started: list[None]) -> None:
    request = browser_of(lina)
    with transaction.atomic():
        logout(request)
        transaction.set_rollback(True)
    assert not OutboxRow.objects.exists()
    assert started == []


def test_in_the_workbench_a_browser_logs_out_with_everybody_in_it(
    site: Site, rooms: MemoryRooms, started: list[None]
) -> None:
    browser = Client(headers={"Sec-Fetch-Mode": "navigate"})
    for student in ("learner", "helper1"):
        assert "chatxblock-sentence" not in shown(browser, student)
    ticket = browser.post(site.url("learner", "ticket"), {}, content_type="application/json").json()
    mark = marks.of_session(str(browser.session.session_key), conf.load().token_secret)
    assert ticket["resource"] == f"{mark}."
    rooms.sessions.connected[ticket["nick"]] = [f"{mark}.room", "phone"]

    assert browser.post("/log-out").status_code == 302
    wiring.end_sessions()
    assert rooms.sessions.connected[ticket["nick"]] == ["phone"]
    assert NOBODY in shown(browser, "learner")
    assert "This browser is logged out" in browser.get("/").content.decode()
    assert NOBODY not in shown(Client(), "learner")  # another device

    browser.post("/log-in")
    assert NOBODY not in shown(browser, "learner")
    again = browser.post(site.url("learner", "ticket"), {}, content_type="application/json").json()
    assert again["resource"] not in ("", ticket["resource"])


def test_pages_of_nobody_forget_what_the_browser_keeps_and_others_do_not(site: Site) -> None:
    assert "public/forget.js" in site.view("anonymous")
    for student in ("learner", "stranger"):
        assert "public/forget.js" not in site.view(student)
    refused = site.get("anonymous", "helper_page")
    assert refused.status_code == 403
    nonce = re.search(r'<script nonce="([^"]+)" src="[^"]*/public/forget\.js">', refused.content.decode())
    assert nonce
    assert f"script-src 'nonce-{nonce[1]}'" in refused["Content-Security-Policy"]
    assert refused["Cache-Control"] == "no-store"
    missing = site.get("learner", "window", "no id")
    assert "<script" not in missing.content.decode()
    assert "script-src" not in missing["Content-Security-Policy"]


def test_pages_say_whose_browser_it_is_and_load_what_knows_it(site: Site) -> None:
    data = json.loads(site.lobby("learner"))
    assert data["owner"] == marks.of_owner("workbench", conf.load().token_secret)
    assert data["scripts"]["keeping"].endswith("/public/keeping.js")


def test_programs_that_are_no_browser_get_no_session(site: Site) -> None:
    client = Client()
    shown(client, "learner")
    ticket = client.post(site.url("learner", "ticket"), {}, content_type="application/json").json()
    assert ticket["resource"] == ""
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def shown(browser: Client, student: str) -> str:
    return browser.get(f"/scenario/chatxblock.0/student_view/?student={student}").content.decode()


def test_a_mark_is_the_session_s_own_and_says_nothing_of_it() -> None:
    first, again, other = (marks.of_session(key, "secret") for key in ("abc", "abc", "abd"))
    assert first == again != other
    assert "abc" not in first
    assert marks.of_session("abc", "another") != first
    assert marks.of_session("", "secret") == ""
    assert marks.of_owner("abc", "secret") != first
