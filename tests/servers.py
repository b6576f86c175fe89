"""Fixtures with a real ejabberd. A test module that wants them says `pytest_plugins = ("tests.servers",)`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.xmpp.rooms import XmppRooms
from chatxblock.xmpp.settings import XmppSettings
from tests.learner import Learner, token_for

MakeLearner = Callable[..., Learner]


@pytest.fixture(scope="session")
def ejabberd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ejabberd]:
    """Start one server for the whole session; who stops it in a test starts one of his own."""
    server = Ejabberd(tmp_path_factory.mktemp("ejabberd"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def service(ejabberd: Ejabberd) -> Iterator[XmppRooms]:
    """Return the service's side of the server, connected."""
    rooms = XmppRooms(settings_for(ejabberd))
    yield rooms
    rooms.close()


@pytest.fixture
def learner(ejabberd: Ejabberd) -> Iterator[MakeLearner]:
    """Return what logs a learner in; whoever has no name gets one that is new."""
    windows: list[Learner] = []

    def log_in(localpart: str = "") -> Learner:
        windows.append(log_in_at(ejabberd, localpart or new_name()))
        return windows[-1]

    yield log_in
    for window in windows:
        window.close()


def log_in_at(server: Ejabberd, localpart: str) -> Learner:
    """Log a learner in with a token of her own."""
    jid = f"{localpart}@{server.domain}"
    return Learner(server.websocket_url, jid, token_for(jid, server.token_secret))


def settings_for(server: Ejabberd, **changes: Any) -> XmppSettings:
    """Return what the service has to know about this server."""
    settings = XmppSettings(
        service_jid=server.service_jid,
        password=server.service_password,
        host="127.0.0.1",
        port=server.c2s_port,
        tls=False,
        domain=server.domain,
        rooms_domain=server.rooms_domain,
        api_url=server.api_url,
    )
    return replace(settings, **changes)


def new_name() -> str:
    """Return a name for a room or a person that nobody has had."""
    return uuid4().hex
