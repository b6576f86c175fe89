"""People ask while the database of site and chat is restarted, dies, or gives way to its copy."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests

from chatxblock.devserver.cluster import DevCluster
from chatxblock.devserver.clustered import PLATFORM, platform_database
from chatxblock.devserver.server import Programs, ask_for_blocks, chat_settings, hosts, listen
from chatxblock.devserver.state import write_state
from tests.cluster.databases import a_copy, start_what_ended
from tests.support.chat import new_name
from tests.support.devsite import eventually

pytestmark = pytest.mark.soak
TOKEN = "c" * 32
PEOPLE = ("learner", "helper1", "helper2", "helper3")
SOME = 2
"""Questions of everybody before the fault, and behind it."""
Fault = Callable[[DevCluster, ExitStack, Path], None]


@dataclass
class Asker:
    """Somebody who asks, waits for a room, leaves, and asks again; each question under an id of its own."""

    name: str
    handler_url: str
    calls: dict[str, set[str]] = field(default_factory=dict)
    """By the id of what was sent, the calls that answers have named."""
    errors: list[tuple[int, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def live(self) -> None:
        """Go on until it is over, and then to the end of what was begun."""
        while not self.over.is_set():
            asked = str(uuid4())
            self.calls[asked] = set()
            call = self._answer("ask", request_id=asked, question="Why is this matrix singular?")["call"]["id"]
            self.calls[asked].add(call)
            assert eventually(partial(self._has_room, call))
            self._answer("leave", call_id=call)

    def _has_room(self, call: str) -> bool:
        return self._answer("call", call_id=call)["call"]["room"] is not None

    def _answer(self, handler: str, **given: Any) -> dict[str, Any]:
        """Call a handler as the window does, the same again until it was done."""
        answers: list[dict[str, Any]] = []

        def done() -> bool:
            answer = requests.post(
                self.handler_url.format(handler=handler, suffix="", student=self.name),
                json=given,
                cookies={"csrftoken": TOKEN},
                headers={"X-CSRFToken": TOKEN},
                timeout=30,
            )
            if answer.ok:
                answers.append(answer.json())
            else:
                self.errors.append((answer.status_code, answer.text[:300]))
            return answer.ok

        assert eventually(done), self.errors[-1]
        return answers[0]

    def asked(self) -> int:
        """Return how many questions were answered with a call."""
        return sum(bool(calls) for calls in self.calls.copy().values())


@pytest.fixture
def asking(cluster: DevCluster, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Run a site beside the cluster."""
    start_what_ended(cluster)
    database = f"{PLATFORM}{new_name()}"
    cluster.postgres.make_database(database)
    with ExitStack() as stack:
        listener = stack.enter_context(listen("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        kept = platform_database(cluster) | {"NAME": database}
        write_state(tmp_path, hosts=hosts("127.0.0.1"), chatxblock=chat_settings(url, cluster), database=kept)
        programs = Programs(log=tmp_path, data=tmp_path, sweep_every=1)
        site = programs.site(listener)
        stack.callback(site.stop)
        blocks = ask_for_blocks(url, site)
        sweep = programs.another_sweep()
        stack.callback(sweep.stop)
        yield database, blocks["blocks"][0]["handler_url"]


def restarted(cluster: DevCluster, held: ExitStack, folder: Path) -> None:
    """Stop the database as its package does at an upgrade, and start it."""
    cluster.postgres.end(signal.SIGINT)
    cluster.postgres.start_again()


def killed(cluster: DevCluster, held: ExitStack, folder: Path) -> None:
    """Kill the first of its processes, and start it."""
    cluster.postgres.end(signal.SIGKILL)
    cluster.postgres.start_again()


def failed_over(cluster: DevCluster, held: ExitStack, folder: Path) -> None:
    """Kill it, and move its address to a copy."""
    takes_its_place = held.enter_context(a_copy(cluster, folder))
    takes_its_place()


@pytest.mark.parametrize("fault", [restarted, killed, failed_over])
def test_a_question_stands_once_or_its_asker_is_told(
    fault: Fault, cluster: DevCluster, asking: tuple[str, str], tmp_path: Path
) -> None:
    """Who was told that it failed asks again under the same id, as the window does, and has it once, too."""
    database, handler_url = asking
    askers = [Asker(name, handler_url) for name in PEOPLE]

    def all_ask() -> bool:
        before = [asker.asked() for asker in askers]
        return eventually(lambda: all(a.asked() >= b + SOME for a, b in zip(askers, before, strict=True)))

    with ExitStack() as held, ThreadPoolExecutor(len(askers)) as pool:
        lives = [pool.submit(asker.live) for asker in askers]
        try:
            assert all_ask()
            fault(cluster, held, tmp_path)
            assert all_ask()
        finally:
            for asker in askers:
                asker.over.set()
        for life in lives:
            life.result()
        answered = [calls for asker in askers for calls in asker.calls.values()]
        kept = cluster.postgres.sql(database, "--tuples-only", "--command", "SELECT id FROM chatxblock_call").split()
    assert all(len(calls) == 1 for calls in answered)
    assert sorted(kept) == sorted(call for calls in answered for call in calls)
    assert all(status == 503 for asker in askers for status, _ in asker.errors), [asker.errors for asker in askers]
