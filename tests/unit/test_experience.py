"""What counts of offers say about how likely somebody answers in time."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from chatxblock.domain.helpers.experience import Experience, Offer, experience_of, summed
from chatxblock.testing import START


def test_nothing_is_known_of_who_was_never_asked() -> None:
    assert Experience(person=1, hour=9).likelihood(60) is None


@pytest.mark.parametrize(("seconds", "share"), [(14.9, 0), (15, 0.1), (59, 0.3), (60, 0.5), (300, 0.8), (9999, 0.8)])
def test_a_likelihood_is_never_more_than_was_counted(seconds: float, share: float) -> None:
    known = Experience(person=1, hour=9, offered=10, seen=9, answered=9, within=(1, 3, 5, 7, 8))
    assert known.likelihood(seconds) == share


def test_the_hour_is_that_of_the_offer_in_utc() -> None:
    there = START.astimezone(timezone(timedelta(hours=5, minutes=30)))
    late = START + timedelta(hours=2)
    found = experience_of(Offer(person=1, invited_at=there, seen_at=late, accepted_at=late))
    assert (found.hour, found.answered, found.seconds) == (START.hour, 1, 7200.0)


def test_who_came_without_having_said_so_has_seen_it() -> None:
    found = experience_of(Offer(person=1, invited_at=START, seen_at=None, accepted_at=START))
    assert (found.seen, found.within) == (1, (1, 1, 1, 1, 1))


def test_sums_are_by_person_and_hour() -> None:
    offers = [(2, 0), (1, 0), (1, 1), (1, 0)]
    found = summed(
        experience_of(Offer(person=person, invited_at=START + timedelta(hours=hours), seen_at=None, accepted_at=None))
        for person, hours in offers
    )
    counts = [(one.person, (one.hour - START.hour) % 24, one.offered) for one in found]
    assert sorted(counts) == [(1, 0, 2), (1, 1, 1), (2, 0, 1)]
