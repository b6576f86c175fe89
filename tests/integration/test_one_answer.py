"""One answer reaches everyone who asked, and the next one who has the question finds it before asking."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from chatxblock.devserver import people
from chatxblock.models import PersonRow
from chatxblock.ops.sweep import sweep
from chatxblock.store import DjangoStore
from chatxblock.testing import START, MemoryRooms
from tests.integration.conftest import Site
from tests.integration.test_links import data_of
from tests.integration.test_views import lobby_data

QUESTION = "Why is the matrix not invertible here?"
LIKE = "The matrix is not invertible here, why is that?"
ANSWER = "Two of its rows are the same, so the determinant is zero and the matrix is not invertible."


@pytest.fixture(autouse=True)
def course(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight more learners, and a second teacher."""
    learner, teacher = (people._BY_USERNAME[name] for name in ("learner", "staff"))
    new = {f"asker{number}": learner for number in range(1, 9)} | {"teacher2": teacher}
    for name, like in new.items():
        member = replace(like, user_id=name, username=name, name=name.title())
        monkeypatch.setitem(people._BY_USERNAME, name, member)


def leave(site: Site, student: str, question: str = QUESTION) -> str:
    """Let somebody ask and leave the question for the teachers; return its id."""
    call_id: str = site.ask(student, question)["id"]
    assert site.post(student, "leave_question", {"call_id": call_id}).status == 200
    return call_id


def give_up(site: Site, student: str, question: str) -> str:
    """Let somebody ask for whom nobody comes, and who takes it back; return its id."""
    call_id: str = site.ask(student, question)["id"]
    assert site.post(student, "cancel", {"call_id": call_id}).status == 200
    return call_id


def meet(site: Site, *students: str) -> None:
    for student in students:
        site.post(student, "ticket")


def follow(call_id: str, student: str) -> None:
    DjangoStore().follow(UUID(call_id), who(student), START)


def who(student: str) -> Any:
    (row,) = PersonRow.objects.filter(user_id=student)
    (person,) = DjangoStore().persons([row.localpart]).values()
    return person


def followed(site: Site, student: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lobby_data(site.view(student))["followed"]
    assert site.post(student, "lobby").value["followed"] == found
    return found


def answered(site: Site, student: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lobby_data(site.view(student))["answered"]
    return found


def notices(rooms: MemoryRooms, student: str, call_id: str) -> int:
    """How many notices that are no invitation somebody got about a call since it was over."""
    told = [n for n in rooms.notifier.notices if n.to == who(student).localpart and str(n.call_id) == call_id]
    return len([notice for notice in told if not notice.room])


def test_seven_ask_or_follow_one_answers_once_seven_are_told_and_the_eighth_finds_it(
    site: Site, rooms: MemoryRooms
) -> None:
    earlier = give_up(site, "asker7", "Not invertible, this matrix: why?")
    first, second = leave(site, "asker1"), leave(site, "asker2", LIKE)
    followers = {"asker3": first, "asker4": first, "asker5": second, "asker6": second}
    meet(site, *followers)
    for student, call_id in followers.items():
        follow(call_id, student)
    said = {"call_id": first, "call_ids": [second], "answer": ANSWER, "publish": True}
    answer = site.post("staff", "answer_left", said)
    assert answer.status == 200, answer
    resource = answer.value["resource"]
    assert (resource["title"], resource["answer"], answer.value["passed_over"]) == (QUESTION, ANSWER, [])
    sweep()
    for student in ("asker1", "asker2"):
        assert [one["answer"] for one in answered(site, student)] == [ANSWER]
        assert followed(site, student) == []
    for student, call_id in {**followers, "asker7": earlier}.items():
        (news,) = followed(site, student)
        assert (news["call_id"], news["resource_id"]) == (call_id, resource["resource_id"])
        assert (news["title"], news["answer"], news["url"]) == (
            QUESTION,
            ANSWER,
            resource["url"].replace("=staff", f"={student}"),
        )
        assert notices(rooms, student, call_id) >= 1
    before = len(rooms.notifier.notices)
    sweep()
    assert len(rooms.notifier.notices) == before
    assert site.post("staff", "inbox").value["left"] == []
    (found,) = site.post("asker8", "find", {"question": "matrix not invertible"}).value["resources"]
    assert (found["resource_id"], found["answer"], found["verified"]) == (resource["resource_id"], ANSWER, True)


def test_news_are_there_until_they_are_put_away_or_it_helped(site: Site) -> None:
    call_id = leave(site, "asker1")
    meet(site, "asker2", "asker3")
    for student in ("asker2", "asker3"):
        follow(call_id, student)
    answer = site.post("staff", "answer_left", {"call_id": call_id, "answer": ANSWER, "publish": True})
    assert [len(followed(site, student)) for student in ("asker2", "asker3", "asker4")] == [1, 1, 0]
    assert site.post("asker2", "followed_read", {"call_id": call_id}).value.keys() == {"now"}
    assert site.post("asker4", "followed_read", {"call_id": call_id}).value["code"] == "call-not-found"
    resource_id = UUID(answer.value["resource"]["resource_id"])
    DjangoStore().mark_helped(resource_id, who("asker3"), START)
    assert [len(followed(site, student)) for student in ("asker2", "asker3")] == [0, 0]


def test_what_others_answered_meanwhile_is_passed_over_and_named(site: Site) -> None:
    first, second = leave(site, "asker1"), leave(site, "asker2", LIKE)
    site.post("teacher2", "answer_left", {"call_id": second, "answer": "Look at the rows."})
    both = {"call_id": first, "call_ids": [second], "answer": ANSWER, "publish": True}
    told = site.post("staff", "answer_left", both)
    assert told.value["passed_over"] == [second]
    assert [one["answer"] for one in answered(site, "asker1")] == [ANSWER]
    assert [one["answer"] for one in answered(site, "asker2")] == ["Look at the rows."]
    refused = site.post("staff", "answer_left", {**both, "call_id": second, "call_ids": []})
    assert (refused.status, refused.value["code"]) == (409, "conflict")


def test_the_same_sent_again_makes_nothing_twice_and_her_own_answer_is_hers_to_change(site: Site) -> None:
    call_id = leave(site, "asker1")
    said = {"call_id": call_id, "answer": ANSWER, "publish": True}
    one, again = (site.post("staff", "answer_left", said).value["resource"] for _ in range(2))
    assert one == again
    site.post("staff", "answer_left", {**said, "answer": "Look at the rows."})
    assert [one["answer"] for one in answered(site, "asker1")] == ["Look at the rows."]
    assert DjangoStore().resource(UUID(one["resource_id"])).rev == 1


def test_an_answer_without_the_checkbox_is_for_its_asker_alone(site: Site) -> None:
    call_id = leave(site, "asker1")
    meet(site, "asker2")
    follow(call_id, "asker2")
    value = site.post("staff", "answer_left", {"call_id": call_id, "answer": ANSWER}).value
    assert value.keys() == {"now"}
    sweep()
    assert followed(site, "asker2") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"call_ids": ["nonsense"]},
        {"call_ids": "all"},
        {"call_ids": [f"00000000-0000-4000-8000-{number:012}" for number in range(20)]},
        {"publish": "yes"},
        {"answer": " "},
    ],
    ids=["no ids", "no list", "too many", "no choice", "no answer"],
)
def test_nonsense_is_refused_and_answers_nothing(site: Site, wrong: dict[str, Any]) -> None:
    call_id = leave(site, "asker1")
    refused = site.post("staff", "answer_left", {"call_id": call_id, "answer": ANSWER, "publish": True, **wrong})
    assert (refused.status, refused.value["code"]) == (400, "bad-input")
    assert len(site.post("staff", "inbox").value["left"]) == 1


def test_of_several_one_that_was_not_left_answers_none(site: Site) -> None:
    left, open_one = leave(site, "asker1"), site.ask("asker2")["id"]
    said = {"call_id": left, "call_ids": [open_one], "answer": ANSWER, "publish": True}
    assert site.post("staff", "answer_left", said).value["code"] == "call-not-found"
    assert len(site.post("staff", "inbox").value["left"]) == 1


def test_what_most_learners_wait_for_comes_first_and_likes_together(site: Site) -> None:
    old = leave(site, "asker1", "How do I cite a web page in the essay?")
    first, second = leave(site, "asker2"), leave(site, "asker3", LIKE)
    meet(site, "asker4")
    follow(second, "asker4")
    left = site.post("staff", "inbox").value["left"]
    assert [(one["call_id"], one["learners"]) for one in left] == [(second, 2), (old, 1), (first, 1)]
    clusters = site.post("staff", "staff_clusters").value["clusters"]
    assert [(set(one["call_ids"]), one["learners"]) for one in clusters] == [({first, second}, 3), ({old}, 1)]
    assert set(clusters[0]["questions"]) == {QUESTION, LIKE}
    assert clusters[0]["question"] == clusters[0]["questions"][0]


@pytest.mark.parametrize("handler", ["staff_clusters", "answer_left"])
def test_what_waits_for_the_staff_is_for_the_staff(site: Site, handler: str) -> None:
    refused = site.post("learner", handler, {"call_id": leave(site, "asker1"), "answer": ANSWER, "publish": True})
    assert (refused.status, refused.value["code"]) == (403, "not-allowed")


def test_what_waits_is_on_the_staff_page_linked_for_staff_alone_and_at_its_earlier_address(site: Site) -> None:
    assert data_of(site.get("staff", "staff_list").content.decode())["tab"] == "for-you"
    assert data_of(site.get("staff", "staff").content.decode())["tab"] is None
    assert site.get("learner", "staff_list").status_code == 403
    assert re.search("/staff/[^#]*#for-you$", lobby_data(site.view("staff"))["staff_page_url"])
    assert lobby_data(site.view("learner"))["staff_page_url"] is None
    assert data_of(site.get("staff", "helper_page").content.decode())["staff_page_url"].endswith("#for-you")
