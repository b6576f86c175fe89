"""Does what is due for every call: opens rooms, sends rounds, sees who is there, keeps logs, ends rooms."""

from __future__ import annotations

import logging
import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from chatxblock import wiring
from chatxblock.errors import ChatxblockError
from chatxblock.store.numbers import beat

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Any number of these may run at once, beside any number of workers: each thing is done by one of them."""

    help = "Do what is due for every call, once or again and again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add `--every`."""
        parser.add_argument(
            "--every", type=float, default=0.0, metavar="SECONDS", help="go on, with this pause between two sweeps"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep until told to stop by SIGTERM or SIGINT, or once."""
        pause: float = options["every"]
        stopped = Event()
        if pause:
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_: stopped.set())
        while True:
            self._sweep(again=bool(pause))
            if not pause or stopped.wait(pause):
                return

    def _sweep(self, *, again: bool) -> None:
        close_old_connections()
        try:
            service = wiring.service()
            looked_at = service.sweep()
            wiring.duty().watch()
            beat("sweep", service.now())
        except (ChatxblockError, DatabaseError):
            log.exception("sweep failed")
            if not again:
                raise
        else:
            if looked_at:
                log.info("looked at %d calls", len(looked_at))
