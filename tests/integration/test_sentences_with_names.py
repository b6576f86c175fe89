"""Sentences of the server in which somebody's name stands go as the page goes, not as the name does."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from chatxblock.domain.clean_names import isolated

AUTHORS = ["<b>Ada</b>", "מרים", "O'Neil"]


def test_the_authors_of_a_resource_stand_in_elements_of_their_own() -> None:
    resource = {"title": "Rank", "html": "", "authors": AUTHORS}
    page = render_to_string("chatxblock/resource.html", {"data": {"resource": resource}})
    names = ("&lt;b&gt;Ada&lt;/b&gt;", "מרים", "O&#x27;Neil")
    shown = ", ".join(f'<bdi translate="no">{name}</bdi>' for name in names)
    assert f"<li>By {shown}</li>" in page


def test_a_sentence_in_a_course_page_tells_its_language() -> None:
    shown = render_to_string("chatxblock/sentence.html", {"sentence": "No.", "language": "en", "direction": "ltr"})
    assert '<p lang="en" dir="ltr">No.</p>' in shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ada", "Ada"),
        ("李", "李"),
        ("123", "123"),
        ("מרים", "\u2068מרים\u2069"),
        ("محمد", "\u2068محمد\u2069"),
        ("Ada مريم", "\u2068Ada مريم\u2069"),
    ],
)
def test_in_plain_text_a_name_from_right_to_left_turns_nothing_else(name: str, shown: str) -> None:
    assert isolated(name) == shown
