"""A sweep with nothing to do says nothing, writes nothing but that it was there, and asks the same few questions."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.models import CallRow, OutboxRow
from chatxblock.store.numbers import heartbeats
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def sweep() -> tuple[list[str], int]:
    """Sweep once, and return what was written and how many queries that were."""
    with CaptureQueriesContext(connection) as captured:
        call_command("chatxblock_sweep")
    asked = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in asked if sql.startswith(WRITES)], len(asked)


def quiet(site: Site) -> None:
    """Let a course have a past, a question that is open, and nothing to be done for either."""
    past = site.ask("helper3")
    site.post("helper3", "leave", {"call_id": past["id"]})
    site.ask()
    for _ in range(3):
        call_command("chatxblock_sweep")
    later = datetime.now(UTC) + timedelta(minutes=5)
    CallRow.objects.exclude(due_at=None).update(due_at=later)
    assert not OutboxRow.objects.exists()


@pytest.mark.parametrize("past", [False, True], ids=["an empty site", "a course in which people have asked"])
def test_a_sweep_with_nothing_to_do_is_silent(
    site: Site, rooms: MemoryRooms, caplog: pytest.LogCaptureFixture, past: bool
) -> None:
    if past:
        quiet(site)
    for _ in range(2):  # after which it has noted the one before
        sweep()
    rooms.notifier.notices.clear()
    caplog.clear()
    with caplog.at_level(logging.DEBUG, logger="chatxblock"):
        found = [sweep() for _ in range(3)]
    assert [record.getMessage() for record in caplog.records if record.name.startswith("chatxblock")] == []
    for writes, _number in found:
        assert all(sql.startswith('UPDATE "chatxblock_heartbeat"') for sql in writes)
        assert len(writes) == 2  # that it was there, and when the one before was
    assert len({number for _writes, number in found}) == 1
    assert rooms.notifier.notices == []
    assert "sweep" in heartbeats()
