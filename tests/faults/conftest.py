"""Fixtures of the tests that break things."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from chatxblock.store import DjangoStore
from tests.faults.database import database_in, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    return make_template(tmp_path_factory.mktemp("database"), django_db_blocker)


@pytest.fixture
def store(template: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[DjangoStore]:
    """Return a store in a database file of this test's own."""
    with django_db_blocker.unblock(), database_in(tmp_path / "test.sqlite3", template):
        yield DjangoStore()
