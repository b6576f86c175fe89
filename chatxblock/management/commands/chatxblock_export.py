"""Writes a course's talks into one file for other systems."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from tqdm import tqdm

from chatxblock.errors import ChatxblockError
from chatxblock.ops.exporting import Order, export
from chatxblock.ops.journal import ExportRefused
from chatxblock.store.exporting import count_calls

AGAIN = "What was written is safe: run the same command again, and it goes on."


class Command(BaseCommand):
    """Whatever ends it, the same command goes on where it was; while one writes a file, another one is refused."""

    help = "Write the talks of a course into one file. Run again after it was ended, it goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what is wanted, and where it goes."""
        parser.add_argument("--course", required=True, metavar="KEY", help="key of the course")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="file that is written")
        parser.add_argument(
            "--since", type=moment, metavar="TIME", help="questions asked then or later, such as 2026-09-01"
        )
        parser.add_argument("--until", type=moment, metavar="TIME", help="questions asked before; until now without it")
        parser.add_argument(
            "--format", choices=["jsonl", "zip"], default="jsonl", help="a talk a line, or a file a talk"
        )
        parser.add_argument("--gzip", action="store_true", help="compress JSON Lines, talk by talk")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, with a bar where somebody looks on."""
        if options["gzip"] and options["format"] == "zip":
            raise CommandError("A zip is compressed already: leave --gzip out.")
        order = Order(
            course=options["course"],
            since=options["since"],
            until=options["until"],
            form=options["format"],
            gzipped=options["gzip"],
        )
        output: Path = options["output"]
        total = count_calls(order.course, order.since, order.until or datetime.now(UTC))
        try:
            with tqdm(total=total, unit="talk", disable=None, file=Screen(self.stderr)) as bar:
                manifest = export(order, output, lambda done: _show(bar, done))
        except ExportRefused as exc:
            raise CommandError(str(exc)) from exc
        except OSError as exc:
            raise CommandError(f"{output} cannot be written: {exc.strerror}. Make room. {AGAIN}") from exc
        except ChatxblockError as exc:
            raise CommandError(f"A log cannot be read now ({exc.code}). {AGAIN}") from exc
        self.stdout.write(f"{manifest['talks']} talks in {output}, SHA-256 {manifest['sha256']}.")
        if manifest["unreadable"]:
            self.stderr.write(f"{len(manifest['unreadable'])} calls cannot be read; {output}.manifest.json names them.")


class Screen:
    """A terminal for what is drawn over again and again: Django would begin a line each time, and paint it red."""

    def __init__(self, stream: OutputWrapper) -> None:
        self._stream = stream
        self.encoding: str | None = getattr(stream, "encoding", None)

    def write(self, text: str) -> None:
        """Write just that."""
        self._stream.write(text, str, "")

    def flush(self) -> None:
        """Let it be seen."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Tell whether somebody looks on at all."""
        return self._stream.isatty()


def moment(text: str) -> datetime:
    """Read a day or a moment, which is in UTC where it does not say otherwise."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _show(bar: Any, done: int) -> None:
    bar.update(done - bar.n)
