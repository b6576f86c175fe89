"""What is there already stays what it is, on each database: tables go back to how they were, and come forward again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from chatxblock import migrations
from chatxblock.domain.calls.call import Answer, Report
from chatxblock.domain.helpers.duty import Unit
from chatxblock.models import CallRow
from chatxblock.store import DjangoStore
from chatxblock.store.database import unapplied
from chatxblock.testing import START
from tests.contracts.store_contract import COURSE
from tests.support.databases import Database

MIGRATIONS = Path(migrations.__path__[0])
OLD = "0003_helpers"
ELSEWHERE = "course-v1:Org+Elsewhere+2026"
PLAN = {"rounds": [{"size": 2, "wait": 60.0, "pool": "listed"}], "helper_limit": 3, "grace": 60.0, "listed": []}
LOST = {"lines": 0, "last_id": "lost with the room"}
REMAKING = {"lines": 0, "last_id": "being made again"}
REPORT = {"lines": 3, "last_id": "1003"}


def migrate(name: str) -> Apps:
    """Bring the tables to a migration; return the models as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate([("chatxblock", name)])
    return executor.loader.project_state([("chatxblock", name)]).apps


def newest() -> str:
    (leaf,) = (name for app, name in MigrationExecutor(connection).loader.graph.leaf_nodes() if app == "chatxblock")
    return str(leaf)


@pytest.fixture
def old(database: Database) -> Iterator[Apps]:
    """The models before the house was rearranged."""
    yield migrate(OLD)
    migrate(newest())


def rows(old: Apps, model: str) -> Any:
    """The rows of a model as it was."""
    return old.get_model("chatxblock", model).objects


def person(old: Apps, name: str) -> Any:
    row = {"course": COURSE, "user_id": name, "localpart": uuid4().hex, "name": name.title()}
    return rows(old, "PersonRow").create(**row)


def call(old: Apps, asker: Any, **columns: Any) -> Any:
    row: dict[str, Any] = {
        "course": COURSE,
        "block": "block",
        "asker": asker,
        "question": "Why? 🤔",
        "context": {"usage_key": "block", "title": "Unit 3", "url": "/unit/3", "excerpt": ""},
        "plan": PLAN,
        "room": uuid4().hex,
        "state": "waiting",
        "asked_at": START,
        "touched_at": START,
        **columns,
    }
    return rows(old, "CallRow").create(**row)


Then = Callable[[], None]
"""What has to hold afterwards."""


def questions_left_for_the_teachers_are_still_left_and_answered(old: Apps) -> Then:
    alex, kim = person(old, "alex"), person(old, "kim")
    left = call(old, alex, state="closed", entrusted_at=START, ended_at=START)
    answered = call(old, alex, state="closed", entrusted_at=START, ended_at=START)
    rows(old, "LateAnswerRow").create(call=answered, by=kim, body="So it is.", at=START)

    def then() -> None:
        store = DjangoStore()
        assert [found.id for found in store.deferred_questions(COURSE)] == [left.pk]
        (found,) = store.deferred_answers(store.load(left.pk).asker)
        assert (found.call.id, found.answer.body, found.answer.by.name) == (answered.pk, "So it is.", "Kim")

    return then


def who_asked_to_be_let_in_still_asks(old: Apps) -> Then:
    asked = call(old, person(old, "ann"))
    for name, round, answer in (("bea", 0, "knocking"), ("cleo", 1, "open")):
        invitation = {"person": person(old, name), "round": round, "answer": answer, "invited_at": START}
        rows(old, "InvitationRow").create(call=asked, **invitation)

    def then() -> None:
        assert [i.answer for i in DjangoStore().load(asked.pk).invitations] == [Answer.JOINING, Answer.OPEN]

    return then


def what_the_chat_server_lost_is_no_report_any_more(old: Apps) -> Then:
    marked = [[], [LOST], [REMAKING], [REMAKING, LOST]]
    kept = [call(old, person(old, f"fay {n}"), reports=[*marks, REPORT]) for n, marks in enumerate(marked)]

    def then() -> None:
        for row, marks in zip(kept, marked, strict=True):
            found = DjangoStore().load(row.pk)
            assert found.reports == (Report(lines=3, last_id="1003"),)
            assert (found.log_lost_at is not None, found.remaking_at is not None) == (LOST in marks, REMAKING in marks)

    return then


def calls_go_on_from_their_first_version(old: Apps) -> Then:
    kept = call(old, person(old, "gus"), rev=7)

    def then() -> None:
        assert (CallRow.objects.get(pk=kept.pk).version, DjangoStore().load(kept.pk).rev) == (1, 7)

    return then


def calls_and_wishes_go_by_block_until_somebody_visits_it(old: Apps) -> Then:
    hal, ivy = person(old, "hal"), person(old, "ivy")
    kept = call(old, hal, block="visited")
    rows(old, "HelperUnitRow").create(person=ivy, block="visited", helps=False)

    def then() -> None:
        store = DjangoStore()
        helper = store.persons([ivy.localpart])[ivy.localpart]
        for unit in ("visited", "unit"):
            assert (store.load(kept.pk).unit, store.load(kept.pk).block) == (unit, "visited")
            assert store.units(helper) == [Unit(key=unit, helps=False)]
            store.move_unit("visited", "unit")

    return then


def offers_of_earlier_calls_are_counted(old: Apps) -> Then:
    jo = person(old, "jo")
    closed = call(old, person(old, "kit"), state="closed", ended_at=START, closed_at=START)
    offer = {"round": 1, "answer": "left", "invited_at": START, "seen_at": START, "accepted_at": START}
    rows(old, "InvitationRow").create(call=closed, person=jo, **offer)

    def then() -> None:
        store = DjangoStore()
        assert [store.count_experience(10) > 0 for _ in range(2)] == [True, False]
        (found,) = store.experience([jo.pk])
        assert (found.hour, found.offered, found.answered) == (START.hour, 1, 1)

    return then


def what_is_open_or_left_can_be_found(old: Apps) -> Then:
    over: dict[str, Any] = {"state": "closed", "ended_at": START, "course": ELSEWHERE}
    waits = call(old, person(old, "lea"), course=ELSEWHERE)
    left = call(old, person(old, "mia"), entrusted_at=START, **over)
    answered = call(old, person(old, "ned"), entrusted_at=START, **over)
    rows(old, "LateAnswerRow").create(call=answered, by=person(old, "pat"), body="So it is.", at=START)
    mine = [row.pk for row in (waits, left, call(old, person(old, "oda"), **over), answered)]

    def then() -> None:
        store = DjangoStore()
        assert [found.id for found in store.findable_calls(mine)] == [waits.pk, left.pk]
        assert {found.id: may for found, may in store.misindexed_calls(ELSEWHERE, 9)} == {waits.pk: True, left.pk: True}
        assert store.load(waits.pk).read == ()

    return then


THINGS = (
    questions_left_for_the_teachers_are_still_left_and_answered,
    who_asked_to_be_let_in_still_asks,
    what_the_chat_server_lost_is_no_report_any_more,
    calls_go_on_from_their_first_version,
    calls_and_wishes_go_by_block_until_somebody_visits_it,
    offers_of_earlier_calls_are_counted,
    what_is_open_or_left_can_be_found,
)


def test_what_is_there_already_stays_what_it_is_and_can_go_back(old: Apps) -> None:
    """One way there and back for all of it: on some databases each way takes half a minute."""
    afterwards = [thing(old) for thing in THINGS]
    migrate(newest())
    assert unapplied() == []
    call_command("makemigrations", "chatxblock", check=True, dry_run=True, verbosity=0)
    for then in afterwards:
        then()
    migrate(OLD)
    reports = [row.reports for row in rows(old, "CallRow").exclude(reports=[]).order_by("asker__name")]
    expected = [[REPORT], [LOST, REPORT], [REMAKING, REPORT], [LOST, REMAKING, REPORT]]
    assert [sorted(found, key=str) for found in reports] == [sorted(kept, key=str) for kept in expected]
    assert rows(old, "CallRow").filter(block="visited").count() == 1
    assert rows(old, "HelperUnitRow").get().helps is False
    assert unapplied() == sorted(path.stem for path in MIGRATIONS.glob("0*.py") if path.stem > OLD)
    call_command("migrate", "chatxblock", "zero", verbosity=0)
    assert not [name for name in connection.introspection.table_names() if name.startswith("chatxblock_")]
    migrate(newest())
    tables = {model._meta.db_table for model in apps.get_app_config("chatxblock").get_models()}
    assert tables <= set(connection.introspection.table_names())
