"""Write down that people help in the workbench's course and are on duty: their localparts come as JSON, on stdin."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

COURSE = "workbench"
BATCH = 500


def main() -> None:
    """Make the rows of all of them."""
    import django  # noqa: PLC0415

    django.setup()
    from chatxblock.models import HelperRow, PersonRow  # noqa: PLC0415

    names, now = json.load(sys.stdin), datetime.now(UTC)
    people = [PersonRow(course=COURSE, user_id=name, localpart=name, name=name) for name in names]
    PersonRow.objects.bulk_create(people, batch_size=BATCH)
    wanted = set(names)
    there = [person for person in PersonRow.objects.filter(course=COURSE, helper=None) if person.localpart in wanted]
    wishes = {"standing": "helps", "on_duty": True, "present": True, "present_at": now, "ready": True}
    rows = [HelperRow(person=person, course=COURSE, **wishes) for person in there]
    HelperRow.objects.bulk_create(rows, batch_size=BATCH)


if __name__ == "__main__":
    main()
