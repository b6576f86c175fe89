"""What all tests share."""

import os
from collections.abc import Iterator

import pytest

from tests.support import hygiene

# Playwright's loop runs in the thread of the tests, beside which Django would refuse to use a database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session", autouse=True)
def _logs_hold_nothing_that_was_said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Read all logs of the run: begun before every other fixture, this one ends behind all of them, in any order."""
    with hygiene.recorded(tmp_path_factory.mktemp("python") / "records.log"):
        yield
    hygiene.check(tmp_path_factory.getbasetemp())
