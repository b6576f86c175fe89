"""Writes a course's learning resources into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatxblock.ops.journal import ExportRefused
from chatxblock.ops.moving import export_resources


class Command(BaseCommand):
    """What comes in elsewhere by `chatxblock_import_resources`."""

    help = "Write the published learning resources of a course into a file, for another course or site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the course, and where it goes."""
        parser.add_argument("--course", required=True, metavar="KEY", help="key of the course")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="file that is written")
        parser.add_argument("--all", action="store_true", help="drafts, what waits for review, and what is hidden too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write."""
        output: Path = options["output"]
        try:
            many = export_resources(options["course"], output, everything=options["all"])
        except ExportRefused as exc:
            raise CommandError(str(exc)) from exc
        except OSError as exc:
            raise CommandError(f"{output} cannot be written: {exc.strerror}.") from exc
        self.stdout.write(f"{many} resources in {output}.")
