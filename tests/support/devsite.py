"""A dev server started as a developer starts it, for tests that need the whole site."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

DEADLINE = 60.0
"""Seconds for a start or an end on a busy machine; usual are three and one."""


class DevSite:
    """One running dev server; `addresses` is what it announced."""

    def __init__(
        self,
        data: Path,
        *arguments: str,
        settings: Mapping[str, Any] | None = None,
        shell: str = "",
        deadline: float = DEADLINE,
    ) -> None:
        """Start it and wait until it is ready, for so many seconds at most.

        `settings` are laid over the CHATXBLOCK setting. `shell` is a script of sh that runs "$@", to stand between.
        """
        data.mkdir(parents=True, exist_ok=True)
        self.data = data
        self._said = data / "stderr.txt"
        command = [sys.executable, "-m", "chatxblock.devserver", "--port", "0", "--data", str(data), *arguments]
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                ["sh", "-c", shell, "sh", *command] if shell else command,
                stdout=subprocess.PIPE,
                stderr=said,
                env={**os.environ, "CHATXBLOCK_DEV_SETTINGS": json.dumps(dict(settings or {}))},
            )
        self.addresses: dict[str, Any] = json.loads(self._first_line(deadline))

    @property
    def url(self) -> str:
        """Return the address of the start page, without a slash at its end."""
        return str(self.addresses["url"])

    def page_url(self, student: str, block: int = 0) -> str:
        """Return the address of the page with that block, as that student."""
        return str(self.addresses["blocks"][block]["page_url"]).format(student=student)

    def handler_url(self, handler: str, student: str, suffix: str = "", block: int = 0) -> str:
        """Return the address of a handler of that block, as that student."""
        template = str(self.addresses["blocks"][block]["handler_url"])
        return template.format(handler=handler, suffix=suffix, student=student)

    def stop(self) -> int:
        """Ask it to end, wait until it has, and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(DEADLINE)

    def __enter__(self) -> DevSite:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def _first_line(self, deadline: float) -> bytes:
        stdout = self.process.stdout
        assert stdout is not None
        ready, _, _ = select.select([stdout], [], [], deadline)
        line = stdout.readline() if ready else b""
        if not line:
            self.__exit__()
            raise AssertionError(f"the dev server did not get ready: {self._said.read_text()}")
        return bytes(line)


def descendants(pid: int) -> list[int]:
    """Return the ids of all processes below this one."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(after_name[1]), []).append(int(stat.parent.name))
    found = children.get(pid, [])
    return found + [below for child in found for below in descendants(child)]


def command_line(pid: int) -> bytes:
    """Return what a process was started with, each word with a NUL behind it; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def freeze(pid: int) -> None:
    """Stop a process without ending it, and wait until each of its threads stands: a busy one may answer until then."""
    os.kill(pid, signal.SIGSTOP)
    threads = list(Path(f"/proc/{pid}/task").glob("*/stat"))
    assert eventually(lambda: all(stat.read_text().rpartition(")")[2].split()[0] == "T" for stat in threads))


def eventually(happened: Callable[[], bool], seconds: float = DEADLINE) -> bool:
    """Look again and again until it has happened; return False when time is up."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not happened():
        if time.monotonic() > end:
            return False
        pause.wait(0.05)
    return True


def stays(so: Callable[[], bool], seconds: float) -> bool:
    """Look again and again, and say whether it was so each time until time is up."""
    return not eventually(lambda: not so(), seconds)


class Watch:
    """Remembers processes by handle, so that a number that was given again does not confuse it."""

    def __init__(self, pids: list[int]) -> None:
        self._handles = {os.pidfd_open(pid): pid for pid in pids}

    def alive_after(self, seconds: float = DEADLINE) -> list[int]:
        """Wait until all have ended or time is up, and return those that have not."""
        end = time.monotonic() + seconds
        while self._handles and (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select(self._handles, [], [], left)
            for handle in ready:
                del self._handles[handle]
                os.close(handle)
        return list(self._handles.values())
