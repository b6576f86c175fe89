"""How well and how quickly the shipped search finds: the labelled set, and a course with 50,000 resources.

`python -m benchmarks.retrieval` starts a PostgreSQL and a MariaDB of its own and uses a SQLite file. The large course
is made of the set's own English words, as often as they stand there, and of rare ones, so that questions meet words
that thousands of resources have. The floor is a query that does nothing, asked in turn with the search. What a database
takes is processor time, which other work on the machine changes least.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from benchmarks.figures import Figure, percentile, table
from benchmarks.labelled import LANGUAGES, Part, pairs, quality, resources
from chatxblock.domain.ports import DocumentKind, Scope

if TYPE_CHECKING:
    from chatxblock.search.term_search import TermSearch
    from tests.support.databases import Database

RESOURCES = 50_000
ALLOWED = 5.0
"""Milliseconds of the database's processor time that a question may take."""
WORDS, RARE_WORDS, RARE = 22, 6, 60_000
"""Words of a resource that are the set's, those that are rare, and how many rare ones there are."""
UNITS = 400
BATCH = 2_000
COURSE = "course-v1:Org+Large+2026"
KIND = DocumentKind.RESOURCE
SHOWN = 3
TURNS = 5
QUALITY = "quality"
ALL = (QUALITY, "sqlite", "postgresql", "mariadb")
INSERT = "INSERT INTO chatxblock_search_entry (document_id, term, weight) VALUES (%s, %s, %s)"


def main() -> None:
    """Print both tables; end with status 1 where a database takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(ALL)}; all if none is named")
    parser.add_argument("--resources", type=int, default=RESOURCES)
    options = parser.parse_args()
    names = options.names or ALL
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    import django  # noqa: PLC0415

    django.setup()
    from tests.support.databases import MariaDb, PostgreSql, Sqlite  # noqa: PLC0415

    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="chatxblock-bench-") as folder:
        (Path(folder) / QUALITY).mkdir()
        kinds: dict[str, Callable[[], Database]] = {
            QUALITY: lambda: Sqlite(Path(folder) / QUALITY),
            "sqlite": lambda: Sqlite(Path(folder)),
            "postgresql": PostgreSql,
            "mariadb": MariaDb,
        }
        for name, kind in kinds.items():
            if name not in names:
                continue
            print(f"measuring: {name}", file=sys.stderr)
            database = kind()
            with started(database) as search:
                if name == QUALITY:
                    print(*found_right(search), sep="\n", end="\n\n")
                    continue
                with without_index():
                    fill(options.resources)
                analyse(name)
                figures += measure(name, search, options.resources, database)
                print(f"R@3 of the set's English among them: {among(search):.2f}", file=sys.stderr)
                print(*(figure.row() for figure in figures[-2:]), sep="\n", file=sys.stderr)
    print(f"load average: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    print(f"{datetime.now(UTC).date()}, Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    print(table(figures))
    sys.exit(any(percentile(f.samples, 50) > ALLOWED for f in figures if "processor time" in f.name))


@contextmanager
def started(database: Database) -> Iterator[TermSearch]:
    """Start a database, give what searches it, and end it."""
    from chatxblock.search.term_search import TermSearch  # noqa: PLC0415
    from chatxblock.store.terms import TermStore  # noqa: PLC0415
    from tests.support.databases import in_use  # noqa: PLC0415

    database.start()
    try:
        with in_use(database):
            yield TermSearch(TermStore())
    finally:
        database.stop()


def found_right(search: TermSearch) -> Iterator[str]:
    """Return a table of how often the right resource is found, with whole resources and without their bodies."""
    from django.db import transaction  # noqa: PLC0415

    yield "| Language | Questions | n | R@1 | R@3 | MRR | R@3 without bodies |\n|---|---|---|---|---|---|---|"
    whole, rows = list(resources()), []
    for bodies in (False, True):
        with transaction.atomic():
            for document in whole:
                search.changed(document if bodies else replace(document, body=""))
        for language in LANGUAGES:
            asked = list(pairs(language))
            parts = [(part, [pair for pair in asked if pair.part is part]) for part in Part]
            rows += [(language, part, quality(search, language, of_part)) for part, of_part in parts]
    short, full = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    for (language, part, of), (_, _, bare) in zip(full, short, strict=True):
        cells = f"{of.pairs} | {of.first:.2f} | {of.third:.2f} | {of.mrr:.2f} | {bare.third:.2f}"
        yield f"| {language} | {part.value} | {cells} |"


def among(search: TermSearch) -> float:
    """Return how often the right resource is among the first three if the set's own are told of in the large course."""
    from django.db import transaction  # noqa: PLC0415

    with transaction.atomic():
        for document in resources():
            if document.languages == ("en",):
                search.changed(replace(document, course=COURSE))
    scope = Scope(course=COURSE, languages=("en",))
    asked = list(pairs("en"))
    return sum(
        pair.answered_by in [one.id for one in search.find(pair.question, scope, SHOWN)] for pair in asked
    ) / len(asked)


def fill(many: int) -> None:
    """Make a course with so many resources, of which each has some terms of the set and some that are rare."""
    from django.db import connection  # noqa: PLC0415

    from chatxblock.models import SearchDocumentRow, SearchTermRow  # noqa: PLC0415
    from chatxblock.search.bm25 import earned  # noqa: PLC0415
    from chatxblock.search.words import terms_of  # noqa: PLC0415
    from chatxblock.store.terms import number  # noqa: PLC0415

    chance = random.Random(7)
    english = (each for each in resources() if each.languages == ("en",))
    known = [term for each in english for term in terms_of(f"{each.title} {each.answer} {each.body}", ("en",))]
    often: Counter[str] = Counter()
    numbers: dict[str, int] = {}
    first = SearchDocumentRow.objects.count() + 1000
    for start in range(0, many, BATCH):
        documents, entries = [], []
        for key in range(first + start, first + min(start + BATCH, many)):
            rare = (f"rare{int(chance.paretovariate(0.7)) % RARE}" for _ in range(RARE_WORDS))
            terms = Counter([*chance.choices(known, k=WORDS), *rare])
            for term in terms.keys() - numbers.keys():
                numbers[term] = number(COURSE, KIND, term)
            unit = f"block-v1:Org+Large+2026+type@vertical+block@{key % UNITS:032x}"
            place = {"course": COURSE, "unit": unit, "section": f"{unit}-section"[-40:]}
            documents.append(SearchDocumentRow(pk=key, key=UUID(int=key), kind=KIND.value, counted=True, **place))
            entries += [(key, numbers[term], gain) for term, gain in earned(terms).items()]
            often.update(terms.keys())
        SearchDocumentRow.objects.bulk_create(documents, batch_size=BATCH)
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, entries)
    rows = [
        SearchTermRow(pk=numbers[term], beginning=number(COURSE, KIND, term[:3]), word=term, documents=count)
        for term, count in often.items()
    ]
    rows.append(SearchTermRow(pk=number(COURSE, KIND, ""), beginning=0, documents=many))
    SearchTermRow.objects.bulk_create(rows, batch_size=BATCH)


@contextmanager
def without_index() -> Iterator[None]:
    """Write many entries in one transaction without their index, which is made in the end."""
    from django.db import connection, transaction  # noqa: PLC0415

    from chatxblock.models import SearchEntryRow  # noqa: PLC0415

    (index,) = SearchEntryRow._meta.indexes
    with connection.schema_editor() as editor:
        editor.remove_index(SearchEntryRow, index)
    with transaction.atomic():
        yield
    with connection.schema_editor() as editor:
        editor.add_index(SearchEntryRow, index)


def analyse(name: str) -> None:
    """Let the database look at what it holds, as a server does by itself after a while."""
    from django.db import connection  # noqa: PLC0415

    command = {"mariadb": "ANALYZE TABLE", "postgresql": "VACUUM ANALYZE"}.get(name, "ANALYZE")
    with connection.cursor() as cursor:
        for table_name in ("document", "entry", "term"):
            cursor.execute(f"{command} chatxblock_search_{table_name}")


def spent(database: Database) -> float:
    """Return the milliseconds of processor time that a database has taken for this connection.

    All of a server with threads, of one with processes the one that is connected; SQLite works on our own thread.
    """
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "sqlite":
        return 1000 * time.thread_time()
    process = getattr(database, "_process").pid  # noqa: B009
    if connection.vendor == "postgresql":
        process = connection.connection.info.backend_pid
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


class Watch:
    """Adds up the processor time that queries take of a database."""

    def __init__(self, database: Database) -> None:
        self.taken, self._database = 0.0, database

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Carry a query out."""
        began = spent(self._database)
        try:
            return execute(sql, params, many, context)
        finally:
            self.taken += spent(self._database) - began


def measure(name: str, search: TermSearch, many: int, database: Database) -> Sequence[Figure]:
    """Return what the questions of the set take in the large course, with a query that does nothing as their floor.

    Each is asked some times, and the best of them counts: other work on the machine only ever adds.
    """
    scope = Scope(course=COURSE, unit=f"block-v1:Org+Large+2026+type@vertical+block@{7:032x}", languages=("en",))
    inside, whole, floors = [], [], []
    for pair in pairs("en"):
        turns = [_asked(search, pair.question, scope, database) for _ in range(TURNS)]
        inside.append(min(turn[0] for turn in turns))
        whole.append(min(turn[1] for turn in turns))
        floors.append((min(turn[2] for turn in turns), min(turn[3] for turn in turns)))
    what = f"{name}: `find` among {many:,}"
    return [
        Figure(name=f"{what}, processor time of the database", samples=inside, floor=[one for one, _ in floors]),
        Figure(name=f"{what}, the whole by the clock", samples=whole, floor=[one for _, one in floors]),
    ]


def _asked(search: TermSearch, question: str, scope: Scope, database: Database) -> tuple[float, float, float, float]:
    """Return what a question takes of the database and by the clock, and what a bare query takes."""
    from django.db import connection  # noqa: PLC0415

    watch = Watch(database)
    with connection.execute_wrapper(watch):
        search.find(question, scope, SHOWN)
    began = time.perf_counter()
    search.find(question, scope, SHOWN)
    whole = 1000 * (time.perf_counter() - began)
    bare = Watch(database)
    with connection.execute_wrapper(bare), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return watch.taken, whole, bare.taken, 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
