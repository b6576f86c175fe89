"""The project may stand in a folder of any name, and its data too; where others' tools can't, that is said at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
NASTY = """it's a "folder" $HOME $$;`id`%41#1?x&y\\n größe مجلد 文"""


def setup(folder: Path, purpose: str) -> str:
    """Begin to set the project up in that folder, and return what is said of it; "" where nothing is."""
    folder.mkdir()
    command = ["sh", str(PROJECT / "scripts" / "setup-system"), purpose, sys.executable]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return ended.stderr if ended.returncode == 1 else ""


@pytest.mark.parametrize("name", ["a:b", "a$b", "a{b", "a}b"])
def test_a_folder_in_which_nothing_can_be_installed_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    assert setup(tmp_path / name, "run").endswith(f"Please move the project, and try again: {tmp_path / name}\n")


@pytest.mark.parametrize("name", ["a#b", "a?b", "a*b"])
def test_a_folder_in_which_the_front_end_can_not_be_built_is_refused_to_its_tests(tmp_path: Path, name: str) -> None:
    assert "Vite can't work there" in setup(tmp_path / name, "test")


def test_the_folder_of_the_data_is_taken_as_it_is_typed() -> None:
    for given in (["make", "help", f"DATA={NASTY}"], ["env", f"DATA={NASTY}", "make", "help"]):
        told = subprocess.run(given, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True).stdout
        assert f" DATA={NASTY} " in told
