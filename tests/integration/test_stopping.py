"""Told to end: what is under way comes to its end, nothing new is begun, and what was not begun is left for others."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from chatxblock import wiring
from chatxblock.models import CallRow, OutboxRow
from chatxblock.ops import supervisor, sweep
from chatxblock.store.numbers import heartbeats
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.unit.test_docs import ROOT

SLOW_SITE = """
import os, socket, sys
from waitress import create_server
from chatxblock.devserver.site import serve_until_told

def application(environ, start):
    print("asked", flush=True)
    sys.stdin.readline()
    start("201 Created", [("Content-Length", "200000")])
    return [b"x" * 200000]

serve_until_told(create_server(application, sockets=[socket.socket(fileno=int(sys.argv[1]))], threads=2, ident=None))
print("ended", flush=True)
"""


def test_the_dev_servers_site_ends_after_its_answers_are_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        program = subprocess.Popen(
            [sys.executable, "-c", SLOW_SITE, str(listener.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=[listener.fileno()],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    with program:
        assert program.stdin is not None
        assert program.stdout is not None
        client = http.client.HTTPConnection(address[0], address[1], timeout=30)
        client.request("POST", "/ask")
        assert program.stdout.readline() == "asked\n"
        program.send_signal(signal.SIGTERM)
        while is_open(address):
            threading.Event().wait(0.01)
        program.stdin.write("go on\n")
        program.stdin.flush()
        answer = client.getresponse()
        assert (answer.status, len(answer.read())) == (201, 200_000)
        client.close()
        assert program.stdout.readline() == "ended\n"
        assert program.wait(30) == 0


def is_open(address: tuple[str, int]) -> bool:
    """Say whether a new connection is taken."""
    try:
        socket.create_connection(address, timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[socket.socket]:
    """What hears what a supervisor is told."""
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(address))
        heard.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(address))
        yield heard


@pytest.mark.django_db
def test_a_sweep_ends_after_the_call_that_it_is_at_and_the_next_one_goes_on(site: Site, rooms: MemoryRooms) -> None:
    rooms.available = False
    for student in ("learner", "helper2", "helper3"):
        site.ask(student)
    rooms.available = True
    for row in CallRow.objects.all():
        CallRow.objects.filter(pk=row.pk).update(due_at=row.asked_at, retry_at=row.asked_at)
    rooms.notifier.notices.clear()

    def until_one_is_done() -> bool:
        return not rooms.rooms

    assert sweep.sweep(until_one_is_done)
    assert len(rooms.rooms) == 1
    assert not CallRow.objects.exclude(lease_token="").exists()
    assert heartbeats() == {}
    told_before = list(rooms.notifier.notices)
    assert sweep.sweep()
    assert len(rooms.rooms) == 3
    assert "sweep" in heartbeats()
    again = [notice for notice in rooms.notifier.notices[len(told_before) :] if notice in told_before]
    assert again == []
    assert not OutboxRow.objects.exclude(lease_token="").exists()


@pytest.mark.django_db
def test_the_supervisor_is_told_that_the_sweep_is_ready_alive_and_ends(told: socket.socket, rooms: MemoryRooms) -> None:
    heard: list[bytes] = []

    def hear() -> None:
        while not heard or heard[-1] != b"STOPPING=1":
            heard.append(told.recv(100))

    listening = threading.Thread(target=hear, daemon=True)
    listening.start()
    call_command("chatxblock_sweep")
    listening.join(30)
    assert heard[0] == b"READY=1"
    assert set(heard[1:-1]) == {b"WATCHDOG=1"}
    assert len(heard) - 2 >= len(sweep.TASKS)


@pytest.mark.django_db
def test_sigterm_ends_the_ticking_sweep_within_a_sweep(rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def be_told(_goes_on: object) -> None:
        done.append("told")
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(sweep, "TASKS", {"first": be_told, "second": lambda _: done.append("second")})
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        call_command("chatxblock_sweep", every=600)
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    assert done == ["told"]


def test_a_supervisor_that_is_not_there_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    supervisor.tell(supervisor.ALIVE)
    assert "WATCHDOG=1" in caplog.text
    monkeypatch.delenv("NOTIFY_SOCKET")
    caplog.clear()
    supervisor.tell(supervisor.ALIVE)
    assert caplog.text == ""


def test_an_orderly_end_tells_what_waits_and_closes_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    registered = []
    monkeypatch.setattr("atexit.register", lambda task: registered.append(task.__qualname__))
    wiring._session.cache_clear()
    wiring.events.cache_clear()
    wiring.events()
    wiring._session()
    assert registered == ["CommittedEvents.end", "XmppSession.close"]
    wiring.events.cache_clear()
    wiring.reset()
