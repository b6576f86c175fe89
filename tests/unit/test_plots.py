"""Bars as SVG: true to their numbers, whatever these are, and no more than well-formed XML."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from chatxblock.rendering.plots import BELOW, HEIGHT, TOP, Bars, drawn

NS = {"svg": "http://www.w3.org/2000/svg"}
HOURS = Bars(
    labels=[str(hour) for hour in range(24)],
    everything=[hour % 7 for hour in range(24)],
    some=[hour % 3 for hour in range(24)],
    names=("asked", "found a helper"),
    unit="questions",
    across="hour",
)


def read(bars: Bars) -> etree._Element:
    return etree.fromstring(drawn(bars).encode())


def heights(root: etree._Element, kind: str) -> list[float]:
    return [float(rect.get("height", "")) for rect in root.findall(f".//svg:rect[@class='{kind}']", NS)][: -1 or None]


def words(root: etree._Element) -> list[str]:
    return [text.text or "" for text in root.findall(".//svg:text", NS)]


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=60))
def test_the_highest_bar_stands_below_the_top_and_all_are_as_high_as_their_number(numbers: list[int]) -> None:
    root = read(replace(HOURS, labels=["x"] * len(numbers), everything=numbers, some=()))
    found = heights(root, "all")
    shown = [number for number in numbers if number]
    most = max(numbers)
    assert len(found) == len(shown)
    assert all(height <= HEIGHT - TOP - BELOW + 0.1 for height in found)
    if most:
        scale = max(found) / most
        assert all(abs(height - number * scale) < 0.2 for height, number in zip(found, shown, strict=True))
        assert max(found) > (HEIGHT - TOP - BELOW) * 0.4


def test_nothing_to_count_is_an_empty_picture_with_its_axis() -> None:
    root = read(replace(HOURS, labels=[], everything=[], some=[]))
    assert words(root) == ["0", "1", "questions", "asked", "hour"]


@pytest.mark.parametrize(
    ("most", "scale"),
    [
        (1, "0 1"),
        (4, "0 1 2 3 4"),
        (9, "0 5 10"),
        (100, "0 50 100"),
        (101, "0 50 100 150"),
        (1999, "0 500 1000 1500 2000"),
    ],
)
def test_the_scale_has_few_round_and_whole_numbers(most: int, scale: str) -> None:
    wanted = scale.split()
    found = words(read(replace(HOURS, everything=[most] * 24, some=())))
    assert found[: len(wanted) + 1] == [*wanted, HOURS.unit]


def test_labels_that_have_no_room_are_left_out_evenly_and_each_series_is_named() -> None:
    found = words(read(HOURS))
    assert [word for word in found if word.isdigit()][-8:] == ["0", "3", "6", "9", "12", "15", "18", "21"]
    assert {"asked", "found a helper", "questions", "hour"} <= set(found)


def test_what_somebody_called_a_unit_is_text() -> None:
    name = "<script>alert(1)</script> & ]]>"
    assert name in words(read(replace(HOURS, labels=[name], everything=[1], some=[])))
