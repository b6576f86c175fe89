"""A cluster on one machine: two ejabberd nodes on loopback addresses of their own, one PostgreSQL, HAProxy before both.

All with the configurations that operators get. It begins empty, and is gone with who started it. This module must not
know of the workbench or of Django.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from chatxblock.devserver.certificate import make_certificate
from chatxblock.devserver.children import Child
from chatxblock.devserver.ejabberd import (
    COMMANDS,
    SLEEP_WHEN_IDLE,
    EjabberdProcess,
    budgets,
    free_port,
    make_private,
    write_private,
)
from chatxblock.devserver.erlang import Erlang, find_erlang
from chatxblock.devserver.postgres import USER, Postgres
from chatxblock.devserver.proxies import start_proxy
from chatxblock.ejabberd import MODULES, TABLES, Deployment, Sql, jwk
from chatxblock.ejabberd.cluster import Cluster, Node, environment, write, write_node
from chatxblock.ejabberd.proxies import haproxy
from chatxblock.ejabberd.proxy import Proxy
from chatxblock.errors import ConfigurationError

HOME = "127.0.0.1"
NODES = (Node(name="a", address="127.0.0.2"), Node(name="b", address="127.0.0.3"))
DOORS = ("door", "ws", "c2s", "api", "erlang", "postgres")
SCHEMAS = (Path("/usr/share/ejabberd/sql/pg.sql"),)
"""Where Debian keeps ejabberd's tables; upstream's packages have them in the application."""


class RunningNode(EjabberdProcess):
    """One ejabberd of the cluster, in a folder of its own."""

    def __init__(self, node: Node, folder: Path, cluster: Cluster, erlang: Erlang) -> None:
        api = (node.address, cluster.deployment.api_port)
        domain = cluster.deployment.host
        super().__init__(f"ejabberd {node.name}", folder=folder, console="console.log", domain=domain, api=api)
        self.node = node
        self.take(cluster, erlang)

    def take(self, cluster: Cluster, erlang: Erlang) -> None:
        """Be started by that Erlang, with that ejabberd, from now on."""
        self._erlang = erlang
        self._settings = environment(cluster, str(self.folder))

    def start(self) -> None:
        """Start it and return when it answers; it is joined then. Raises `ConfigurationError`."""
        self.launch()
        self.await_answer()

    def launch(self) -> None:
        """Start it, and do not wait."""
        self._run([self._erlang.erl, "-noinput", "-args_file", "vm.args"], self._erlang.environment() | self._settings)


class DevCluster:
    """All of it, in one folder. Use it in a `with` block."""

    def __init__(
        self,
        folder: Path,
        *,
        host: str = "chat.localhost",
        origins: Sequence[str] = ("http://localhost:8000",),
        line_rate: int = 10,
        room_sleep: int = 60,
        durable: bool = False,
    ) -> None:
        """Remember what to start; `durable` has the database wait for its disk, as one that is to last does.

        `room_sleep` is after how many seconds a room without anybody inside leaves memory.
        """
        self.folder = folder.absolute()
        self.domain = host
        self.rooms_domain = f"rooms.{host}"
        self.service_jid = f"chatxblock@service.{host}"
        self.service_password = secrets.token_urlsafe(24)
        self.token_secret = secrets.token_urlsafe(48)
        self.certificate = self.folder / "certificate.pem"
        self.nodes: tuple[RunningNode, ...] = ()
        self.proxy: Child | None = None
        self._cookie = secrets.token_hex(32)
        self._origins = tuple(origins)
        self._line_rate = line_rate
        self._room_sleep = room_sleep
        self._stack = ExitStack()
        with ExitStack() as held:
            self.ports = {name: free_port(0, held) for name in DOORS}
        self.postgres = Postgres(self.ports["postgres"], durable=durable)

    @property
    def websocket_url(self) -> str:
        """Return the address for browsers."""
        return f"wss://localhost:{self.ports['door']}/ws"

    @property
    def api_url(self) -> str:
        """Return the base of the HTTP API, without a slash at its end."""
        return f"http://{HOME}:{self.ports['api']}/api"

    @property
    def c2s_port(self) -> int:
        """Return the port of HAProxy for the service's connection."""
        return self.ports["c2s"]

    def __enter__(self) -> DevCluster:
        try:
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _start(self) -> None:
        self._stack.callback(self.postgres.stop)
        erlang = find_erlang()
        make_private(self.folder)
        make_certificate(self.certificate, "localhost", self.domain)
        self.postgres.start()
        self.postgres.make_database("chat", schema_of(erlang), TABLES)
        cluster = self._cluster(erlang)
        folders = write(cluster, self.folder)
        self.nodes = tuple(RunningNode(*each, cluster, erlang) for each in zip(NODES, folders, strict=True))
        for node in self.nodes:
            self._stack.callback(node.stop)
            node.launch()
        for node in self.nodes:
            node.await_answer()
        self.nodes[0].register(self.service_jid, self.service_password)
        self.restart_proxy()
        self._stack.callback(self.stop_proxy)

    def change(self, node: RunningNode, erlang: Erlang) -> None:
        """Give a node that does not run another ejabberd, with files that are rendered for that one."""
        cluster = self._cluster(erlang)
        write_node(cluster, node.node, self.folder)
        node.take(cluster, erlang)

    def stop_proxy(self) -> None:
        """End HAProxy; harmless if it has ended or never began."""
        if self.proxy is not None:
            self.proxy.stop()

    def restart_proxy(self) -> None:
        """Start HAProxy with the configuration that operators get, again if need be."""
        proxy = Proxy(
            host=self.domain,
            origins=self._origins,
            nodes=tuple(node.address for node in NODES),
            ws_port=self.ports["ws"],
            c2s_port=self.ports["c2s"],
            api_port=self.ports["api"],
            certificate=str(self.certificate),
            listen=HOME,
            port=self.ports["door"],
            per_address=2000,
            most=4000,
            user="",
            run_folder=str(self.folder / "haproxy"),
        )
        self.stop_proxy()
        listens = f"{HOME}:{self.ports['door']}"
        self.proxy = start_proxy("haproxy", haproxy(proxy), self.folder / "haproxy", listens)

    def _cluster(self, erlang: Erlang) -> Cluster:
        key = self.folder / "token.jwk"
        write_private(key, jwk(self.token_secret))
        deployment = Deployment(
            host=self.domain,
            jwt_key_path=str(key),
            sql=Sql(
                type="pgsql",
                database="chat",
                server=HOME,
                port=self.ports["postgres"],
                username=USER,
                password=self.postgres.password,
            ),
            websocket_origins=self._origins,
            ws_port=self.ports["ws"],
            c2s_port=self.ports["c2s"],
            api_port=self.ports["api"],
            api_commands=COMMANDS,
            line_rate=self._line_rate,
            room_sleep=self._room_sleep,
            version=erlang.version,
            **budgets(self._line_rate),
        )
        return Cluster(
            nodes=NODES,
            deployment=deployment,
            cookie=self._cookie,
            port=self.ports["erlang"],
            modules=str(erlang.compile(self.folder / "modules", *MODULES)),
            spool="mnesia",
            log="ejabberd.log",
            libraries=erlang.environment()["ERL_LIBS"],
            arguments=(" ".join(SLEEP_WHEN_IDLE),),
        )


def schema_of(erlang: Erlang) -> Path:
    """Return the file with ejabberd's tables. Raises `ConfigurationError`."""
    for file in (erlang.application / "priv" / "sql" / "pg.sql", *SCHEMAS):
        if file.is_file():
            return file
    raise ConfigurationError("ejabberd's tables for PostgreSQL (pg.sql) were not found beside it.")
