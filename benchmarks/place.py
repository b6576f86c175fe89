"""Where it is measured: a private ejabberd, a SQLite file, and the block's handlers in this very process.

The handlers are called through Django's test client, so that what is measured is the whole way of a request without
the noise of a web server. Everything ends with the process.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.devserver.state import write_state

LINE_RATE = 100_000
"""Lines a second from one connection: a benchmark says more than a person."""
HELPERS = [f"helper{number}" for number in range(1, 6)]


@dataclass(frozen=True)
class Place:
    """An ejabberd, and a block with five helpers."""

    server: Ejabberd
    usage: str

    def post(self, student: str, handler: str, body: dict[str, Any]) -> dict[str, Any]:
        """Call a handler as that student; anything but success is an error."""
        from django.test import Client  # noqa: PLC0415  (needs Django's settings)

        url = f"/handler/{self.usage}/{handler}/?student={student}"
        response = Client().post(url, json.dumps(body), content_type="application/json")
        value: dict[str, Any] = response.json()
        if response.status_code >= 400:
            raise RuntimeError(f"{handler}: {value}")
        return value

    def ask(self, student: str) -> dict[str, Any]:
        """Ask a question as that student and return the call."""
        body = {"request_id": str(uuid4()), "question": "Why is the matrix not invertible here?"}
        call: dict[str, Any] = self.post(student, "ask", body)["call"]
        return call


@contextmanager
def place() -> Iterator[Place]:
    """Start everything in a folder of its own, and end it."""
    with tempfile.TemporaryDirectory(prefix="chatxblock-bench-") as folder:
        data = Path(folder)
        (data / "var").mkdir()
        server = Ejabberd(data / "ejabberd", websocket_origins=("http://localhost:8000",), line_rate=LINE_RATE)
        server.start()
        try:
            write_state(data, hosts=["testserver"], chatxblock=chat_settings(server))
            yield Place(server, prepare(data))
        finally:
            server.stop()


def chat_settings(server: Ejabberd) -> dict[str, Any]:
    """Return the CHATXBLOCK setting, with limits that a benchmark does not meet."""
    return {
        "DOMAIN": server.domain,
        "ROOMS_DOMAIN": server.rooms_domain,
        "WEBSOCKET_URL": server.websocket_url,
        "TOKEN_SECRET": server.token_secret,
        "SERVICE_JID": server.service_jid,
        "SERVICE_PASSWORD": server.service_password,
        "SERVICE_PORT": server.c2s_port,
        "SERVICE_TLS": False,
        "API_URL": server.api_url,
    }


def prepare(data: Path) -> str:
    """Set Django up on that folder, make the tables and the block, and return the block's usage id."""
    os.environ |= {"CHATXBLOCK_DATA": str(data), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    start = Path.cwd()
    os.chdir(data)  # the workbench keeps a log in the working directory
    django.setup()
    os.chdir(start)
    from django.core.management import call_command  # noqa: PLC0415
    from workbench.scenarios import SCENARIOS, add_xml_scenario  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    block = f'<chatxblock who_helps="listed" helpers="{",".join(HELPERS)}" rounds="5 listed 60s" helper_limit="5"/>'
    add_xml_scenario("bench.0", "bench", block)
    return str(SCENARIOS["bench.0"].usage_id)
