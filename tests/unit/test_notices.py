"""What people are told outside the room: every address in it is whole, and is the reader's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatxblock.domain.calls.call import Call, Invitation
from chatxblock.domain.calls.notices import Notices, absolute
from chatxblock.domain.ports import Notice
from tests.unit.fixtures import Course

BASE = "https://courses.example.org"


def told(call: Call, base_url: str = BASE) -> Notice:
    """What the first who was asked is told."""
    invitation: Invitation = call.invitations[0]
    return Notices(base_url=base_url).invitation(call, invitation)


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
    assert Notices(base_url=BASE).invitation(call, invitation).url == f"{BASE}/unit/3?student=a%20b%26c%3Dd%2F%C3%A9"


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
