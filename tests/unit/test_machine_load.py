"""How much one machine carries: the bounds of a load, what is heard of it, where curves bend, and the arithmetic."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.machine.bounds import LONGEST, MOST, OutOfBounds, bounded, own, room_for, short
from benchmarks.machine.drawn import IMAGES, MEASURED, drawings
from benchmarks.machine.knee import Knee, Point, knee, words
from benchmarks.machine.learners import Course, peak, share
from benchmarks.machine.said import Said
from benchmarks.machine.window import NO_MASK, TEXT, frame, whole_frames


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.3", "::1"])
def test_a_load_goes_to_loopback(address: str) -> None:
    assert own(address) == address


@pytest.mark.parametrize(
    "address", ["10.0.0.5", "192.0.2.1", "0.0.0.0", "2001:db8::1", "localhost", "chat.example", ""]
)
def test_a_load_goes_nowhere_else_and_to_no_name(address: str) -> None:
    with pytest.raises(OutOfBounds, match="no load goes there"):
        own(address)


@pytest.mark.parametrize("what", MOST)
def test_a_load_is_no_larger_than_what_it_was_made_for(what: str) -> None:
    assert bounded(what, MOST[what]) == MOST[what]
    for number in (MOST[what] + 1, 0, -1, math.nan):
        with pytest.raises(OutOfBounds, match=what):
            bounded(what, number)


def test_one_measurement_is_short_and_has_files_enough() -> None:
    assert short(LONGEST) == LONGEST
    for seconds in (0, LONGEST + 1, math.inf, math.nan):
        with pytest.raises(OutOfBounds):
            short(seconds)
    assert room_for(10) == 10
    with pytest.raises(OutOfBounds, match="ulimit"):
        room_for(10**9)


def points(*rows: tuple[float, float, float | None]) -> list[Point]:
    return [Point(offered=offered, done=done, p95=p95) for offered, done, p95 in rows]


def test_a_curve_bends_where_it_is_too_slow_or_falls_behind() -> None:
    assert knee(points((100, 100, 5), (200, 199, 9), (400, 400, 11)), 10) == Knee(bore=200, too_much=400)
    assert knee(points((100, 100, 5), (200, 150, 9)), 10) == Knee(bore=100, too_much=200)
    assert knee(points((100, 100, 5)), 10) == Knee(bore=100, too_much=None)
    assert knee(points((100, 0, None)), 10) == Knee(bore=None, too_much=100)
    assert knee([], 10) == Knee(bore=None, too_much=None)


@given(st.lists(st.tuples(st.integers(1, 2_000), st.floats(0, 2_000), st.floats(0, 1_000)), max_size=12), st.randoms())
def test_a_knee_knows_no_order_and_lies_before_what_was_too_much(
    rows: list[tuple[int, float, float]], chance: object
) -> None:
    tried = points(*{offered: (offered, done, p95) for offered, done, p95 in rows}.values())
    found = knee(tried, 10)
    assert found == knee(tried[::-1], 10)
    if found.bore is not None and found.too_much is not None:
        assert found.bore < found.too_much


def test_a_knee_is_said_in_words() -> None:
    assert words(Knee(bore=500, too_much=600), "lines/s") == "between 500 and 600 lines/s"
    assert words(Knee(bore=2_000, too_much=None), "lines/s") == "beyond 2,000 lines/s"
    assert words(Knee(bore=None, too_much=100), "lines/s") == "below 100 lines/s"


def test_an_acknowledged_line_that_one_listener_lacks_is_told() -> None:
    said = Said()
    for number, who in enumerate(["anna", "bert", "anna"]):
        assert said.note(who, 3, 10.0) == number
    for who in ("anna", "bert", "carl"):
        said.heard(0, who, 10.5)
    said.heard(1, "bert", 10.25)
    said.refused = 1
    assert not said.done
    taken = said.taken(1.0, 0.0)
    assert (taken.unheard, taken.acknowledged, taken.refused) == (2, [0, 1], 1)
    assert list(taken.samples) == pytest.approx([500, 250])
    said.heard(1, "anna", 11)
    said.heard(1, "carl", 11)
    assert said.done


@given(st.lists(st.binary(max_size=70_000), max_size=4), st.integers(1, 5_000))
def test_frames_come_out_whole_however_they_come_in(payloads: list[bytes], step: int) -> None:
    sent = b"".join(unmasked(frame(TEXT, payload)) for payload in payloads)
    buffer, found = bytearray(), list[bytes]()
    for start in range(0, len(sent), step):
        buffer += sent[start : start + step]
        found += [payload for _, payload in whole_frames(buffer)]
    assert found == payloads
    assert not buffer


def unmasked(sent: bytes) -> bytes:
    """Return a client's frame as a server would send it."""
    size = {126: 4, 127: 10}.get(sent[1] & 0x7F, 2)
    return bytes((sent[0], sent[1] & 0x7F)) + sent[2:size] + sent[size + len(NO_MASK) :]


def test_a_hundred_thousand_learners_are_a_hundred_times_a_thousand() -> None:
    few, many = peak(1_000), peak(100_000)
    assert many.lines_a_second == pytest.approx(100 * few.lines_a_second)
    assert many.rooms == pytest.approx(100 * few.rooms)
    assert many.questions_a_second == pytest.approx(100_000 * 0.25 / (7 * 24 * 3600) * Course().peak)


def test_rooms_are_how_many_come_times_how_long_they_stay() -> None:
    known = Course(questions_a_week=168, peak=1, answered=1, talk_minutes=30, people_in_room=2, on_duty=0.1)
    found = peak(10, known)  # ten questions an hour, each half an hour long
    assert found.rooms == pytest.approx(5)
    assert found.sessions == pytest.approx(5 * 2 + 1)
    assert found.lines_a_second == pytest.approx(5 * known.lines_a_minute / 60)
    assert share(found.rooms, 50) == pytest.approx(10)


def test_the_picture_and_the_page_have_what_was_measured() -> None:
    found = json.loads(MEASURED.read_text(encoding="utf-8"))
    for name, text in drawings(found):
        assert (IMAGES / f"{name}.svg").read_text(encoding="utf-8") == text
    for one in found["stages"]["lines"]:
        assert not any(row[what] for row in one["rates"] for what in ("lost", "unheard", "twice"))
    limits = {one["kind"]: knee(tried(one), 10).bore for one in found["stages"]["lines"]}
    page = (IMAGES.parent / "explanation" / "how-much-one-machine-carries.md").read_text(encoding="utf-8")
    assert limits["SQLite"] == 400
    assert limits["PostgreSQL"] == 500  # the first bend, where others had half of the machine: the page says so
    assert all(
        f"| {learners:,} | {peak(learners).questions_a_second * 3600:,.0f} an" in page for learners in (1_000, 10_000)
    )


def tried(one: dict[str, Any]) -> list[Point]:
    return [Point(offered=row["offered"], done=row["a_second"], p95=row["p95"]) for row in one["rates"]]
