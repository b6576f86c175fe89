"""A site with four workers behind a server that operators use, its sweep, and an ejabberd that can be hurt."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from chatxblock.devserver.children import Child
from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.devserver.server import chat_settings
from chatxblock.devserver.state import write_state
from tests.support.devsite import eventually, freeze
from tests.support.hygiene import QUESTION

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 4
TOKEN = "0" * 32
SETTINGS = '{"GRACE_SECONDS": 8.0}'
UWSGI = """[uwsgi]
module = tests.workers.wsgi:application
http-socket = 127.0.0.1:{port}
master = true
processes = {workers}
threads = 4
lazy-apps = false
need-app = true
hook-master-start = unix_signal:15 gracefully_kill_them_all
disable-logging = true
"""


@dataclass(frozen=True)
class Answer:
    status: int
    seconds: float
    worker: str
    value: dict[str, Any]

    @property
    def call(self) -> dict[str, Any]:
        call: dict[str, Any] = self.value["call"]
        return call


@dataclass
class WorkersFixture:
    """The running site."""

    ejabberd: Ejabberd
    data: Path
    url: str
    start_server: Callable[[], Child]
    start_sweep: Callable[[], Child]
    handler_url: str = ""
    pupils: Iterator[str] = field(default_factory=lambda: (f"pupil{number}" for number in count()))

    def __post_init__(self) -> None:
        self.server, self.sweep = self.start_server(), self.start_sweep()

    def stop(self) -> None:
        """End server and sweep as a deploy does: their main processes are told, and nobody else."""
        for child in (self.server, self.sweep):
            os.kill(child.pid, signal.SIGTERM)

    def start_again(self) -> None:
        """Start both, the sweep last: it would end the calls of those who could not show yet that they wait."""
        self.server = self.start_server()
        self.await_answer()
        self.sweep = self.start_sweep()

    def await_answer(self) -> None:
        def answers() -> bool:
            with suppress(requests.ConnectionError):
                blocks = requests.get(f"{self.url}/blocks.json", timeout=30).json()["blocks"]
                self.handler_url = blocks[0]["handler_url"]
                return True
            return False

        assert eventually(answers, 30), self.server.last_words()

    def looked_at(self, what: str) -> tuple[int, dict[str, Any]]:
        """Return status and content of one of the addresses for machines."""
        answer = requests.get(f"{self.url}/chatxblock/{what}", timeout=30)
        return answer.status_code, answer.json()

    def leased(self) -> set[str]:
        """Return which calls and messages somebody is at work on."""
        database = self.data / "chatxblock.sqlite3"
        calls = self._column(database, "SELECT id FROM chatxblock_call WHERE lease_token != ''")
        return calls | self._column(database, "SELECT id FROM chatxblock_outbox WHERE lease_token != ''")

    def post(self, handler: str, student: str, body: dict[str, Any] | None = None) -> Answer:
        return self._request("POST", handler, "", student, body or {})

    def get(self, handler: str, student: str, suffix: str) -> Answer:
        return self._request("GET", handler, suffix, student, None)

    def ask(self, student: str = "") -> tuple[str, Answer]:
        student = student or next(self.pupils)
        return student, self.post("ask", student, {"request_id": str(uuid4()), "question": QUESTION})

    def ask_many(self, number: int) -> list[tuple[str, Answer]]:
        students = [next(self.pupils) for _ in range(number)]
        with ThreadPoolExecutor(number) as pool:
            return list(pool.map(self.ask, students))

    def all_workers_ask(self) -> list[tuple[str, Answer]]:
        """Have pupils ask at once until every worker has answered."""
        asked: list[tuple[str, Answer]] = []
        for _ in range(10):
            asked += self.ask_many(2 * WORKERS)
            self.leave_all(asked)
            if len({answer.worker for _, answer in asked}) == WORKERS:
                return asked
        raise AssertionError("not every worker answers")

    def leave_all(self, asked: Sequence[tuple[str, Answer]]) -> None:
        for student, answer in asked:
            self.post("leave", student, {"call_id": answer.call["id"]})

    def rooms(self) -> set[str]:
        """Return the rooms that the chat server would still have after a restart."""
        return self._column(self.data / "ejabberd" / "archive.db", "SELECT name FROM muc_room")

    def open_calls(self) -> set[str]:
        return self._column(self.data / "chatxblock.sqlite3", "SELECT id FROM chatxblock_call WHERE state != 'closed'")

    def at_rest(self) -> bool:
        """Say whether every call is closed and no room is left."""
        return not self.open_calls() and not self.rooms()

    def _request(self, method: str, handler: str, suffix: str, student: str, body: dict[str, Any] | None) -> Answer:
        url = self.handler_url.format(handler=handler, suffix=suffix, student=student)
        began = time.monotonic()
        answer = requests.request(
            method, url, json=body, cookies={"csrftoken": TOKEN}, headers={"X-CSRFToken": TOKEN}, timeout=30
        )
        seconds = time.monotonic() - began
        is_json = answer.headers["Content-Type"].startswith("application/json")
        value = answer.json() if is_json else {}
        return Answer(answer.status_code, seconds, answer.headers["X-Worker"], value)

    @staticmethod
    def _column(file: Path, query: str) -> set[str]:
        database = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)
        try:
            return {str(row[0]) for row in database.execute(query)}
        finally:
            database.close()


@contextmanager
def running_site(kind: str, data: Path) -> Iterator[WorkersFixture]:
    """Start everything, and end it in the opposite order."""
    ejabberd = Ejabberd(data / "ejabberd")
    ejabberd.start()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    write_state(data, hosts=["127.0.0.1"], chatxblock=chat_settings(url, ejabberd))
    env = {
        **os.environ,
        "CHATXBLOCK_DATA": str(data),
        "CHATXBLOCK_DEV_SETTINGS": SETTINGS,
        "DJANGO_SETTINGS_MODULE": "chatxblock.devserver.settings",
        "PYTHONPATH": str(ROOT),
    }
    django = [sys.executable, "-m", "django"]
    try:
        subprocess.run([*django, "migrate", "--run-syncdb", "-v0"], env=env, check=True, timeout=60)
        serve = partial(Child, kind, command(kind, port, data), log=data / "site.log", env=env)
        tick = [sys.executable, "-m", "tests.workers.sweep", "--every", "0.5"]
        running = WorkersFixture(
            ejabberd, data, url, serve, partial(Child, "sweep", tick, log=data / "sweep.log", env=env)
        )
        try:
            running.await_answer()
            yield running
        finally:
            running.server.stop()
            running.sweep.stop()
    finally:
        ejabberd.stop()


def command(kind: str, port: int, data: Path) -> list[str]:
    """Return what starts the server, with its workers forked from a master that has loaded the site."""
    folder = Path(sys.executable).parent
    if kind == "uwsgi":
        ini = data / "uwsgi.ini"
        ini.write_text(UWSGI.format(port=port, workers=WORKERS), encoding="utf-8")
        return [str(folder / "uwsgi"), "--ini", str(ini)]
    # Its workers take connections for which they have no thread yet; what waits there is not what is measured here.
    options = ["--preload", "--workers", str(WORKERS), "--threads", "16", "--bind", f"127.0.0.1:{port}"]
    return [str(folder / "gunicorn"), *options, "tests.workers.wsgi:application"]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def frozen(ejabberd: Ejabberd) -> Iterator[None]:
    """Stop the chat server's process without ending it: it takes connections and says nothing."""
    assert ejabberd.pid is not None
    freeze(ejabberd.pid)
    try:
        yield
    finally:
        os.kill(ejabberd.pid, signal.SIGCONT)


@contextmanager
def mute(ejabberd: Ejabberd) -> Iterator[None]:
    """Put something in the chat server's place that takes connections and says nothing; no session is left."""
    ports = [ejabberd.c2s_port, int(ejabberd.api_url.rpartition(":")[2].partition("/")[0])]
    ejabberd.kill()
    listeners = [socket.create_server(("127.0.0.1", port), backlog=128) for port in ports]
    try:
        yield
    finally:
        for listener in listeners:
            listener.close()
        ejabberd.start()
