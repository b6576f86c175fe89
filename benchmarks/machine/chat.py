"""The chat servers that are measured: SQLite, PostgreSQL, and two nodes on it, each as it is shipped, on loopback.

PostgreSQL waits for its disk at each commit, as one that is to last does. This module must not know what is measured.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from benchmarks.machine.bots import Doors
from chatxblock.devserver.cluster import HOME, NODES, DevCluster, schema_of
from chatxblock.devserver.ejabberd import Ejabberd, EjabberdProcess, free_port
from chatxblock.devserver.erlang import find_erlang
from chatxblock.devserver.postgres import USER, Postgres
from chatxblock.devserver.server import Chat as Address
from chatxblock.ejabberd import Sql
from chatxblock.xmpp.settings import XmppSettings

SQLITE, POSTGRESQL, TWO = "SQLite", "PostgreSQL", "PostgreSQL, two nodes"
KINDS = (SQLITE, POSTGRESQL, TWO)
ORIGIN = "http://localhost:8000"
PATIENT = 60.0
"""Seconds that the service waits for a room that is made before anything is measured."""
PLATFORM = "platform"
"""Name of the sites' database, beside that of the chat."""


@dataclass(frozen=True, kw_only=True)
class Chat:
    """One of them, running."""

    kind: str
    folder: Path
    address: Address
    """What the LMS has to know of it."""
    doors: Doors
    nodes: Sequence[EjabberdProcess]
    postgres: Postgres | None
    proxy: int | None
    """Id of the process of HAProxy, which carries the service's connections to two nodes."""
    bodies: Callable[[str], list[str]] = field(repr=False)
    """What the archive has of lines that begin with a mark."""

    @property
    def service(self) -> XmppSettings:
        """Return how the service connects."""
        return XmppSettings(
            service_jid=self.address.service_jid,
            password=self.address.service_password,
            host=HOME,
            port=self.address.c2s_port,
            tls=False,
            domain=self.address.domain,
            rooms_domain=self.address.rooms_domain,
            api_url=self.address.api_url,
            timeout=PATIENT,
        )

    @property
    def programs(self) -> dict[str, list[int]]:
        """Return the first process of each program, by what it is."""
        found = {"ejabberd": [node.pid for node in self.nodes if node.pid is not None]}
        if self.postgres is not None and self.postgres.pid is not None:
            found["PostgreSQL"] = [self.postgres.pid]
        return found | ({"HAProxy": [self.proxy]} if self.proxy is not None else {})

    def audit(self, mark: str, acknowledged: Sequence[int]) -> tuple[int, int]:
        """Return how many acknowledged lines the archive lacks, and how many it has more than once."""
        often = Counter(body.partition(" ")[0] for body in self.bodies(f"{mark}-"))
        lost = sum(f"{mark}-{number}" not in often for number in acknowledged)
        return lost, sum(number > 1 for number in often.values())

    def processes(self) -> list[int]:
        """Return how many Erlang processes each node has: a room that is awake is one."""
        return [
            int(node.call("stats", {"name": "processes"})[1].strip('{}" \n').rpartition(":")[2]) for node in self.nodes
        ]

    def awake(self) -> int:
        """Return how many rooms are in memory."""
        asked = {"service": self.address.rooms_domain, "regex": ".*"}
        return len(json.loads(self.nodes[0].call("muc_online_rooms_by_regex", asked)[1]))

    def database(self, name: str = PLATFORM) -> dict[str, Any]:
        """Return what stands in Django's DATABASES for a database on the same server, or nothing for a file."""
        if self.postgres is None:
            return {}
        where = {"USER": USER, "PASSWORD": self.postgres.password, "HOST": HOME, "PORT": str(self.postgres.port)}
        return {"ENGINE": "django.db.backends.postgresql", "NAME": name, **where}


@contextmanager
def chat(kind: str, origins: Sequence[str] = (ORIGIN,), room_sleep: int = 60) -> Iterator[Chat]:
    """Start one of `KINDS`, and end it; a room without anybody inside leaves memory after so many seconds."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="chatxblock-load-")))
        if kind == TWO:
            yield stack.enter_context(_two(folder, origins, room_sleep))
        else:
            yield stack.enter_context(_one(kind, folder, origins, room_sleep))


@contextmanager
def _one(kind: str, folder: Path, origins: Sequence[str], room_sleep: int) -> Iterator[Chat]:
    with ExitStack() as stack:
        postgres = stack.enter_context(_postgres()) if kind == POSTGRESQL else None
        sql = _sql(postgres) if postgres is not None else None
        server = Ejabberd(folder / "ejabberd", websocket_origins=origins, sql=sql, budgets={"room_sleep": room_sleep})
        stack.callback(server.stop)
        server.start()
        file = folder / "ejabberd" / "archive.db"
        yield Chat(
            kind=kind,
            folder=folder,
            address=server,
            doors=Doors(
                addresses=((HOME, server.ws_port),),
                domain=server.domain,
                origin=origins[0],
                secret=server.token_secret,
            ),
            nodes=[server],
            postgres=postgres,
            proxy=None,
            bodies=(lambda mark: _in_server(postgres, mark))
            if postgres is not None
            else lambda mark: _in_file(file, mark),
        )


@contextmanager
def _two(folder: Path, origins: Sequence[str], room_sleep: int) -> Iterator[Chat]:
    with DevCluster(folder, origins=origins, room_sleep=room_sleep, durable=True) as cluster:
        addresses = tuple((node.address, cluster.ports["ws"]) for node in NODES)
        yield Chat(
            kind=TWO,
            folder=folder,
            address=cluster,
            doors=Doors(addresses=addresses, domain=cluster.domain, origin=origins[0], secret=cluster.token_secret),
            nodes=cluster.nodes,
            postgres=cluster.postgres,
            proxy=cluster.proxy.pid if cluster.proxy is not None else None,
            bodies=lambda mark: _in_server(cluster.postgres, mark),
        )


@contextmanager
def _postgres() -> Iterator[Postgres]:
    with ExitStack() as held:
        server = Postgres(free_port(0, held), durable=True)
    try:
        server.start()
        server.make_database("chat", schema_of(find_erlang()))
        yield server
    finally:
        server.stop()


def _sql(server: Postgres) -> Sql:
    return Sql(type="pgsql", database="chat", server=HOME, port=server.port, username=USER, password=server.password)


def _in_server(server: Postgres, mark: str) -> list[str]:
    where = {"host": HOME, "port": server.port, "user": USER, "password": server.password, "dbname": "chat"}
    with psycopg.connect(**where) as connection:  # type: ignore[arg-type]
        return [row[0] for row in connection.execute("SELECT txt FROM archive WHERE txt LIKE %s", [f"{mark}%"])]


def _in_file(file: Path, mark: str) -> list[str]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return [row[0] for row in connection.execute("SELECT txt FROM archive WHERE txt LIKE ?", [f"{mark}%"])]
