"""Every table says which personal data it holds and how it goes, as the platform's `code_annotations` takes it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from code_annotations.cli import entry_point
from django.db.models import Model

from tests.support.traces import tables

ROOT = Path(__file__).parents[2]
ANNOTATION = re.compile(r"^\s*\.\. (no_pii|pii|pii_types|pii_retirement):(.*)$", re.MULTILINE)


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Result]:
    """The tool as it is run by hand; it writes its report into a folder of the test."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", ["", *sys.path])  # it would put that there itself, and leave it
    where = ["--config_file", ".pii_annotations.yml", "--report_path", str(tmp_path), "--app_name", "chatxblock"]
    look = ["django_find_annotations", *where, "--lint", "--report", "--coverage"]
    return lambda: CliRunner().invoke(entry_point, look)


def test_the_platforms_tool_accepts_what_the_tables_say_and_misses_none(
    tool: Callable[[], Result], tmp_path: Path
) -> None:
    done = tool()
    assert done.exit_code == 0, done.output
    assert "Coverage is 100.0%" in done.output
    (report,) = tmp_path.iterdir()
    found = yaml.safe_load(report.read_text("utf-8"))
    said = {one["extra"]["object_id"] for annotations in found.values() for one in annotations}
    assert said == {f"chatxblock.{model.__name__}" for model in tables()}


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("A table.\n\n.. pii: A shoe.\n.. pii_types: shoe\n.. pii_retirement: local_api\n", "shoe"),
        ("A table.\n\n.. pii: A name.\n.. pii_types: name\n", "pii_retirement"),
        ("A table.\n", "uncovered"),
    ],
    ids=["no such kind", "half a group", "nothing"],
)
def test_it_refuses_what_is_no_annotation(
    tool: Callable[[], Result], monkeypatch: pytest.MonkeyPatch, said: str, complaint: str
) -> None:
    monkeypatch.setattr(tables()[0], "__doc__", said)
    done = tool()
    assert done.exit_code != 0
    assert complaint in done.output


@pytest.mark.parametrize("model", tables(), ids=lambda model: model.__name__)
def test_what_a_table_holds_of_people_goes_with_them(model: type[Model]) -> None:
    """What the tool does not look at: that an annotation says something, and that nothing is kept of who has gone."""
    said = {name: words.strip() for name, words in ANNOTATION.findall(model.__doc__ or "")}
    assert all(said.values()), "an annotation that says nothing"
    assert said.get("pii_retirement", "local_api") == "local_api"
    assert "no_pii" in said or "pii_retirement" in said
