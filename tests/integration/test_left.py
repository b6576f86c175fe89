"""What was left for the teachers: how its asker follows it, what staff see of it, and how it is dismissed."""

from __future__ import annotations

import json
from typing import Any

from tests.integration.conftest import Site
from tests.integration.test_views import lobby_data

REASON = "We talk about it on <i>Monday</i>."


def leave(site: Site) -> dict[str, Any]:
    call = site.ask()
    left: dict[str, Any] = site.post("learner", "leave_question", {"call_id": call["id"]}).value["call"]
    return left


def own(site: Site, student: str = "learner") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lobby_data(site.view(student))["own_left"]
    return found


def test_what_she_left_stands_in_her_lobby_and_in_nobody_elses(site: Site) -> None:
    call = leave(site)
    (left,) = own(site)
    assert (left["call_id"], left["question"], left["answer"]) == (call["id"], call["question"], None)
    assert f"/window/{call['id']}" in left["window_url"]
    assert [own(site, other) for other in ("helper1", "staff")] == [[], []]


def test_an_answer_stays_there_after_it_was_read(site: Site) -> None:
    call = leave(site)
    site.post("staff", "answer_left", {"call_id": call["id"], "answer": "Look at the rows."})
    site.post("learner", "left_read", {"call_id": call["id"]})
    assert lobby_data(site.view("learner"))["answered"] == []
    ((left),) = own(site)
    assert (left["answer"]["answer"], left["answer"]["dismissed"]) == ("Look at the rows.", False)


def test_staff_see_what_was_said_in_a_call_that_was_left(site: Site) -> None:
    call = leave(site)
    (left,) = site.post("staff", "inbox").value["left"]
    assert left["left_at"] >= left["asked_at"]
    assert f"/window/{call['id']}" in left["window_url"]
    assert site.get("staff", "window", call["id"]).status_code == 200
    log = site.get("staff", "transcript", call["id"])
    assert json.loads(log.content)["call"]["id"] == call["id"]
    assert f"/transcript/{call['id']}" in left["transcript_url"]


def test_dismissing_needs_a_reason_which_the_asker_reads(site: Site) -> None:
    call = leave(site)
    empty = site.post("staff", "dismiss_left", {"call_id": call["id"], "reason": " \u200b"})
    assert (empty.status, empty.value["error"]) == (400, "Write the reason first.")
    assert site.post("staff", "dismiss_left", {"call_id": call["id"], "reason": REASON}).status == 200
    assert site.post("staff", "inbox").value["left"] == []
    (told,) = lobby_data(site.view("learner"))["answered"]
    assert (told["answer"], told["dismissed"], told["by"]) == (REASON, True, "Kim Staff")
    site.post("learner", "left_read", {"call_id": call["id"]})
    (left,) = own(site)
    assert (left["answer"]["answer"], left["answer"]["dismissed"]) == (REASON, True)


def test_who_is_second_is_told_and_changes_nothing(site: Site) -> None:
    call = leave(site)
    site.post("staff", "answer_left", {"call_id": call["id"], "answer": "Look at the rows."})
    second = site.post("staff", "dismiss_left", {"call_id": call["id"], "reason": REASON})
    assert (second.status, second.value["code"]) == (409, "conflict")
    assert lobby_data(site.view("learner"))["answered"][0]["answer"] == "Look at the rows."
    site.post("staff", "answer_left", {"call_id": call["id"], "answer": "And at the columns."})
    assert lobby_data(site.view("learner"))["answered"][0]["answer"] == "And at the columns."


def test_a_question_that_was_not_left_is_not_dismissed(site: Site) -> None:
    call = site.ask()
    refused = site.post("staff", "dismiss_left", {"call_id": call["id"], "reason": REASON})
    assert (refused.status, refused.value["code"]) == (404, "call-not-found")
