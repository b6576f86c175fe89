"""How well and how quickly the shipped search finds: the labelled set, and a course with 50,000 resources.

`python -m benchmarks.retrieval` starts a PostgreSQL and a MariaDB of its own and uses a SQLite file. The large course
is made of the set's own English words, as often as they stand there, and of rare ones, so that questions meet words
that thousands of resources have. The floor is a query that does nothing, asked in turn with the search.
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
"""Milliseconds that a question may take of the database."""
WORDS, RARE_WORDS, RARE = 22, 6, 60_000
"""Words of a resource that are the set's, those that are rare, and how many rare ones there are."""
UNITS = 400
BATCH = 2_000
COURSE = "course-v1:Org+Large+2026"
SHOWN = 3
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
            with started(kind()) as search:
                if name == QUALITY:
                    print(*found_right(search), sep="\n", end="\n\n")
                    continue
                with without_index():
                    fill(options.resources)
                analyse(name)
                figures += measure(name, search, options.resources)
                print(*(figure.row() for figure in figures[-2:]), sep="\n", file=sys.stderr)
    print(f"load average: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    print(f"{datetime.now(UTC).date()}, Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    print(table(figures))
    sys.exit(any(percentile(f.samples, 50) > ALLOWED for f in figures if "the database" in f.name))


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


def fill(many: int) -> None:
    """Make a course with so many resources, of which each has some terms of the set and some that are rare."""
    from django.db import connection  # noqa: PLC0415

    from chatxblock.models import SearchDocumentRow, SearchTermRow  # noqa: PLC0415
    from chatxblock.search.words import terms_of  # noqa: PLC0415
    from chatxblock.store.terms import number  # noqa: PLC0415

    chance = random.Random(7)
    english = (each for each in resources() if each.languages == ("en",))
    known = [term for each in english for term in terms_of(f"{each.title} {each.answer} {each.body}", ("en",))]
    often: Counter[str] = Counter()
    numbers: dict[str, int] = {}
    length, first = 0.0, SearchDocumentRow.objects.count() + 1000
    for start in range(0, many, BATCH):
        documents, entries = [], []
        for key in range(first + start, first + min(start + BATCH, many)):
            rare = (f"rare{int(chance.paretovariate(0.7)) % RARE}" for _ in range(RARE_WORDS))
            terms = Counter([*chance.choices(known, k=WORDS), *rare])
            unit = f"block-v1:Org+Large+2026+type@vertical+block@{key % UNITS:032x}"
            place = {"course": COURSE, "unit": unit, "section": f"{unit}-section"[-40:]}
            kind, size = DocumentKind.RESOURCE.value, float(sum(terms.values()))
            documents.append(SearchDocumentRow(pk=key, key=UUID(int=key), kind=kind, length=size, **place))
            entries += [
                (key, numbers.get(t) or numbers.setdefault(t, number(COURSE, t)), float(w)) for t, w in terms.items()
            ]
            often.update(terms.keys())
            length += size
        SearchDocumentRow.objects.bulk_create(documents, batch_size=BATCH)
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, entries)
    rows = [
        SearchTermRow(pk=number(COURSE, term), beginning=number(COURSE, term[:3]), word=term, documents=count)
        for term, count in often.items()
    ]
    rows.append(SearchTermRow(pk=number(COURSE, ""), beginning=0, documents=many, length=length))
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

    with connection.cursor() as cursor:
        for table_name in ("document", "entry", "term"):
            cursor.execute(f"ANALYZE {'TABLE ' if name == 'mariadb' else ''}chatxblock_search_{table_name}")


class Watch:
    """Adds up what queries take."""

    def __init__(self) -> None:
        self.taken = 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Carry a query out."""
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.taken += 1000 * (time.perf_counter() - began)


def measure(name: str, search: TermSearch, many: int) -> Sequence[Figure]:
    """Return what the questions of the set take in the large course, with a query that does nothing as their floor."""
    from django.db import connection  # noqa: PLC0415

    scope = Scope(course=COURSE, unit=f"block-v1:Org+Large+2026+type@vertical+block@{7:032x}", languages=("en",))
    questions = [pair.question for pair in pairs("en")]
    whole, inside, floor = [], [], []
    for turn in range(4):
        for question in questions:
            watch, began = Watch(), time.perf_counter()
            with connection.execute_wrapper(watch):
                search.find(question, scope, SHOWN)
            took = 1000 * (time.perf_counter() - began)
            began = time.perf_counter()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                cursor.fetchone()
            if turn:  # the first one warms everything up
                floor.append(1000 * (time.perf_counter() - began))
                whole.append(took)
                inside.append(watch.taken)
    what = f"{name}: `find` among {many:,}"
    return [
        Figure(name=f"{what}, the database (floor: a bare query)", samples=inside, floor=floor),
        Figure(name=f"{what}, the whole (floor: a bare query)", samples=whole, floor=floor),
    ]


if __name__ == "__main__":
    main()
