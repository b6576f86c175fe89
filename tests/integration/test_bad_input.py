"""What is wrong is told, with a status, a code and a sentence, and nothing is lost by it."""

from __future__ import annotations

import sys
from uuid import uuid4

import pytest
from django.test import Client
from lxml import etree
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.models import CallRow
from chatxblock.testing import MemoryRooms
from chatxblock.web.routes import POSTED, ROUTES
from chatxblock.web.routing import Method
from chatxblock.web.schemas.calls import OfCall
from chatxblock.web.schemas.texts import clean
from tests.integration.conftest import Site


def ask(site: Site, question: object, student: str = "learner") -> tuple[int, str, str]:
    answer = site.post(student, "ask", {"request_id": str(uuid4()), "question": question})
    return answer.status, answer.value.get("code", ""), answer.value.get("error", "")


@pytest.mark.parametrize("question", ["", "   \n\t ", None, 7, ["Why?"], "\x00\x01"])
def test_a_question_without_words_is_refused(site: Site, question: object) -> None:
    assert ask(site, question) == (400, "bad-question", "Type your question first.")
    assert not CallRow.objects.exists()


def test_a_question_that_is_too_long_is_refused_with_both_numbers(site: Site) -> None:
    status, code, sentence = ask(site, "x" * 2001)
    assert (status, code) == (400, "bad-question")
    assert "2,001" in sentence
    assert "2,000" in sentence


def test_a_question_of_just_the_limit_is_taken(site: Site) -> None:
    assert ask(site, "🤔" * 2000)[0] == 201


@pytest.mark.parametrize(
    "question",
    ["<script>alert(1)</script> & co", "🤔👩🏽‍🔬 why?", "שלום, למה? \u202eabc", "a\nb\n\nc", "]]>", "{{ x }}"],
)
def test_a_question_comes_back_as_it_was_typed(site: Site, question: str) -> None:
    assert site.ask(question=question)["question"] == question


def test_characters_that_xml_cannot_carry_are_replaced_and_the_rest_is_kept(site: Site) -> None:
    assert site.ask(question="a\x00b\x0bc\ufffed\r\ne")["question"] == "a\ufffdb\ufffdc\ufffdd\ne"
    body = b'{"request_id": "%s", "question": "half a \\ud83d pair"}' % str(uuid4()).encode()
    site.post("learner", "cancel", {"call_id": str(CallRow.objects.get().pk)})
    assert site.post("learner", "ask", body).value["call"]["question"] == "half a \ufffd pair"


def test_clean_leaves_what_xml_can_carry() -> None:
    assert clean("a\tb\nc 🤔 \ud7ff\ue000\ufffd") == "a\tb\nc 🤔 \ud7ff\ue000\ufffd"


def test_whatever_is_printable_xml_can_carry() -> None:
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    etree.Element("text").text = printable
    assert len(printable) > 100_000
    assert not {"\ud83d", "\ufffe", "\uffff", "\x0b"} & set(printable)


@pytest.mark.parametrize("body", ["", "not json", "[]", "7", '"text"', "null", "[" * 100_000, "{", b"\xff\xfe{}"])
@pytest.mark.parametrize("handler", ["ask", "call", "leave"])
def test_a_body_that_is_no_json_object_is_refused(site: Site, handler: str, body: str | bytes) -> None:
    answer = site.post("learner", handler, body or " ")
    assert (answer.status, answer.value["code"]) == (400, "bad-input")


@pytest.mark.parametrize(
    "call_id", [None, 7, "", "x", "../x", "0" * 32, "{2a125206-e58d-46bc-861f-aaf93317fb71}", ["a"]]
)
@pytest.mark.parametrize("handler", ["call", "accept", "gone"])
def test_an_id_that_is_none_is_refused(site: Site, handler: str, call_id: object) -> None:
    answer = site.post("learner", handler, {"call_id": call_id})
    assert (answer.status, answer.value["code"]) == (400, "bad-input")


@pytest.mark.parametrize("handler", ["call", "cancel", "accept", "leave", "people", "solved"])
def test_an_unknown_call_is_not_found(site: Site, handler: str) -> None:
    answer = site.post("learner", handler, {"call_id": str(uuid4())})
    assert (answer.status, answer.value["code"]) == (404, "call-not-found")
    assert answer.value["error"]


OTHERWISE_REFUSED = (
    "join",
    "invite",
    "remove",
    "admit",
    "thank",
    "answer_left",
    "dismiss_left",
    "followed_read",
    "quote_wish",
    "staff_enter",
    "staff_close",
)
FOR_ALL = ("follow",)
"""For everybody to whom the question is shown, whoever asked it."""


@pytest.mark.parametrize(
    "handler",
    [
        route.name
        for route in ROUTES
        if route.method is Method.POST
        and issubclass(route.takes, OfCall)
        and route.name not in (*OTHERWISE_REFUSED, *FOR_ALL)
    ],
)
def test_somebody_elses_call_is_refused(site: Site, handler: str) -> None:
    call = site.ask("helper3")
    answer = site.post("learner", handler, {"call_id": call["id"]})
    assert answer.status == 403
    assert answer.value["code"] == "not-in-call"
    assert "question" not in str(answer.value.get("call", ""))


def test_somebody_elses_window_and_log_are_pages_that_say_no(site: Site) -> None:
    call = site.ask("helper3")
    for handler in ("window", "transcript"):
        response = site.get("learner", handler, call["id"])
        assert response.status_code == 403
        assert response["Content-Type"].startswith("text/html")
        assert "not part of this question" in response.content.decode()
        assert call["question"] not in response.content.decode()


def test_a_call_that_is_over_says_so(site: Site) -> None:
    call_id = {"call_id": site.ask()["id"]}
    site.post("learner", "cancel", call_id)
    answer = site.post("helper1", "accept", call_id)
    assert (answer.status, answer.value["code"]) == (409, "call-over")
    assert site.post("learner", "invite", {**call_id, "person": "helper1"}).value["code"] == "call-over"


@pytest.mark.parametrize("person", ["nobody", "stranger", "@chat.test"])
def test_inviting_somebody_who_is_not_in_the_course_is_refused_alike(site: Site, person: str) -> None:
    answer = site.post("learner", "invite", {"call_id": site.ask()["id"], "person": person})
    assert (answer.status, answer.value["code"]) == (400, "unknown-person")


@pytest.mark.parametrize("person", [None, "", 5, "x" * 300])
def test_inviting_nobody_is_refused(site: Site, person: object) -> None:
    answer = site.post("learner", "invite", {"call_id": site.ask()["id"], "person": person})
    assert (answer.status, answer.value["code"]) == (400, "bad-input")


def test_removing_an_address_of_another_domain_is_refused(site: Site) -> None:
    call = site.ask()
    nick = site.post("helper1", "ticket").value["nick"]
    answer = site.post("learner", "remove", {"call_id": call["id"], "person": f"{nick}@evil.test"})
    assert answer.value["code"] == "unknown-person"


@pytest.mark.parametrize("report", [{"lines": -1}, {"lines": "9"}, {"lines": True}, {"lines": 1, "last_id": 7}])
def test_a_report_that_makes_no_sense_is_refused(site: Site, report: dict[str, object]) -> None:
    answer = site.post("learner", "gone", {"call_id": site.ask()["id"], **report})
    assert (answer.status, answer.value["code"]) == (400, "bad-input")


@pytest.mark.parametrize("handler", POSTED)
@pytest.mark.parametrize(("student", "code"), [("anonymous", "not-logged-in"), ("stranger", "not-enrolled")])
def test_strangers_get_a_sentence_and_nothing_else(site: Site, student: str, code: str, handler: str) -> None:
    call = site.ask()
    answer = site.post(student, handler, {"call_id": call["id"], "request_id": call["id"], "question": "x"})
    assert (answer.status, answer.value["code"]) == (403, code)
    assert answer.value.keys() == {"error", "code", "now"}


@pytest.mark.parametrize("student", ["anonymous", "stranger"])
@pytest.mark.parametrize("handler", ["window", "transcript"])
def test_strangers_get_a_page_that_says_no(site: Site, student: str, handler: str) -> None:
    response = site.get(student, handler, site.ask()["id"])
    assert response.status_code == 403
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("handler", POSTED)
def test_a_get_on_a_handler_that_changes_things_is_refused(site: Site, handler: str) -> None:
    assert site.get("learner", handler).status_code == 405


def test_a_post_without_the_csrf_header_is_refused(site: Site) -> None:
    strict = Client(enforce_csrf_checks=True)
    body = {"request_id": str(uuid4()), "question": "Why?"}
    response = strict.post(site.url("learner", "ask"), body, content_type="application/json")
    assert response.status_code == 403
    assert not CallRow.objects.exists()


def test_a_body_of_a_megabyte_is_refused(site: Site) -> None:
    answer = site.post("learner", "ask", {"question": "x" * 1_000_000})
    assert (answer.status, answer.value["code"]) == (400, "bad-input")


def test_a_question_asked_while_the_chat_is_down_is_kept(site: Site, rooms: MemoryRooms) -> None:
    rooms.available = False
    call = site.ask()
    assert call["room"] is None
    assert CallRow.objects.get().question == call["question"]
    assert site.post("learner", "call", {"call_id": call["id"]}).value["call"]["room"] is None
    rooms.available = True
    CallRow.objects.update(retry_at=CallRow.objects.get().asked_at, due_at=CallRow.objects.get().asked_at)
    again = site.post("learner", "call", {"call_id": call["id"]}).value["call"]
    assert again["room"] is not None
    assert again["invited"] == 3


def test_a_log_that_cannot_be_reached_is_a_page_that_says_it_is_safe(site: Site, rooms: MemoryRooms) -> None:
    call = site.ask()
    rooms.available = False
    response = site.get("learner", "transcript", call["id"])
    assert response.status_code == 503
    assert "Nothing is lost" in response.content.decode()


def test_a_chat_that_is_not_set_up_is_told_without_the_details(site: Site, settings: Settings) -> None:
    settings.CHATXBLOCK = {"DOMAIN": "chat.test"}
    wiring.service.cache_clear()
    conf.reset()
    answer = site.post("learner", "ticket")
    assert (answer.status, answer.value["code"]) == (503, "not-configured")
    assert "CHATXBLOCK" not in answer.value["error"]
    conf.reset()
