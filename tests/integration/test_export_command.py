"""A course's talks in one file: whole, each once, whatever ended the command in between."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from chatxblock.models import CallRow
from chatxblock.ops import journal
from chatxblock.ops.exporting import cell
from chatxblock.ops.journal import ExportRefused, Journal
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.integration.test_handlers import localpart
from tests.integration.test_transcripts import recomputed

STUDENTS = ["learner", "helper1", "helper2"]


@pytest.fixture
def course(site: Site, rooms: MemoryRooms) -> str:
    """Three talks, of which the first is over: the key of their course."""
    for number, student in enumerate(STUDENTS):
        call = site.post(student, "ask", {"request_id": str(uuid4()), "question": f"=1+{number}"}).value["call"]
        room = call["room"]["jid"].partition("@")[0]
        rooms.enter(room, localpart(site, student))
        rooms.say(room, localpart(site, student), f"Anybody?\n{number} 🤔")
        if not number:
            site.post(student, "leave", {"call_id": call["id"]})
    return str(CallRow.objects.values_list("course", flat=True)[0])


def run(course: str, output: Path, **options: Any) -> str:
    told = io.StringIO()
    call_command("chatxblock_export", course=course, output=output, stdout=told, stderr=io.StringIO(), **options)
    return told.getvalue()


def manifest_of(output: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(output.with_name(f"{output.name}.manifest.json").read_text())
    return told


def check(output: Path, rows: list[str]) -> None:
    """Each talk is there once and whole, and nothing is left over."""
    talks = [json.loads(row) for row in rows]
    assert [talk["call"]["question"] for talk in talks] == [f"=1+{number}" for number in range(len(STUDENTS))]
    assert all(talk["checksum"]["value"] == recomputed(talk) for talk in talks)
    assert [talk["complete"] for talk in talks] == [True, False, False]  # of those that go on there will be more
    told = manifest_of(output)
    assert (told["talks"], told["unreadable"]) == (len(STUDENTS), [])
    assert told["sha256"] == sha256(output.read_bytes()).hexdigest()
    assert sorted(path.name for path in output.parent.iterdir()) == [output.name, f"{output.name}.manifest.json"]


def test_json_lines_have_a_talk_a_line(course: str, tmp_path: Path) -> None:
    output = tmp_path / "talks.jsonl"
    assert "3 talks" in run(course, output)
    check(output, output.read_text().splitlines())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_over_itself_on_a_terminal_and_nowhere_else(course: str, tmp_path: Path) -> None:
    terminal, file = Terminal(), io.StringIO()
    for number, stream in enumerate((terminal, file)):
        output = tmp_path / f"{number}.jsonl"
        call_command("chatxblock_export", course=course, output=output, stdout=io.StringIO(), stderr=stream)
    assert file.getvalue() == ""
    drawn, *rest = terminal.getvalue().split("\n")
    assert rest == [""], "one line, which ends with the last talk"
    assert "\x1b[3" not in drawn, "it is no error"
    first, *_, last = drawn.strip("\r").split("\r")
    assert ("0/3" in first, "3/3" in last) == (True, True)


def test_gzip_is_one_file_of_many_members(course: str, tmp_path: Path) -> None:
    output = tmp_path / "talks.jsonl.gz"
    run(course, output, gzip=True)
    check(output, gzip.decompress(output.read_bytes()).decode().splitlines())


def test_a_zip_has_a_file_a_talk_and_a_table_without_formulas(course: str, tmp_path: Path) -> None:
    output = tmp_path / "talks.zip"
    run(course, output, format="zip")
    with zipfile.ZipFile(output) as file:
        assert file.testzip() is None
        *names, table = file.namelist()
        check(output, [file.read(name).decode() for name in names])
        rows = list(csv.DictReader(io.StringIO(file.read(table).decode("utf-8-sig"))))
    assert [row["file"] for row in rows] == names
    assert [row["question"] for row in rows] == ["'=1+0", "'=1+1", "'=1+2"]
    with pytest.raises(CommandError, match="compressed already"):
        run(course, tmp_path / "other.zip", format="zip", gzip=True)


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"],
    ids=ascii,
)
def test_no_cell_begins_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell("a=1") == "a=1"


class Killed(BaseException):
    """The process ends here, in the middle of what it does."""


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """End the process at its step with that number, of all that make something safe; before half of them are done."""
    left = [10**9]

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*args: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            return step(*args, **options)

        return stepping

    monkeypatch.setattr(os, "fsync", counted(os.fsync))
    monkeypatch.setattr(Path, "replace", counted(Path.replace))
    monkeypatch.setattr(Path, "unlink", counted(Path.unlink))

    def at(step: int) -> None:
        left[0] = step

    yield at
    monkeypatch.undo()


@pytest.mark.parametrize("form", ["jsonl", "zip"])
def test_killed_at_any_step_it_goes_on_without_a_hole_or_a_double(
    course: str, tmp_path: Path, form: str, kill: Callable[[int], None]
) -> None:
    died = 0
    for step in range(1, 60):
        folder = tmp_path / str(step)
        folder.mkdir()
        output = folder / f"talks.{form}"
        kill(step)
        try:
            run(course, output, format=form)
        except Killed:
            died += 1
            part = folder / f"{output.name}.part"
            if part.exists():
                part.write_bytes(part.read_bytes() + b'{"torn')
            notes = folder / f"{output.name}.journal"
            if notes.exists():
                notes.write_bytes(notes.read_bytes() + b'{"key": "torn')
        kill(10**9)
        if died == step:
            run(course, output, format=form)
        if form == "zip":
            with zipfile.ZipFile(output) as file:
                check(output, [file.read(name).decode() for name in file.namelist()[:-1]])
        else:
            check(output, output.read_text().splitlines())
        if died < step:
            break
    assert died >= 10


def test_a_full_disk_is_told_and_loses_nothing(course: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, real, synced = tmp_path / "talks.jsonl", os.fsync, [0]

    def full(descriptor: int) -> None:
        synced[0] += 1
        if synced[0] > 4:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match=r"No space left on device.*run the same command again"):
        run(course, output)
    assert not output.exists()
    monkeypatch.setattr(os, "fsync", real)
    run(course, output)
    check(output, output.read_text().splitlines())


def test_two_at_once_do_not_disturb_each_other(course: str, tmp_path: Path) -> None:
    output = tmp_path / "talks.jsonl"
    with Journal(output, {"x": 1}, {}), pytest.raises(CommandError, match="Another export writes"):
        run(course, output)
    run(course, tmp_path / "other.jsonl")
    with pytest.raises(CommandError, match="another order"):
        run(course, output)


def test_what_is_there_is_not_written_over(course: str, tmp_path: Path) -> None:
    output = tmp_path / "talks.jsonl"
    output.write_text("precious")
    with pytest.raises(CommandError, match="there already"):
        run(course, output)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["precious"]


def test_a_chat_server_that_is_away_is_told_and_the_rest_is_safe(
    course: str, tmp_path: Path, rooms: MemoryRooms
) -> None:
    output = tmp_path / "talks.jsonl"
    rooms.available = False
    with pytest.raises(CommandError, match="chat-unavailable"):
        run(course, output)
    rooms.available = True
    run(course, output)
    check(output, output.read_text().splitlines())


def test_a_call_that_cannot_be_read_keeps_no_other(course: str, tmp_path: Path) -> None:
    broken = CallRow.objects.order_by("asked_at")[1]
    CallRow.objects.filter(pk=broken.pk).update(plan={})
    output = tmp_path / "talks.jsonl"
    assert "2 talks" in run(course, output)
    assert manifest_of(output)["unreadable"] == [str(broken.pk)]


def test_only_what_was_asked_in_that_time_is_there(course: str, tmp_path: Path) -> None:
    rows = list(CallRow.objects.order_by("asked_at"))
    output = tmp_path / "talks.jsonl"
    since, until = rows[1].asked_at, rows[2].asked_at
    run(course, output, since=since, until=until)
    assert [json.loads(row)["call"]["id"] for row in output.read_text().splitlines()] == [str(rows[1].pk)]
    assert "0 talks" in run("course-v1:No+Such+Course", tmp_path / "../weird course =1.jsonl")


def test_a_question_that_a_clock_puts_behind_comes_all_the_same(
    course: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last, real = CallRow.objects.order_by("asked_at").last(), journal.Journal.add
    assert last is not None

    def add(self: Journal, key: str, *args: Any, **note: Any) -> None:
        real(self, key, *args, **note)
        CallRow.objects.filter(pk=last.pk).update(asked_at="2020-01-01T00:00:00Z")

    monkeypatch.setattr(journal.Journal, "add", add)
    output = tmp_path / "talks.jsonl"
    run(course, output)
    assert len(set(output.read_text().splitlines())) == len(STUDENTS)


def test_the_journal_of_somebody_who_just_finished_is_not_gone_on_with(tmp_path: Path) -> None:
    output = tmp_path / "x"
    with Journal(output, {"x": 1}, {}) as first:
        first.settle()
        first.finish({})
        assert output.exists()
    with pytest.raises(ExportRefused, match="there already"), Journal(output, {"x": 1}, {}):
        pass
