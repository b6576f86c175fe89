"""What a question adds to a course's figures, and what is read of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chatxblock.domain.figures.cells import WITHIN, By, Count, Outcome, cells_of
from chatxblock.domain.figures.course import Load

ASKED = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)


def outcome(seconds: float | None = None) -> Outcome:
    """What became of a question to which a helper came after so many seconds."""
    came = None if seconds is None else ASKED + timedelta(seconds=seconds)
    return Outcome(unit="unit", title="Unit 3", asked_at=ASKED, came_at=came, round=2, solved=False, left=False)


def counted(*seconds: float | None) -> Count:
    return sum((cells_of(outcome(each), UTC)[0].count for each in seconds), Count())


def test_a_question_is_counted_by_hour_unit_and_round_where_the_course_is() -> None:
    for zone, month, hour in ((UTC, 11, "23"), (timezone(timedelta(hours=1)), 12, "0")):
        cells = cells_of(outcome(12.0), zone)
        assert {cell.by: (cell.key, cell.title) for cell in cells} == {
            By.HOUR: (hour, ""),
            By.UNIT: ("unit", "Unit 3"),
            By.ROUND: ("2", ""),
        }
        assert {(cell.month.month, cell.month.day) for cell in cells} == {(month, 1)}
        assert {cell.count for cell in cells} == {Count(asked=1, answered=1, within=(0, 1, 1, 1, 1, 1, 1, 1))}


def test_a_clock_that_went_back_makes_no_wait_below_nothing() -> None:
    assert counted(-5.0).within == (1,) * len(WITHIN)


def test_of_no_question_there_is_no_share_and_of_no_answer_no_wait() -> None:
    assert (Count().share, Count().wait(), counted(None).share, counted(None).wait()) == (None, None, 0.0, None)


def test_the_middle_wait_lies_where_half_of_those_who_came_had_come() -> None:
    assert counted(5.0, 5.0).wait() == 5.0  # evenly from 0 to 10
    assert counted(15.0, 15.0, 4000.0, 4000.0).wait() == 20.0
    assert counted(15.0, 4000.0, 4000.0).wait() is None
    assert counted(15.0, 30.0, 30.0, 30.0, None, None).wait() == 20.0 + 20.0 / 3


@given(st.lists(st.one_of(st.none(), st.floats(0, 10_000)), max_size=30))
def test_more_who_came_take_no_less_time(seconds: list[float | None]) -> None:
    count = counted(*seconds)
    waits = [count.wait(share / 10) for share in range(1, 11)]
    known = [wait for wait in waits if wait is not None]
    assert known == sorted(known)
    assert waits == known + [None] * (len(waits) - len(known))
    assert all(0 <= less <= more <= count.answered <= count.asked for less, more in pairwise((0, *count.within)))


def test_the_load_of_the_busiest_tenth_is_its_share_of_the_talks() -> None:
    assert Load(talks=(3,)).busiest == 1.0
    assert Load(talks=(1,) * 19 + (21,)).busiest == (1 + 21) / 40
    assert (Load(talks=(1, 2, 9)).median, Load().median, Load().busiest) == (2, None, None)
