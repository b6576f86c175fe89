"""How long a page of *Your questions and talks* takes of somebody with 5,000 of them, and a search in them.

`python -m benchmarks history`, or `python -m benchmarks.history` with a limit that it is held to, starts a PostgreSQL
and a MariaDB of its own and uses a SQLite file. The floor is one query that reads the newest twenty calls and nothing
of them, asked in turn with the page.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from benchmarks.stored import Wishes, held, on_each_database

if TYPE_CHECKING:
    from benchmarks.figures import Figure
    from chatxblock.domain.calls.call import Call, Person
    from chatxblock.domain.calls.transcript import Transcript

TALKS, OTHERS = 5_000, 20_000
"""Her own, and those of other people in the same course."""
PEOPLE = 2_000
"""Who else is in the course: without them a database reads its people first, as they are so few."""
BATCH = 500
COURSE = "course-v1:Org+Large+2026"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
BEFORE = timedelta(hours=1)
LINES = 4
"""Of each talk; every hundredth has the word that is searched for."""
RARE = "determinant"


def main() -> None:
    """Print the table; end with status 1 where a page takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--talks", type=int, default=TALKS)
    held(measure(parser.parse_args().talks))


def measure(many: int = TALKS) -> list[Figure]:
    """Return what pages and searches take on each of the three databases."""
    return on_each_database(lambda: prepared(many))


def prepared(many: int) -> tuple[Wishes, Callable[[], object]]:
    """Fill a database; return what is asked of it, and the floor."""
    from chatxblock.domain.history.service import History  # noqa: PLC0415
    from chatxblock.models import CallRow  # noqa: PLC0415
    from chatxblock.store import DjangoStore  # noqa: PLC0415

    own, store = fill(many), DjangoStore()
    found = History(history=store, people=store, resources=store, deferred=store, read=_unread)
    middle = found.page(own).next
    wishes: dict[str, Callable[[], object]] = {
        "the first page": lambda: found.page(own),
        "the second page": lambda: found.page(own, before=middle),
        "a search for a word of few talks": lambda: found.page(own, query=RARE),
        "a search for what is in none": lambda: found.page(own, query="nowhere"),
    }
    named = {f"{what} of {many:,} talks": wish for what, wish in wishes.items()}
    return named, lambda: list(CallRow.objects.order_by("-ended_at").values_list("id")[:20])


def fill(many: int) -> Person:
    """Keep so many talks of one person, and more of others; return her."""
    from chatxblock.store import DjangoStore  # noqa: PLC0415
    from tests.contracts.store_contract import a_call, lease, person  # noqa: PLC0415

    store = DjangoStore()
    own, helper, other = (person(store, name) for name in ("own", "helper", "other"))
    store.add(a_call(own), lease())
    _copied(own, helper, range(many))
    _copied(other, helper, range(many, many + OTHERS))
    _counted()
    return own


def _counted() -> None:
    """Have the database know how many rows there are, as one does that was not filled a moment ago."""
    from django.db import connection  # noqa: PLC0415

    from chatxblock.models import CallRow, InvitationRow, LineRow, PersonRow  # noqa: PLC0415

    crowd = [PersonRow(course=COURSE, user_id=f"crowd-{n}", localpart=f"{n:032x}", name=str(n)) for n in range(PEOPLE)]
    PersonRow.objects.bulk_create(crowd, batch_size=BATCH)
    word = "ANALYZE TABLE" if connection.vendor == "mysql" else "ANALYZE"
    with connection.cursor() as cursor:
        for model in (CallRow, InvitationRow, LineRow, PersonRow):
            cursor.execute(f"{word} {model._meta.db_table}")


def _unread(call: Call) -> Transcript:
    raise AssertionError(call)  # a page reads no log: what was said is loaded when somebody opens it


def _copied(asker: Person, helper: Person, numbers: range) -> None:
    """Keep talks of two people, an hour apart."""
    from chatxblock.models import CallRow, InvitationRow, LineRow, PersonRow  # noqa: PLC0415

    sample = CallRow.objects.order_by("asked_at")[0]
    asker_row, helper_row = (PersonRow.objects.get(localpart=one.localpart) for one in (asker, helper))
    values = {field.attname: getattr(sample, field.attname) for field in CallRow._meta.concrete_fields}
    calls = []
    for number in numbers:
        at = NOW - BEFORE * (number + 1)
        ends = {"asked_at": at, "ended_at": at, "archived_at": at, "closed_at": at, "due_at": None, "state": "closed"}
        own = {"id": UUID(int=number + 1), "room": f"{number:032x}", "asker_id": asker_row.pk, "open_key": None}
        calls.append(CallRow(**{**values, **own, **ends}))
    CallRow.objects.bulk_create(calls, batch_size=BATCH)
    InvitationRow.objects.bulk_create(
        [
            InvitationRow(call=call, person=helper_row, round=1, answer="left", invited_at=NOW, accepted_at=NOW)
            for call in calls
        ],
        batch_size=BATCH,
    )
    LineRow.objects.bulk_create(
        [
            LineRow(call=call, position=at, archive_id=str(at), sent_at=NOW, author=asker.localpart, body=_said(n, at))
            for n, call in enumerate(calls)
            for at in range(LINES)
        ],
        batch_size=BATCH,
    )


def _said(number: int, position: int) -> str:
    return f"Look at the {RARE}." if number % 100 == 0 and position == 0 else "Look at the rows of this matrix again."


if __name__ == "__main__":
    main()
