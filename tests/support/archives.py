"""The archive of a test's own ejabberd, taken hold of from beside it: made to refuse, and to fail altogether.

Its SQLite stands in the server's folder, and the server goes on using it meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

TIME_LIMIT = 10.0
"""Seconds to wait for the server to have done with its database."""


@contextmanager
def refusing(folder: Path, room: str = "%", body: str = "%") -> Iterator[None]:
    """Let the database take no such line of that room, given by its address, as long as the block lasts."""
    assert "'" not in room + body
    which = f"NEW.username LIKE '{room}' AND NEW.txt LIKE '{body}'"
    refusal = f"WHEN {which} BEGIN SELECT RAISE(ABORT, 'full'); END"
    run(folder, f"CREATE TRIGGER refusing BEFORE INSERT ON archive {refusal}")
    try:
        yield
    finally:
        run(folder, "DROP TRIGGER refusing")


@contextmanager
def failing(folder: Path) -> Iterator[None]:
    """Let the database have no archive at all, neither to write nor to read."""
    run(folder, "ALTER TABLE archive RENAME TO archive_elsewhere")
    try:
        yield
    finally:
        run(folder, "ALTER TABLE archive_elsewhere RENAME TO archive")


def run(folder: Path, statement: str) -> None:
    """Change the database in one step."""
    with closing(sqlite3.connect(folder / "archive.db", timeout=TIME_LIMIT)) as connection:
        connection.execute(statement)
        connection.commit()
