"""Who is barred reads it at every door of asking or helping, keeps everything else, and comes back when it is over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from chatxblock.devserver import people
from chatxblock.domain.staff.bars import Doing
from chatxblock.models import BarRow, CallRow, PersonRow, StaffActionRow
from chatxblock.web.routes import ROUTES
from chatxblock.web.routing import Method, Route
from tests.integration.conftest import Answer, Site
from tests.integration.test_routes import CASES, body_for, jid, prepared

WORDS = "Please read the rules of the course, then come back."


def bar(site: Site, who: str, doing: str = "both", **more: Any) -> Answer:
    body = {"person": jid(site, who), "doing": doing, "hours": 24, "words": WORDS, **more}
    return site.post("staff", "staff_bar", body)


def in_the_past() -> None:
    BarRow.objects.update(until=datetime.now(UTC) - timedelta(seconds=1))


DOORS = [route for route in ROUTES if route.doing is not None]
OTHERS = [route for route in ROUTES if route.doing is None and route.method is Method.POST]


def test_these_are_the_doors_of_asking_and_helping() -> None:
    """A handler that is new has to be looked at: does it let somebody ask, or help?"""
    assert {(route.name, str(route.doing)) for route in DOORS} == {
        ("ask", "asking"),
        ("join", "asking"),
        ("duty", "helping"),
        ("helper", "helping"),
        ("accept", "helping"),
    }


@pytest.mark.parametrize("case", ["learner", "asker", "invited", "left", "declined", "fellow"])
@pytest.mark.parametrize("route", DOORS, ids=[route.name for route in DOORS])
def test_every_door_says_until_when_and_in_which_words(site: Site, route: Route[Any], case: str) -> None:
    student, _ = CASES[case]
    call_id = prepared(site, case)
    body = body_for(site, route.name, call_id)
    assert bar(site, student).status == 200
    refused = site.post(student, route.name, body)
    assert (refused.status, refused.value["code"]) == (403, "barred"), refused
    assert refused.value["bar"] == {
        "doing": str(route.doing),
        "until": refused.value["bar"]["until"],
        "words": WORDS,
    }
    until = datetime.fromisoformat(refused.value["bar"]["until"])
    assert timedelta(hours=23) < until - datetime.now(UTC) <= timedelta(hours=24)
    verb = "ask questions" if route.doing is Doing.ASKING else "help"
    assert refused.value["error"] == f"You can't {verb} in this course until {until:%Y-%m-%d %H:%M} (UTC). {WORDS}"
    in_the_past()
    assert site.post(student, route.name, body).value.get("code") != "barred"


@pytest.mark.parametrize("case", ["asker", "invited", "helper", "left", "fellow"])
@pytest.mark.parametrize("route", OTHERS, ids=[route.name for route in OTHERS])
def test_nothing_else_is_barred(site: Site, route: Route[Any], case: str) -> None:
    """Reading, exporting, thanking, leaving, reporting, writing up what was said."""
    student, _ = CASES[case]
    call_id = prepared(site, case)
    body = body_for(site, route.name, call_id)
    bar(site, student)
    assert site.post(student, route.name, body).value.get("code") != "barred"


def test_who_is_barred_from_one_thing_does_the_other(site: Site) -> None:
    bar(site, "helper1", "helping")
    assert site.ask("helper1")["state"] == "waiting"
    bar(site, "helper2", "asking")
    assert site.post("helper2", "duty", {"on_duty": True}).status == 200


def test_a_question_that_was_open_goes_on_and_is_left_for_the_teachers(site: Site) -> None:
    call = site.ask("learner")
    bar(site, "learner", "asking")
    news = site.post("learner", "lobby", {"call_id": call["id"]}).value
    assert (news["call"]["id"], news["barred"]["words"]) == (call["id"], WORDS)
    assert site.post("learner", "leave_question", {"call_id": call["id"]}).status == 200
    refused = site.post("learner", "ask", {"request_id": body_for(site, "ask", "")["request_id"], "question": "More?"})
    assert refused.value["code"] == "barred"


def test_the_lobby_tells_of_it_and_that_it_is_over(site: Site) -> None:
    assert json.loads(site.lobby("learner"))["barred"] is None
    bar(site, "learner", "asking", hours=None)
    told = json.loads(site.lobby("learner"))["barred"]
    assert told == {"doing": "asking", "until": None, "words": WORDS}
    assert site.post("learner", "lobby").value["barred"] == told
    lifted = bar(site, "learner", "asking", undo=True)
    assert lifted.value["bars"] == []
    assert site.post("learner", "lobby").value["barred"] is None
    assert site.ask("learner")


def test_duty_ends_and_what_was_offered_is_taken_back(site: Site) -> None:
    site.post("helper1", "duty", {"on_duty": True})
    call = site.ask("learner")
    assert len(site.post("helper1", "inbox").value["invitations"]) == 1
    bar(site, "helper1", "helping")
    inbox = site.post("helper1", "inbox").value
    assert (inbox["on_duty"], inbox["may_help"], inbox["invitations"]) == (False, False, [])
    assert inbox["barred"]["words"] == WORDS
    assert "helper" in json.loads(site.lobby("helper1"))["inbox"]["page_url"]
    assert site.post("helper1", "ticket", {"duty": True}).value["duty_room"] is None
    assert site.post("helper1", "duty", {"on_duty": False}).status == 200
    assert site.post("helper1", "helper", {"sound": False}).value["barred"]["words"] == WORDS
    assert site.post("helper1", "accept", {"call_id": call["id"]}).value["code"] == "barred"
    in_the_past()
    inbox = site.post("helper1", "inbox").value
    assert (inbox["on_duty"], inbox["may_help"], inbox["barred"]) == (False, True, None)


def test_no_round_chooses_who_is_barred_from_helping_also_where_the_author_named_her(site: Site) -> None:
    for who in ("helper1", "helper2", "helper3"):
        site.post(who, "ticket")
    bar(site, "helper1", "helping")
    call = CallRow.objects.get(pk=site.ask("learner")["id"])
    invited = set(call.invitations.values_list("person__user_id", flat=True))
    assert invited
    assert "helper1" not in invited


def test_who_is_in_a_room_may_finish_there_and_come_back_after_a_reload(site: Site) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    site.post("helper1", "accept", call)
    bar(site, "helper1", "helping")
    again = site.post("helper1", "accept", call)
    assert (again.status, again.value["call"]["my_role"]) == (200, "helper")
    site.post("helper1", "leave", call)
    assert site.post("helper1", "accept", call).value["code"] == "barred"


def test_with_the_bar_she_is_put_out_of_the_room_where_staff_wish(site: Site) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    site.post("helper1", "accept", call)
    assert bar(site, "helper1", "helping", remove=True).value["removed"] == 1
    assert site.post("helper1", "call", call).value["code"] == "not-in-call"
    assert site.post("learner", "call", call).value["call"]["helpers"] == []
    kinds = list(StaffActionRow.objects.order_by("pk").values_list("kind", "call"))
    assert kinds == [("barred-helping", None), ("removed", CallRow.objects.get().pk)]


def test_staff_cannot_be_barred_nor_anybody_bar_oneself(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    oneself = bar(site, "staff")
    assert (oneself.status, oneself.value["error"]) == (400, "You can't bar yourself.")
    known = people._BY_USERNAME
    monkeypatch.setitem(known, "helper3", replace(known["helper3"], staff=True))
    other = bar(site, "helper3")
    assert (other.status, other.value["error"]) == (400, "Staff of the course can't be barred.")
    assert not BarRow.objects.exists()


def test_who_has_become_staff_is_barred_from_nothing(site: Site) -> None:
    bar(site, "helper1")
    jid(site, "staff")
    BarRow.objects.filter(doing="asking").update(person=PersonRow.objects.get(user_id="staff"))
    assert site.post("helper1", "duty", {"on_duty": True}).value["code"] == "barred"
    assert site.ask("staff")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"words": ""}, "Write the words that this person will read first."),
        ({"words": "\u200b "}, "Write the words that this person will read first."),
        ({"words": "x" * 1001}, "These words are too long. Make them shorter."),
        ({"hours": 0}, "Choose for how long."),
        ({"hours": 10_000}, "Choose for how long."),
        ({"doing": "reading"}, "Choose what this person may not do."),
        ({"person": "0" * 32 + "@nowhere.example"}, "We do not know that person in this course. Check the spelling."),
    ],
)
def test_what_cannot_be_meant_is_said_and_nobody_is_barred(site: Site, body: dict[str, Any], sentence: str) -> None:
    refused = bar(site, "learner", **body)
    assert (refused.status, refused.value["error"]) == (400, sentence)
    assert not BarRow.objects.exists()


def test_somebody_of_another_course_is_nobody_here(site: Site) -> None:
    address = jid(site, "learner")
    PersonRow.objects.filter(user_id="learner").update(course="another")
    refused = site.post("staff", "staff_bar", {"person": address, "doing": "both", "words": WORDS})
    assert refused.value["code"] == "unknown-person"


def test_what_was_done_is_noted_once_with_its_words(site: Site) -> None:
    bar(site, "learner", "asking")
    for _ in range(2):
        bar(site, "learner", "both", undo=True)
    rows = list(StaffActionRow.objects.order_by("pk").values_list("kind", "reason", "person__user_id", "by__user_id"))
    assert rows == [("barred-asking", WORDS, "learner", "staff"), ("unbarred-asking", "", "learner", "staff")]


def test_staff_who_put_somebody_out_of_a_room_are_noted_and_an_asker_who_does_is_not(site: Site) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    for who in ("helper1", "helper2"):
        site.post(who, "accept", call)
    site.post("learner", "remove", {**call, "person": jid(site, "helper2")})
    assert not StaffActionRow.objects.exists()
    site.post("staff", "remove", {**call, "person": jid(site, "helper1")})
    assert list(StaffActionRow.objects.values_list("kind", "person__user_id")) == [("removed", "helper1")]


def test_retirement_of_who_is_barred_and_of_who_barred_leaves_no_words(site: Site) -> None:
    bar(site, "learner")
    bar(site, "helper1")
    call_command("chatxblock_person", "retire", "learner")
    assert set(BarRow.objects.values_list("person__user_id", flat=True)) == {"helper1"}
    call_command("chatxblock_person", "retire", "staff")
    assert not BarRow.objects.filter(words=WORDS).exists()
    assert not StaffActionRow.objects.filter(reason=WORDS).exists()
