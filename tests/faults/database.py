"""A database in a file of its own: other threads and processes see it, and it survives them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

ALIAS = "default"
OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def make_template(folder: Path, blocker: DjangoDbBlocker) -> Path:
    """Make a file with empty tables, to be copied."""
    file = folder / "template.sqlite3"
    with blocker.unblock(), database_in(file):
        call_command("migrate", "chatxblock", verbosity=0)
    return file


@contextmanager
def database_in(file: Path, template: Path | None = None) -> Iterator[None]:
    """Have Django use that file, in every thread and child process, in place of the tests' usual database."""
    if template is not None:
        shutil.copy(template, file)
    settings: dict[str, Any] = connections.settings[ALIAS]
    usual, connection = dict(settings), connections[ALIAS]
    settings.update(NAME=str(file), OPTIONS=OPTIONS)
    connections[ALIAS] = connections.create_connection(ALIAS)
    try:
        yield
    finally:
        connections[ALIAS].close()
        settings.clear()
        settings.update(usual)
        connections[ALIAS] = connection
