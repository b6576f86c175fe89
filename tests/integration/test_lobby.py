"""What an open lobby is told, and that the room's window can be found by its name."""

from __future__ import annotations

from uuid import uuid4

from tests.integration.conftest import Site


def test_an_open_lobby_is_told_of_the_question_that_is_open_wherever_it_was_asked(site: Site) -> None:
    before = site.post("learner", "lobby").value
    assert before["call"] is None
    assert before["around"] in ("none", "few")
    call = site.ask()
    news = site.post("learner", "lobby").value
    assert (news["call"]["id"], news["around"], news["answered"]) == (call["id"], None, [])


def test_it_is_told_of_the_end_of_the_one_that_it_shows_and_of_nobody_elses(site: Site) -> None:
    call = site.ask()
    site.post("learner", "cancel", {"call_id": call["id"]})
    shown = {"call_id": call["id"]}
    assert site.post("learner", "lobby", shown).value["call"]["withdrawn"] is True
    assert site.post("helper1", "lobby", shown).value["call"] is None
    assert site.post("learner", "lobby", {"call_id": str(uuid4())}).value["call"] is None


def test_a_teachers_answer_is_there_until_it_is_put_away(site: Site) -> None:
    left = {"call_id": site.ask()["id"]}
    site.post("learner", "leave_question", left)
    assert site.post("learner", "lobby").value["answered"] == []
    site.post("staff", "answer_left", {**left, "answer": "Look at the rows."})
    (answer,) = site.post("learner", "lobby").value["answered"]
    assert (answer["call_id"], answer["answer"]) == (left["call_id"], "Look at the rows.")
    site.post("learner", "left_read", left)
    assert site.post("learner", "lobby").value["answered"] == []


def test_who_says_not_now_is_told_of_others_only_if_there_are_some(site: Site) -> None:
    call = {"call_id": site.ask()["id"]}
    said = [site.post(name, "decline", call).value["call"]["others"] for name in ("helper1", "helper2", "helper3")]
    assert said == [True, True, False]


def test_who_is_on_the_way_is_told_apart_from_who_is_inside(site: Site) -> None:
    call = {"call_id": site.ask()["id"]}
    site.post("helper1", "accept", call)
    shown = site.post("learner", "call", call).value["call"]
    assert shown["coming"] == shown["helpers"] != []


def test_no_policy_cuts_the_rooms_window_off_from_the_unit(site: Site) -> None:
    page = site.get("learner", "window", site.ask()["id"])
    assert page.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
