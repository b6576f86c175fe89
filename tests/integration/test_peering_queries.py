"""Choosing asks the database the same few questions, however many helpers there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.candidates import Candidates, duty_room
from chatxblock.domain.calls.rounds import Pool, Round
from chatxblock.domain.helpers.duty import Standing
from chatxblock.models import HelperRow, HelperUnitRow, PersonRow
from chatxblock.peering.least_answered import LeastAnswered
from chatxblock.store import DjangoStore
from chatxblock.store.rows import to_person
from chatxblock.testing import AnybodyMayHelp, FixedClock, MemoryRooms, a_call

pytestmark = pytest.mark.django_db
MOST = 5
"""Queries for a round of three."""


def fill(many: int) -> list[PersonRow]:
    """Make a course with so many helpers on duty, one in ten of them staff."""
    people = PersonRow.objects.bulk_create(
        PersonRow(course=a_call().course, user_id=f"u{number}", localpart=f"{number:032x}", name=f"P{number}")
        for number in range(many)
    )
    shown = {"ready": True}
    HelperRow.objects.bulk_create(
        HelperRow(
            person=person,
            course=person.course,
            standing=Standing.HELPS.value,
            on_duty=True,
            present=True,
            staff=place % 10 == 0,
            **shown,
        )
        for place, person in enumerate(people)
    )
    HelperUnitRow.objects.bulk_create(HelperUnitRow(person=person, unit=a_call().unit, **shown) for person in people)
    return people


def asked(pool: Pool, many: int) -> tuple[Call, int]:
    """Choose three of so many; return the call, and how many queries that took."""
    people = fill(many)
    clock = FixedClock()
    rooms = MemoryRooms(clock)
    call = replace(a_call(), asker=to_person(people[0]), listed=tuple(person.pk for person in people[1:4]))
    rooms.presence.make_duty_room(duty_room(call.course), password="")
    rooms.presence.around |= {person.localpart for person in people}
    candidates = Candidates(helpers=DjangoStore(), presence=rooms.presence, eligibility=AnybodyMayHelp(), clock=clock)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        chosen = LeastAnswered().choose(call, Round(size=3, wait=60.0, pool=pool), candidates.of(call, pool))
    assert len(chosen) == 3
    return call, len(queries)


@pytest.mark.parametrize("pool", list(Pool))
def test_a_thousand_helpers_cost_as_many_queries_as_a_hundred(pool: Pool) -> None:
    _, few = asked(pool, 100)
    PersonRow.objects.all().delete()
    _, many = asked(pool, 1000)
    assert many == few <= MOST
