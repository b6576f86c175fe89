"""Whose words stand in a text is found however they are set, and common words are nobody's."""

from __future__ import annotations

import pytest

from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.resources.quotes import quoted
from chatxblock.domain.resources.resource import Text
from chatxblock.testing import START


def lines(*bodies: str) -> list[Line]:
    return [Line(id=f"{n}", sent_at=START, author="bo", body=body) for n, body in enumerate(bodies)]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Two rows are the same here", "two ROWS are the same here"),
        ("Two rows are the same here", "It is clear: **two rows** are the *same* here, so stop."),
        ("Two rows are the same here", "> Two rows are\n> the same here"),
        ("Hi! Two rows are the same here. Bye", "As Two rows are the same here, it has no inverse."),
        ("因为两行是相同的", "答案：因为两行是相同的，所以没有逆。"),
        ("هناك صفان متساويان تماما", "لأن هناك صفّان متساويان تمامًا"),
        ("Ｔｗｏ rows are the same here", "Two rows are the same here"),
    ],
)
def test_what_is_quoted_is_found(said: str, text: str) -> None:
    assert list(quoted(Text(title="Why?", body=text), lines(said))) == ["bo"]


@pytest.mark.parametrize("part", ["title", "answer", "body"])
def test_every_part_of_the_text_is_looked_at(part: str) -> None:
    text = Text(**{"title": "Why?", part: "Two rows are the same here"})  # type: ignore[arg-type]
    assert list(quoted(text, lines("Two rows are the same here"))) == ["bo"]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("the same", "It is the same."),
        ("ok", "ok"),
        ("", ""),
        ("🤔🤔🤔🤔", "🤔🤔🤔🤔🤔"),
        ("Two rows are the same here", "Two of its rows do not differ."),
        ("Two rows are the same", "Because of this:\nTwo rows differ.\nThe others are the same."),
        ("矩阵", "矩阵不可逆"),
    ],
)
def test_what_is_nobodys_is_not(said: str, text: str) -> None:
    assert quoted(Text(title="Why?", body=text), lines(said)) == {}


def test_what_the_room_says_is_nobodys() -> None:
    line = Line(id="1", sent_at=START, author="", body="Two rows are the same here")
    assert quoted(Text(title="Two rows are the same here"), [line]) == {}
