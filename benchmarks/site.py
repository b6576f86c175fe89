"""A block for real browsers, with five helpers on its author's list: an ejabberd, a folder and a web server of its own.

The web server is another process, `python -m benchmarks.site FD`, where FD is a listening socket, so that it shares no
interpreter with the clock. This module must not know what is measured.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from benchmarks.place import HELPERS, chat_settings, prepare
from chatxblock.devserver.children import Child
from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.devserver.state import write_state

SECONDS = 60.0
"""How long an answer may take on a busy machine; the first one comes when the site is ready."""
THREADS = 16
NAME = "five.0"
BLOCK = f'<chatxblock who_helps="listed" helpers="{",".join(HELPERS)}" helper_limit="5" rounds="5 listed 60s"/>'
EVERYBODY = "everybody.0"
BLOCKS = {NAME: BLOCK, EVERYBODY: '<chatxblock who_helps="enrolled" rounds="4 everyone 60s" helper_limit="5"/>'}
"""The second one is for courses in which anybody who is on duty may be asked."""


@dataclass(frozen=True)
class Site:
    """What is running; `handler_url` has gaps for `handler`, `suffix` and `student`."""

    server: Ejabberd
    url: str
    handler_url: str
    _session: requests.Session = field(default_factory=requests.Session)

    def inbox_url(self, student: str) -> str:
        """Return the address of the inbox in a window of its own."""
        return self.handler_url.format(handler="inbox_window", suffix="", student=student)

    def post(self, student: str, handler: str, body: dict[str, Any]) -> dict[str, Any]:
        """Call a handler as that student; anything but success is an error."""
        if "csrftoken" not in self._session.cookies:
            self._session.get(self.inbox_url(student), timeout=SECONDS)
        headers = {"X-CSRFToken": self._session.cookies.get("csrftoken", "")}
        url = self.handler_url.format(handler=handler, suffix="", student=student)
        answer = self._session.post(url, json=body, headers=headers, timeout=SECONDS)
        if not answer.ok:
            raise RuntimeError(f"{handler}: {answer.text[:200]}")
        value: dict[str, Any] = answer.json()
        return value


@contextmanager
def site(origins: Sequence[str] = (), settings: Mapping[str, Any] | None = None, line_rate: int = 10) -> Iterator[Site]:
    """Start everything, and end it.

    Pages of these origins may connect to the chat, beside those of the site; `settings` are laid over CHATXBLOCK.
    """
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chatxblock-bench-")))
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=128))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = Ejabberd(data / "ejabberd", websocket_origins=(url, *origins), line_rate=line_rate)
        stack.callback(server.stop)
        server.start()
        chat = {**chat_settings(server), "BASE_URL": url, **(settings or {})}
        write_state(data, hosts=["127.0.0.1"], chatxblock=chat)
        fd, env = listener.fileno(), {**os.environ, "CHATXBLOCK_DATA": str(data)}
        argv = [sys.executable, "-m", "benchmarks.site", str(fd)]
        stack.enter_context(Child("site", argv, log=data / "site.log", env=env, fds=[fd]))
        listener.close()
        blocks = requests.get(f"{url}/blocks.json", timeout=SECONDS).json()["blocks"]
        yield Site(server, url, next(block["handler_url"] for block in blocks if NAME in block["page_url"]))


def serve(listener: socket.socket) -> None:
    """Make the tables and the block, then answer requests until the process is ended."""
    (Path(os.environ["CHATXBLOCK_DATA"]) / "var").mkdir(exist_ok=True)
    prepare(Path(os.environ["CHATXBLOCK_DATA"]))
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415  (needs Django's settings)
    from waitress import create_server  # noqa: PLC0415
    from workbench.scenarios import add_xml_scenario, get_scenarios  # noqa: PLC0415

    for name, block in BLOCKS.items():
        add_xml_scenario(name, name.partition(".")[0], block)
    get_scenarios.initialized = True  # otherwise the workbench adds its own blocks in the first request
    create_server(get_wsgi_application(), sockets=[listener], threads=THREADS, ident=None).run()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
