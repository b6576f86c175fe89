"""Two nodes with their database behind HAProxy, and the site before them, one for each module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chatxblock.devserver.cluster import DevCluster
from chatxblock.xmpp.settings import XmppSettings
from tests.cluster import newer
from tests.cluster.doors import Door
from tests.cluster.talks import Site
from tests.support.chat import Service

collect_ignore = [] if newer.is_there() else ["test_upgrade.py"]
ORIGIN = "http://localhost:8000"
SLEEP = 2
"""Seconds after which a room without anybody inside leaves memory."""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevCluster]:
    """Run two nodes, their database and HAProxy."""
    with DevCluster(tmp_path_factory.mktemp("cluster"), origins=[ORIGIN], line_rate=1000, room_sleep=SLEEP) as running:
        yield running


@pytest.fixture(scope="module")
def service(cluster: DevCluster) -> Iterator[Service]:
    """Return the service, connected to whichever node HAProxy chose."""
    rooms = Service(
        XmppSettings(
            service_jid=cluster.service_jid,
            password=cluster.service_password,
            host="127.0.0.1",
            port=cluster.c2s_port,
            tls=False,
            domain=cluster.domain,
            rooms_domain=cluster.rooms_domain,
            api_url=cluster.api_url,
        )
    )
    yield rooms
    rooms.close()


@pytest.fixture(scope="module")
def door(cluster: DevCluster) -> Iterator[Door]:
    """Return where windows come in, by HAProxy."""
    with Door(cluster.websocket_url, cluster.domain, cluster.token_secret, cluster.certificate, ORIGIN) as door:
        yield door


@pytest.fixture(scope="module")
def site(cluster: DevCluster, service: Service) -> Site:
    """Return what makes rooms and keeps logs."""
    return Site(service, cluster.rooms_domain)
