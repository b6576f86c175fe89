"""What people do in browsers, on two chat servers behind HAProxy over TLS, two sites and two sweeps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.soak
def test_the_journeys_of_browsers_go_as_on_one_server(tmp_path: Path) -> None:
    # The browser's own blocker knows no server.
    options = ["-q", "-x", "-k", "not popup_blocker", f"--basetemp={tmp_path / 'b'}"]
    command = [sys.executable, "-m", "pytest", *options, "tests/browser/test_journey.py"]
    environment = {**os.environ, "CHATXBLOCK_TEST_CLUSTER": "1"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=1200)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
