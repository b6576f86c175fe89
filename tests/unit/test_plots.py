"""Bars as SVG: true to their numbers, whatever these are, and no more than well-formed XML."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from chatxblock.rendering.plots import BELOW, NARROW, WIDE, Bars, Form, drawn

NS = {"svg": "http://www.w3.org/2000/svg"}
HOURS = Bars(
    labels=[str(hour) for hour in range(24)],
    everything=[hour % 7 for hour in range(24)],
    some=[hour % 3 for hour in range(24)],
    names=("asked", "found a helper"),
    unit="questions",
    across="hour",
)


HIGH = WIDE.height - WIDE.top - BELOW
FORMS = [WIDE, NARROW, replace(WIDE, rtl=True), replace(NARROW, rtl=True)]


def read(bars: Bars, form: Form = WIDE) -> etree._Element:
    return etree.fromstring(drawn(bars, form).encode())


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
    assert all(height <= HIGH + 0.1 for height in found)
    if most:
        scale = max(found) / most
        assert all(abs(height - number * scale) < 0.2 for height, number in zip(found, shown, strict=True))
        assert max(found) > HIGH * 0.4


def test_nothing_to_count_is_an_empty_picture_with_its_axis() -> None:
    root = read(replace(HOURS, labels=[], everything=[], some=[]))
    assert words(root) == ["0", "1", "questions", "hour", "asked"]


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


UNITS = replace(HOURS, labels=["Unit 1", "U" * 200, "Unit 3"], everything=[9, 4, 1], some=[3, 4, 0], lying=True)


def rects(root: etree._Element) -> list[tuple[float, float]]:
    """Return from where to where each bar and each mark of the legend reaches across."""
    found = [rect for rect in root.findall(".//svg:rect", NS) if rect.get("class") != "ground"]
    return [(float(one.get("x", "")), float(one.get("x", "")) + float(one.get("width", ""))) for one in found]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("bars", [HOURS, UNITS, replace(HOURS, beside=True)])
def test_nothing_reaches_out_of_the_picture_however_it_is_laid_out(bars: Bars, form: Form) -> None:
    root = read(bars, form)
    width = float(root.get("viewBox", "").split()[2])
    assert width == form.width
    assert all(0 <= left <= right <= width for left, right in rects(root))
    for text in root.findall(".//svg:text", NS):
        at, long = float(text.get("x", "")), 7.0 * len(text.text or "")
        forth = {"start": long, "end": -long, "middle": long / 2}[text.get("text-anchor", "")]
        end = at - forth if form.rtl else at + forth
        assert -8 <= end <= width + 8, text.text


def test_from_right_to_left_a_picture_is_its_mirror_image() -> None:
    for bars in (HOURS, UNITS):
        plain, mirrored = read(bars), read(bars, replace(WIDE, rtl=True))
        turned = [edge for left, right in rects(plain) for edge in (WIDE.width - right, WIDE.width - left)]
        assert [edge for bar in rects(mirrored) for edge in bar] == pytest.approx(turned, abs=0.2)
        assert words(mirrored) == words(plain)
        assert mirrored.get("direction") == "rtl"


def test_long_labels_lie_above_their_bars_and_end_where_the_picture_does() -> None:
    root = read(UNITS, NARROW)
    label = next(word for word in words(root) if word.startswith("UU"))
    assert label.endswith("…")
    assert len(label) * 7 <= NARROW.width
    widths = [right - left for left, right in rects(root)][:5]
    assert widths[0] == pytest.approx(3 * widths[1], abs=0.3)


def test_what_is_no_part_of_the_other_stands_beside_it() -> None:
    two = replace(HOURS, labels=["x"], everything=[4], some=[9], beside=True)
    (all_left, all_right), (left, right) = rects(read(two))[:2]
    assert all_right <= left + 0.1
    assert all_right - all_left == pytest.approx(right - left, abs=0.2)
