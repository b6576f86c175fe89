"""The example of "Write your own peering" stands in `examples/`, and passes its tests as its author runs them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


def test_the_page_shows_the_files() -> None:
    page = (ROOT / "docs" / "howto" / "write-your-own-peering.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    files = [(EXAMPLES / name).read_text(encoding="utf-8") for name in ("course_peering.py", "test_course_peering.py")]
    assert shown[:2] == files


def test_the_rule_is_about_thirty_lines() -> None:
    assert len((EXAMPLES / "course_peering.py").read_text(encoding="utf-8").splitlines()) <= 32


def test_its_tests_pass_in_a_folder_that_knows_nothing_of_ours(tmp_path: Path) -> None:
    for name in ("course_peering.py", "test_course_peering.py"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    (tmp_path / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:django", "test_course_peering.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert " skipped" not in done.stdout
