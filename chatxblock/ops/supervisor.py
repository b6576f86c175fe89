"""What systemd is told of a process that ticks (sd_notify(3)): that it is ready, alive, about to end.

Where no supervisor asked for it, nobody is told anything. This module must not know what ticks.
"""

from __future__ import annotations

import logging
import os
import socket

log = logging.getLogger(__name__)

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"
PATIENCE = 1.0
"""Seconds for a supervisor that has not read yet what it was told before."""


def tell(state: str) -> None:
    """Tell it, if there is somebody to tell; a supervisor that cannot be reached stops nothing."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    where = f"\0{address[1:]}" if address.startswith("@") else address
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notifier:
            notifier.settimeout(PATIENCE)
            notifier.sendto(state.encode(), where)
    except OSError as error:
        log.warning("the supervisor could not be told %s (%s)", state, error.strerror)
