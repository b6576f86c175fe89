"""Measures on each of the three databases, of which PostgreSQL and MariaDB are started for it and SQLite is a file."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, percentile, table

if TYPE_CHECKING:
    from tests.support.databases import Database

ALLOWED = 200.0
"""Milliseconds that what a page waits for may take by the clock."""
TURNS = 30

Wishes = Mapping[str, Callable[[], object]]
"""What is timed, by what it is called."""


def on_each_database(prepared: Callable[[], tuple[Wishes, Callable[[], object]]]) -> list[Figure]:
    """Return what each wish takes on each database, in turn with its floor; `prepared` fills one and tells both."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    import django  # noqa: PLC0415

    django.setup()
    figures: list[Figure] = []
    for name, database in _databases():
        print(f"measuring: {name}", file=sys.stderr)
        figures += _measured(name, database, prepared)
    return figures


def held(figures: Sequence[Figure]) -> None:
    """Print the table; end with status 1 where the median of one is longer than it may be."""
    print(f"load average: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    print(f"{datetime.now(UTC).date()}, Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    print(table(figures))
    sys.exit(any(percentile(figure.samples, 50) > ALLOWED for figure in figures))


def _databases() -> Iterator[tuple[str, Database]]:
    from tests.support.databases import MariaDb, PostgreSql, Sqlite  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="chatxblock-bench-") as folder:
        yield "sqlite", Sqlite(Path(folder))
        yield "postgresql", PostgreSql()
        yield "mariadb", MariaDb()


def _measured(
    name: str, database: Database, prepared: Callable[[], tuple[Wishes, Callable[[], object]]]
) -> list[Figure]:
    from tests.support.databases import in_use  # noqa: PLC0415

    database.start()
    try:
        with in_use(database):
            wishes, floor = prepared()
            return [_timed(f"{name}: {what}", wish, floor) for what, wish in wishes.items()]
    finally:
        database.stop()


def _timed(name: str, wish: Callable[[], object], least: Callable[[], object]) -> Figure:
    samples, floor = [], []
    for _ in range(TURNS):
        began = time.perf_counter()
        wish()
        between = time.perf_counter()
        least()
        samples.append(1000 * (between - began))
        floor.append(1000 * (time.perf_counter() - between))
    return Figure(name=name, samples=samples, floor=floor)
