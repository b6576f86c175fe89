"""A thread with an event loop, for callers that block.

One resident (such as a client) is built inside the loop on first use, because what belongs to a loop must be made
there. After a fork the child starts anew on its first use: threads do not survive, and the parent's connection is the
parent's. This module must not know what the resident does.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import os
import threading
import weakref
from collections.abc import Callable, Coroutine
from typing import Any, Generic, Protocol, TypeVar

log = logging.getLogger(__name__)

CLOSE_TIME = 5.0


class Resident(Protocol):
    """What lives in the loop."""

    async def close(self) -> None:
        """End in an orderly way."""
        ...


ResidentT = TypeVar("ResidentT", bound=Resident)
Result = TypeVar("Result")


class BackgroundLoop(Generic[ResidentT]):
    """Runs coroutines of one resident on a thread of their own."""

    def __init__(self, build: Callable[[], ResidentT]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._resident: ResidentT | None = None
        # What a fork left behind is kept: collecting it would close, in the child, what the parent still uses.
        self._left_behind: list[object] = []
        self._process = os.getpid()
        at_fork(self)

    @property
    def resident(self) -> ResidentT | None:
        """Return the resident if it was built; to be looked at, since it belongs to the loop's thread."""
        return self._resident

    def run(self, job: Callable[[ResidentT], Coroutine[Any, Any, Result]], timeout: float) -> Result:
        """Run a job of the resident and wait for its result. Cancels it after `timeout` seconds: `TimeoutError`."""
        loop = self._started()
        future = asyncio.run_coroutine_threadsafe(self._with_resident(job), loop)
        try:
            return future.result(timeout)
        except concurrent.futures.TimeoutError as exc:
            future.cancel()
            raise TimeoutError from exc
        except concurrent.futures.CancelledError as exc:
            raise TimeoutError from exc

    def close(self) -> None:
        """End the resident and the thread; the next `run` starts anew."""
        with self._lock:
            loop, thread, resident = self._loop, self._thread, self._resident
            self._loop, self._thread, self._resident = None, None, None
        if loop is None or thread is None:
            return
        try:
            asyncio.run_coroutine_threadsafe(end(resident), loop).result(CLOSE_TIME)
        except concurrent.futures.TimeoutError:
            log.warning("what lives in the loop did not end in time")
            return  # the thread ends with the process
        loop.call_soon_threadsafe(loop.stop)
        thread.join(CLOSE_TIME)
        loop.close()

    async def _with_resident(self, job: Callable[[ResidentT], Coroutine[Any, Any, Result]]) -> Result:
        if self._resident is None:
            self._resident = self._build()
        return await job(self._resident)

    def _started(self) -> asyncio.AbstractEventLoop:
        if self._process != os.getpid():  # a server that forks in C need not have told Python
            self.after_fork()
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=serve, args=(self._loop,), name="chatxblock-xmpp", daemon=True)
                self._thread.start()
            return self._loop

    def after_fork(self) -> None:
        """Start anew in a child process."""
        self._process = os.getpid()
        self._left_behind += [self._loop, self._thread, self._resident]
        self._lock = threading.Lock()  # another thread of the parent may have held the old one
        self._loop, self._thread, self._resident = None, None, None


def serve(loop: asyncio.AbstractEventLoop) -> None:
    """Be the thread."""
    asyncio.set_event_loop(loop)
    loop.run_forever()


async def end(resident: Resident | None) -> None:
    """Close the resident, then cancel whatever is still running, so that the loop can be closed in silence."""
    if resident is not None:
        await resident.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def at_fork(background: BackgroundLoop[Any]) -> None:
    """Have the loop told of forks for as long as it lives."""
    reference = weakref.ref(background)

    def tell() -> None:
        living = reference()
        if living is not None:
            living.after_fork()

    os.register_at_fork(after_in_child=tell)
