"""Alive and ready: an answer in bounded time, whatever is silent."""

from __future__ import annotations

import os
import threading
import time
import warnings
from collections.abc import Iterator
from pkgutil import iter_modules
from threading import Event

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import Settings

from chatxblock import wiring
from chatxblock.errors import RoomsUnavailable
from chatxblock.ops import views
from chatxblock.ops.readiness import Found, Readiness
from chatxblock.xmpp.session import XmppSession

pytestmark = pytest.mark.django_db
READY = "/chatxblock/ready"


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """What one test found is not told to the next."""
    views.readiness().begin_anew()
    yield
    views.readiness().begin_anew()


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A chat server that answers, which a test may take away again."""
    monkeypatch.setattr(XmppSession, "has_opened", lambda *_: True)
    monkeypatch.setattr(XmppSession, "has_api", lambda *_: True)
    return monkeypatch


def test_a_process_is_alive_with_nothing_around_it(settings: Settings, django_assert_num_queries: object) -> None:
    settings.CHATXBLOCK = {}
    wiring.reset()
    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = Client().get("/chatxblock/alive")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert "no-store" in answer["Cache-Control"]
    assert Client().post("/chatxblock/alive").status_code == 405


def test_a_process_is_ready_with_all_that_it_needs(chat: pytest.MonkeyPatch) -> None:
    answer = Client().get(READY)
    found = answer.json()
    assert answer.status_code == 200
    assert found.pop("now")
    assert found == {"status": "ok", "settings": "ok", "database": "ok", "chat_session": "ok", "chat_api": "ok"}
    assert "no-store" in answer["Cache-Control"]
    assert Client().post(READY).status_code == 405


@pytest.mark.parametrize("broken", ["database", "chat_session", "chat_api"])
def test_a_process_is_not_ready_without_one_of_them(
    broken: str, chat: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object) -> bool:
        raise RoomsUnavailable if broken.startswith("chat") else DatabaseError

    if broken == "database":
        chat.setattr("chatxblock.store.database.iter_modules", away)
    else:
        chat.setattr(XmppSession, {"chat_session": "has_opened", "chat_api": "has_api"}[broken], away)
    answer = Client().get(READY)
    others = {"database", "chat_session", "chat_api"} - {broken}
    assert (answer.status_code, answer.json()["status"], answer.json()[broken]) == (503, "wrong", "wrong")
    assert {answer.json()[other] for other in others} == {"ok"}
    assert broken in caplog.text


def test_a_process_is_not_ready_before_its_migrations(chat: pytest.MonkeyPatch) -> None:
    class Newer:
        name = "9999_of_the_next_version"

    chat.setattr("chatxblock.store.database.iter_modules", lambda path: [*iter_modules(path), Newer])
    answer = Client().get(READY)
    assert (answer.status_code, answer.json()["database"]) == (503, "wrong")


def test_a_process_is_not_ready_without_settings(settings: Settings) -> None:
    settings.CHATXBLOCK = {}
    wiring.reset()
    answer = Client().get(READY)
    assert (answer.status_code, answer.json()["settings"]) == (503, "wrong")
    assert "database" not in answer.json()


def test_what_is_silent_holds_nobody_up_and_is_looked_at_once() -> None:
    asked, silent = [], Event()

    def look() -> bool:
        asked.append(threading.current_thread().name)
        return silent.wait(30)

    readiness = Readiness({"database": look, "chat": lambda: True}, most=0.2)
    began = time.monotonic()
    assert readiness.found() == {"database": Found.SILENT, "chat": Found.OK}
    assert readiness.found()["database"] is Found.SILENT
    assert time.monotonic() - began < 5
    assert asked == ["chatxblock-ready-database"]
    silent.set()
    readiness._under_way["database"]._ended.wait(30)
    assert readiness.found()["database"] is Found.OK


def test_what_was_found_is_good_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def look() -> bool:
        asked.append("one")
        return True

    readiness = Readiness({"one": look})
    assert [readiness.found()["one"] for _ in range(3)] == [Found.OK] * 3
    assert len(asked) == 1
    monkeypatch.setattr("chatxblock.ops.readiness.FRESH", 0.0)
    assert readiness.found()["one"] is Found.OK
    assert len(asked) == 2


def test_a_look_that_fails_in_an_unknown_way_is_wrong_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> bool:
        raise KeyError

    assert Readiness({"one": fail}).found() == {"one": Found.WRONG}
    assert "one could not be looked at" in caplog.text


def test_a_child_process_looks_for_itself() -> None:
    readiness = Readiness({"one": lambda: True})
    readiness.found()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a process with threads forks: so do servers
        child = os.fork()
    if not child:
        os._exit(0 if not readiness._under_way and readiness.found() == {"one": Found.OK} else 1)
    assert os.waitpid(child, 0)[1] == 0
