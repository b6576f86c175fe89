"""What people are told outside the room: every address in it is whole, and is the reader's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatxblock.domain.calls.call import Call, Invitation
from chatxblock.domain.calls.names import Names, Naming
from chatxblock.domain.calls.notices import MOST_OF_A_QUESTION, Notices, absolute, shortened
from chatxblock.domain.ports import Notice
from tests.unit.fixtures import Course

FULL = Names(naming=Naming.FULL)
BASE = "https://courses.example.org"


def told(call: Call, base_url: str = BASE) -> Notice:
    """What the first who was asked is told."""
    invitation: Invitation = call.invitations[0]
    return Notices(base_url=base_url, names=FULL).invitations(call, [invitation])[0]


def test_the_window_is_the_calls_and_the_readers(course: Course) -> None:
    call = course.ask()
    notice = told(call)
    assert notice.window_url == f"{BASE}/window/{call.id}?student=bo"
    assert notice.body.endswith(f"\n{BASE}/window/{call.id}?student=bo")


def test_the_page_of_the_question_is_the_readers_too(course: Course) -> None:
    assert told(course.ask()).url == f"{BASE}/unit/3?student=bo"


def test_a_reader_whose_id_has_signs_of_its_own_gets_a_whole_address(course: Course) -> None:
    call = course.ask()
    person = replace(call.invitations[0].person, user_id="a b&c=d/é")
    invitation = replace(call.invitations[0], person=person)
    (notice,) = Notices(base_url=BASE).invitations(call, [invitation])
    assert notice.url == f"{BASE}/unit/3?student=a%20b%26c%3Dd%2F%C3%A9"


@pytest.mark.parametrize(
    ("picture", "shown"),
    [
        ("/media/lina.png", f"{BASE}/media/lina.png"),
        ("media/lina.png", f"{BASE}/media/lina.png"),
        ("//pictures.example.org/lina.png", "https://pictures.example.org/lina.png"),
        ("https://pictures.example.org/lina.png", "https://pictures.example.org/lina.png"),
        ("", ""),
    ],
)
def test_a_picture_can_be_had_from_outside_a_page(course: Course, picture: str, shown: str) -> None:
    call = course.ask()
    assert told(replace(call, asker=replace(call.asker, image_url=picture))).image_url == shown


def test_a_slash_behind_the_platforms_address_is_not_doubled(course: Course) -> None:
    assert told(course.ask(), f"{BASE}/").url == f"{BASE}/unit/3?student=bo"


def test_where_the_platforms_address_is_not_known_the_path_stays() -> None:
    assert absolute("/unit/3", "") == "/unit/3"


def test_the_reason_of_the_invitation_is_the_question_and_the_link_in_one_line(course: Course) -> None:
    call = replace(course.ask(), question="Why  is\nthe matrix\tnot invertible?")
    assert told(call).reason == f"Alex asks: Why is the matrix not invertible? {BASE}/window/{call.id}?student=bo"


def test_the_reason_of_the_invitation_has_no_signs_of_formulas_and_code(course: Course) -> None:
    call = replace(course.ask(), question="Why is $A^{-1}$\n```\ninv(a)\n```\n**wrong**?")
    assert told(call).reason == f"Alex asks: Why is A^{{-1}} inv(a) wrong? {BASE}/window/{call.id}?student=bo"
    assert told(call).question == call.question


def test_a_long_question_is_cut_between_words_and_the_link_stays_whole(course: Course) -> None:
    notice = told(replace(course.ask(), question="word " * 400))
    assert notice.reason.endswith(f"word… {notice.window_url}")
    assert len(notice.reason) <= len("Alex asks: ") + MOST_OF_A_QUESTION + 1 + len(notice.window_url)
    assert notice.question == "word " * 400


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("x" * MOST_OF_A_QUESTION, "x" * MOST_OF_A_QUESTION),
        ("x" * 2000, "x" * (MOST_OF_A_QUESTION - 1) + "…"),
        ("see " + "\u4e3a" * 2000, "see " + "\u4e3a" * (MOST_OF_A_QUESTION - 5) + "…"),
    ],
)
def test_a_question_without_words_to_cut_between_is_cut_all_the_same(question: str, shown: str) -> None:
    assert shortened(question) == shown
