"""Somebody's questions and talks: whose may be read by whom, what is told of them, and in how many queries."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.domain.calls.call import State
from chatxblock.models import CallRow, InvitationRow, LineRow, PersonRow
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.integration.test_links import data_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOST_QUERIES = 14
"""Of the history's own, with the caller's person, however long it is."""


def talked(site: Site, *, helper: str = "helper1", question: str = "Why is it singular?") -> str:
    """Let a learner and a helper talk, and both leave; return the call."""
    call = {"call_id": site.ask("learner", question)["id"]}
    assert site.post(helper, "accept", call).status == 200
    for student in ("learner", helper):
        assert site.post(student, "leave", call).status == 200
    return str(call["call_id"])


def talks(site: Site, student: str, **wish: Any) -> list[dict[str, Any]]:
    answer = site.post(student, "history", wish)
    assert answer.status == 200, answer
    return [talk for session in answer.value["sessions"] for talk in session["talks"]]


def jid(site: Site, student: str) -> str:
    return str(site.post(student, "ticket").value["jid"])


def in_bulk(site: Site, many: int) -> None:
    """Keep so many talks of the learner with one helper, half of them asked by each, a line in each, an hour apart."""
    sample = CallRow.objects.get(pk=talked(site))
    people = list(PersonRow.objects.filter(user_id__in=["learner", "helper1"]).order_by("user_id"))
    values = {f.attname: getattr(sample, f.attname) for f in CallRow._meta.concrete_fields}
    calls = []
    for number in range(many):
        at = NOW - timedelta(hours=number)
        own = {"id": uuid4(), "room": uuid4().hex, "asker_id": people[number % 2].pk, "open_key": None}
        ends = {"asked_at": at, "ended_at": at, "archived_at": at, "closed_at": at, "due_at": None}
        calls.append(CallRow(**{**values, **own, **ends, "state": State.CLOSED.value}))
    CallRow.objects.bulk_create(calls, batch_size=500)
    InvitationRow.objects.bulk_create(
        [
            InvitationRow(call=c, person=people[(n + 1) % 2], round=1, answer="left", invited_at=NOW, accepted_at=NOW)
            for n, c in enumerate(calls)
        ],
        batch_size=500,
    )
    lines = [
        LineRow(call=c, position=0, archive_id="1", sent_at=NOW, author="", body="Look at the rows") for c in calls
    ]
    LineRow.objects.bulk_create(lines, batch_size=500)


def queries(site: Site, **wish: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert site.post("learner", "history", wish).status == 200
    return sum('FROM "chatxblock_' in query["sql"] for query in captured.captured_queries)


def test_both_find_a_talk_with_the_other_and_how_it_ended(site: Site) -> None:
    call_id = talked(site)
    for student, role, other in (("learner", "asker", "Helper 1"), ("helper1", "helper", "Lina Petrova")):
        (talk,) = talks(site, student)
        assert (talk["call_id"], talk["role"], talk["kind"], talk["outcome"]) == (call_id, role, "user", "helped")
        assert [one["name"] for one in talk["with"]] == [other]
        assert talk["transcript_url"].endswith(f"/transcript/{call_id}?student={student}")
        assert site.get(student, "transcript", call_id).status_code == 200


@pytest.mark.parametrize(
    ("student", "person"), [("learner", ""), ("staff", "helper2")], ids=["one's own", "a learner's, for staff"]
)
def test_of_somebody_who_has_nothing_all_three_are_there_and_empty(site: Site, student: str, person: str) -> None:
    address = jid(site, person) if person else ""
    answer = site.post(student, "history", {"person": address} if person else {})
    assert (answer.status, answer.value["sessions"], answer.value["next"]) == (200, [], None)
    found = site.post(student, "history", {"person": address, "query": "matrix"})
    assert (found.status, found.value["sessions"], found.value["next"]) == (200, [], None)
    file = site.get(student, "history_file", address)
    assert (file.status_code, json.loads(file.content)["sessions"]) == (200, {})
    page = data_of(site.get(student, "history_page", address).content.decode())
    assert (page["history"]["sessions"], page["own"]) == ([], not person)


def test_a_room_that_is_open_stands_first_with_the_way_back(site: Site) -> None:
    talked(site)
    open_ = site.ask("learner", "And the other one?")["id"]
    first, _ = talks(site, "learner")
    assert (first["call_id"], first["outcome"], first["ended_at"]) == (open_, "open", None)
    assert f"/window/{open_}" in first["window_url"]


@pytest.mark.parametrize("student", ["helper2", "helper1"])
def test_who_was_asked_and_did_not_come_has_nothing_of_it(site: Site, student: str) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    if student == "helper1":
        site.post(student, "decline", call)
    assert talks(site, student) == []


def test_who_was_put_out_has_no_log_and_no_talk(site: Site) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    site.post("helper1", "accept", call)
    assert len(talks(site, "helper1")) == 1
    site.post("learner", "remove", {**call, "person": jid(site, "helper1")})
    assert talks(site, "helper1") == []
    assert site.get("helper1", "transcript", str(call["call_id"])).status_code == 403


@pytest.mark.parametrize(
    ("student", "status"),
    [("learner", 200), ("helper1", 403), ("helper2", 403), ("staff", 200), ("stranger", 403), ("anonymous", 403)],
)
@pytest.mark.parametrize("handler", ["history", "history_file", "history_page"])
def test_anothers_are_for_staff_alone(site: Site, handler: str, student: str, status: int) -> None:
    talked(site)
    address = jid(site, "learner")
    if handler == "history":
        assert site.post(student, handler, {"person": address}).status == status
    else:
        assert site.get(student, handler, address).status_code == status


def test_staff_find_people_by_name_and_nobody_of_another_course(site: Site) -> None:
    call_id = talked(site)
    (talk,) = talks(site, "staff", person="learner")
    assert (talk["call_id"], talk["role"]) == (call_id, "asker")
    other = PersonRow.objects.create(course="other", user_id="x", localpart="f" * 32, name="X")
    elsewhere = jid(site, "learner").replace(jid(site, "learner").split("@")[0], other.localpart)
    for sought in (elsewhere, "nobody-of-this-name"):
        answer = site.post("staff", "history", {"person": sought})
        assert (answer.status, answer.value["code"]) == (400, "unknown-person")
    assert site.post("helper1", "history", {"person": "learner"}).status == 403


def test_names_follow_the_setting_and_the_file_tells_none(site: Site, settings: Settings) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "NAMES": "pseudonym"}
    conf.reset()
    wiring.service.cache_clear()
    talked(site)
    told = site.post("learner", "history").value
    text = json.dumps(told["sessions"][0]["talks"][0]["with"]) + site.get("learner", "history_file").content.decode()
    row = PersonRow.objects.get(user_id="helper1")
    for hidden in (row.name, row.username, row.image_url):
        assert not hidden or hidden not in text
    assert row.localpart in text
    (talk,) = talks(site, "staff", person="learner")
    assert [one["name"] for one in talk["with"]] == [row.name]


def test_a_changed_name_changes_no_talk(site: Site) -> None:
    call_id = talked(site)
    PersonRow.objects.filter(user_id="helper1").update(name="Somebody Else")
    (talk,) = talks(site, "learner")
    assert (talk["call_id"], talk["with"][0]["name"]) == (call_id, "Somebody Else")


def test_the_file_has_the_shape_of_a_chat_cache(site: Site, rooms: MemoryRooms) -> None:
    call_id = site.ask("learner", "Why is it singular?")["id"]
    call = {"call_id": call_id}
    site.post("helper1", "accept", call)
    room = CallRow.objects.get(pk=call_id).room
    people = {row.user_id: row.localpart for row in PersonRow.objects.all()}
    rooms.enter(room, people["helper1"])
    rooms.say(room, people["helper1"], "Look at the rows.")
    for student in ("learner", "helper1"):
        site.post(student, "leave", call)
    for student, other, kinds in (
        ("learner", "helper1", ["sent", "received"]),
        ("helper1", "learner", ["received", "sent"]),
    ):
        file = json.loads(site.get(student, "history_file").content)
        (session,) = file["sessions"].values()
        (cache,) = session.values()
        assert set(session) == {f"{people[other]}_User"}
        assert cache["type"] == "User"
        assert [(m["message_text"], m["type"]) for m in cache["messages"]] == list(
            zip(["Why is it singular?", "Look at the rows."], kinds, strict=True)
        )
        assert {frozenset(m) for m in cache["messages"]} == {frozenset({"message_text", "type", "image"})}


def test_words_narrow_it_and_what_is_odd_finds_nothing(site: Site) -> None:
    talked(site, question="Why is it SINGULAR?")
    assert len(talks(site, "learner", query="singular why")) == 1
    for query in ("columns", "%", "\\", "'; DROP TABLE", "x" * 255):
        assert talks(site, "learner", query=query) == []


@pytest.mark.parametrize(
    "body",
    [
        {"before": "x"},
        {"before": 1},
        {"before": "a_b_c"},
        {"before": "2026-01-01_7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11_2026-01-01"},
        {"query": 1},
        {"query": "x" * 256},
        {"person": ["learner"]},
    ],
    ids=["word", "number", "parts", "no zone", "query", "long", "list"],
)
def test_what_makes_no_sense_is_refused(site: Site, body: dict[str, Any]) -> None:
    answer = site.post("learner", "history", body)
    assert (answer.status, answer.value["code"]) == (400, "bad-input")


def test_pages_have_each_talk_once_while_new_ones_come(site: Site) -> None:
    in_bulk(site, 45)
    known = set(CallRow.objects.values_list("pk", flat=True))
    found: list[str] = []
    before = None
    while True:
        answer = site.post("learner", "history", {"before": before}).value
        found += [talk["call_id"] for session in answer["sessions"] for talk in session["talks"]]
        before = answer["next"]
        if before is None:
            break
        talked(site)
    assert sorted(found) == sorted(map(str, known))


def test_five_thousand_talks_take_no_more_queries_than_twenty(site: Site) -> None:
    in_bulk(site, 30)
    few = queries(site), queries(site, query="rows")
    assert max(few) <= MOST_QUERIES
    in_bulk(site, 4970)
    assert (queries(site), queries(site, query="rows")) == few
