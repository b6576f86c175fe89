"""Makes the workbench's course up: `python -m chatxblock.devserver.fill`, beside a site that is running."""

from __future__ import annotations

import sys

import django

COURSE = "workbench"
"""The workbench is one course (`chatxblock.openedx.platform.course_key`)."""
BLOCK = "a-problem-with-helpers.chatxblock.d0.u0"
"""The first block of the first page: the workbench makes the same keys each time."""
AT_ONCE = 1_000


def main() -> None:
    """Fill the course and count what is in it, so that its figures are there at once."""
    django.setup()
    from django.utils.timezone import get_default_timezone  # noqa: PLC0415  (needs Django's apps)

    from chatxblock.devserver import demo  # noqa: PLC0415
    from chatxblock.store import DjangoStore  # noqa: PLC0415

    store = DjangoStore()
    if demo.fill(COURSE, BLOCK):
        while store.count_outcomes(AT_ONCE, get_default_timezone()) or store.count_experience(AT_ONCE):
            pass
    print("The made-up course is there.", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
