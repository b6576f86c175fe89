"""Text that no database and no XML can hold, in every field of every handler: refused, or held as far as it can be."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from webob import Request
from workbench.runtime import WorkbenchRuntime

from chatxblock import conf
from chatxblock.errors import BadInput
from chatxblock.models import CallRow, DeferredAnswerRow
from chatxblock.web.routes import POSTED, READ, ROUTES
from chatxblock.web.routing import Method, Route, Who
from chatxblock.web.schemas.base import Input
from chatxblock.web.schemas.texts import carried, clean
from tests.integration.conftest import Site

UNKEPT = {
    "first half of a pair": "\ud83d",
    "second half of a pair": "\udca5",
    "halves the wrong way round": "\udca5\ud83d",
    "NUL": "\x00",
    "vertical tab": "\x0b",
    "escape": "\x1b",
    "unit separator": "\x1f",
    "no character": "\ufffe",
    "no character either": "\uffff",
}
CALL_ID = "7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11"
BODY: dict[str, Any] = {
    "request_id": CALL_ID,
    "call_id": CALL_ID,
    "question": "Why?",
    "context": {"excerpt": "the second line", "exercise": "What is det A?", "last_answer": "5"},
    "person": "helper1",
    "asker": "helper1",
    "unit": "block-v1:Org+Algebra+2026+type@vertical+block@unit3",
    "month": "2026-11",
    "owner": "0" * 24,
    "answer": "Look at the determinant.",
    "reason": "It is the same question.",
    "words": "Nothing is wrong with that.",
    "report_id": CALL_ID,
    "outcome": "nothing",
    "lines": 1,
    "last_id": "1700000000000001",
    "on_duty": True,
    "helps": True,
    "units": {"unit": True},
    "quiet": [{"days": [1], "start": "22:00", "end": "07:00"}],
    "timezone": "UTC",
    "resource_id": CALL_ID,
    "into": CALL_ID,
    "rev": 1,
    "title": "Why?",
    "body": "The rows depend on each other.",
    "tags": ["matrices"],
    "line": "1700000000000001",
    "doing": "helping",
    "hours": 24,
    "plot": "load",
    "name": "matrix.png",
    "alt": "Two rows of numbers.",
    "link": f"{CALL_ID}.1.{'0' * 24}",
    "file_id": CALL_ID,
    "file": f"{CALL_ID}.{CALL_ID}",
}
"""All that some handler takes as text, and what has to stand beside it."""
REPLACED = {
    *("question", "excerpt", "exercise", "last_answer", "answer", "person", "asker", "reason", "words"),
    *("title", "body", "tags", "name", "alt"),
}
"""People's words and names, of which nothing is lost for one character; everything else is refused."""

Place = tuple[str | int, ...]


def texts_of(value: Any, place: Place = ()) -> Iterator[tuple[Place, str | None]]:
    """Yield where a text stands in a body, with the text, or None where it is the key that stands there."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*place, key), None
            yield from texts_of(inner, (*place, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from texts_of(inner, (*place, position))


def body_of(route: Route[Any]) -> dict[str, Any]:
    """Return what a handler is sent; a report is of one thing."""
    return {key: value for key, value in BODY.items() if (route.name, key) != ("report", "resource_id")}


def spoilt(whole: dict[str, Any], unkept: str) -> Iterator[tuple[Place, bool, dict[str, Any]]]:
    """Yield the body with that text in each place, alone and behind what was there, and whether it became a key."""
    for place, text in texts_of(whole):
        *outer, last = place
        for before in ("", str(last if text is None else text)):
            body = copy.deepcopy(whole)
            around: Any = body
            for step in outer:
                around = around[step]
            if text is None:
                around[before + unkept] = around.pop(last)
            else:
                around[last] = before + unkept
            yield place, text is None, body


@pytest.mark.parametrize("unkept", UNKEPT.values(), ids=UNKEPT)
@pytest.mark.parametrize("route", ROUTES, ids=[route.name for route in ROUTES])
def test_what_is_taken_in_can_be_kept(route: Route[Any], unkept: str) -> None:
    route.takes.read(body_of(route), conf.load())
    for place, is_key, body in spoilt(body_of(route), unkept):
        try:
            told = route.takes.read(body, conf.load())
        except BadInput:
            continue
        taken = json.dumps(told.model_dump(mode="json"), ensure_ascii=False)
        assert carried(taken), place
        assert is_key or place[0] not in route.takes.model_fields or REPLACED & {*place}, place


def test_a_field_whose_type_judges_nothing_is_judged_all_the_same() -> None:
    class Careless(Input):
        word: str = ""
        words: tuple[dict[str, str], ...] | list[dict[str, str]] = ()

    assert Careless.read({"word": "é\n🤔", "words": [{"a": "b"}]}, conf.load()).word == "é\n🤔"
    for body in ({"word": "\x0b"}, {"words": [{"\x00": "b"}]}, {"words": [{"a": "\x1b"}]}):
        with pytest.raises(BadInput):
            Careless.read(body, conf.load())


@pytest.mark.parametrize("unkept", UNKEPT.values(), ids=UNKEPT)
def test_a_handler_that_is_sent_such_text_answers_with_an_error_of_ours_or_keeps_what_can_be_kept(
    site: Site, unkept: str
) -> None:
    call_id = str(site.ask()["id"])
    site.post("learner", "leave_question", {"call_id": call_id})
    told = {"call_id": call_id, "person": f"helper1{unkept}", "answer": f"Look{unkept}here", "last_id": unkept}
    for name in POSTED:
        body = {**told, "lines": 1, "units": {unkept: True}, "timezone": unkept, "request_id": unkept, unkept: unkept}
        answer = site.post("staff", name, {**body, "on_duty": True, "question": f"Why{unkept}?"})
        assert answer.status in (200, 400, 403, 404, 409), name
        assert carried(json.dumps(answer.value, ensure_ascii=False))
    assert DeferredAnswerRow.objects.get().body == f"Look{clean(unkept)}here"
    asked: dict[str, Any] = {"request_id": str(uuid4()), "question": f"Why{unkept}?", "context": {"excerpt": unkept}}
    assert site.post("learner", "ask", asked).status == 201
    row = CallRow.objects.get(pk=asked["request_id"])
    assert carried(row.question + row.context["excerpt"])
    for student, name in (("learner", "inbox"), ("staff", "inbox"), ("learner", "call")):
        assert site.post(student, name, {"call_id": asked["request_id"]}).status == 200


@pytest.mark.parametrize("suffix", ["%00", "%0b", "%ed%a0%80", "%ff", "%c3%a9", "%ef%bf%be", "%e2%82%ac", "a%0d%0ab"])
@pytest.mark.parametrize("route", [route for route in ROUTES if route.method is Method.GET], ids=READ)
def test_an_address_of_such_text_leads_nowhere(site: Site, route: Route[Any], suffix: str) -> None:
    reader = (
        "staff" if route.who == (Who.STAFF,) or route.suffix == "person" else "learner"
    )  # of others, staff alone read
    for student, expected in ((reader, 400 if route.suffix else 200), ("%00", 403), ("%ff", 403)):
        response = Client().get(f"{site.url(student, route.name, suffix)}&x={suffix}&{suffix}=1")
        assert response.status_code in (expected, 404)
        assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize("unkept", UNKEPT.values(), ids=UNKEPT)
def test_what_an_author_types_is_kept_as_far_as_it_can_be(usage: str, db: None, unkept: str) -> None:
    block = WorkbenchRuntime("staff").get_block(usage)
    edits = {"values": {"heading": f"Stuck{unkept}?", "helpers": f"{unkept}helper1"}, "defaults": []}
    answer = block.submit_studio_edits(Request.blank("/", method="POST", json=edits, content_type="application/json"))
    assert answer.status_code == 200
    assert (block.heading, block.helpers) == ("Stuck?", "helper1")
