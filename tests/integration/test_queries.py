"""How many queries a handler takes: few, and the same however many people and calls there are."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.block import ChatXBlock
from chatxblock.devserver.scenarios import chat_scenarios
from chatxblock.models import CallRow, PersonRow
from chatxblock.store.rows import call_columns, to_call
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site

OURS = 'FROM "chatxblock_', 'INTO "chatxblock_', 'UPDATE "chatxblock_'

MOST = {
    "ask": 17,
    "call": 3,
    "cancel": 14,
    "solved": 5,
    "ticket": 4,
    "inbox": 7,
    "accept": 8,
    "decline": 13,
    "seen": 6,
    "invite": 17,
    "leave": 7,
    "gone": 5,
    "people": 3,
    "duty": 12,
    "helper": 5,
    "window": 6,
    "transcript": 3,
}
FOR_WHO_IS_THERE = 5
"""More queries that the inbox takes of somebody in the duty room: what is known of them, and what may wait for them."""
A_ROUND = 15
"""Queries for each question that somebody in the duty room is asked at once, no more than fit under the limits."""


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


def wait_in_bulk(site: Site, rooms: MemoryRooms, many: int) -> None:
    """Let so many questions wait that found nobody: rows are made of one that was asked."""
    sample = CallRow.objects.get(pk=site.ask("staff")["id"])
    columns = call_columns(to_call(sample, ()))
    askers = PersonRow.objects.bulk_create(
        PersonRow(course=sample.course, user_id=f"asker{number}", localpart=f"{number:032x}", name=f"Asker {number}")
        for number in range(many)
    )
    own = [{"asker_id": asker.pk, "open_key": asker.pk, "room": uuid4().hex} for asker in askers]
    for there in own:
        rooms.make(str(there["room"]), occupants=9)
    CallRow.objects.bulk_create(CallRow(id=uuid4(), **{**columns, **mine}) for mine in own)
    site.post("staff", "cancel", {"call_id": str(sample.pk)})


@pytest.mark.parametrize("many", [1, 100, 2000])
def test_the_inbox_of_somebody_there_takes_no_more_queries_for_more_questions_that_wait(
    usage: str, rooms: MemoryRooms, db: None, many: int
) -> None:
    cache.clear()
    (third,) = (page for page in chat_scenarios() if "help each other" in page.title)
    site = Site(third.usages[0])
    wait_in_bulk(site, rooms, many)
    site.post("helper1", "duty", {"on_duty": True})
    rooms.presence.around.add(site.post("helper1", "ticket", {"duty": True}).value["nick"])
    fitting = min(many, ChatXBlock.offers_cap.default)
    assert queries(site, "helper1", "inbox", {}) <= MOST["inbox"] + FOR_WHO_IS_THERE + fitting * A_ROUND
    assert len(site.post("helper1", "inbox").value["invitations"]) == fitting
    assert queries(site, "helper1", "inbox", {}) <= MOST["inbox"] + FOR_WHO_IS_THERE
