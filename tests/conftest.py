"""What all tests share."""

import gc
import os
from collections.abc import Generator, Iterator
from importlib.util import find_spec

import pytest
from hypothesis import settings

from tests.cluster import newer
from tests.support import hygiene
from tests.support.engines import missing as engines_missing

LONGEST_FIRST = ("workers", "browser", "faults", "cluster", "ejabberd", "packaging", "contracts", "integration")
"""Directories whose files are handed out first, so that no process is left with a long one when the others are done."""

# How long an example takes is the machine's: nothing is timed here.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Playwright's loop runs in the thread of the tests, beside which Django would refuse to use a database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say which tests are not here: those inside a real LMS, and those of a browser or server, where there is none."""
    lms = "no LMS can be imported here, tests/lms is not collected (tests/lms/settings.py says how it is run)"
    if find_spec("lms"):
        lms = "a real LMS is here, its tests are collected"
    return [
        f"lms: {lms}",
        *_missing_server(config),
        *(f"{name}: cannot be had here, its journey is not run" for name in engines_missing()),
    ]


def pytest_xdist_auto_num_workers() -> int:
    """Have one process more than there are cores: a third of the time, a test waits for something to happen."""
    return len(os.sched_getaffinity(0)) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while tests are collected, which is a third of the work, nor later among what stays."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def _missing_server(config: pytest.Config) -> list[str]:
    """Return what those are told who run what takes long."""
    return [newer.ABSENT] if config.option.markexpr == "soak" and not newer.is_there() else []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it at the end once more, where it is read."""
    for sentence in _missing_server(terminalreporter.config):
        terminalreporter.write_line(sentence, yellow=True)
    for name in engines_missing():
        terminalreporter.write_line(f"{name}: cannot be had here, its journey was not run", yellow=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; whatever shuffled them before keeps its order within a directory.

    Files with a test that commits come last: behind it Django empties the database, of the workbench's pages too, which
    are made once for all tests of a process.
    """
    rank = {name: place for place, name in enumerate(LONGEST_FIRST)}
    emptying = {item.path for item in items if _commits(item)}
    items.sort(key=lambda item: (item.path in emptying, rank.get(item.path.parent.name, len(rank))))


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return mark is not None and bool(mark.kwargs.get("transaction"))


@pytest.fixture(scope="session", autouse=True)
def _logs_hold_nothing_that_was_said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Read all logs of the run: begun before every other fixture, this one ends behind all of them, in any order."""
    with hygiene.recorded(tmp_path_factory.mktemp("python") / "records.log"):
        yield
    hygiene.check(tmp_path_factory.getbasetemp())
