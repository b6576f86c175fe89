"""The web process of the dev server: `python -m chatxblock.devserver.site FD`, where FD is a listening socket.

The socket comes from the parent, who needs to know its port before this process is there.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from typing import Any

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from waitress import create_server

ENDING_TIME = 20.0
"""Seconds for answers that are under way when the process is told to end."""
TURN = 0.2
"""Seconds between two looks whether that is so."""
THREADS = 16
"""A handler may wait three seconds for the chat server; so many of them may do so at once."""


def serve(listener: socket.socket) -> None:
    """Check the settings and bring the database up to date, then answer requests until the process is ended."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "chatxblock.devserver.settings"
    django.setup()
    # With the checks, so that a wrong setting is told before anything runs with it. The workbench of Python 3.11 ships
    # no migrations, hence `run_syncdb`.
    call_command("migrate", run_syncdb=True, skip_checks=False, interactive=False, verbosity=0)

    from chatxblock.devserver.scenarios import load_scenarios  # noqa: PLC0415  (needs Django's apps)

    load_scenarios()
    serve_until_told(create_server(get_wsgi_application(), sockets=[listener], threads=THREADS, ident=None))


def serve_until_told(server: Any) -> None:
    """Answer requests until SIGTERM; then take no more, and end when the answers to those that were taken are out.

    waitress itself would drop what its threads are at. Nothing is raised into its loop, which may just have read a
    request.
    """
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    while not told.is_set():
        turn(server)
    server.del_channel()
    server.socket.close()
    until = time.monotonic() + ENDING_TIME
    while any(map(has_more_to_do, list(server.active_channels.values()))) and time.monotonic() < until:
        turn(server)


def turn(server: Any) -> None:
    """Do what has come on any connection, or wait a moment for it."""
    server.asyncore.loop(timeout=TURN, map=server._map, count=1)


def has_more_to_do(channel: Any) -> bool:
    """Say whether a connection has a request that is not answered, or an answer that is not out."""
    return bool(channel.connected and (channel.requests or channel.total_outbufs_len))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
