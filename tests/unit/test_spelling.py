"""Words that are spelled nearly as another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatxblock.search.spelling import distance, meant

WORDS = st.text("abc", max_size=9)


def whole(one: str, other: str) -> int:
    """The same by its definition: every cell of the table."""
    table = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            swapped = i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
                *([table[i - 2][j - 2] + 1] if swapped else []),
            )
    return table[-1][-1]


@given(WORDS, WORDS, st.integers(0, 3))
def test_a_distance_is_that_of_all_ways_to_get_there(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(whole(one, other), most + 1)


@pytest.mark.parametrize(
    ("typed", "known", "found"),
    [
        ("determinent", {"determinant": 3, "determine": 9}, "determinant"),
        ("invrese", {"inverse": 1, "invoice": 8}, "inverse"),
        ("inverting", {"inverse": 2}, None),
        ("matrices", {"matrix": 2}, None),
        ("loup", {"loop": 2, "soup": 5}, "soup"),
        ("eno", {"end": 2}, None),
    ],
)
def test_the_nearest_is_meant_and_of_equals_the_most_frequent(
    typed: str, known: dict[str, int], found: str | None
) -> None:
    assert meant(typed, known) == found
