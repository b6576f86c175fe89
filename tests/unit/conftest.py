"""Fixtures of the unit tests, which need neither Django nor a server."""

import pytest

from tests.unit.world import World


@pytest.fixture
def world() -> World:
    return World()
