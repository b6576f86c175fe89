"""The helper's side by its handlers: duty, the inbox, the page of one's own, questions left for the teachers."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.core.cache import cache
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.devserver import people
from chatxblock.devserver.scenarios import chat_scenarios
from chatxblock.models import HelperRow, HelperUnitRow, PersonRow
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site

STUDENTS = ("learner", "helper1", "helper2", "helper3")


@pytest.fixture
def peers(usage: str, rooms: MemoryRooms, db: None) -> Site:
    """The page of the workbench on which learners help each other."""
    cache.clear()
    (third,) = (page for page in chat_scenarios() if "help each other" in page.title)
    return Site(third.usages[0])


def come(site: Site, rooms: MemoryRooms, student: str, **more: object) -> None:
    """Somebody switches duty on, and a window of hers enters the duty room."""
    assert site.post(student, "duty", {"on_duty": True, **more}).value["on_duty"]
    ticket = site.post(student, "ticket", {"duty": True}).value
    assert ticket["duty_room"]["nick"] == ticket["nick"]
    rooms.presence.around.add(ticket["nick"])


def questions(site: Site, student: str) -> list[str]:
    return [offer["question"] for offer in site.post(student, "inbox").value["invitations"]]


def test_a_learner_is_asked_once_whether_to_help(peers: Site) -> None:
    assert peers.post("helper1", "inbox").value["helps"] is None
    assert peers.post("helper1", "helper", {"helps": False}).value["helps"] is False
    assert '"helps": false' in peers.lobby("helper1", "chatxblock.2")
    assert peers.post("helper1", "helper", {"helps": True}).value["helps"] is True
    assert peers.post("helper1", "inbox").value["on_duty"] is False


def test_whom_the_author_named_is_on_duty_until_told_otherwise(site: Site) -> None:
    assert site.post("helper1", "inbox").value["on_duty"] is True
    assert site.post("learner", "inbox").value["may_help"] is False
    site.post("helper1", "duty", {"on_duty": False})
    site.ask()
    assert (questions(site, "helper1"), len(questions(site, "helper2"))) == ([], 1)


def test_a_peer_is_asked_only_on_duty_and_in_the_duty_room(peers: Site, rooms: MemoryRooms) -> None:
    for student in ("helper1", "helper2", "helper3"):
        come(peers, rooms, student)
    rooms.presence.around.discard(peers.post("helper2", "ticket").value["nick"])  # a laptop that was closed
    peers.post("helper3", "duty", {"on_duty": False})
    peers.ask()
    assert [len(questions(peers, student)) for student in STUDENTS] == [0, 1, 0, 0]


def test_off_duty_nobody_gets_the_key_to_the_duty_room(peers: Site) -> None:
    assert peers.post("helper1", "ticket", {"duty": True}).value["duty_room"] is None
    assert "duty_room" not in peers.post("helper1", "ticket").value


def test_who_comes_on_duty_gets_what_still_waits(peers: Site, rooms: MemoryRooms) -> None:
    call = peers.ask(question="Is anybody awake?")
    assert call["invited"] == 0
    come(peers, rooms, "helper1")
    assert questions(peers, "helper1") == ["Is anybody awake?"]
    assert peers.post("learner", "call", {"call_id": call["id"]}).value["call"]["invited"] == 1


def test_going_off_duty_declines_what_was_offered(peers: Site, rooms: MemoryRooms) -> None:
    come(peers, rooms, "helper1")
    call = peers.ask()
    peers.post("helper1", "duty", {"on_duty": False})
    after = peers.post("learner", "call", {"call_id": call["id"]}).value["call"]
    assert (after["invited"], after["declined"]) == (1, 1)
    assert questions(peers, "helper1") == []


def test_ten_minutes_have_an_end(peers: Site, rooms: MemoryRooms) -> None:
    state = peers.post("helper1", "duty", {"on_duty": True, "minutes": 10}).value
    assert state["until"] > state["now"]
    assert peers.post("helper1", "duty", {"on_duty": True}).value["until"] is None


@pytest.mark.parametrize("minutes", [0, -1, 721, 1.5, "10", True])
def test_minutes_that_are_none_are_refused(peers: Site, minutes: object) -> None:
    answer = peers.post("helper1", "duty", {"on_duty": True, "minutes": minutes})
    assert (answer.status, answer.value["code"]) == (400, "bad-input")


def test_who_may_not_help_cannot_go_on_duty(site: Site) -> None:
    answer = site.post("learner", "duty", {"on_duty": True})
    assert (answer.status, answer.value["code"]) == (403, "not-eligible")
    assert site.post("learner", "helper", {"helps": True}).value["code"] == "not-eligible"


def test_who_left_the_course_is_not_asked_though_on_duty(
    peers: Site, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ("helper1", "helper2"):
        come(peers, rooms, student)
    real = people.member
    monkeypatch.setattr(people, "member", lambda user_id: None if user_id == "helper1" else real(user_id))
    assert peers.ask()["invited"] == 1


def test_all_that_can_be_changed_is_changed_and_told(peers: Site, rooms: MemoryRooms) -> None:
    come(peers, rooms, "helper1")
    unit = peers.post("helper1", "helper").value["units"][0]
    changes = {
        "units": {unit["usage_key"]: False},
        "quiet": [{"days": [5, 6], "start": "22:00", "end": "07:00"}],
        "timezone": "Europe/Berlin",
        "most_offers": 2,
        "most_calls": 1,
        "sound": False,
    }
    after = peers.post("helper1", "helper", changes).value
    assert after["units"] == [{**unit, "helps": False}]
    assert {key: after[key] for key in changes if key != "units"} == {k: v for k, v in changes.items() if k != "units"}
    assert after["numbers"] == {"asked": 0, "answered": 0, "thanked": 0}
    assert peers.ask()["invited"] == 0


@pytest.mark.parametrize(
    "change",
    [
        {"helps": "yes"},
        {"sound": 1},
        {"timezone": "Mars/Olympus"},
        {"timezone": "../../etc/passwd"},
        {"quiet": "never"},
        {"quiet": [{"days": [], "start": "22:00", "end": "07:00"}]},
        {"quiet": [{"days": [8], "start": "22:00", "end": "07:00"}]},
        {"quiet": [{"days": [1], "start": "22:00", "end": "22:00"}]},
        {"quiet": [{"days": [1], "start": "25:00", "end": "22:00"}]},
        {"quiet": [{"days": [1], "start": "10:00", "end": "11:00"}] * 22},
        {"most_offers": 0},
        {"most_calls": 1000},
        {"units": {"somewhere else": True}},
        {"units": []},
    ],
)
def test_nonsense_is_refused_and_changes_nothing(peers: Site, change: dict[str, object]) -> None:
    before = peers.post("helper1", "helper").value
    answer = peers.post("helper1", "helper", {"most_offers": 1, **change} if "most_offers" not in change else change)
    assert (answer.status, answer.value["code"]) == (400, "bad-input")
    after = peers.post("helper1", "helper").value
    assert {**after, "now": ""} == {**before, "now": ""}


def test_the_inbox_tells_why_a_question_is_gone(site: Site) -> None:
    call = site.ask()
    assert site.post("helper1", "inbox").value["ended"] == []
    site.post("learner", "cancel", {"call_id": call["id"]})
    (gone,) = site.post("helper1", "inbox").value["ended"]
    assert (gone["call_id"], gone["reason"]) == (call["id"], "withdrawn")
    assert site.post("learner", "inbox").value["ended"] == []


def test_a_reminder_comes_after_half_the_rounds_time_unless_it_was_seen(site: Site) -> None:
    call = site.ask()
    (offer,) = site.post("helper1", "inbox").value["invitations"]
    assert offer["invited_at"] < offer["remind_at"]
    assert offer["seen"] is False
    site.post("helper1", "seen", {"call_id": call["id"]})
    (offer,) = site.post("helper1", "inbox").value["invitations"]
    assert (offer["remind_at"], offer["seen"]) == (None, True)


def test_about_how_many_are_around_is_told_and_not_who(peers: Site, rooms: MemoryRooms) -> None:
    assert '"around": "none"' in peers.lobby("learner", "chatxblock.2")
    for student in ("helper1", "helper2"):
        come(peers, rooms, student)
    page = peers.lobby("learner", "chatxblock.2")
    assert '"around": "few"' in page
    assert "Helper 1" not in page


def test_the_sweep_sees_who_closed_the_laptop(peers: Site, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch) -> None:
    for student in ("helper1", "helper2"):
        come(peers, rooms, student)
    monkeypatch.setattr("chatxblock.domain.helpers.service.ARRIVAL_SECONDS", 0.0)
    rooms.presence.around.clear()
    wiring.duty().watch()
    assert '"around": "none"' in peers.lobby("learner", "chatxblock.2")


def test_a_question_left_for_the_teachers_is_answered_later(site: Site) -> None:
    call = site.ask(question="Who can explain this?")
    left = site.post("learner", "leave_question", {"call_id": call["id"]}).value["call"]
    assert (left["left_for_staff"], left["state"]) == (True, "closed")
    assert site.post("helper1", "inbox").value["left"] == []
    assert "Who can explain this?" in site.view("staff")
    assert "Who can explain this?" not in site.view("helper1")
    (waiting,) = site.post("staff", "inbox").value["left"]
    assert waiting["question"] == "Who can explain this?"
    body = {"call_id": call["id"], "answer": " Look at the determinant. "}
    assert site.post("helper1", "answer_left", body).value["code"] == "not-allowed"
    assert site.post("staff", "answer_left", {**body, "answer": " "}).value["code"] == "bad-input"
    assert site.post("staff", "answer_left", body).status == 200
    assert site.post("staff", "inbox").value["left"] == []
    assert "Look at the determinant." in site.view("learner")
    assert "Look at the determinant." not in site.view("helper1")
    assert site.post("helper1", "left_read", {"call_id": call["id"]}).value["code"] == "not-in-call"
    assert site.post("learner", "left_read", {"call_id": call["id"]}).status == 200
    lobby = json.loads(site.lobby("learner"))
    assert lobby["answered"] == []
    assert [left["answer"]["answer"] for left in lobby["own_left"]] == [" Look at the determinant."]


def test_a_question_that_was_not_left_cannot_be_answered_later(site: Site) -> None:
    call = site.ask()
    answer = site.post("staff", "answer_left", {"call_id": call["id"], "answer": "Here."})
    assert answer.value["code"] == "call-not-found"
    assert site.post("staff", "answer_left", {"call_id": str(uuid4()), "answer": "Here."}).status == 404


def test_nobody_is_told_of_more_than_fits(site: Site) -> None:
    site.post("helper1", "helper", {"most_offers": 1})
    site.ask("learner", "One")
    site.ask("helper2", "Two")
    assert questions(site, "helper1") == ["One"]
    assert questions(site, "helper3") == ["One", "Two"]


@pytest.mark.parametrize("handler", ["inbox_window", "helper_page"])
def test_the_pages_of_helpers_are_for_those_in_the_course(site: Site, handler: str) -> None:
    page = site.get("helper1", handler)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert site.get("stranger", handler).status_code == 403


def test_a_learner_with_the_same_question_is_let_in(site: Site) -> None:
    call = site.ask("learner", "Why is the matrix not invertible?")
    found = site.post("helper3", "similar", {"question": "is my matrix invertible?"}).value["calls"]
    assert found == [{"call_id": call["id"], "question": "Why is the matrix not invertible?", "helpers": 0}]
    body = {"call_id": call["id"]}
    site.post("helper3", "decline", body)
    assert site.post("helper3", "join", body).value["state"] == "asked"
    assert site.get("helper3", "window", call["id"]).status_code == 403
    (request,) = site.post("learner", "call", body).value["call"]["knocking"]
    assert request["name"] == "Helper 3"
    assert site.post("learner", "admit", {**body, "person": "x@chat.test"}).value["code"] == "unknown-person"
    assert site.post("helper1", "admit", {**body, "person": request["jid"]}).value["code"] == "not-allowed"
    assert site.post("learner", "admit", {**body, "person": request["jid"]}).value["call"]["knocking"] == []
    assert site.post("helper3", "join", body).value["state"] == "admitted"
    assert site.post("helper3", "call", body).value["call"]["my_role"] == "fellow"
    assert site.get("helper3", "window", call["id"]).status_code == 200
    site.post("learner", "cancel", body)
    assert site.post("helper3", "join", body).value["state"] == "over"


def test_joining_can_be_switched_off(site: Site, settings: Settings) -> None:
    call = site.ask()
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "JOINING": False}
    conf.reset()
    assert site.post("helper3", "similar", {"question": call["question"]}).value["calls"] == []
    assert site.post("helper3", "join", {"call_id": call["id"]}).value["code"] == "not-allowed"
    conf.reset()


def test_thanks_reach_the_helpers_own_numbers(site: Site) -> None:
    body = {"call_id": site.ask()["id"]}
    jid = f"{site.post('helper1', 'ticket').value['nick']}@chat.test"
    assert site.post("learner", "thank", {**body, "person": jid}).value["code"] == "not-in-call"  # who did not come
    site.post("helper1", "accept", body)
    assert site.post("helper1", "thank", {**body, "person": jid}).value["code"] == "not-allowed"
    for _ in range(2):
        assert site.post("learner", "thank", {**body, "person": jid}).status == 200
    assert site.post("helper1", "helper").value["numbers"] == {"asked": 1, "answered": 1, "thanked": 1}


def test_a_thousand_on_duty_and_one_question_ring_one_bell(peers: Site, rooms: MemoryRooms, usage: str) -> None:
    come(peers, rooms, "helper1")
    everybody = [PersonRow(course="workbench", user_id=f"pupil{n}", localpart=f"{n:032}") for n in range(1000)]
    PersonRow.objects.bulk_create(everybody)
    here = list(PersonRow.objects.filter(user_id__startswith="pupil"))
    on_duty = {"course": "workbench", "standing": "helps", "on_duty": True, "present": True, "ready": True}
    HelperRow.objects.bulk_create([HelperRow(person=person, **on_duty) for person in here])
    unit = HelperUnitRow.objects.get().unit
    HelperUnitRow.objects.bulk_create([HelperUnitRow(person=person, unit=unit, ready=True) for person in here])
    rooms.presence.around |= {person.localpart for person in here}
    known = {"pupil": people.Member(user_id="pupil", username="pupil", name="Pupil", image_url="")}
    with pytest.MonkeyPatch.context() as patch:
        real = people.member
        patch.setattr(people, "member", lambda name: known["pupil"] if name.startswith("pupil") else real(name))
        rooms.notifier.notices.clear()
        call = peers.ask()
    invited = {notice.to for notice in rooms.notifier.notices if notice.room}
    assert call["invited"] == len(invited) == 1
    asker = peers.post("learner", "ticket").value["nick"]
    assert {notice.to for notice in rooms.notifier.notices} == invited | {asker}


def test_the_page_shows_duty_with_an_end_and_quiet_hours(peers: Site, rooms: MemoryRooms) -> None:
    come(peers, rooms, "helper1", minutes=10)
    always = [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "23:59"}]
    peers.post("helper1", "helper", {"quiet": always})
    page = peers.lobby("helper1", "chatxblock.2")
    assert '"on_duty": true' in page
    assert '"in_quiet": ' in page
    for handler in ("inbox_window", "helper_page"):
        assert peers.get("helper1", handler).status_code == 200
