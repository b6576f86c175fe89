"""What fails beside others runs once more alone only where a real server or browser is in it, and is named."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from scripts import run_tests

BROWSER, CLUSTER, UNIT = "tests/browser/test_a.py::test_b", "tests/cluster/test_c.py::test_d", "tests/unit/test_e.py::f"
Play = Callable[[dict[str, int]], tuple[int, list[list[str]]]]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Return what plays tests that fail a number of times each: the exit status, and the options of each run."""
    kept = tmp_path / "lastfailed"
    monkeypatch.setattr(run_tests, "FAILED", kept)

    def run_all(failures: dict[str, int]) -> tuple[int, list[list[str]]]:
        left, runs = dict(failures), []

        def run(options: Sequence[str]) -> int:
            runs.append(list(options))
            bad = [test for test, times in left.items() if times > 0]
            left.update({test: left[test] - 1 for test in bad})
            kept.write_text(json.dumps(dict.fromkeys(bad, True)), encoding="utf-8")
            return 1 if bad else 0

        monkeypatch.setattr(run_tests, "run", run)
        return run_tests.main(["-q"]), runs

    return run_all


def test_where_nothing_fails_nothing_runs_again(play: Play) -> None:
    assert play({BROWSER: 0}) == (0, [["-q"]])


def test_what_passes_alone_is_named(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    status, runs = play({BROWSER: 1, CLUSTER: 1})
    assert (status, len(runs)) == (0, 2)
    assert runs[1][:4] == ["-q", "-n", "0", "--last-failed"]
    named = [line.split()[1] for line in capsys.readouterr().out.splitlines() if "UNSTEADY" in line]
    assert named == [BROWSER, CLUSTER]


@pytest.mark.parametrize(
    ("failures", "runs"),
    [
        ({BROWSER: 2}, 2),
        ({UNIT: 1}, 1),
        ({UNIT: 1, BROWSER: 1}, 1),
        ({f"{BROWSER}[{number}]": 1 for number in range(6)}, 1),
    ],
    ids=["alone too", "a unit test", "a unit test among others", "too many"],
)
def test_anything_else_fails(play: Play, failures: dict[str, int], runs: int) -> None:
    status, done = play(failures)
    assert (status, len(done)) == (1, runs)


def test_what_failed_in_an_earlier_run_is_not_run(play: Play) -> None:
    play({BROWSER: 2})
    assert play({BROWSER: 0}) == (0, [["-q"]])
