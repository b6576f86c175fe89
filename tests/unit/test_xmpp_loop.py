"""Coroutines for callers that block, without any server."""

from __future__ import annotations

import asyncio
import os
import threading
import time
import warnings
from collections.abc import Iterator

import pytest

from chatxblock.xmpp.loop import BackgroundLoop


class ResidentT:
    """Somebody who lives in a loop and counts."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.cancelled = threading.Event()
        self.closed = False

    async def where(self) -> tuple[int, str]:
        assert asyncio.get_running_loop() is self.loop
        return os.getpid(), threading.current_thread().name

    async def fail(self) -> None:
        raise LookupError("my own error")

    async def wait(self) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise

    async def myself(self) -> ResidentT:
        return self

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def loop() -> Iterator[BackgroundLoop[ResidentT]]:
    loop = BackgroundLoop(ResidentT)
    yield loop
    loop.close()


def test_nothing_is_started_before_it_is_used() -> None:
    before = threading.active_count()
    loop = BackgroundLoop(ResidentT)
    assert threading.active_count() == before
    loop.run(ResidentT.where, 5)
    assert threading.active_count() == before + 1
    loop.close()
    assert threading.active_count() == before


def test_the_lodger_is_built_once_and_on_the_thread(loop: BackgroundLoop[ResidentT]) -> None:
    first = loop.run(ResidentT.myself, 5)
    assert loop.run(ResidentT.myself, 5) is first
    assert loop.run(ResidentT.where, 5) == (os.getpid(), "chatxblock-xmpp")


def test_threads_that_come_at_once_get_the_same_lodger(loop: BackgroundLoop[ResidentT]) -> None:
    found: list[ResidentT] = []
    threads = [threading.Thread(target=lambda: found.append(loop.run(ResidentT.myself, 5))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert len(found) == 8
    assert len(set(found)) == 1


def test_an_error_of_the_job_is_the_error_of_the_caller(loop: BackgroundLoop[ResidentT]) -> None:
    with pytest.raises(LookupError, match="my own error"):
        loop.run(ResidentT.fail, 5)


def test_a_job_past_its_time_is_cancelled(loop: BackgroundLoop[ResidentT]) -> None:
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        loop.run(ResidentT.wait, 0.05)
    assert time.monotonic() - started < 2
    assert loop.run(ResidentT.myself, 5).cancelled.wait(5)


def test_after_closing_a_new_lodger_moves_in(loop: BackgroundLoop[ResidentT]) -> None:
    first = loop.run(ResidentT.myself, 5)
    loop.close()
    assert first.closed
    assert loop.run(ResidentT.myself, 5) is not first


def test_closing_what_was_never_used_is_harmless() -> None:
    loop = BackgroundLoop(ResidentT)
    loop.close()
    loop.close()
    assert loop.run(ResidentT.where, 5)[0] == os.getpid()
    loop.close()


def test_a_child_process_starts_anew(loop: BackgroundLoop[ResidentT]) -> None:
    assert loop.run(ResidentT.where, 5)[0] == os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that a process with threads forks is what is tested
        child = os.fork()
    if child == 0:
        try:
            os._exit(0 if loop.run(ResidentT.where, 5)[0] == os.getpid() else 2)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert loop.run(ResidentT.where, 5)[0] == os.getpid()
