"""An export whose process is killed (SIGKILL), again and again, wherever it is, goes on without a hole or a double."""

from __future__ import annotations

import io
import json
import os
import signal
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import connections

from chatxblock.domain.calls.call import State
from chatxblock.domain.resources.exporting import ExportedTalk
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


def killed(output: Path, form: str, steps: int) -> bool:
    """Export in a process of its own that is killed after so many steps; tell whether that came before its end."""
    connections["default"].close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a process with threads forks: so do servers
        pid = os.fork()
    if pid == 0:
        try:
            connections["default"] = connections.create_connection("default")
            dying(steps)
            run(output, form)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code != 0


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


@pytest.mark.parametrize("form", ["jsonl", "zip"])
def test_whoever_is_killed_is_gone_on_for(talks: dict[str, list[str]], tmp_path: Path, form: str) -> None:
    output = tmp_path / "taken" / f"talks.{form}"
    output.parent.mkdir()
    part = output.with_name(f"{output.name}.part")
    torn = 0
    for steps in LIVES:
        assert killed(output, form, steps)
        assert not output.exists()
        torn += part.exists() and not part.read_bytes().endswith(b"\n")
    assert torn, "nobody was killed in the middle of a talk"
    assert not killed(output, form, steps=10**9)
    found = [json.loads(row) for row in rows(output, form)]
    assert {talk["call"]["id"]: [line["id"] for line in talk["lines"]] for talk in found} == talks
    assert len(found) == TALKS
    assert all(talk["checksum"]["value"] == recomputed(talk) for talk in found)
    manifest = json.loads(output.with_name(f"{output.name}.manifest.json").read_text())
    assert (manifest["talks"], manifest["sha256"]) == (TALKS, sha256(output.read_bytes()).hexdigest())
    assert len(list(output.parent.iterdir())) == 2, "beside the file stands what is in it, and nothing else"


def rows(output: Path, form: str) -> list[bytes]:
    if form == "jsonl":
        return output.read_bytes().splitlines()
    with ZipFile(output) as file:
        assert file.testzip() is None
        return [file.read(name) for name in file.namelist() if name.endswith(".json")]
