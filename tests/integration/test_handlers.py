"""The handlers, as a browser meets them: what they answer to the right people."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import jsonschema
import jwt
import pytest
from django.conf import settings
from django.test import Client

from chatxblock.models import CallRow
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "transcript.schema.json"


def localpart(site: Site, student: str) -> str:
    return str(site.post(student, "ticket").value["nick"])


def test_ask_answers_with_the_call_and_its_room(site: Site, rooms: MemoryRooms) -> None:
    call = site.ask()
    assert call["state"] == "waiting"
    assert call["my_role"] == "asker"
    assert (call["round"], call["rounds"], call["invited"], call["helpers"]) == (1, 1, 3, [])
    assert call["room"]["jid"].endswith("@rooms.chat.test")
    assert call["id"] in call["window_url"]
    assert len(rooms.rooms) == 1


def test_every_answer_carries_the_servers_clock(site: Site) -> None:
    for answer in (site.post("learner", "ticket"), site.post("learner", "call", {}), site.post("stranger", "inbox")):
        moment = datetime.fromisoformat(answer.value["now"])
        assert abs((datetime.now(UTC) - moment).total_seconds()) < 5


def test_the_same_request_is_answered_with_the_same_call(site: Site) -> None:
    body = {"request_id": str(uuid4()), "question": "Why?"}
    assert site.post("learner", "ask", body).status == 201
    again = site.post("learner", "ask", body)
    assert again.status == 200
    assert again.value["call"]["id"] == body["request_id"]


def test_another_question_meets_the_open_call(site: Site) -> None:
    call = site.ask()
    answer = site.post("learner", "ask", {"request_id": str(uuid4()), "question": "And this?"})
    assert (answer.status, answer.value["code"]) == (409, "already-in-call")
    assert answer.value["call"]["id"] == call["id"]


def test_the_call_is_where_the_block_stands(site: Site) -> None:
    call = site.ask()
    assert call["context"]["url"] == "/scenario/chatxblock.0/?student=learner"
    offer = site.post("helper1", "inbox").value["invitations"][0]
    assert offer["context"]["url"] == "/scenario/chatxblock.0/?student=helper1"


def test_the_inbox_has_what_a_helper_needs_to_decide(site: Site) -> None:
    call = site.ask()
    inbox = site.post("helper1", "inbox").value
    (offer,) = inbox["invitations"]
    assert inbox["on_duty"] is True
    assert offer["call_id"] == call["id"]
    assert offer["question"] == "Why is the matrix not invertible here?"
    assert offer["asker"] == {"name": "Lina Petrova", "image_url": ""}
    assert (offer["can_join"], offer["accepted"], offer["helpers"]) == (True, False, [])
    assert offer["window_url"].endswith(f"{call['id']}?student=helper1")


def test_accepting_declining_and_seeing_show_in_the_askers_call(site: Site) -> None:
    call_id = {"call_id": site.ask()["id"]}
    site.post("helper1", "seen", call_id)
    site.post("helper2", "decline", call_id)
    accepted = site.post("helper3", "accept", call_id)
    assert accepted.value["call"]["my_role"] == "helper"
    seen_by_asker = site.post("learner", "call", call_id).value["call"]
    assert seen_by_asker["state"] == "answered"
    assert (seen_by_asker["seen"], seen_by_asker["declined"], seen_by_asker["helpers"]) == (3, 1, ["Helper 3"])
    assert seen_by_asker["next_round_at"] is None


def test_a_ticket_is_for_the_caller_alone_and_short(site: Site) -> None:
    ticket = site.post("helper1", "ticket").value
    claims = jwt.decode(ticket["token"], settings.CHATXBLOCK["TOKEN_SECRET"], algorithms=["HS256"])
    assert claims["jid"] == ticket["jid"] == f"{ticket['nick']}@chat.test"
    assert "helper1" not in ticket["jid"]
    assert 200 < claims["exp"] - datetime.now(UTC).timestamp() <= 300
    assert ticket["service_jid"] == "chatxblock@service.chat.test"
    assert ticket["rooms_domain"] == "rooms.chat.test"


def test_people_have_the_platforms_names_and_those_who_did_not_come_have_none(site: Site) -> None:
    call_id = {"call_id": site.ask()["id"]}
    site.post("helper1", "accept", call_id)
    people = site.post("learner", "people", call_id).value["people"]
    assert [(p["name"], p["role"]) for p in people] == [("Lina Petrova", "asker"), ("Helper 1", "helper")]
    assert people[0]["jid"] == site.post("learner", "ticket").value["jid"]


def test_who_came_by_another_program_is_named_to_the_asker_who_sees_them(site: Site, rooms: MemoryRooms) -> None:
    call_id = {"call_id": site.ask()["id"]}
    address = site.post("helper2", "ticket").value["jid"]
    CallRow.objects.update(observe_at=datetime.now(UTC) + timedelta(seconds=10))  # five seconds after a look
    next(iter(rooms.rooms.values())).inside.add(address.partition("@")[0])
    assert [p["name"] for p in site.post("learner", "people", call_id).value["people"]] == ["Lina Petrova"]
    for stranger in ("x", "someone@elsewhere.test", site.post("staff", "ticket").value["jid"]):
        answer = site.post("learner", "people", {**call_id, "person": stranger})
        assert [p["name"] for p in answer.value["people"]] == ["Lina Petrova"]
    people = site.post("learner", "people", {**call_id, "person": address}).value["people"]
    assert [(p["name"], p["jid"], p["role"]) for p in people[1:]] == [("Helper 2", address, "helper")]


def test_the_asker_invites_by_name_and_removes_by_address(site: Site) -> None:
    call_id = {"call_id": site.ask()["id"]}
    assert site.post("learner", "invite", {**call_id, "person": " \u202astaff\u200b "}).status == 200
    assert site.post("staff", "accept", call_id).value["call"]["helpers"] == ["Kim Staff"]
    people = site.post("learner", "people", call_id).value["people"]
    address = next(p["jid"] for p in people if p["name"] == "Kim Staff")
    assert site.post("learner", "remove", {**call_id, "person": address}).value["call"]["helpers"] == []


def test_solved_and_cancel_belong_to_the_asker(site: Site) -> None:
    call_id = {"call_id": site.ask()["id"]}
    assert site.post("learner", "solved", call_id).value["call"]["solved"] is True
    assert site.post("learner", "cancel", call_id).value["call"]["state"] == "closed"
    assert site.post("helper1", "inbox").value["invitations"] == []


def test_leaving_tells_what_the_window_had_on_its_screen(site: Site, rooms: MemoryRooms) -> None:
    call = site.ask()
    room = call["room"]["jid"].partition("@")[0]
    rooms.enter(room, localpart(site, "learner"))
    line = rooms.say(room, localpart(site, "learner"), "Anybody?")
    body = {"call_id": call["id"], "lines": 2, "last_id": line.id}
    assert site.post("learner", "gone", body).status == 200
    assert site.post("learner", "leave", {"call_id": call["id"]}).value["call"]["state"] == "closed"
    assert CallRow.objects.get().complete is False


def test_the_transcript_is_a_file_in_the_form_of_the_schema(site: Site, rooms: MemoryRooms) -> None:
    call = site.ask(question="<b>Why?</b> שלום 🤔")
    site.post("helper1", "accept", {"call_id": call["id"]})
    room = call["room"]["jid"].partition("@")[0]
    for student in ("learner", "helper1"):
        rooms.enter(room, localpart(site, student))
    first = rooms.say(room, localpart(site, "helper1"), "Hi\nthere <i>", message_id="m1")
    rooms.say(room, localpart(site, "helper1"), "Hi there", replaces="m1")
    for student in ("learner", "helper1", "staff"):
        response = site.get(student, "transcript", call["id"])
        assert response.status_code == 200
    assert response["Content-Disposition"].startswith('attachment; filename="chat-')
    assert response["Cache-Control"] == "no-store"
    log = json.loads(response.content)
    jsonschema.validate(log, json.loads(SCHEMA.read_text()), format_checker=jsonschema.FormatChecker())
    assert log["complete"] is True
    assert [line["body"] for line in log["lines"]] == ["Hi\nthere <i>", "Hi there"]
    assert log["lines"][0]["id"] == first.id
    assert log["lines"][0]["author"]["name"] == "Helper 1"
    assert log["lines"][1]["replaces"] == "m1"
    assert [(p["name"], p["role"]) for p in log["people"]] == [("Lina Petrova", "asker"), ("Helper 1", "helper")]


def test_a_line_that_was_sent_twice_is_marked_and_stays(site: Site, rooms: MemoryRooms) -> None:
    call = site.ask()
    room, asker = call["room"]["jid"].partition("@")[0], localpart(site, "learner")
    rooms.enter(room, asker)
    first = rooms.say(room, asker, "Anybody?", message_id="m1")
    rooms.say(room, asker, "I mean it.", message_id="m2")
    again = rooms.say(room, asker, "Anybody?", message_id="m1")
    site.post("learner", "leave", {"call_id": call["id"], "lines": 3, "last_id": again.id})
    log = json.loads(site.get("learner", "transcript", call["id"]).content)
    jsonschema.validate(log, json.loads(SCHEMA.read_text()), format_checker=jsonschema.FormatChecker())
    assert [line["body"] for line in log["lines"]] == ["Anybody?", "I mean it.", "Anybody?"]
    assert [line["repeats"] for line in log["lines"]] == [None, None, first.id]
    assert log["complete"] is True


def test_the_transcript_after_the_end_is_the_one_during_the_call(site: Site, rooms: MemoryRooms) -> None:
    call = site.ask()
    room = call["room"]["jid"].partition("@")[0]
    rooms.enter(room, localpart(site, "learner"))
    rooms.say(room, localpart(site, "learner"), "Anybody?")
    during = site.get("learner", "transcript", call["id"]).json()
    site.post("learner", "leave", {"call_id": call["id"]})
    after = site.get("learner", "transcript", call["id"]).json()
    assert rooms.rooms == {}
    assert (after["lines"], after["people"], after["complete"]) == (during["lines"], during["people"], True)


def test_the_room_window_brings_all_it_needs_in_one_page(site: Site) -> None:
    call = site.ask()
    response = site.get("learner", "window", call["id"])
    page = response.content.decode()
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert "connect-src 'self' ws://127.0.0.1:1" in policy
    data = json.loads(page.partition('id="chatxblock-data">')[2].partition("</script>")[0])
    assert data["call"]["id"] == call["id"]
    assert data["ticket"]["nick"] == localpart(site, "learner")
    assert data["role"] == "asker"


@pytest.mark.parametrize("handler", ["window", "inbox_window", "helper_page"])
def test_a_page_runs_its_own_scripts_alone_by_a_nonce_that_is_new_each_time(site: Site, handler: str) -> None:
    suffix = site.ask()["id"] if handler == "window" else ""
    nonces = set()
    for _ in range(2):
        response = site.get("learner", handler, suffix)
        (allowed,) = re.findall(r"script-src ([^;]*)", response["Content-Security-Policy"])
        nonce = allowed.removeprefix("'nonce-").removesuffix("'")
        assert allowed == f"'nonce-{nonce}'"
        page = response.content.decode()
        loaded = re.findall(r"<(?:script type=.module.|link rel=.modulepreload.)[^>]*>", page)
        assert len(loaded) > 2
        assert all(f'nonce="{nonce}"' in element for element in loaded)
        nonces.add(nonce)
    assert len(nonces) == 2
    assert all(len(nonce) >= 22 for nonce in nonces)


def test_who_comes_first_to_the_room_window_can_post_from_it(site: Site) -> None:
    call = site.ask()
    newcomer = Client(enforce_csrf_checks=True)
    newcomer.get(site.url("helper1", "window", call["id"]))
    token = newcomer.cookies["csrftoken"].value
    body = {"call_id": call["id"]}
    accepted = newcomer.post(
        site.url("helper1", "accept"), body, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert accepted.status_code == 200
    assert accepted.json()["call"]["helpers"] == ["Helper 1"]


def test_the_room_window_is_there_before_its_call(site: Site) -> None:
    response = site.get("learner", "window", str(uuid4()))
    assert response.status_code == 200
    assert '"call": null' in response.content.decode()


def test_a_question_cannot_break_out_of_the_window_page(site: Site) -> None:
    call = site.ask(question="</script><script>alert(1)</script>")
    page = site.get("learner", "window", call["id"]).content.decode()
    assert "<script>alert" not in page
