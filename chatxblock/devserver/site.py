"""The web process of the dev server: `python -m chatxblock.devserver.site FD`, where FD is a listening socket.

The socket comes from the parent, who needs to know its port before this process is there.
"""

from __future__ import annotations

import os
import socket
import sys

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from waitress import create_server

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
    create_server(get_wsgi_application(), sockets=[listener], threads=THREADS, ident=None).run()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
