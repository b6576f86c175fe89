"""The store's databases, each started once and empty for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from pytest_django import DjangoDbBlocker

from tests.support.databases import Database, MariaDb, PostgreSql, Sqlite, empty, in_use

Find = Callable[[str], Database]


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Find]:
    """Return what starts a database, once, by its name."""
    with ExitStack() as stack:

        @cache
        def find(name: str) -> Database:
            if name == "sqlite":
                database: Database = Sqlite(tmp_path_factory.mktemp("sqlite"))
            else:
                database = {"mariadb": MariaDb, "postgresql": PostgreSql}[name]()
            database.start()
            stack.callback(database.stop)
            return database

        with django_db_blocker.unblock():
            yield find


@pytest.fixture(params=["sqlite", "mariadb", "postgresql"])
def database(
    request: pytest.FixtureRequest, databases: Find, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Database]:
    """Return an empty database that Django uses."""
    with django_db_blocker.unblock():
        found = databases(request.param)
        with in_use(found):
            empty()
            yield found
