"""How many queries a handler takes: few, and the same however many people and calls there are."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site

OURS = 'FROM "chatxblock_', 'INTO "chatxblock_', 'UPDATE "chatxblock_'

MOST = {
    "ask": 15,
    "call": 3,
    "cancel": 13,
    "solved": 5,
    "ticket": 4,
    "inbox": 6,
    "accept": 7,
    "decline": 13,
    "seen": 6,
    "invite": 17,
    "leave": 7,
    "gone": 5,
    "people": 3,
    "duty": 12,
    "helper": 4,
    "window": 6,
    "transcript": 3,
}


def queries(site: Site, student: str, handler: str, body: dict[str, object], suffix: str = "") -> int:
    """How often the chat's own tables were asked."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        if handler in ("window", "transcript"):
            assert site.get(student, handler, suffix).status_code == 200
        else:
            assert site.post(student, handler, body).status < 300
    return sum(any(ours in query["sql"] for ours in OURS) for query in captured.captured_queries)


def prepared(site: Site, handler: str) -> tuple[str, dict[str, object], str]:
    """Somebody who may do it now, and what she sends."""
    if handler == "ask":
        return "learner", {"request_id": str(uuid4()), "question": "Why?"}, ""
    call = {"call_id": site.ask()["id"]}
    if handler in ("leave", "gone"):
        site.post("helper1", "accept", call)
    helping = ("duty", "helper", "accept", "decline", "seen", "inbox", "leave", "gone")
    student = "helper1" if handler in helping else "learner"
    return student, {**call, "person": "staff", "on_duty": True}, str(call["call_id"])


@pytest.mark.parametrize("handler", list(MOST))
def test_a_handler_takes_few_queries(site: Site, rooms: MemoryRooms, handler: str) -> None:
    for student in ("learner", "helper1", "helper2", "helper3", "staff"):
        site.post(student, "ticket")
    student, body, suffix = prepared(site, handler)
    assert queries(site, student, handler, body, suffix) <= MOST[handler]


def test_the_inbox_takes_no_more_queries_for_more_questions(site: Site) -> None:
    site.ask("learner")
    few = queries(site, "helper1", "inbox", {})
    for asker in ("helper2", "helper3"):
        site.ask(asker)
    assert queries(site, "helper1", "inbox", {}) == few
    assert len(site.post("helper1", "inbox").value["invitations"]) == 3


def test_a_call_takes_no_more_queries_for_more_people(site: Site) -> None:
    call = {"call_id": site.ask()["id"]}
    few = queries(site, "learner", "people", call)
    for name in ("helper1", "helper2"):
        site.post(name, "accept", call)
    site.post("learner", "invite", {**call, "person": "staff"})
    assert queries(site, "learner", "people", call) == few
