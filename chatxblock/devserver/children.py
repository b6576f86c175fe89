"""Programs that live exactly as long as their parent.

They are in sessions of their own, so that Ctrl-C in a terminal reaches the parent alone, who then ends them in order;
and the kernel ends them if the parent is killed. This module must not know what they are.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType

from chatxblock.devserver.ejabberd import PRIVATE, die_with_parent, open_private

LAST_WORDS = 15
"""Lines of a log that are shown when its program ended by itself."""


class Child:
    """A program of ours that runs until the `with` block ends."""

    def __init__(
        self, name: str, argv: Sequence[str], *, log: Path, env: dict[str, str], fds: Sequence[int] = ()
    ) -> None:
        """Start it, with its output going to the file `log`, which is begun anew."""
        self.name = name
        self._log = log
        with open_private(log) as output:
            self._process = subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=env,
                pass_fds=fds,
                start_new_session=True,
                umask=PRIVATE,
                preexec_fn=die_with_parent(),
            )

    @property
    def pid(self) -> int:
        """Return the id of the process, which is also that of its session."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Say whether it has not ended."""
        return self._process.poll() is None

    @property
    def exit_status(self) -> int | None:
        """Return what it ended with, nothing while it runs."""
        return self._process.poll()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.stop()

    def stop(self, seconds: float = 5.0) -> None:
        """Ask it to end, kill it when it takes longer than that; harmless if it has ended."""
        self._signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self._process.wait()

    def last_words(self) -> str:
        """Return the end of its log."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-LAST_WORDS:])

    def _signal(self, number: signal.Signals) -> None:
        if self._process.poll() is None:
            os.killpg(self.pid, number)


def wait_for_end(pids: Collection[int], seconds: float | None = None) -> set[int]:
    """Block until at least one of these processes has ended, or time is up; return those that have.

    They need not be children; one that has ended and was reaped counts as ended.
    """
    ended = set()
    handles = {}
    try:
        for pid in pids:
            try:
                handles[os.pidfd_open(pid)] = pid
            except ProcessLookupError:
                ended.add(pid)
        ready, _, _ = select.select(handles, [], [], 0 if ended else seconds)
        return ended | {handles[handle] for handle in ready}
    finally:
        for handle in handles:
            os.close(handle)
