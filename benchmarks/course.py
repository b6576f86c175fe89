"""How long the figures of a course with 100,000 questions in two years take.

`python -m benchmarks course`, or `python -m benchmarks.course` with a limit that it is held to, starts a PostgreSQL and
a MariaDB of its own and uses a SQLite file. The floor is one query for twenty cells by their index, asked in turn.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.stored import Wishes, held, on_each_database

if TYPE_CHECKING:
    from benchmarks.figures import Figure
    from chatxblock.domain.figures.cells import Cell, Outcome

CALLS, DAYS, UNITS, HELPERS, RESOURCES = 100_000, 730, 60, 1_000, 5_000
BATCH = 500
COURSE = "course-v1:Org+Large+2026"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def main() -> None:
    """Print the table; end with status 1 where the figures take longer than they may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS)
    held(measure(parser.parse_args().calls))


def measure(many: int = CALLS) -> list[Figure]:
    """Return what the figures of a year and of two take on each of the three databases."""
    return on_each_database(lambda: prepared(many))


def prepared(many: int) -> tuple[Wishes, Callable[[], object]]:
    """Fill a database; return what is asked of it, and the floor."""
    from chatxblock.models import FigureRow  # noqa: PLC0415
    from chatxblock.store import DjangoStore  # noqa: PLC0415

    fill(many)
    store, today = DjangoStore(), NOW.date()
    year, two = (today.replace(year=today.year - back, day=1) for back in (1, 2))
    wishes: dict[str, Callable[[], object]] = {
        "a year": lambda: store.figures(COURSE, year, today, UTC, 50),
        "two years": lambda: store.figures(COURSE, two, today, UTC, 50),
    }
    named = {f"the figures of {what}, {many:,} questions in two": wish for what, wish in wishes.items()}
    cells = FigureRow.objects.filter(course=COURSE).order_by("by", "month", "key").values_list("asked")
    return named, lambda: list(cells.all()[:20])


def fill(many: int) -> None:
    """Keep what became of so many questions, who helped how often, and what was learned."""
    from django.db import connection  # noqa: PLC0415

    from chatxblock.models import ExperienceRow, FigureRow, PersonRow, ResourceHelpedRow, ResourceRow  # noqa: PLC0415
    from chatxblock.store.figures import row_of  # noqa: PLC0415

    chance = random.Random(7)
    FigureRow.objects.bulk_create([row_of(COURSE, cell) for cell in _cells(chance, many)], batch_size=BATCH)
    people = [PersonRow(course=COURSE, user_id=f"{n}", localpart=f"{n:032x}", name=str(n)) for n in range(HELPERS)]
    PersonRow.objects.bulk_create(people, batch_size=BATCH)
    hours = [ExperienceRow(person=who, hour=hour, answered=chance.randrange(9)) for who in people for hour in range(24)]
    ExperienceRow.objects.bulk_create(hours, batch_size=BATCH)
    days = [NOW - timedelta(days=chance.randrange(DAYS)) for _ in range(RESOURCES)]
    resources = [
        ResourceRow(course=COURSE, unit="u", stage="published", created_at=at, updated_at=at, published_at=at)
        for at in days
    ]
    ResourceRow.objects.bulk_create(resources, batch_size=BATCH)
    helped = [
        ResourceHelpedRow(resource=resource, person=who, at=at)
        for resource, at in zip(resources, days, strict=True)
        for who in chance.sample(people, 4)
    ]
    ResourceHelpedRow.objects.bulk_create(helped, batch_size=BATCH)
    word = "ANALYZE TABLE" if connection.vendor == "mysql" else "ANALYZE"
    with connection.cursor() as cursor:
        for model in (FigureRow, PersonRow, ExperienceRow, ResourceRow, ResourceHelpedRow):
            cursor.execute(f"{word} {model._meta.db_table}")


def _cells(chance: random.Random, many: int) -> Iterable[Cell]:
    from dataclasses import replace  # noqa: PLC0415

    from chatxblock.domain.figures.cells import cells_of  # noqa: PLC0415

    sums: dict[tuple[object, ...], Cell] = {}
    for _ in range(many):
        for cell in cells_of(_outcome(chance), UTC):
            key = (cell.by, cell.month, cell.key)
            sums[key] = replace(cell, count=sums[key].count + cell.count) if key in sums else cell
    return sums.values()


def _outcome(chance: random.Random) -> Outcome:
    from chatxblock.domain.figures.cells import Outcome  # noqa: PLC0415

    asked = NOW - timedelta(seconds=chance.randrange(DAYS * 86_400))
    came = asked + timedelta(seconds=chance.expovariate(1 / 60)) if chance.random() < 0.8 else None
    unit = f"block-v1:Org+Large+2026+type@vertical+block@{min(int(chance.expovariate(1 / 12)), UNITS - 1)}"
    return Outcome(
        unit=unit, title=unit[-8:], asked_at=asked, came_at=came, round=chance.randrange(1, 5), solved=True, left=False
    )


if __name__ == "__main__":
    main()
