"""A worker process is killed (SIGKILL) before each step that changes anything, with real database and chat server.

What has to hold is at the top of `tests.faults.story`. Between two steps a worker does nothing that anybody could see,
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
from chatxblock.xmpp.rooms import XmppRooms
from tests.faults.ejabberd_stage import EjabberdStage
from tests.faults.memory import MemoryStage
from tests.faults.mortal import Fate
from tests.faults.story import ACTS, Act, Play, steps, tell, unharmed

pytest_plugins = ("tests.servers",)

READING = {"candidates", "inside", "load", "log", "people", "read"}
STEPS = [
    (act, number, name)
    for act, taken in steps(MemoryStage())
    for number, name in enumerate(taken, 1)
    if name not in READING
]


@pytest.fixture
def stage(
    ejabberd: Ejabberd, service: XmppRooms, store: DjangoStore, monkeypatch: pytest.MonkeyPatch
) -> Iterator[EjabberdStage]:
    monkeypatch.setattr(stanzas, "archive_query", partial(stanzas.archive_query, most=2))  # a log of several pages
    stage = EjabberdStage(ejabberd, service, store)
    yield stage
    stage.close()


@pytest.mark.parametrize("struck", ACTS, ids=lambda act: act.__name__)
def test_a_worker_process_may_be_killed_at_any_step(stage: EjabberdStage, struck: Act) -> None:
    for act, number, name in STEPS:
        if act is struck:
            try:
                kill_at(stage, act, number)
            except AssertionError as error:
                error.add_note(f"killed before step {number} of {act.__name__}: {name}")
                raise


def kill_at(stage: EjabberdStage, struck: Act, number: int) -> None:
    def perform(play: Play, act: Act) -> None:
        if act is struck:
            play.failures += 1
            assert exit_of_child(play, act, number) == -signal.SIGKILL
        else:
            unharmed(play, act)

    tell(Play(stage), perform, struck=struck)


def exit_of_child(play: Play, act: Act, number: int) -> int:
    """Carry out the act in a process that kills itself at that step, and return its exit code: a signal is negative."""
    connections["default"].close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a process with threads forks: so do servers
        pid = os.fork()
    if pid == 0:
        try:
            # Where a test before has left an event loop running, Django keeps connections by task, and not here.
            connections["default"] = connections.create_connection("default")
            fate = Fate(number, lambda: os.kill(os.getpid(), signal.SIGKILL))
            act(play, play.stage.worker(fate))
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
