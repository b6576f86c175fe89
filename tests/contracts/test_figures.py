"""What became of a course's questions is counted once, on every database, and read in a few queries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call
from chatxblock.domain.figures.cells import Count
from chatxblock.domain.figures.course import Figures, Learned, Load, OfUnit, Read
from chatxblock.domain.resources.resource import Stage
from chatxblock.models import CallRow, ExperienceRow, FigureRow, ResourceHelpedRow, ResourceRow, ResourceSourceRow
from chatxblock.store import DjangoStore
from chatxblock.testing import START
from tests.contracts.experience_contract import asked, changed, closed
from tests.contracts.store_contract import a_call, person
from tests.support.databases import Database, at_once

THIS = START.date().replace(day=1)
YEARS = (THIS.replace(year=THIS.year - 1), THIS.replace(year=THIS.year + 1))


@pytest.fixture
def store(database: Database) -> DjangoStore:
    """A store in which nothing is counted, and nothing of other tests will be."""
    CallRow.objects.update(figured=True)
    FigureRow.objects.all().delete()
    ExperienceRow.objects.all().delete()
    return DjangoStore()


def answered(store: DjangoStore, asker: str, seconds: float, *, hours: int = 0) -> Call:
    """A closed call to which a helper came after so many seconds."""
    helper = person(store, "bo")
    call = asked(store, asker, helper, hours=hours)
    return closed(
        store, changed(store, call, events.accepted(call, helper, call.asked_at + timedelta(seconds=seconds)))
    )


def figures(store: DjangoStore, course: str, units: int = 50) -> Figures:
    return store.figures(course, *YEARS, UTC, units)


def test_a_closed_call_is_counted_once_by_hour_unit_and_round(store: DjangoStore) -> None:
    running = asked(store, "alex", person(store, "bo"))
    assert store.count_outcomes(10, UTC) == 0
    quick = answered(store, "cem", 15.0)
    closed(store, running)
    assert [store.count_outcomes(10, UTC) for _ in range(2)] == [2, 0]
    found = figures(store, quick.course)
    both = Count(asked=2, answered=1, within=(0, 1, 1, 1, 1, 1, 1, 1))
    assert found.months == {THIS: both}
    assert (found.hours, found.rounds, found.whole) == ({START.hour: both}, {1: both}, both)
    assert found.units == (OfUnit(key=quick.unit, title=quick.context.title, count=both),)
    assert figures(store, "course-v1:Another+One+2026").whole == Count()


def test_what_was_solved_and_what_was_left_is_counted_and_a_late_helper_in_none_of_the_waits(
    store: DjangoStore,
) -> None:
    helper = person(store, "bo")
    call = asked(store, "alex", helper)
    call = changed(store, call, events.accepted(call, helper, START + timedelta(hours=2)))
    closed(store, changed(store, call, events.solved(call, START + timedelta(hours=3))))
    left = asked(store, "cem", helper)
    over = changed(store, left, events.deferred(left, START))
    changed(store, over, events.closed(events.archived(over, True, START), START))
    store.count_outcomes(10, UTC)
    assert figures(store, call.course).whole == Count(asked=2, answered=1, solved=1, left=1)


def test_who_asked_to_be_let_in_and_was_not_is_no_helper_who_came(store: DjangoStore) -> None:
    call = asked(store, "alex")
    closed(store, changed(store, call, events.asked_to_join(call, person(store, "fellow"), START)))
    store.count_outcomes(10, UTC)
    assert figures(store, call.course).whole == Count(asked=1)


def test_a_question_counts_for_the_month_and_hour_where_the_course_is(store: DjangoStore) -> None:
    zone = timezone(timedelta(hours=14))
    call = answered(store, "alex", 5.0)
    store.count_outcomes(10, zone)
    there = START.astimezone(zone)
    assert list(FigureRow.objects.filter(by="hour").values_list("month", "key")) == [
        (there.date().replace(day=1), str(there.hour))
    ]
    assert list(figures(store, call.course).hours) == [there.hour]


def test_the_months_at_both_ends_are_taken_in_and_no_others(store: DjangoStore) -> None:
    months = [(THIS + timedelta(days=31 * number)).replace(day=1) for number in (-2, 0, 1, 2)]
    for number, month in enumerate(months):
        call = answered(store, f"asker {number}", 5.0)
        CallRow.objects.filter(pk=call.id).update(asked_at=datetime(month.year, month.month, 1, tzinfo=UTC))
    store.count_outcomes(10, UTC)
    found = store.figures(call.course, months[1], months[2], UTC, 50)
    assert (list(found.months), found.calendar, found.whole.asked) == (months[1:3], months[1:3], 2)


def test_units_come_by_their_number_of_questions_and_no_more_than_wished(store: DjangoStore) -> None:
    calls = [answered(store, f"asker {number}", 5.0) for number in range(6)]
    for unit, some in (("few", calls[:1]), ("most", calls[1:4]), ("some", calls[4:])):
        CallRow.objects.filter(pk__in=[call.id for call in some]).update(unit=unit)
    store.count_outcomes(10, UTC)
    found = figures(store, calls[0].course, 2).units
    assert [(unit.key, unit.count.asked) for unit in found] == [("most", 3), ("some", 2)]


def test_the_load_is_how_many_talks_each_helper_came_to(store: DjangoStore) -> None:
    call = answered(store, "alex", 5.0)
    for number in range(3):
        answered(store, f"asker {number}", 5.0)
    other = person(store, "cy")
    more = asked(store, "dan", other)
    closed(store, changed(store, more, events.accepted(more, other, START)))
    while store.count_experience(100):
        pass
    assert figures(store, call.course).load == Load(talks=(1, 4))
    assert (Load(talks=(1, 4)).busiest, Load().busiest) == (0.8, None)


def test_what_was_published_and_what_helped_is_counted_by_month(store: DjangoStore) -> None:
    who, course = person(store, "alex"), f"course-v1:Figures+{uuid4().hex}+2026"
    for number, days in enumerate((0, 0, 40)):
        at = START + timedelta(days=days)
        resource = ResourceRow.objects.create(
            course=course, unit="u", stage=Stage.PUBLISHED.value, created_at=at, updated_at=at, published_at=at
        )
        ResourceSourceRow.objects.create(resource=resource, call_id=asked(store, f"asker {number}").id)
        if number:
            ResourceHelpedRow.objects.create(resource=resource, person_id=who.id, at=START)
    first, later = ((START + timedelta(days=days)).date().replace(day=1) for days in (0, 40))
    assert figures(store, course).learned == {
        first: Learned(published=2, talks=2, helped=2),
        later: Learned(published=1, talks=1),
    }


def test_what_became_of_reading_is_summed_and_what_was_merged_is_in_it_once(store: DjangoStore) -> None:
    course = f"course-v1:Figures+{uuid4().hex}+2026"
    times = {"created_at": START, "updated_at": START}
    counts = {"opened": 3, "helped": 2, "asked_anyway": 1}
    for stage in (Stage.PUBLISHED, Stage.HIDDEN, Stage.MERGED):
        ResourceRow.objects.create(course=course, unit="u", stage=stage.value, **times, **counts)
    assert figures(store, course).read == Read(opened=6, helped=4, asked_anyway=2)
    assert figures(store, "course-v1:Another+One+2026").read == Read()


@pytest.mark.parametrize("many", [2, 8])
def test_of_many_who_count_at_once_each_call_is_counted_by_one(store: DjangoStore, many: int) -> None:
    calls = [answered(store, f"asker {number}", 5.0) for number in range(6)]

    def count(which: int) -> int:
        turn = which % len(calls)
        return sum(store.count_outcome_of(call.id, UTC) for call in calls[turn:] + calls[:turn])

    assert sum(at_once(many, count)) == len(calls)
    assert figures(store, calls[0].course).whole.asked == len(calls)


def test_reading_takes_as_many_queries_for_many_calls_as_for_none(store: DjangoStore) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            figures(store, a_call(person(store, "alex")).course)
        return len(seen.captured_queries)

    person(store, "alex")
    before = queries()
    for number in range(5):
        answered(store, f"asker {number}", 5.0, hours=number)
    store.count_outcomes(10, UTC)
    assert queries() == before
    assert before <= 10


def test_a_helper_who_was_called_by_name_counts_for_the_round_before(store: DjangoStore) -> None:
    call, named = asked(store, "alex", person(store, "bo")), person(store, "cy")
    call = changed(store, call, events.invited(call, named, START))
    call = closed(store, changed(store, call, events.accepted(call, named, START)))
    store.count_outcomes(10, UTC)
    assert list(figures(store, call.course).rounds) == [1]


def test_whoever_was_let_in_with_the_same_question_is_no_helper_who_came(store: DjangoStore) -> None:
    call, fellow = asked(store, "alex"), person(store, "fellow")
    call = changed(store, call, events.asked_to_join(call, fellow, START))
    closed(store, changed(store, call, events.admitted(call, fellow, START)))
    store.count_outcomes(10, UTC)
    assert figures(store, call.course).whole == Count(asked=1)
