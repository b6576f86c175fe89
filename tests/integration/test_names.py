"""What a whole call gives fellow learners, strangers and staff of people's names and pictures, in each mode."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from chatxblock import conf
from chatxblock.domain.calls.names import PSEUDONYMS, Naming
from chatxblock.models import PersonRow
from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryRooms
from chatxblock.web.routes import ROUTES
from tests.integration.conftest import Site
from tests.support import marked
from tests.support.marked import LEARNERS, Everything, full, picture, user_id, username

QUESTION = "Why is the matrix not invertible here?"
READERS = (*LEARNERS, "staff", "stranger")
MODES = [pytest.param(naming, id=naming.value) for naming in Naming]


def choose(settings: Settings, naming: Naming) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "NAMES": naming.value}
    conf.reset()


@pytest.fixture
def naming(request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Naming]:
    marked.live(monkeypatch)
    chosen: Naming = request.param
    choose(settings, chosen)
    yield chosen
    conf.reset()


@pytest.fixture
def everything(naming: Naming, site: Site, rooms: MemoryRooms) -> Everything:
    return Everything(site, rooms)


def arrive(everything: Everything) -> None:
    """Everybody opens the course page, and whoever may the pages of their own."""
    for who in READERS:
        everything.lobby(who)
        for handler in ("ticket", "inbox", "duty", "helper"):
            everything.post(who, handler, {"on_duty": True})
        for page in ("inbox_window", "helper_page"):
            everything.get(who, page)


def ask(everything: Everything, question: str = QUESTION) -> dict[str, Any]:
    call_id = str(uuid4())
    everything.get("learner", "window", call_id)
    answer = everything.post("learner", "ask", {"request_id": call_id, "question": question})
    assert answer.status == 201, answer
    call: dict[str, Any] = answer.value["call"]
    return call


def look(everything: Everything, call_id: str) -> None:
    """Everybody tries to read all that there is of a call."""
    for who in READERS:
        for handler in ("call", "people", "inbox", "lobby"):
            everything.post(who, handler, {"call_id": call_id})
        for page in ("window", "transcript"):
            everything.get(who, page, call_id)


def meet(everything: Everything, call_id: str) -> None:
    """A helper comes, one declines, one is put out, somebody with the same question is let in."""
    of_call = {"call_id": call_id}
    everything.post("helper1", "seen", of_call)
    everything.post("helper1", "accept", of_call)
    everything.post("helper2", "decline", of_call)
    everything.post("fellow", "similar", {"question": QUESTION})
    everything.post("fellow", "exercises", {})
    everything.post("fellow", "join", of_call)
    (knocking,) = everything.post("helper1", "call", of_call).value["call"]["knocking"]
    everything.post("helper1", "admit", {**of_call, "person": knocking["jid"]})
    everything.post("helper3", "accept", of_call)
    put_out = next(p for p in everything.post("staff", "people", of_call).value["people"] if full("helper3") in str(p))
    everything.post("learner", "remove", {**of_call, "person": put_out["jid"]})


def talk(everything: Everything, call_id: str) -> None:
    """Whoever is in the room says something, and the room's own state names nobody."""
    (room,) = everything.rooms.rooms
    for localpart in sorted(everything.rooms.rooms[room].admitted):
        everything.rooms.enter(room, localpart)
        everything.rooms.say(room, localpart, "Which row?")
    inside = str(everything.rooms.rooms)
    assert not any(mark(who) in inside for who in READERS for mark in (full, username, picture))
    link = everything.send("helper1", call_id)
    for who in READERS:
        everything.get(who, "file", link)
    look(everything, call_id)


def bring_a_teacher(everything: Everything, call_id: str) -> None:
    """The asker invites a teacher by name, or a teacher does where the asker may not."""
    of_call = {"call_id": call_id}
    for who in ("learner", "stranger", "staff"):
        everything.post(who, "invite", {**of_call, "person": username("staff")})
    everything.post("staff", "accept", of_call)


def end(everything: Everything, call_id: str) -> None:
    of_call = {"call_id": call_id}
    helper = everything.post("learner", "people", of_call).value["people"][1]
    everything.post("learner", "thank", {**of_call, "person": helper["jid"]})
    everything.post("learner", "solved", of_call)
    everything.post("learner", "ask", {"request_id": str(uuid4()), "question": QUESTION})
    everything.post("fellow", "gone", of_call)
    for who in ("learner", "fellow", "helper1", "staff"):
        everything.post(who, "leave", of_call)
    look(everything, call_id)


def leave_for_the_teachers(everything: Everything) -> None:
    """A question is withdrawn, another one is left and answered, and everybody comes back to the page."""
    withdrawn = {"call_id": ask(everything)["id"]}
    helper = next(p for p in everything.post("staff", "people", withdrawn).value["people"] if p["role"] == "asker")
    barred = {"person": helper["jid"], "doing": "both", "words": "Not now."}
    everything.post("staff", "staff_bar", barred)
    for handler in ("staff_people", "staff_deeds"):
        everything.post("staff", handler)
    for who in ("learner", "helper1"):
        everything.lobby(who)
        everything.post(who, "inbox")
    everything.post("staff", "staff_bar", {**barred, "undo": True})
    everything.post("staff", "staff_enter", withdrawn)
    for handler in ("staff_calls", "staff_helpers", "staff_questions"):
        everything.post("staff", handler)
    for who in ("learner", "helper1", "staff"):
        everything.post(who, "people", withdrawn)
    everything.post("staff", "staff_close", {**withdrawn, "reason": "It is the same one."})
    for who in ("learner", "helper1"):
        everything.post(who, "call", withdrawn)
    everything.post("learner", "cancel", withdrawn)
    left = {"call_id": ask(everything, "And why is this one not?")["id"]}
    everything.post("learner", "leave_question", left)
    everything.post("stranger", "follow", left)
    for who in ("helper1", "staff"):
        everything.lobby(who)
        everything.get(who, "inbox_window")
    everything.post("staff", "answer_left", {**left, "answer": "Look at the rows."})
    dismissed = {"call_id": ask(everything, "And what of this one?")["id"]}
    everything.post("learner", "leave_question", dismissed)
    everything.post("staff", "dismiss_left", {**dismissed, "reason": "It is the same one."})
    for who in ("learner", "helper1"):
        everything.lobby(who)
        everything.post(who, "lobby")
    everything.post("learner", "left_read", left)
    everything.post("stranger", "lobby")
    everything.post("stranger", "followed_read", left)


def learn(everything: Everything, call_id: str) -> None:
    """What the talk leaves is written up, read by everybody, found, reported, and looked at by staff."""
    of_call = {"call_id": call_id}
    drafted = everything.post("learner", "resource_draft", of_call).value
    line = next(line for talk in drafted["talks"] for line in talk["lines"] if not line["own"])
    everything.post("learner", "quote_wish", {**of_call, "line": line["id"]})
    everything.lobby("helper1")
    for who in ("learner", "helper1", "fellow"):
        everything.post(who, "feedback", {**of_call, "helped": "yes", "quote_me": True})
    (file,) = (file["file_id"] for talk in drafted["talks"] for file in talk["files"])
    of_file = {"resource_id": drafted["resource"]["resource_id"], "file_id": file}
    drafted = everything.post("helper1", "resource_show", of_file).value
    of_resource = {"resource_id": drafted["resource"]["resource_id"], "rev": drafted["resource"]["rev"]}
    text = {"title": QUESTION, "answer": "Look at the rows.", "body": "One is twice the other."}
    everything.post("learner", "resource_preview", text)
    written = everything.post("helper1", "resource_save", {**of_resource, **text}).value["resource"]
    of_resource["rev"] = written["rev"]
    for who in READERS:
        everything.get(who, "resource_file", ".".join(of_file.values()))
    for handler in ("resource_publish", "resource_verify", "resource_restore", "resource_hide"):
        look_at_resource(everything, of_resource)
        everything.post("helper1", handler, of_resource)
        everything.post("staff", handler, of_resource)
        everything.post("stranger", "find", {"question": QUESTION})
    for who in ("learner", "stranger", "staff"):
        everything.post(who, "report", {**of_call, "line": line["id"], "reason": "unkind"})
        for handler in ("reports", "staff_reports", "staff_waiting"):
            everything.post(who, handler)
    for reported in everything.post("staff", "staff_reports").value["reports"]:
        of_report = {"report_id": reported["report_id"], "outcome": "nothing", "words": "All is well."}
        for who in ("learner", "staff"):
            everything.post(who, "staff_report", of_report)
            everything.post(who, "staff_settle", of_report)
            everything.post(who, "reports", {"own": True})
    everything.post("staff", "resource_merge", {**of_resource, "into": of_resource["resource_id"]})
    everything.get("staff", "staff")
    everything.get("staff", "staff_list")
    everything.post("staff", "staff_figures")
    everything.post("staff", "staff_resources")
    everything.get("staff", "staff_plot", "answered-unit")
    everything.get("staff", "staff_figures_file")


def look_at_resource(everything: Everything, of_resource: dict[str, Any]) -> None:
    """Everybody reads a resource and what is said of it, as far as they may."""
    for who in READERS:
        everything.post(who, "resource_read", of_resource)
        for page in ("resource", "resource_editor"):
            everything.get(who, page, of_resource["resource_id"])
        everything.post(who, "resource_helped", {**of_resource, "question": QUESTION})
        for handler in ("resource_work", "reports", "staff_clusters"):
            everything.post(who, handler)
    everything.post("stranger", "report", {**of_resource, "reason": "The second row is wrong."})


def look_back(everything: Everything, call_id: str) -> None:
    """Everybody reads what they asked and where they helped, what is kept of them, and takes a talk along."""
    for who in READERS:
        for form in ("json", "html", "markdown"):
            everything.get(who, "transcript", call_id, format=form)
        everything.post(who, "history")
        for page in ("history_page", "history_file", "privacy", "csrf"):
            everything.get(who, page)


@pytest.fixture
def played(everything: Everything) -> Everything:
    arrive(everything)
    call_id = ask(everything)["id"]
    meet(everything, call_id)
    talk(everything, call_id)
    bring_a_teacher(everything, call_id)
    end(everything, call_id)
    learn(everything, call_id)
    leave_for_the_teachers(everything)
    look_back(everything, call_id)
    everything.read_notices()
    return everything


HIDDEN = {
    Naming.USERNAME: (full,),
    Naming.FULL: (username,),
    Naming.PSEUDONYM: (full, username, picture),
}


@pytest.mark.parametrize("naming", MODES, indirect=True)
def test_a_whole_call_shows_of_names_and_pictures_what_the_operator_chose(naming: Naming, played: Everything) -> None:
    assert played.called == {route.name for route in ROUTES}
    for reader in LEARNERS:
        others, text = [who for who in READERS if who != reader], played.of(reader)
        assert [mark(who) for who in others for mark in (*HIDDEN[naming], user_id) if mark(who) in text] == []
    shown = {Naming.USERNAME: username, Naming.FULL: full}.get(naming)
    for reader in ("helper1", "fellow", "learner"):
        others, text = [who for who in ("learner", "helper1", "fellow", "staff") if who != reader], played.of(reader)
        assert shown is None or [who for who in others if shown(who) not in text] == []
    assert (picture("learner") in played.of("helper2")) is (naming is not Naming.PSEUDONYM)
    staff_read_real_names_and_see_pictures(played)
    others, text = [who for who in READERS if who != "stranger"], played.of("stranger")
    assert [mark(who) for who in others for mark in (full, username, picture, user_id) if mark(who) in text] == []


def staff_read_real_names_and_see_pictures(played: Everything) -> None:
    text = played.of("staff")
    assert [who for who in ("learner", "helper1", "helper3", "fellow") if full(who) not in text] == []
    assert picture("learner") in text
    (told,) = [n for n in played.rooms.notifier.notices if n.body and played.addresses[n.to] == "staff"]
    words = marked.stanza(told)
    assert words.count(full("learner")) == 3, "in the element, the body and the reason"
    assert picture("learner") in words


def names_by_address(everything: Everything, who: str, call_id: str) -> dict[str, str]:
    found = everything.post(who, "people", {"call_id": call_id}).value["people"]
    return {everything.addresses[person["jid"].partition("@")[0]]: person["name"] for person in found}


@pytest.mark.parametrize("naming", [MODES[2]], indirect=True)
def test_a_pseudonym_is_one_name_everywhere_in_a_call_and_another_one_in_the_next(
    everything: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = iter(UUID(int=number, version=4) for number in (1, 2))
    monkeypatch.setattr("tests.integration.test_names.uuid4", lambda: next(ids))
    for who in LEARNERS:
        everything.lobby(who)
    call = ask(everything)
    meet(everything, call["id"])
    talk(everything, call["id"])
    names = names_by_address(everything, "learner", call["id"])
    assert len(set(names.values())) == len(names) == 4
    assert set(names.values()) <= set(PSEUDONYMS)
    for who in ("fellow", "helper1"):
        assert names_by_address(everything, who, call["id"]) == names
    shown = everything.post("learner", "call", {"call_id": call["id"]}).value["call"]
    assert (shown["asker"]["name"], shown["helpers"]) == (names["learner"], [names["helper1"]])
    log = json.loads(everything.get("helper1", "transcript", call["id"]))
    assert {p["name"] for p in log["people"]} == set(names.values())
    assert {line["author"]["name"] for line in log["lines"]} == set(names.values()) - {names["helper3"]}
    invitation = next(n for n in everything.rooms.notifier.notices if n.body)
    assert invitation.asker == names["learner"]
    assert invitation.body.startswith(f"{names['learner']} asks: {QUESTION}")
    everything.post("learner", "cancel", {"call_id": call["id"]})
    assert ask(everything)["asker"]["name"] != names["learner"]


@pytest.mark.parametrize("naming", [MODES[2]], indirect=True)
def test_before_the_question_is_asked_she_already_goes_by_her_pseudonym(everything: Everything) -> None:
    call_id = str(uuid4())
    before = everything.get("learner", "window", call_id)
    answer = everything.post("learner", "ask", {"request_id": call_id, "question": QUESTION})
    assert f'"name": "{answer.value["call"]["asker"]["name"]}"' in before


@pytest.mark.parametrize("naming", [MODES[0]], indirect=True)
def test_a_call_is_read_by_the_names_that_are_chosen_now(everything: Everything, settings: Settings) -> None:
    for who in ("learner", "helper1"):
        everything.lobby(who)
    call_id = ask(everything)["id"]
    seen = []
    for naming in (Naming.USERNAME, Naming.PSEUDONYM, Naming.FULL):
        choose(settings, naming)
        seen.append(everything.post("helper1", "inbox").value["invitations"][0]["asker"])
    plain, pseudonym, real = seen
    assert plain == {"name": username("learner"), "image_url": picture("learner")}
    assert pseudonym["name"] in PSEUDONYMS
    assert pseudonym["image_url"] == ""
    assert real == {"name": full("learner"), "image_url": picture("learner")}
    assert json.loads(everything.get("helper1", "transcript", call_id))["people"][0]["name"] == full("learner")


INVITED = {
    Naming.USERNAME: {username: 200, full: 400},
    Naming.FULL: {username: 200, full: 200},
    Naming.PSEUDONYM: {username: 403, full: 403},
}


@pytest.mark.parametrize("naming", MODES, indirect=True)
def test_nobody_finds_out_by_inviting_who_is_behind_a_name(naming: Naming, everything: Everything) -> None:
    call_id = ask(everything)["id"]
    for by, status in INVITED[naming].items():
        for who in ("helper1", "fellow"):
            body = {"call_id": call_id, "person": by(who)}
            assert everything.post("learner", "invite", body).status == status
            assert everything.post("staff", "invite", body).status == 200
    nobody = everything.post("learner", "invite", {"call_id": call_id, "person": "uname-nobody"})
    assert nobody.status == (403 if naming is Naming.PSEUDONYM else 400)


@pytest.mark.parametrize("naming", MODES, indirect=True)
def test_a_room_offers_to_invite_by_name_where_that_can_be_done(naming: Naming, everything: Everything) -> None:
    call_id = ask(everything)["id"]
    offered = {who: '"may_name": true' in everything.get(who, "window", call_id) for who in ("learner", "staff")}
    assert offered == {"learner": naming is not Naming.PSEUDONYM, "staff": True}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (("\u202eLina\u202c\n", "li\u200bna"), ("Lina", "lina")),
        (("\u3164", "lina"), ("lina", "lina")),
        (("", ""), ("", "")),
    ],
)
def test_names_that_were_kept_before_are_cleaned_where_they_are_read(
    kept: tuple[str, str], shown: tuple[str, str]
) -> None:
    row = PersonRow.objects.create(course="c", user_id="7", localpart="lp", name=kept[0], username=kept[1])
    person = DjangoStore().persons(["lp"])["lp"]
    assert (person.name, person.username) == shown
    row.refresh_from_db()
    assert (row.name, row.username) == kept
