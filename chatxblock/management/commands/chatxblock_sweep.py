"""Does what is due for every call: opens rooms, sends rounds, sees who is there, keeps logs, ends rooms."""

from __future__ import annotations

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from chatxblock import wiring
from chatxblock.ops.supervisor import ALIVE, READY, STOPPING, tell
from chatxblock.ops.sweep import sweep

SECONDS_TO_TELL = 10.0
"""How long the end of the command waits for those who listen to what changed."""


class Command(BaseCommand):
    """Any number of these may run at once, beside any number of workers: each thing is done by one of them."""

    help = "Do what is due for every call, once or again and again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add `--every` and `--tell-anew`."""
        parser.add_argument(
            "--every", type=float, default=0.0, metavar="SECONDS", help="go on, with this pause between two sweeps"
        )
        parser.add_argument(
            "--tell-anew", action="store_true", help="let the search, and what else listens, be told of every resource"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep until told to stop by SIGTERM or SIGINT, or once."""
        if options["tell_anew"]:
            self.stdout.write(f"{wiring.tell_anew()} resources are told anew.")
        pause: float = options["every"]
        stopped = Event()
        if pause:
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_: stopped.set())
        tell(READY)
        try:
            self._tick(pause, stopped)
        finally:
            tell(STOPPING)
            wiring.events().settle(SECONDS_TO_TELL)

    def _tick(self, pause: float, stopped: Event) -> None:
        def goes_on() -> bool:
            tell(ALIVE)
            return not stopped.is_set()

        while True:
            close_old_connections()
            well = sweep(goes_on)
            if not pause and not well:
                raise CommandError("Something of this sweep failed, and the log says what. What went well is done.")
            if not pause or stopped.wait(pause):
                return
