"""What people say of a talk when they leave and afterwards: by every handler, by every role, and asked once more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.domain.resources import resource as changes
from chatxblock.domain.resources.resource import HiddenFor, Resource, Spot, Stage, Text
from chatxblock.models import CallRow, ConsentRow, FeedbackRow, OutboxRow
from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.integration.test_routes import leave_course
from tests.integration.test_views import lobby_data

ASKED, EXPLAINED = "I tried to invert it for an hour.", "Two rows are the same, so the determinant is zero."
NOTHING = {"helped": None, "quote_me": None, "asked_to_quote": False}


def localpart(site: Site, student: str) -> str:
    return str(site.post(student, "ticket").value["nick"])


def talk(site: Site, rooms: MemoryRooms, *, helper_speaks: bool = True) -> str:
    """Let a learner and a helper talk, and return the id of their call."""
    call_id = str(site.ask()["id"])
    assert site.post("helper1", "accept", {"call_id": call_id}).status == 200
    (room,) = rooms.rooms
    for student in ("learner", "helper1"):
        rooms.enter(room, localpart(site, student))
    rooms.say(room, localpart(site, "learner"), ASKED)
    if helper_speaks:
        rooms.say(room, localpart(site, "helper1"), EXPLAINED)
    return call_id


def leave(site: Site, call_id: str, student: str, **said: object) -> dict[str, Any]:
    answer = site.post(student, "leave", {"call_id": call_id, **said})
    assert answer.status == 200, answer
    call: dict[str, Any] = answer.value["call"]
    return call


def ended(site: Site, rooms: MemoryRooms, *, helper_speaks: bool = True) -> str:
    """Return the id of a call that both have left by a window that asked nothing."""
    call_id = talk(site, rooms, helper_speaks=helper_speaks)
    for student in ("learner", "helper1"):
        leave(site, call_id, student)
    assert CallRow.objects.get(pk=call_id).state == "closed"
    return call_id


def say(site: Site, call_id: str, student: str, **said: object) -> Any:
    return site.post(student, "feedback", {"call_id": call_id, **said})


def unfinished(site: Site, student: str) -> list[dict[str, Any]]:
    """What somebody is asked once more, the same by the page and by a look of its lobby."""
    found: list[dict[str, Any]] = site.post(student, "lobby").value["unfinished"]
    assert lobby_data(site.view(student))["unfinished"] == found
    return found


def line_of(site: Site, call_id: str, student: str) -> str:
    lines = site.get("staff", "transcript", call_id).json()["lines"]
    return next(str(line["id"]) for line in lines if line["author"]["jid"].startswith(localpart(site, student)))


def test_both_leave_and_say_what_it_was_to_them(site: Site, rooms: MemoryRooms) -> None:
    call_id = talk(site, rooms)
    assert leave(site, call_id, "learner", helped="a-little", quote_me=True)["mine"] == {
        **NOTHING,
        "helped": "a-little",
        "quote_me": True,
    }
    assert leave(site, call_id, "helper1", quote_me=False)["mine"] == {**NOTHING, "quote_me": False}
    assert [unfinished(site, student) for student in ("learner", "helper1")] == [[], []]


def test_who_leaves_without_a_word_has_said_nothing(site: Site, rooms: MemoryRooms) -> None:
    call_id = talk(site, rooms)
    assert leave(site, call_id, "learner", helped=None, quote_me=None)["mine"] == NOTHING
    leave(site, call_id, "helper1")
    assert not ConsentRow.objects.exists()
    assert unfinished(site, "learner") == []
    (asked,) = unfinished(site, "helper1")
    assert (asked["helped_wanted"], asked["quote_wanted"]) == (False, True)


def test_what_a_helper_says_of_helping_keeps_nobody_from_leaving(site: Site, rooms: MemoryRooms) -> None:
    call_id = talk(site, rooms)
    assert leave(site, call_id, "helper1", helped="yes", quote_me=True)["mine"] == {**NOTHING, "quote_me": True}
    assert say(site, call_id, "helper1", helped="yes").value["code"] == "not-allowed"


def test_the_last_word_counts_and_what_is_not_said_stays(site: Site, rooms: MemoryRooms) -> None:
    call_id = ended(site, rooms)
    assert say(site, call_id, "learner", helped="no").value["call"]["mine"]["helped"] == "no"
    assert say(site, call_id, "learner", quote_me=True).value["call"]["mine"] == {
        **NOTHING,
        "helped": "no",
        "quote_me": True,
    }
    for _ in range(2):
        assert say(site, call_id, "learner", helped="yes", quote_me=False).status == 200
    told = site.post("learner", "call", {"call_id": call_id}).value["call"]["mine"]
    assert told == {**NOTHING, "helped": "yes", "quote_me": False}
    assert site.post("helper1", "call", {"call_id": call_id}).value["call"]["mine"] == NOTHING
    assert "mine" not in site.post("staff", "call", {"call_id": call_id}).value["call"]


@pytest.mark.parametrize("body", [{"helped": "very"}, {"helped": True}, {"quote_me": "yes"}, {"quote_me": 1}])
def test_what_is_no_answer_is_refused(site: Site, rooms: MemoryRooms, body: dict[str, object]) -> None:
    call_id = ended(site, rooms)
    for handler in ("feedback", "leave"):
        answer = site.post("learner", handler, {"call_id": call_id, **body})
        assert (answer.status, answer.value["code"]) == (400, "bad-input")
    assert not FeedbackRow.objects.exists()


def test_who_was_not_there_says_nothing(site: Site, rooms: MemoryRooms) -> None:
    call_id = ended(site, rooms)
    for student in ("helper3", "staff"):
        answer = say(site, call_id, student, helped="yes", quote_me=True)
        assert (answer.status, answer.value["code"]) == (403, "not-in-call")


def test_a_fellow_had_the_question_too(site: Site, rooms: MemoryRooms) -> None:
    call_id = talk(site, rooms)
    site.post("helper3", "decline", {"call_id": call_id})
    site.post("helper3", "join", {"call_id": call_id})
    address = site.post("helper3", "ticket").value["jid"]
    site.post("learner", "admit", {"call_id": call_id, "person": address})
    (room,) = rooms.rooms
    rooms.enter(room, localpart(site, "helper3"))
    assert leave(site, call_id, "helper3", helped="yes")["mine"] == {**NOTHING, "helped": "yes"}


def test_who_is_no_longer_in_the_course_still_says_it(
    site: Site, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_id = ended(site, rooms)
    say(site, call_id, "helper1", quote_me=True)
    leave_course(monkeypatch, "helper1")
    assert say(site, call_id, "helper1", quote_me=False).value["call"]["mine"] == {**NOTHING, "quote_me": False}
    assert site.post("helper1", "quote_wish", {"call_id": call_id, "line": "1"}).value["code"] == "not-enrolled"


def published(call_id: str, body: str) -> Resource:
    store = DjangoStore()
    call = store.load(UUID(call_id))
    now = datetime.now(UTC)
    new = Resource(
        id=UUID(int=7),
        spot=Spot(course=call.course, unit=call.unit),
        stage=Stage.DRAFT,
        rev=1,
        text=Text(title=call.question, body=body),
        sources=(call.id,),
        authors=(call.asker, call.invitations[0].person),
        created_at=now,
        updated_at=now,
    )
    draft = store.add_resource(new, call.asker)
    store.save_resource(draft, changes.published(draft, 1, now, review=False), call.asker)
    return store.resource(draft.id)


def test_a_yes_taken_back_hides_what_quotes_her(site: Site, rooms: MemoryRooms) -> None:
    call_id = ended(site, rooms)
    say(site, call_id, "helper1", quote_me=True)
    public = published(call_id, EXPLAINED)
    say(site, call_id, "learner", quote_me=False)
    assert DjangoStore().resource(public.id).readable
    say(site, call_id, "helper1", quote_me=False)
    found = DjangoStore().resource(public.id)
    assert (found.stage, found.hidden_for) == (Stage.HIDDEN, HiddenFor.CONSENT)


def test_who_closed_the_window_is_asked_once_more_and_once(site: Site, rooms: MemoryRooms) -> None:
    call_id = ended(site, rooms)
    question = CallRow.objects.get(pk=call_id).question
    wanted = {"call_id": call_id, "question": question, "quote_wanted": True, "asked_to_quote": False}
    assert unfinished(site, "learner") == [{**wanted, "helped_wanted": True}]
    assert unfinished(site, "helper1") == [{**wanted, "helped_wanted": False}]
    assert [unfinished(site, student) for student in ("helper2", "staff")] == [[], []]
    assert say(site, call_id, "learner").value["call"]["mine"] == NOTHING
    say(site, call_id, "helper1", quote_me=True)
    assert [unfinished(site, student) for student in ("learner", "helper1")] == [[], []]


def test_nobody_is_asked_while_a_question_is_open_nor_after_a_day(site: Site, rooms: MemoryRooms) -> None:
    first = ended(site, rooms)
    second = site.ask(question="And how do I see that?")["id"]
    assert unfinished(site, "learner") == []
    site.post("learner", "cancel", {"call_id": second})
    assert [found["call_id"] for found in unfinished(site, "learner")] == [first]
    CallRow.objects.filter(pk=first).update(ended_at=datetime.now(UTC) - timedelta(hours=25))
    assert unfinished(site, "learner") == []


def test_a_talk_in_which_no_helper_said_anything_asks_nobody(site: Site, rooms: MemoryRooms) -> None:
    ended(site, rooms, helper_speaks=False)
    assert [unfinished(site, student) for student in ("learner", "helper1")] == [[], []]


def test_of_several_talks_one_is_asked_about_at_a_time(site: Site, rooms: MemoryRooms) -> None:
    calls = [ended(site, rooms) for _ in range(3)]
    for expected in reversed(calls):
        (asked,) = unfinished(site, "learner")
        assert asked["call_id"] == expected
        say(site, expected, "learner")
    assert unfinished(site, "learner") == []


def test_a_lobby_takes_no_more_queries_for_more_talks(site: Site, rooms: MemoryRooms) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            site.post("learner", "lobby")
        return len(captured.captured_queries)

    site.post("learner", "lobby")
    none = queries()
    ended(site, rooms)
    site.post("learner", "lobby")
    one = queries()
    for _ in range(3):
        ended(site, rooms)
    assert none < one == queries()


def test_a_speaker_is_asked_for_a_yes_once(site: Site, rooms: MemoryRooms) -> None:
    call_id = ended(site, rooms)
    for student in ("learner", "helper1"):
        say(site, call_id, student)
    line = line_of(site, call_id, "helper1")
    for student in ("learner", "learner", "staff"):
        assert site.post(student, "quote_wish", {"call_id": call_id, "line": line}).status == 200
    (told,) = OutboxRow.objects.filter(topic="quote-wish")
    assert (told.to, told.body["call_id"]) == (localpart(site, "helper1"), call_id)
    (asked,) = unfinished(site, "helper1")
    assert (asked["quote_wanted"], asked["asked_to_quote"], asked["helped_wanted"]) == (True, True, False)
    assert site.post("helper1", "call", {"call_id": call_id}).value["call"]["mine"]["asked_to_quote"]
    say(site, call_id, "helper1")
    site.post("learner", "quote_wish", {"call_id": call_id, "line": line})
    assert unfinished(site, "helper1") == []
    assert OutboxRow.objects.filter(topic="quote-wish").count() == 1


def test_who_writes_sees_whom_somebody_has_asked_until_they_answer(site: Site, rooms: MemoryRooms) -> None:
    call_id = ended(site, rooms)

    def lines() -> list[tuple[str, bool, bool]]:
        (found,) = site.post("learner", "resource_draft", {"call_id": call_id}).value["talks"]
        return [(line["body"], line["quotable"], line["asked"]) for line in found["lines"]]

    site.post("learner", "quote_wish", {"call_id": call_id, "line": line_of(site, call_id, "helper1")})
    assert lines() == [(ASKED, True, False), (EXPLAINED, False, True)]
    say(site, call_id, "helper1", quote_me=True)
    assert lines() == [(ASKED, True, False), (EXPLAINED, True, False)]


def test_who_has_answered_is_not_asked_and_ones_own_words_are_ones_own(site: Site, rooms: MemoryRooms) -> None:
    call_id = ended(site, rooms)
    say(site, call_id, "helper1", quote_me=False)
    for line in (line_of(site, call_id, "helper1"), line_of(site, call_id, "learner")):
        assert site.post("learner", "quote_wish", {"call_id": call_id, "line": line}).value.get("code") is None
    assert not OutboxRow.objects.filter(topic="quote-wish").exists()


@pytest.mark.parametrize(
    ("student", "line", "code"),
    [
        ("learner", "nobody-said-this", "conflict"),
        ("learner", "not an id", "bad-input"),
        ("helper2", "1", "not-in-call"),
        ("helper3", "1", "not-in-call"),
    ],
    ids=["no line", "no id", "invited alone", "not there"],
)
def test_who_may_not_write_asks_nobody(site: Site, rooms: MemoryRooms, student: str, line: str, code: str) -> None:
    call_id = ended(site, rooms)
    assert site.post(student, "quote_wish", {"call_id": call_id, "line": line}).value["code"] == code


def test_who_was_put_out_cannot_be_asked(site: Site, rooms: MemoryRooms) -> None:
    call_id = talk(site, rooms)
    line = line_of(site, call_id, "helper1")
    address = site.post("helper1", "ticket").value["jid"]
    site.post("learner", "remove", {"call_id": call_id, "person": address})
    answer = site.post("learner", "quote_wish", {"call_id": call_id, "line": line})
    assert (answer.status, answer.value["code"]) == (409, "not-reachable")
