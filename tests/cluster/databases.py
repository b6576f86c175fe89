"""A database that gives way to its copy, and a cluster that is whole again afterwards."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from chatxblock.devserver.cluster import DevCluster
from chatxblock.devserver.ejabberd import free_port
from chatxblock.devserver.proxies import start_proxy

HAND_ON = """
defaults
    mode tcp
    timeout connect 1s
    timeout client 1h
    timeout server 1h
listen database
    bind {address}
    server copy 127.0.0.1:{port}
"""


def start_what_ended(cluster: DevCluster) -> None:
    """Have both nodes there."""
    for node in cluster.nodes:
        if not node.running:
            node.start()


@contextmanager
def a_copy(cluster: DevCluster, folder: Path) -> Iterator[Callable[[], None]]:
    """Have a copy that follows the database; what is yielded kills that one, and moves its address to the copy."""
    with ExitStack() as ports:
        port = free_port(0, ports)
    with ExitStack() as held:
        held.callback(_take_back, cluster)
        copy = cluster.postgres.standby(port)
        held.callback(copy.stop)

        def takes_its_place() -> None:
            cluster.postgres.end(signal.SIGKILL)
            copy.sql("postgres", "--command", "SELECT pg_promote()")
            address = f"127.0.0.1:{cluster.postgres.port}"
            moved = HAND_ON.format(address=address, port=port)
            held.enter_context(start_proxy("haproxy", moved, folder / "moved", address))

        yield takes_its_place


def _take_back(cluster: DevCluster) -> None:
    """Have the database again that was there at first, and no copy of it, with nodes that know no other."""
    for node in cluster.nodes:
        node.stop()
    cluster.postgres.start_again()
    cluster.postgres.sql("postgres", "--command", "ALTER SYSTEM RESET synchronous_standby_names")
    cluster.postgres.sql("postgres", "--command", "SELECT pg_reload_conf()")
    start_what_ended(cluster)
