"""What people type: what counts as nothing, and what of it is kept."""

from __future__ import annotations

import pytest

from chatxblock.conf import load
from chatxblock.errors import BadInput, BadQuestion
from chatxblock.web.schemas import texts
from chatxblock.web.schemas.calls import Ask
from chatxblock.web.schemas.deferred import AnswerLeft
from chatxblock.web.schemas.sharing import Similar

ID = "7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11"

BLANK = [
    "",
    " ",
    "\n\t ",
    "\u200b",
    "\u2060\ufeff",
    "\u3164",
    "\u2800",
    "\u115f\u1160",
    "\u00ad",
    "\u202e",
    "\x00",
    "\ufe0f",
    "\U000e0041",
]
SHOWN = ["?", "  ?", "\u200b?", "é", "م", "👩‍👩‍👧", "\u0301", "़", "…"]


@pytest.mark.parametrize("text", BLANK)
def test_what_is_drawn_as_nothing_is_nothing(text: str) -> None:
    assert not texts.is_shown(texts.clean(text))


@pytest.mark.parametrize("text", SHOWN)
def test_what_can_be_seen_is_something(text: str) -> None:
    assert texts.is_shown(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("    x = 1\n    y = 2", "    x = 1\n    y = 2"),
        ("\n \n\tif x:\n\t\ty\n\n", "\tif x:\n\t\ty"),
        ("why? \n ", "why?"),
        ("a\n\n  b", "a\n\n  b"),
    ],
)
def test_the_first_line_stays_indented(typed: str, kept: str) -> None:
    assert texts.tidy(typed) == kept


@pytest.mark.parametrize("text", BLANK)
def test_nobody_asks_or_answers_nothing(text: str) -> None:
    with pytest.raises(BadQuestion):
        Ask.read({"request_id": ID, "question": text}, load())
    with pytest.raises(BadQuestion):
        Similar.read({"question": text}, load())
    with pytest.raises(BadInput, match="Write an answer first"):
        AnswerLeft.read({"call_id": ID, "answer": text}, load())


def test_questions_and_answers_keep_their_indentation() -> None:
    code = "\r\n    for x in y:\r\n        z\n"
    assert Ask.read({"request_id": ID, "question": code}, load()).question == "    for x in y:\n        z"
    assert AnswerLeft.read({"call_id": ID, "answer": "\n  x\n y "}, load()).answer == "  x\n y"
