"""What an asker sends along of the page: for whom it is, where it is kept, and where it is not."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from chatxblock.models import CallRow
from chatxblock.web.schemas.places import EXCERPT_LIMIT, EXERCISE_LIMIT
from tests.integration.conftest import Site

ALONG = {"excerpt": "rows of A", "exercise": "What is det A?\nIts rows are (1, 2) and (2, 4).", "last_answer": "5"}


def ask(site: Site, context: object = None) -> dict[str, Any]:
    body = {"request_id": str(uuid4()), "question": "I get 5. Why is that wrong?", "context": context}
    call: dict[str, Any] = site.post("learner", "ask", body).value["call"]
    return call


def seen(site: Site, student: str, call_id: str) -> dict[str, Any]:
    """Return what of it somebody is told of a call."""
    context = site.post(student, "call", {"call_id": call_id}).value["call"]["context"]
    return {key: context[key] for key in ALONG}


def test_those_who_take_part_and_staff_read_it(site: Site) -> None:
    call = ask(site, ALONG)
    assert {key: call["context"][key] for key in ALONG} == ALONG
    site.post("helper1", "accept", {"call_id": call["id"]})
    assert seen(site, "helper1", call["id"]) == ALONG
    assert seen(site, "staff", call["id"]) == ALONG


def test_who_was_only_asked_reads_the_words_that_she_marked(site: Site) -> None:
    call = ask(site, ALONG)
    assert seen(site, "helper2", call["id"]) == {"excerpt": "rows of A", "exercise": "", "last_answer": ""}
    assert "det A" not in json.dumps(site.post("helper2", "inbox", {}).value)


def test_what_is_not_sent_is_not_there(site: Site) -> None:
    assert seen(site, "learner", ask(site)["id"]) == dict.fromkeys(ALONG, "")


def test_it_is_kept_as_far_as_it_is_kept(site: Site) -> None:
    call = ask(site, dict.fromkeys(ALONG, "x" * 20000))
    assert [len(call["context"][key]) for key in ALONG] == [EXCERPT_LIMIT, EXERCISE_LIMIT, EXERCISE_LIMIT]


def test_the_log_has_it_in_the_forms_of_today_and_version_1_stays_as_it_was(site: Site) -> None:
    call = ask(site, ALONG)
    first = json.loads(site.get("learner", "transcript", call["id"]).content)
    assert set(first["context"]) == {"usage_key", "title", "url", "excerpt"}
    files = {form: site.get("learner", "transcript", call["id"], format=form) for form in ("json", "html", "markdown")}
    texts = {form: b"".join(file).decode() if file.streaming else file.content.decode() for form, file in files.items()}
    assert {key: json.loads(texts["json"])["context"][key] for key in ALONG} == ALONG
    assert all("What is det A?" in text and "Last answer" in text for form, text in texts.items() if form != "json")


def test_a_unit_without_an_exercise_has_none_to_send(site: Site) -> None:
    assert site.post("learner", "exercises", {}).value["exercises"] == []


def test_what_is_kept_is_read_by_nobody_who_is_no_part(site: Site) -> None:
    call = ask(site, ALONG)
    assert site.post("helper3", "decline", {"call_id": call["id"]}).status == 200
    assert site.post("helper3", "call", {"call_id": call["id"]}).status == 403
    assert CallRow.objects.get(pk=call["id"]).context["last_answer"] == "5"
