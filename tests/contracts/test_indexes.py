"""What is asked again and again is found by an index, whatever else was kept: on each database, by its own plan."""

from __future__ import annotations

from datetime import UTC
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.models import CallRow
from chatxblock.store import DjangoStore
from chatxblock.testing import START
from tests.contracts.store_contract import a_call, lease, person
from tests.support.databases import Database

MANY = 2_000
WHOLE = {"sqlite": "SCAN", "postgresql": "Seq Scan", "mysql": " ALL "}
"""What a plan says that reads a whole table."""


@pytest.fixture
def _many_closed(database: Database) -> None:
    """An open question, and many which are closed, counted and not to be found."""
    store = DjangoStore()
    store.add(a_call(person(store, "alex")), lease())
    sample = CallRow.objects.get()
    values = {field.attname: getattr(sample, field.attname) for field in CallRow._meta.concrete_fields}
    values |= {"state": "closed", "open_key": None, "due_at": None, "counted": True, "figured": True, "findable": False}
    calls = [CallRow(**{**values, "id": UUID(int=number), "room": f"{number}"}) for number in range(MANY)]
    CallRow.objects.bulk_create(calls, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute(f"{'ANALYZE TABLE' if connection.vendor == 'mysql' else 'ANALYZE'} chatxblock_call")


def plan(sql: str) -> str:
    """How the database reads what is asked for."""
    with connection.cursor() as cursor:
        cursor.execute(f"{'EXPLAIN QUERY PLAN' if connection.vendor == 'sqlite' else 'EXPLAIN'} {sql}")
        return " ".join(str(cell) for row in cursor.fetchall() for cell in row)


@pytest.mark.usefixtures("_many_closed")
def test_a_sweep_that_finds_nothing_reads_no_closed_call() -> None:
    store = DjangoStore()
    with CaptureQueriesContext(connection) as queries:
        assert store.take_due(lease(), START) is None
        assert store.count_experience(100) == 0
        assert store.count_outcomes(100, UTC) == 0
        assert len(store.misindexed_calls("", 100)) == 1
    asked = [query["sql"] for query in queries.captured_queries]
    assert len(asked) == 5
    assert [sql for sql in asked if WHOLE[connection.vendor] in plan(sql)] == []
