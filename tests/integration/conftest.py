"""The block in the workbench with a real database, and rooms in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoDbBlocker

from chatxblock import wiring
from chatxblock.devserver.scenarios import chat_scenarios, load_scenarios
from chatxblock.testing import MemoryRooms
from tests.support import hygiene


@dataclass(frozen=True)
class Answer:
    status: int
    value: dict[str, Any]


class Site:
    """The workbench's first chat block, used by whoever is named."""

    def __init__(self, usage: str) -> None:
        self.usage = usage
        self._client = Client()

    def url(self, student: str, handler: str, suffix: str = "") -> str:
        return f"/handler/{self.usage}/{handler}/{suffix}?student={student}"

    def post(self, student: str, handler: str, body: object = None, **extra: Any) -> Answer:
        hygiene.note(body.get("question") if isinstance(body, dict) else None)
        data = body if isinstance(body, bytes | str) else json.dumps(body or {})
        response = self._client.post(self.url(student, handler), data, content_type="application/json", **extra)
        return Answer(response.status_code, response.json())

    def get(self, student: str, handler: str, suffix: str = "", **query: str) -> Any:
        more = "".join(f"&{name}={value}" for name, value in query.items())
        return self._client.get(self.url(student, handler, suffix) + more)

    def view(self, student: str, scenario: str = "chatxblock.0", view: str = "student_view") -> str:
        return self._client.get(f"/scenario/{scenario}/{view}/?student={student}").content.decode()

    def lobby(self, student: str, scenario: str = "chatxblock.0") -> str:
        """The JSON that the script of the course page is given."""
        found = re.search(r'class="xblock_json_init_args">(.*?)</script>', self.view(student, scenario), re.DOTALL)
        assert found
        return str(json.loads(found.group(1)))

    def ask(self, student: str = "learner", question: str = "Why is the matrix not invertible here?") -> dict[str, Any]:
        answer = self.post(student, "ask", {"request_id": str(uuid4()), "question": question})
        assert answer.status == 201, answer
        call: dict[str, Any] = answer.value["call"]
        return call


@pytest.fixture(autouse=True)
def _nothing_held_from_before() -> None:
    """Begin with an empty cache: it holds for some seconds what somebody may see, and counts what somebody does."""
    cache.clear()


@pytest.fixture(scope="session")
def usage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The first chat block of the workbench, whose pages are made once and kept for all tests."""
    with django_db_blocker.unblock():
        load_scenarios()
        return chat_scenarios()[0].usages[0]


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryRooms]:
    """The rooms that the handlers use."""
    rooms = MemoryRooms()
    wiring.reset()
    monkeypatch.setattr(wiring, "_rooms", lambda: rooms)
    monkeypatch.setattr(wiring, "_notifier", lambda: rooms.notifier)
    monkeypatch.setattr(wiring, "_presence", lambda: rooms.presence)
    monkeypatch.setattr(wiring, "chat_sessions", lambda: rooms.sessions)
    yield rooms
    wiring.service.cache_clear()


@pytest.fixture
def site(usage: str, rooms: MemoryRooms, db: None) -> Site:
    return Site(usage)
