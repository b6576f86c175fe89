"""Fixtures of the unit tests, which need neither Django nor a server."""

import pytest

from tests.unit.fixtures import Course


@pytest.fixture
def course() -> Course:
    return Course()
