"""What was kept by block before units were known is kept through the migration, and found again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import now

from chatxblock.domain.helpers.duty import Unit
from chatxblock.models import CallRow
from chatxblock.store import DjangoStore
from chatxblock.testing import a_person

BEFORE, AFTER = ("chatxblock", "0005_versions_and_setbacks"), ("chatxblock", "0006_place")


@pytest.fixture
def before(transactional_db: None) -> Iterator[MigrationExecutor]:
    """The database as it was before there were units."""
    executor = MigrationExecutor(connection)
    executor.migrate([BEFORE])
    yield executor
    call_command("migrate", "chatxblock", verbosity=0)


def test_calls_and_wishes_go_by_block_until_somebody_visits_it(before: MigrationExecutor) -> None:
    apps = before.loader.project_state([BEFORE]).apps
    person = apps.get_model("chatxblock", "PersonRow").objects.create(course="course", user_id="bo", localpart="bo")
    moments = {"asked_at": now(), "touched_at": now()}
    apps.get_model("chatxblock", "CallRow").objects.create(block="block", asker=person, state="waiting", **moments)
    apps.get_model("chatxblock", "HelperUnitRow").objects.create(person=person, block="block", helps=False)

    call_command("migrate", "chatxblock", verbosity=0)

    assert CallRow.objects.values_list("unit", "block").get() == ("block", "block")
    store, who = DjangoStore(), a_person(person.pk)
    assert store.units(who) == [Unit(key="block", helps=False)]
    store.move_unit("block", "unit")
    assert CallRow.objects.values_list("unit", "block").get() == ("unit", "block")
    assert store.units(who) == [Unit(key="unit", helps=False)]
