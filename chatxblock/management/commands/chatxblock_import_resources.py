"""Takes learning resources into a course, from the file of another course or site."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatxblock import wiring
from chatxblock.domain.resources.resource import Spot
from chatxblock.openedx import platform
from chatxblock.ops.journal import ExportRefused
from chatxblock.ops.moving import Fate, judge, read_resources, take_in


class Command(BaseCommand):
    """What is there stays as it is, so that it may be run again; nothing is taken in of a file that is not whole."""

    help = "Take learning resources into a course, from a file of chatxblock_export_resources."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file, where it goes, and in whose name."""
        parser.add_argument("file", type=Path, metavar="FILE", help="file that is read")
        parser.add_argument("--course", required=True, metavar="KEY", help="key of the course that they go into")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who is noted as having saved them")
        parser.add_argument("--unit", default="", metavar="KEY", help="put all of them into this unit")
        parser.add_argument("--publish", action="store_true", help="publish at once what was published, without review")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all of it, then take it in one by one, and tell of each that is there already."""
        course, file = options["course"], options["file"]
        try:
            origin, found = read_resources(file)
        except ExportRefused as exc:
            raise CommandError(str(exc)) from exc
        except OSError as exc:
            raise CommandError(f"{file} cannot be read: {exc.strerror}.") from exc
        members = platform.members(course, [options["by"]])
        if not members:
            raise CommandError(f"{course} has nobody of the username {options['by']}.")
        by = wiring.service().people(course, [platform.user_of(members[0])])[0]
        told: Counter[Fate] = Counter()
        for arrival in judge(found, course):
            told[arrival.fate] += 1
            self.stdout.write(f"{arrival.id} {arrival.fate.value}")
            if arrival.fate in (Fate.NEW, Fate.NEW_ID) and not options["dry_run"]:
                take_in(arrival, origin, Spot(course=course, unit=options["unit"]), by, publish=options["publish"])
        new = told[Fate.NEW] + told[Fate.NEW_ID]
        done = "would be taken in" if options["dry_run"] else "taken in"
        self.stdout.write(f"{new} of {len(found)} {done}, {len(found) - new} there already.")
