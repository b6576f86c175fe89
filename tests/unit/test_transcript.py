"""Lines that were sent twice, and those that only look so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatxblock.domain.calls.transcript import Line, repetitions
from chatxblock.testing import START

LINE = Line(id="1", sent_at=START, author="anna", body="Zero?", message_id="m1")


def test_a_line_that_came_twice_and_again_repeats_the_first() -> None:
    other = replace(LINE, id="2", message_id="m2")
    again, once_more = replace(LINE, id="3"), replace(LINE, id="4")
    assert repetitions([LINE, other, again, once_more]) == {"3": "1", "4": "1"}


@pytest.mark.parametrize(
    "other",
    [
        replace(LINE, id="2", author="ben"),
        replace(LINE, id="2", body="One?"),
        replace(LINE, id="2", message_id="m2"),
        replace(LINE, id="2", replaces="m0"),
    ],
    ids=["another author", "other words", "another id", "a correction"],
)
def test_what_is_the_same_in_all_but_one_repeats_nothing(other: Line) -> None:
    assert repetitions([LINE, other]) == {}


@pytest.mark.parametrize("nobody", [replace(LINE, message_id=""), replace(LINE, author="")], ids=["no id", "the room"])
def test_who_gives_no_id_repeats_nothing(nobody: Line) -> None:
    assert repetitions([nobody, replace(nobody, id="2")]) == {}


def test_a_correction_that_came_twice_repeats_the_first() -> None:
    correction = replace(LINE, id="2", message_id="m2", replaces="m1", body="Two?")
    assert repetitions([LINE, correction, replace(correction, id="3")]) == {"3": "2"}
