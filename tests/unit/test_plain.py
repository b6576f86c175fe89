"""What is read of a text where there is only plain text, the same as in the front end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatxblock.domain.plain import first_line, plain

CASES: list[tuple[str, str]] = json.loads((Path(__file__).parents[1] / "plain_cases.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "read"), CASES)
def test_a_line_is_read_as_in_the_front_end(text: str, read: str) -> None:
    line = first_line(text)
    assert (line if len(line) <= 140 else f"{line[:139]}…") == read


def test_all_lines_are_read_as_one() -> None:
    assert plain("I tried:\n```\nx = `1`\n```\n\n- it is **not** $A^{-1}$") == "I tried: x = 1 it is not A^{-1}"
