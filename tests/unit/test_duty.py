"""Being on duty: wishes, their end, pauses, quiet hours and limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from chatxblock.domain.calls.call import Person
from chatxblock.domain.helpers import duty
from chatxblock.domain.helpers.duty import Caps, Helper, OfferEvent, QuietHours, Standing

FRIDAY_NIGHT = datetime(2026, 1, 2, 22, 30, tzinfo=UTC)
SOMEBODY = Helper(person=Person(id=1, course="c", user_id="bo", localpart="a" * 32, name="Bo"))


def quiet(days: str, start: str, end: str) -> QuietHours:
    weekdays = tuple(int(day) for day in days)
    return QuietHours(days=weekdays, start=time.fromisoformat(start), end=time.fromisoformat(end))


def test_who_never_chose_may_be_asked_only_where_the_author_named_them() -> None:
    assert not SOMEBODY.wants(FRIDAY_NIGHT)
    assert SOMEBODY.wants(FRIDAY_NIGHT, named=True)
    assert not duty.off_duty(SOMEBODY).wants(FRIDAY_NIGHT, named=True)


def test_ten_minutes_are_over_after_ten_minutes() -> None:
    helper = duty.on_duty(SOMEBODY, FRIDAY_NIGHT + timedelta(minutes=10))
    assert helper.wants(FRIDAY_NIGHT + timedelta(minutes=9, seconds=59))
    assert not helper.wants(FRIDAY_NIGHT + timedelta(minutes=10))
    assert duty.on_duty(SOMEBODY, None).wants(FRIDAY_NIGHT + timedelta(days=30))


def test_the_third_offer_in_a_row_without_a_word_pauses_and_one_click_resumes() -> None:
    helper = duty.on_duty(SOMEBODY, None)
    for _ in range(2):
        helper = duty.after_offer(helper, OfferEvent.LAPSED)
    assert helper.wants(FRIDAY_NIGHT)
    helper = duty.after_offer(helper, OfferEvent.LAPSED)
    assert helper.paused
    assert not helper.wants(FRIDAY_NIGHT)
    resumed = duty.on_duty(helper, None)
    assert resumed.wants(FRIDAY_NIGHT)
    assert resumed.unanswered == 0


@pytest.mark.parametrize("word", [OfferEvent.DECLINED, OfferEvent.ANSWERED])
def test_a_word_in_between_is_no_silence(word: OfferEvent) -> None:
    helper = duty.on_duty(SOMEBODY, None)
    for event in (OfferEvent.LAPSED, OfferEvent.LAPSED, word, OfferEvent.LAPSED, OfferEvent.LAPSED):
        helper = duty.after_offer(helper, event)
    assert not helper.paused


def test_who_stops_helping_is_not_asked_though_the_author_named_them() -> None:
    stopped = duty.helping(duty.on_duty(SOMEBODY, None), False)
    assert stopped.standing is Standing.DECLINED
    assert not stopped.wants(FRIDAY_NIGHT, named=True)
    assert not duty.helping(stopped, True).wants(FRIDAY_NIGHT)
    assert duty.on_duty(stopped, None).wants(FRIDAY_NIGHT)


@pytest.mark.parametrize(
    ("hours", "until"),
    [
        (quiet("5", "22:00", "23:00"), FRIDAY_NIGHT.replace(hour=23, minute=0)),
        (quiet("5", "22:00", "07:00"), datetime(2026, 1, 3, 7, tzinfo=UTC)),
        (quiet("4", "20:00", "22:31"), None),
        (quiet("4", "23:00", "22:45"), FRIDAY_NIGHT.replace(minute=45)),
        (quiet("5", "22:31", "23:00"), None),
        (quiet("6", "22:00", "07:00"), None),
    ],
)
def test_quiet_hours_know_weekdays_and_midnight(hours: QuietHours, until: datetime | None) -> None:
    assert replace(SOMEBODY, quiet=(hours,)).quiet_until(FRIDAY_NIGHT) == until


def test_quiet_hours_are_those_of_the_helpers_own_clock() -> None:
    night = quiet("1234567", "22:00", "07:00")
    tokyo = replace(SOMEBODY, quiet=(night,), timezone="Asia/Tokyo")
    assert tokyo.quiet_until(FRIDAY_NIGHT) is None
    assert tokyo.quiet_until(datetime(2026, 1, 2, 21, 59, tzinfo=UTC)) == datetime(2026, 1, 2, 22, tzinfo=UTC)


def test_quiet_hours_that_follow_each_other_end_with_the_last() -> None:
    hours = (quiet("5", "22:00", "23:00"), quiet("5", "23:00", "23:30"))
    assert replace(SOMEBODY, quiet=hours).quiet_until(FRIDAY_NIGHT) == FRIDAY_NIGHT.replace(hour=23)


def test_a_week_without_an_end_of_quiet_comes_to_an_end_here() -> None:
    always = (quiet("1234567", "00:00", "12:00"), quiet("1234567", "12:00", "00:00"))
    until = replace(SOMEBODY, quiet=always).quiet_until(FRIDAY_NIGHT)
    assert until is not None
    assert until > FRIDAY_NIGHT + timedelta(days=7)


@pytest.mark.parametrize(("own", "limit"), [(None, (3, 2)), (1, (1, 1)), (9, (3, 2))])
def test_ones_own_limits_hold_below_the_authors(own: int | None, limit: tuple[int, int]) -> None:
    helper = replace(SOMEBODY, most_offers=own, most_calls=own)
    assert helper.limits(Caps()) == limit
    assert helper.free(Caps())
    assert not replace(helper, open_offers=limit[0]).free(Caps())
    assert not replace(helper, open_calls=limit[1]).free(Caps())
