"""What choosing costs in a course with 10,000 helpers on duty, beside one with 100, on PostgreSQL and MariaDB.

Each database is started for this, once small and once large, and both are asked in turn. The chat server and the
platform, which know nothing of the number, are played. `python -m benchmarks.choosing` prints the table.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from benchmarks.figures import Figure, percentile, table

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from chatxblock.domain.calls.call import Call, Person
    from chatxblock.domain.ports import Place
    from tests.support.databases import Database

SMALL, LARGE = 100, 10_000
ALLOWED = 1.5
"""How much more it may cost with the large course."""
TIMES, WARM = 200, 20
"""How often the two are measured in turn, and how often before that to warm everything up."""
POOLS = ("peers", "staff", "everyone")
COURSE, UNITS = "course-v1:Org+Algebra+2026", 40
STATEMENTS = 1000
"""Rows in one INSERT."""


class Played:
    """A chat server and a platform that know of nearly everybody: one in ten has just closed the window."""

    def on_duty(self, room: str, people: Sequence[str]) -> frozenset[str]:
        """Return who of these has a window open."""
        return frozenset(name for name in people if name[-1] not in "01")

    def among(self, rule: str, place: Place, people: Sequence[Person]) -> Collection[int]:
        """Return all."""
        return {person.id for person in people}

    def seeing(self, place: Place, people: Sequence[Person]) -> Iterator[Person]:
        """Yield all."""
        yield from people

    def in_course(self, course: str, people: Sequence[Person]) -> Collection[int]:
        """Return all."""
        return {person.id for person in people}


def main() -> None:
    """Print the table, and how the databases found their rows; end with status 1 where it costs too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="of postgresql, mariadb; both if none is named")
    names = parser.parse_args().names
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    import django  # noqa: PLC0415

    django.setup()
    from tests.support.databases import MariaDb, PostgreSql  # noqa: PLC0415

    figures = []
    for kind in (PostgreSql, MariaDb):
        if names and kind.name not in names:
            continue
        print(f"measuring: {kind.name}", file=sys.stderr)
        with ExitStack() as stack:
            small, large = (stack.enter_context(filled(kind(), many)) for many in (SMALL, LARGE))
            figures += measure(kind.name, small, large)
    print(f"{datetime.now(UTC).date()}, Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print(table(figures))
    sys.exit(any(percentile(f.samples, 50) > ALLOWED * percentile(f.floor, 50) for f in figures))


def measure(name: str, small: BaseDatabaseWrapper, large: BaseDatabaseWrapper) -> list[Figure]:
    """Return a figure for each pool: the large course, with the small one as its floor."""
    from django.db import connections  # noqa: PLC0415

    taken: dict[tuple[str, bool], list[float]] = {(pool, big): [] for pool in POOLS for big in (True, False)}
    calls = []
    for database in (small, large):
        connections["default"] = database
        calls.append(a_call())
    for number in range(TIMES + WARM):
        for big, database, call in zip((False, True), (small, large), calls, strict=True):
            connections["default"] = database
            for pool in POOLS:
                took = milliseconds(choosing(call, pool))
                if number >= WARM:
                    taken[pool, big].append(took)
    for pool in POOLS:
        print(f"{name}, {pool}:", *plan(choosing(calls[-1], pool)), sep="\n    ", file=sys.stderr)
    return [
        Figure(
            name=f"{name}: choosing 3 of `{pool}`, {LARGE:,} on duty; floor: {SMALL}",
            samples=taken[pool, True],
            floor=taken[pool, False],
        )
        for pool in POOLS
    ]


def choosing(call: Call, pool: str) -> Callable[[], int]:
    """Return what chooses three people of a pool for a call, and says how many it found."""
    from chatxblock.domain.calls.candidates import Candidates  # noqa: PLC0415
    from chatxblock.domain.calls.rounds import Round  # noqa: PLC0415
    from chatxblock.peering.least_answered import LeastAnswered  # noqa: PLC0415
    from chatxblock.peering.named import NamedPeerings  # noqa: PLC0415
    from chatxblock.store import DjangoStore  # noqa: PLC0415
    from chatxblock.wiring import SystemClock  # noqa: PLC0415

    played: Any = Played()
    candidates = Candidates(helpers=DjangoStore(), presence=played, eligibility=played, clock=SystemClock())
    peering = NamedPeerings({"fewest": LeastAnswered()}, "fewest")
    return lambda: len(peering.choose(call, Round(size=3, wait=60.0, pool=pool), candidates.of(call, pool)))


def milliseconds(job: Callable[[], int]) -> float:
    """Return how long it took to find somebody."""
    began = time.perf_counter()
    assert job() > 0
    return 1000 * (time.perf_counter() - began)


def a_call() -> Call:
    """Return a call of somebody who is nobody's helper, to which a few were asked already."""
    from chatxblock.domain.calls import events  # noqa: PLC0415
    from chatxblock.domain.calls.call import Call, Context  # noqa: PLC0415
    from chatxblock.domain.calls.rounds import Round  # noqa: PLC0415
    from chatxblock.models import HelperUnitRow, PersonRow  # noqa: PLC0415
    from chatxblock.store.rows import to_person  # noqa: PLC0415

    now = datetime.now(UTC)
    asker = to_person(PersonRow.objects.get(user_id="asker"))
    known = HelperUnitRow.objects.filter(unit=unit(1), ready=True).select_related("person")
    asked = [to_person(row.person) for row in known.order_by("turns", "shuffle")[:6]]
    call = Call(
        id=uuid4(),
        course=COURSE,
        unit=unit(1),
        asker=asker,
        question="?",
        context=Context(),
        room=uuid4().hex,
        window_url="",
        asked_at=now,
        touched_at=now,
        next_round_at=now,
        rounds=(Round(size=6, wait=60.0, pool="peers"),),
    )
    return events.widened(call, asked, now)


def unit(number: int) -> str:
    """Return the usage key of a unit of the course."""
    return f"block-v1:Org+Algebra+2026+type@chatxblock+block@{number:032x}"


@contextmanager
def filled(database: Database, many: int) -> Iterator[BaseDatabaseWrapper]:
    """Start a database with a course in which so many helpers are on duty, give the way to it, and end it."""
    from django.db import connection, connections  # noqa: PLC0415

    from tests.support.databases import in_use  # noqa: PLC0415

    database.start()
    try:
        with in_use(database):
            fill(many)
            with connection.cursor() as cursor:  # what a server does by itself, after a while
                names = [name for name in connection.introspection.table_names(cursor) if name.startswith("chatx")]
                for name in names:
                    cursor.execute(f"ANALYZE {'TABLE ' if database.name == 'mariadb' else ''}{name}")
            way: BaseDatabaseWrapper = connections["default"]
        yield way
        way.close()
    finally:
        database.stop()


def fill(many: int) -> None:
    """Make a course: as many again are off duty, some are staff, each helps in some of its units; and other courses."""
    from chatxblock.models import HelperRow, HelperUnitRow, PersonRow  # noqa: PLC0415

    chance = random.Random(7)
    PersonRow.objects.create(course=COURSE, user_id="asker", localpart=uuid4().hex, name="Asker")
    people, helpers, units = [], [], []
    for number in range(3 * many):
        course = COURSE if number < 2 * many else f"{COURSE}-{number % 10}"
        people.append(PersonRow(pk=number + 10, course=course, user_id=f"u{number}", localpart=uuid4().hex, name="x"))
        on_duty, answered = number % 2 == 0, int(chance.paretovariate(1.2)) - 1
        shown: dict[str, Any] = {"person_id": number + 10, "ready": on_duty, "turns": 5 * answered}
        wishes = {"standing": "helps", "on_duty": on_duty, "present": on_duty, "staff": number % 25 == 0}
        helpers.append(
            HelperRow(course=course, answered=answered, asked=4 * answered, shuffle=chance.random(), **shown, **wishes)
        )
        helps = {1, *chance.sample(range(2, UNITS), chance.randint(0, 8))} if number % 5 else {2}
        units += [HelperUnitRow(unit=unit(each), shuffle=chance.random(), **shown) for each in helps]
    PersonRow.objects.bulk_create(people, batch_size=STATEMENTS)
    HelperRow.objects.bulk_create(helpers, batch_size=STATEMENTS)
    HelperUnitRow.objects.bulk_create(units, batch_size=STATEMENTS)
    fill_calls(many, chance)


def fill_calls(many: int, chance: random.Random) -> None:
    """Make the calls so far: one for every five helpers, each with six invitations; one in fifty is running."""
    from chatxblock.models import CallRow, InvitationRow, PersonRow  # noqa: PLC0415

    asker, now = PersonRow.objects.get(user_id="asker"), datetime.now(UTC)
    calls, invitations = [], []
    for number in range(many // 5):
        running, at = number % 50 == 0, now - timedelta(minutes=number)
        state = "waiting" if running else "closed"
        moments = {"asked_at": at, "touched_at": at}
        calls.append(CallRow(course=COURSE, unit=unit(1), asker=asker, room=uuid4().hex, state=state, **moments))
        for place, person in enumerate(chance.sample(range(2 * many), 6)):
            answer = "open" if running else ("left" if place == 0 else "withdrawn")
            asked = {"person_id": person + 10, "round": 1, "invited_at": at}
            invitations.append(InvitationRow(call=calls[-1], answer=answer, **asked))
    CallRow.objects.bulk_create(calls, batch_size=STATEMENTS)
    InvitationRow.objects.bulk_create(invitations, batch_size=STATEMENTS)


def plan(job: Callable[[], int]) -> list[str]:
    """Return how the database finds who is next, line by line, as it explains itself."""
    from django.db import connection  # noqa: PLC0415

    explained: list[str] = []

    def explain(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT") and "ORDER BY" in sql:
            with connection.cursor() as cursor:
                cursor.cursor.execute(f"EXPLAIN {sql}", params)
                explained.extend(" ".join(str(cell) for cell in row) for row in cursor.cursor.fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        job()
    return explained


if __name__ == "__main__":
    main()
