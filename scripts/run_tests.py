"""Run the tests: `python -m scripts.run_tests OPTIONS…`, which is what `make pytest` runs; the options are pytest's.

What fails with a real server or browser while all the others run beside it runs once more, one at a time, and is named
at the end where it passes (docs/decisions/0049-once-more-alone.md). What needs neither gets no second chance.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FAILED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
REAL = (
    *(f"tests/{folder}/" for folder in ("browser", "cluster", "ejabberd", "workers")),
    *(f"tests/integration/test_{subject}.py" for subject in ("devserver", "log_hygiene", "stopping")),
    *("tests/contracts/test_ejabberd_rooms.py", "tests/faults/test_ejabberd_killed.py"),
)
"""Tests whose servers and browsers share the machine with all the others."""
MOST = 5
"""Tests: where more fail, it is not by chance."""


def failed() -> list[str]:
    """Return the node ids of what failed the last time."""
    return sorted(json.loads(FAILED.read_text(encoding="utf-8"))) if FAILED.is_file() else []


def may_run_again(tests: Sequence[str]) -> bool:
    """Say whether these are few, and all of them use what the machine's load may slow down."""
    return 0 < len(tests) <= MOST and all(test.startswith(REAL) for test in tests)


def run(options: Sequence[str]) -> int:
    """Return pytest's exit status."""
    return subprocess.run(  # noqa: S603  (a developer's own words)
        [sys.executable, "-m", "pytest", *options], cwd=ROOT, check=False
    ).returncode


def say(*lines: str) -> None:
    """Write between what pytest writes."""
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    sys.stdout.flush()


def main(options: Sequence[str]) -> int:
    """Run the tests, and once more what may; return the exit status."""
    FAILED.unlink(missing_ok=True)
    status = run(options)
    tests = failed()
    if status != 1 or not may_run_again(tests):
        return status
    say(f"{len(tests)} failed beside all the others, and run once more alone.")
    status = run([*options, "-n", "0", "--last-failed", "--last-failed-no-failures", "none"])
    if status == 0:
        say("Failed beside the others and passed alone, which is to be mended all the same:")
        say(*(f"  UNSTEADY {test}" for test in tests))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
