"""A worker process is killed (SIGKILL) before each step that changes anything, with real database and chat server.

What has to hold is in `tests.faults.fixtures`. Between two steps a worker does nothing that anybody could see,
so before each step are all the moments there are; and before one that only reads is the same as before the next one.
"""

from __future__ import annotations

import os
import signal
import traceback
import warnings
from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connections

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.store import DjangoStore
from chatxblock.xmpp import stanzas
from tests.faults.ejabberd import EjabberdEnvironment
from tests.faults.fixtures import Action, Journey, moments, steps, tell, unharmed
from tests.faults.memory import MemoryEnvironment
from tests.faults.mortal import Fate
from tests.support.chat import Service

pytest_plugins = ("tests.support.servers",)

READING = {"candidates", "inside", "load", "log", "people", "read"}
STEPS = [
    (action, number, name)
    for action, taken in steps(MemoryEnvironment())
    for number, name in enumerate(taken, 1)
    if name not in READING
]


@pytest.fixture
def environment(
    ejabberd: Ejabberd, service: Service, store: DjangoStore, monkeypatch: pytest.MonkeyPatch
) -> Iterator[EjabberdEnvironment]:
    monkeypatch.setattr(stanzas, "archive_query", partial(stanzas.archive_query, most=2))  # a log of several pages
    environment = EjabberdEnvironment(ejabberd, service, store)
    yield environment
    environment.close()


@pytest.mark.parametrize(("struck", "number"), moments(STEPS))
def test_a_worker_process_may_be_killed_at_any_step(
    environment: EjabberdEnvironment, struck: Action, number: int
) -> None:
    def perform(journey: Journey, action: Action) -> None:
        if action is struck:
            journey.failures += 1
            assert exit_of_child(journey, action, number) == -signal.SIGKILL
        else:
            unharmed(journey, action)

    tell(Journey(environment), perform, struck=struck)


def exit_of_child(journey: Journey, action: Action, number: int) -> int:
    """Carry it out in a process that kills itself at that step, and return its exit code: a signal is negative."""
    connections["default"].close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a process with threads forks: so do servers
        pid = os.fork()
    if pid == 0:
        try:
            # Where a test before has left an event loop running, Django keeps connections by task, and not here.
            connections["default"] = connections.create_connection("default")
            fate = Fate(number, lambda: os.kill(os.getpid(), signal.SIGKILL))
            action(journey, journey.environment.worker(fate))
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
