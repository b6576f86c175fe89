"""Fixtures with a real ejabberd. A test module that wants them says `pytest_plugins = ("tests.support.servers",)`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from tests.support.chat import MakeLearner, Service, log_in_at, new_name, settings_for
from tests.support.learner import Learner


@pytest.fixture(scope="session")
def ejabberd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ejabberd]:
    """Start one server for the whole session; who stops it in a test starts one of his own.

    Long logs are written here by one hand: it takes lines more quickly than the shipped configuration.
    """
    server = Ejabberd(tmp_path_factory.mktemp("ejabberd"), line_rate=10_000)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def service(ejabberd: Ejabberd) -> Iterator[Service]:
    """Return the service's side of the server, connected."""
    rooms = Service(settings_for(ejabberd))
    yield rooms
    rooms.close()


@pytest.fixture
def learner(ejabberd: Ejabberd) -> Iterator[MakeLearner]:
    """Return what logs a learner in; whoever has no name gets one that is new."""
    windows: list[Learner] = []

    def log_in(localpart: str = "", resource: str = "") -> Learner:
        windows.append(log_in_at(ejabberd, localpart or new_name(), resource))
        return windows[-1]

    yield log_in
    for window in windows:
        window.close()
