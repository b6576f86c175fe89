"""Says whether everything is right that the chat needs, line by line, and what to do where it is not."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from chatxblock.domain.timestamps import stamp
from chatxblock.ops.checkup.run import checkup
from chatxblock.ops.checkup.steps import Finding, Verdict


class Command(BaseCommand):
    """For people after a change, and for monitoring: the exit code is 0 where everything is right, else 1."""

    help = "Try everything that the chat needs, and say what is wrong and how to mend it. Exit code 1 if anything is."
    requires_system_checks = ()  # what is wrong with the settings is a line of the answer

    def add_arguments(self, parser: CommandParser) -> None:
        """Add `--json` and `--origin`."""
        parser.add_argument("--json", action="store_true", help="answer in JSON, for programs")
        parser.add_argument(
            "--origin", default="", metavar="URL", help="where the platform's pages come from, if not from BASE_URL"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, tell, and exit."""
        found: list[Finding] = []
        for finding in checkup(options["origin"]):
            found.append(finding)
            if not options["json"]:
                self._tell(finding)
        well = all(finding.verdict is Verdict.OK for finding in found)
        if options["json"]:
            answer = {"ok": well, "findings": [asdict(f) for f in found], "now": stamp(datetime.now(UTC))}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        if not well:
            raise SystemExit(1)

    def _tell(self, finding: Finding) -> None:
        style = {Verdict.OK: self.style.SUCCESS, Verdict.WRONG: self.style.ERROR, Verdict.UNTRIED: self.style.WARNING}
        self.stdout.write(f"{style[finding.verdict](f'{finding.verdict:<8}')}{finding.name}: {finding.says}")
        if finding.mend:
            self.stdout.write(f"{'':<8}→ {finding.mend}")
        self.stdout.flush()
