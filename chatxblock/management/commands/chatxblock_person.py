"""Tells everything that is kept of one person, or lets them be forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatxblock.ops import people

NOBODY = "Nobody is known here by the username or the id {!r}. Where that is right, nothing is left to be done."
SEVERAL = "The username {!r} belongs to several users here: {}. Give the id of the one that you mean."
LATER = "Name, picture and id are gone. The rest is left to the sweep: a talk is not over, or a server is away."


class Command(BaseCommand):
    """For requests of people about their data. A user is meant by username or by the platform's id."""

    help = "Export everything that is kept of a person, as JSON, or retire them: take them out of everything."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add `export` and `retire`."""
        commands = parser.add_subparsers(dest="what", required=True)
        export = commands.add_parser("export", help="write everything that is kept of a person")
        export.add_argument("user", metavar="USER", help="username or id")
        export.add_argument("--output", default="", metavar="FILE", help="where to, if not to the terminal")
        retire = commands.add_parser("retire", help="take a person out of everything that is kept; again is harmless")
        retire.add_argument("user", metavar="USER", help="username or id")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find who is meant, and do it."""
        found = people.user_ids(options["user"])
        if len(found) > 1:
            raise CommandError(SEVERAL.format(options["user"], ", ".join(found)))
        if options["what"] == "retire":
            self._retire(found[0] if found else options["user"])
        elif found:
            self._export(found[0], options["output"])
        else:
            raise CommandError(NOBODY.format(options["user"]))

    def _export(self, user_id: str, output: str) -> None:
        text = json.dumps(people.record(user_id), ensure_ascii=False, indent=2)
        if not output:
            self.stdout.write(text)
            return
        try:
            Path(output).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error

    def _retire(self, user_id: str) -> None:
        self.stdout.write("Nothing is left of this person." if people.retire(user_id) else LATER)
