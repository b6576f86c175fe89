"""The units for systemd, read by systemd's own program, which also says how exposed each is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.test_docs import ROOT

UNITS = ROOT / "deploy" / "systemd"
PACKAGED = """
[Unit]
Description=as Debian 12 packages it
[Service]
Type=notify
User=ejabberd
ExecStart=/bin/sh -c 'true'
Restart=on-failure
PrivateTmp=true
ProtectHome=true
"""
EXPOSURE = {"chatxblock-node.service": 20, "chatxblock-sweep@.service": 20, "ejabberd.service": 60}
"""In tenths of systemd's scale from 0 to 10, at most."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The units in a folder, with programs that are there: ours are at paths of the LMS."""
    folder = tmp_path / "units"
    shutil.copytree(UNITS, folder)
    (folder / "ejabberd.service").write_text(PACKAGED, encoding="utf-8")
    sweep = folder / "chatxblock-sweep@.service"
    sweep.write_text(sweep.read_text(encoding="utf-8").replace("/openedx/venv/bin/python", sys.executable), "utf-8")
    return folder


def analyze(folder: Path, *arguments: str) -> str:
    """Have systemd's program look at units of that folder, and return what it says against them."""
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{folder}:", "SYSTEMD_LOG_LEVEL": "warning"}
    command = ["systemd-analyze", *arguments]
    said = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return f"{said.returncode} {said.stderr}".strip()


@pytest.mark.parametrize("unit", sorted(EXPOSURE))
def test_systemd_reads_the_unit_and_finds_it_closed_enough(folder: Path, unit: str) -> None:
    assert analyze(folder, "verify", "--man=no", "--recursive-errors=no", f"./{unit}") == "0"
    within = ("security", "--offline=true", "--no-pager", f"--threshold={EXPOSURE[unit]}", f"./{unit}")
    assert analyze(folder, *within).startswith("0")


def test_a_unit_with_a_slip_is_found_out(folder: Path) -> None:
    unit = folder / "chatxblock-node.service"
    unit.write_text(unit.read_text(encoding="utf-8").replace("MemoryMax=1G", "MemoryMax=much"), encoding="utf-8")
    assert "much" in analyze(folder, "verify", "--man=no", "--recursive-errors=no", "./chatxblock-node.service")


@pytest.mark.parametrize("name", ["chatxblock-node.service", "chatxblock-sweep@.service"])
def test_each_has_a_ceiling_comes_back_and_is_given_time_to_end(name: str) -> None:
    told = dict(re.findall(r"^(\w+)=(.*)$", (UNITS / name).read_text(encoding="utf-8"), re.MULTILINE))
    assert told["MemoryMax"] == "1G"
    assert (told["Restart"], told["StartLimitIntervalSec"]) == ("always", "0")
    assert told["KillMode"] == "mixed"
    assert int(told["TimeoutStopSec"]) >= 60
    assert told["NoNewPrivileges"] == "true"


def test_a_node_begins_with_an_empty_spool(folder: Path, tmp_path: Path) -> None:
    spool = tmp_path / "mnesia"
    (spool / "sub").mkdir(parents=True)
    (spool / "schema.DAT").write_text("of before the split", encoding="utf-8")
    before = re.search(r"^ExecStartPre=(.*)$", (UNITS / "chatxblock-node.service").read_text("utf-8"), re.MULTILINE)
    assert before
    subprocess.run(before[1].replace("/var/lib/ejabberd/mnesia", str(spool)).split(), check=True, timeout=30)
    assert list(spool.iterdir()) == []
