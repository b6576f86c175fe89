"""An export whose process is killed (SIGKILL), or whose disk is full, goes on without a hole or a double."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from chatxblock.domain.calls.call import State
from chatxblock.domain.resources.exporting import ExportedTalk
from chatxblock.models import CallRow
from chatxblock.ops import exporting
from chatxblock.store import DjangoStore
from chatxblock.testing import START
from chatxblock.web.transcripts.audience import Audience
from tests.contracts.store_contract import COURSE, a_call, a_line, lease, person
from tests.integration.test_transcripts import recomputed

TALKS, LINES = 6, 150
"""A talk is some 40 kB: more than waits in a buffer, so that whoever is killed in one leaves a part of it behind."""
LIVES = (100, 215, 154, 500, 313, 2)
"""After so many steps each process is killed, of those that go on one after the other; the last two have all talks."""

ROOM = (100, 300, 10_000, 60_000, 100_000)
"""Bytes that a disk has for one file, which is full with the first note of the journal, with the next one, in talks."""
REFUSED = 3


@pytest.fixture
def talks(store: DjangoStore) -> dict[str, list[str]]:
    """By the id of each talk those of its lines."""
    found = {}
    for number in range(TALKS):
        asker = person(store, f"asker {number}")
        call = replace(a_call(asker), state=State.CLOSED, ended_at=START, archived_at=START, closed_at=START)
        store.add(replace(call, complete=True), lease())
        lines = [replace(a_line(line), author=asker.localpart, body="said " * 20) for line in range(LINES)]
        store.keep(call.id, lines, 0)
        found[str(call.id)] = [line.id for line in lines]
    return found


def run(output: Path, form: str) -> None:
    call_command(
        "chatxblock_export", course=COURSE, output=output, format=form, stdout=io.StringIO(), stderr=io.StringIO()
    )


def in_a_process(job: Callable[[], None]) -> int:
    """Do it in a process of its own; return the exit code: a signal is negative."""
    connections["default"].close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a process with threads forks: so do servers
        pid = os.fork()
    if pid == 0:
        code = 1
        sys.dont_write_bytecode = True  # what is compiled here would be cut short too, and be there for others
        try:
            connections["default"] = connections.create_connection("default")
            job()
            code = 0
        except CommandError as exc:
            code = REFUSED if "run the same command again" in str(exc) else 1
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed_after(steps: int, output: Path, form: str) -> None:
    dying(steps)
    run(output, form)


def with_room_for(size: int, output: Path, form: str) -> None:
    """Export where no file can be longer than that: what is written beyond it is refused, as by a full disk."""
    assert CallRow.objects.count() == TALKS  # the database has made its own files
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    run(output, form)


def dying(steps: int) -> None:
    """Kill this process after so many steps: pieces of a talk, and what makes something safe or gives it its name."""
    left = [steps]

    def step() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*args: Any, **options: Any) -> Any:
            step()
            return real(*args, **options)

        return stepping

    def row(talk: ExportedTalk, audience: Audience) -> Iterator[bytes]:
        for piece in real_row(talk, audience):
            step()
            yield piece

    real_row = exporting._row
    exporting._row = row
    os.fsync = counted(os.fsync)
    Path.replace = counted(Path.replace)  # type: ignore[method-assign]
    Path.unlink = counted(Path.unlink)  # type: ignore[method-assign]


@pytest.fixture(params=["jsonl", "zip"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def output(tmp_path: Path, form: str) -> Path:
    (tmp_path / "taken").mkdir()
    return tmp_path / "taken" / f"talks.{form}"


def torn(output: Path) -> bool:
    """Whether half a talk stands at the end of what is written."""
    part = output.with_name(f"{output.name}.part")
    return part.exists() and not part.read_bytes().endswith(b"\n")


def check_whole(talks: dict[str, list[str]], output: Path, form: str) -> None:
    """Each talk is there once and whole, the file is the one that its manifest tells of, and nothing is left over."""
    found = [json.loads(row) for row in rows(output, form)]
    assert {talk["call"]["id"]: [line["id"] for line in talk["lines"]] for talk in found} == talks
    assert len(found) == TALKS
    assert all(talk["checksum"]["value"] == recomputed(talk) for talk in found)
    manifest = json.loads(output.with_name(f"{output.name}.manifest.json").read_text())
    assert (manifest["talks"], manifest["sha256"]) == (TALKS, sha256(output.read_bytes()).hexdigest())
    assert len(list(output.parent.iterdir())) == 2


def rows(output: Path, form: str) -> list[bytes]:
    if form == "jsonl":
        return output.read_bytes().splitlines()
    with ZipFile(output) as file:
        assert file.testzip() is None
        return [file.read(name) for name in file.namelist() if name.endswith(".json")]


def test_whoever_is_killed_is_gone_on_for(talks: dict[str, list[str]], output: Path, form: str) -> None:
    left_behind = []
    for steps in LIVES:
        assert in_a_process(partial(killed_after, steps, output, form)) == -signal.SIGKILL
        assert not output.exists()
        left_behind.append(torn(output))
    assert any(left_behind), "nobody was killed in the middle of a talk"
    assert in_a_process(partial(run, output, form)) == 0
    check_whole(talks, output, form)


def test_a_full_disk_is_told_and_gone_on_from(talks: dict[str, list[str]], output: Path, form: str) -> None:
    left_behind = []
    for size in ROOM:
        assert in_a_process(partial(with_room_for, size, output, form)) == REFUSED
        assert not output.exists()
        left_behind.append(torn(output))
    assert any(left_behind), "none was full in the middle of a talk"
    assert in_a_process(partial(run, output, form)) == 0
    check_whole(talks, output, form)
