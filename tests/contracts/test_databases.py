"""What databases do that no double does: give a transaction up, make it wait, spoil a letter, refuse a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, DataError, IntegrityError, OperationalError, connection, transaction

from chatxblock.checks import check_letters
from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Answer, Call, Context, User
from chatxblock.errors import AlreadyInCall, StaleCall, StoreBusy
from chatxblock.models import CallRow, InvitationRow, LineRow, PersonRow
from chatxblock.store import DjangoStore
from chatxblock.store.database import character_set
from chatxblock.store.insert import insert_new
from chatxblock.store.numbers import beat, heartbeats, numbers
from chatxblock.testing import START
from tests.contracts.store_contract import COURSE, a_call, a_line, lease, person
from tests.support.databases import TIME_LIMIT, Database, MariaDb, PostgreSql, Server, at_once

SHORT_WAIT = {
    "sqlite": "PRAGMA busy_timeout = 20",
    "mariadb": "SET SESSION innodb_lock_wait_timeout = 1",
    "postgresql": "SET lock_timeout = '50ms'",
}
"""How a connection is told not to wait long for others."""


@pytest.fixture
def store(database: Database) -> DjangoStore:
    return DjangoStore()


class Watched:
    """Counts what a connection writes to the calls, and says when it has, or has failed to."""

    def __init__(self) -> None:
        self.wrote, self.failed = Event(), Event()
        self.tries = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        writes = sql.startswith("UPDATE") and "chatxblock_call" in sql
        self.tries += writes
        try:
            answer = execute(sql, params, many, context)
        except OperationalError:
            self.failed.set()
            raise
        if writes:
            self.wrote.set()
        return answer


def kept(store: DjangoStore) -> Call:
    call = a_call(person(store, "alex"))
    store.add(call, lease())
    asked = events.widened(call, [person(store, "bo")], START)
    store.save(call, asked)
    return asked


@contextmanager
def meanwhile(job: Callable[[], object]) -> Iterator[None]:
    """Do something in a thread with a connection of its own; raise what it raised."""

    def run() -> None:
        try:
            job()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(run)
        yield
        done.result(TIME_LIMIT)


def test_every_letter_comes_back(store: DjangoStore) -> None:
    words = "👩🏽‍🔬 𝔐𝔞𝔱𝔯𝔦𝔵 שלום e\u0301 🇺🇳"
    asker = store.people(COURSE, [User(user_id="alex", name=words, username=words, image_url="/🦊.png")])[0]
    call = replace(a_call(asker), question=words * 80, context=Context(title=words, excerpt=words))
    store.add(call, lease())
    store.keep(call.id, [replace(a_line(1), body=words * 700, message_id="🦊")], 0)
    assert store.load(call.id) == call
    assert [(line.body, line.message_id) for line in store.log(call.id)] == [(words * 700, "🦊")]


def test_the_longest_course_and_name_are_kept(store: DjangoStore) -> None:
    users = [User(user_id="9" * 64, name="🦊" * 255, username="🦊" * 256, image_url="/" * 500)]
    first, again = (store.people("🦊" * 255, users)[0] for _ in range(2))
    assert first == again
    assert (first.course, first.name, first.username) == ("🦊" * 255,) * 3
    assert len(first.image_url) == 500


def test_a_save_that_waits_too_long_for_another_is_repeated(store: DjangoStore, database: Database) -> None:
    call, locked, watched = kept(store), Event(), Watched()

    def hold() -> None:
        with transaction.atomic():
            CallRow.objects.filter(pk=call.id).update(lease_token="held")
            locked.set()
            assert watched.failed.wait(TIME_LIMIT)

    with connection.cursor() as cursor:
        cursor.execute(SHORT_WAIT[database.name])
    with meanwhile(hold), connection.execute_wrapper(watched):
        assert locked.wait(TIME_LIMIT)
        store.save(call, events.solved(call, START))
    assert watched.failed.is_set()
    assert store.load(call.id).solved_at == START


def test_a_save_that_never_gets_its_turn_says_so_in_bounded_time(store: DjangoStore, database: Database) -> None:
    call, locked, over = kept(store), Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            CallRow.objects.filter(pk=call.id).update(lease_token="held")
            locked.set()
            assert over.wait(TIME_LIMIT)

    with connection.cursor() as cursor:
        cursor.execute(SHORT_WAIT[database.name])
    with meanwhile(hold):
        assert locked.wait(TIME_LIMIT)
        try:
            with pytest.raises(StoreBusy):
                store.save(call, events.solved(call, START))
        finally:
            over.set()
    assert store.load(call.id) == call


@pytest.mark.parametrize("database", ["mariadb", "postgresql"], indirect=True)
def test_a_save_that_loses_a_deadlock_is_repeated(store: DjangoStore, database: Database) -> None:
    call, locked, watched = kept(store), Event(), Watched()

    def cross() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if database.name == "postgresql":  # whoever looks for deadlocks first loses
                cursor.execute("SET LOCAL deadlock_timeout = '10s'")
            else:  # whoever has written less loses
                PersonRow.objects.bulk_create(PersonRow(course=COURSE, user_id=n, localpart=n) for n in range(50))
            InvitationRow.objects.filter(call=call.id).update(seen_at=START)
            locked.set()
            assert watched.wrote.wait(TIME_LIMIT)
            CallRow.objects.filter(pk=call.id).update(lease_token="crossed")

    with meanwhile(cross), connection.execute_wrapper(watched):
        assert locked.wait(TIME_LIMIT)
        store.save(call, events.accepted(call, call.invitations[0].person, START))
    assert watched.failed.is_set()
    assert watched.tries > 1
    assert store.load(call.id).invitations[0].answer is Answer.ACCEPTED
    assert CallRow.objects.get(pk=call.id).lease_token == "crossed"


def test_other_errors_of_the_database_are_not_repeated(store: DjangoStore) -> None:
    tried = []

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        tried.append(sql)
        return execute("SELECT 1 FROM nowhere", None, False, context)

    call = kept(store)
    with connection.execute_wrapper(refuse), pytest.raises(DatabaseError, match="nowhere"):
        store.release(call.id, lease())
    assert len(tried) == 1


def test_inside_a_transaction_of_the_platforms_the_outcome_is_the_same(store: DjangoStore) -> None:
    call = kept(store)
    with transaction.atomic():
        assert store.add(replace(call, room="other"), lease()) == (call, False)
        with pytest.raises(AlreadyInCall):
            store.add(a_call(call.asker), lease())
        store.save(call, events.solved(call, START))
        with pytest.raises(StaleCall):
            store.save(call, events.ended(call, START))
    assert store.load(call.id).solved_at == START


def test_what_a_transaction_of_the_platforms_cannot_see_is_told_as_a_conflict(store: DjangoStore) -> None:
    """Under REPEATABLE READ somebody else's new row is in the way, and cannot be read."""
    call = a_call(person(store, "alex"))
    with transaction.atomic():
        assert store.open_call(call.asker) is None
        if connection.vendor == "sqlite":  # one writer at a time: nobody can come in between
            assert store.add(call, lease())[1]
            return
        with meanwhile(partial(store.add, call, lease())):
            pass
        with pytest.raises((StaleCall, AlreadyInCall)):
            store.add(a_call(call.asker), lease())
    assert store.open_call(call.asker) == call


def test_every_letter_can_be_kept_everywhere(database: Database) -> None:
    assert character_set()[1] == []


@pytest.mark.parametrize("database", ["mariadb"], indirect=True)
def test_a_table_that_cannot_keep_every_letter_is_told(database: Database) -> None:
    change = "ALTER TABLE chatxblock_line CONVERT TO CHARACTER SET"
    with connection.cursor() as cursor:
        cursor.execute(f"{change} latin1")
        try:
            assert character_set() == ("utf8mb4", ["chatxblock_line (latin1)"])
        finally:
            cursor.execute(f"{change} utf8mb4")


@pytest.mark.parametrize("database", ["mariadb"], indirect=True)
def test_a_connection_that_cannot_carry_every_letter_is_told(database: Database) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET NAMES latin1")
    assert character_set() == ("latin1", ["connection (latin1)"])


@pytest.mark.parametrize("database", ["mariadb"], indirect=True)
@pytest.mark.parametrize("narrow", ["utf8mb3", "latin1"])
def test_manage_py_check_refuses_tables_that_cannot_keep_every_letter_and_says_how_to_mend_them(
    database: Database, store: DjangoStore, narrow: str
) -> None:
    call_command("check", databases=["default"])
    call, change = kept(store), "ALTER TABLE chatxblock_line CONVERT TO CHARACTER SET"
    lines = [a_line(1), replace(a_line(2), body="🎉")]
    with connection.cursor() as cursor:
        cursor.execute(f"{change} {narrow}")
        try:
            with pytest.raises(SystemCheckError, match=rf"(?s)E006.*{change} utf8mb4;"):
                call_command("check", databases=["default"])
            with pytest.raises(DatabaseError):
                store.keep(call.id, lines, 0)
            assert store.log(call.id) == []
        finally:
            cursor.execute(f"{change} utf8mb4")
    call_command("check", databases=["default"])
    store.keep(call.id, lines, 0)
    assert store.log(call.id) == lines


@pytest.mark.parametrize("database", ["mariadb"], indirect=True)
def test_manage_py_check_refuses_a_connection_that_changes_what_is_kept(database: Database) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET NAMES utf8mb3")
        cursor.execute("SET sql_mode = ''")
    letters, strict = check_letters(databases=["default"])
    assert (letters.id, letters.hint) == ("chatxblock.E006", "Add 'charset': 'utf8mb4' to OPTIONS in DATABASES.")
    assert (strict.id, "STRICT_TRANS_TABLES" in str(strict.hint)) == ("chatxblock.E007", True)
    connection.close()
    assert check_letters(databases=["default"]) == check_letters() == []


def test_of_what_is_there_nothing_is_changed_and_nothing_else_is_passed_over(
    store: DjangoStore, database: Database
) -> None:
    call = kept(store)
    store.keep(call.id, [a_line(1)], 0)
    store.keep(call.id, [replace(a_line(1), body="forged"), a_line(2)], 0)
    assert store.log(call.id) == [a_line(1), a_line(2)]
    with pytest.raises(IntegrityError):
        store.keep(uuid4(), [a_line(3)], 0)
    with pytest.raises(IntegrityError):
        insert_new([LineRow(call_id=call.id, archive_id="4", sent_at=START)], "call", "archive_id")
    if database.name != "sqlite":  # which knows no lengths
        with pytest.raises(DataError):
            store.keep(call.id, [replace(a_line(5), id="5" * 65)], 0)
    assert store.log(call.id) == [a_line(1), a_line(2)]


def test_numbers_and_heartbeats_are_the_same_everywhere(store: DjangoStore) -> None:
    call = kept(store)
    came = events.accepted(call, call.invitations[0].person, START + timedelta(seconds=7))
    store.save(call, came)
    other = a_call(person(store, "dee"))
    store.add(other, lease())
    store.save(other, events.ended(other, START))
    found = numbers(START + timedelta(minutes=1))
    assert found.calls == {"waiting": 0, "answered": 1, "archiving": 1, "closed": 0}
    assert (found.first_helper, found.unanswered, found.rounds) == ((7.0,), 1, {0: 1, 1: 1})
    assert found.archive_lag == 60.0
    at_once(8, lambda which: beat("sweep", START + timedelta(seconds=which)))
    assert START <= heartbeats()["sweep"] <= START + timedelta(seconds=7)


@pytest.mark.parametrize("kind", [MariaDb, PostgreSql])
def test_a_missing_server_is_told_with_what_to_install(kind: type[Server]) -> None:
    server = kind()
    try:
        with pytest.raises(AssertionError, match=f"apt-get install {kind.package}"):
            server.program("no-such-server")
    finally:
        server.stop()
