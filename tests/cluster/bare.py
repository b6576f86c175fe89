"""Nodes with all that decides who goes on, and without an ejabberd: up in half a second, they say if they are sure.

They start by the files that operators get, join by Mnesia, and share a table in a real PostgreSQL.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from chatxblock.devserver.cluster import schema_of
from chatxblock.devserver.ejabberd import SLEEP_WHEN_IDLE, die_with_parent, free_port
from chatxblock.devserver.erlang import Erlang, find_erlang
from chatxblock.devserver.postgres import USER, Postgres
from chatxblock.ejabberd import TABLES, Deployment, Sql
from chatxblock.ejabberd.cluster import Cluster, Node, environment, write
from chatxblock.ejabberd.template import CLUSTER, LEASE, LEASE_NUMBERS, LEASE_ROW
from tests.cluster.wires import Wires
from tests.support.devsite import eventually, freeze

TIME_LIMIT = 20.0
ADDRESSES = {"a": "127.0.0.2", "b": "127.0.0.3", "c": "127.0.0.4"}
WIRES = {"a": "127.0.1.2", "b": "127.0.1.3", "c": "127.0.1.4"}
MODULES = {
    "ejabberd": """
start() ->
    ok = mnesia:start(),
    Needs = [{vsn, "0"}, {modules, []}, {registered, []}, {applications, [kernel]}],
    ok = application:load({application, ejabberd, Needs}),
    ok = application:start(ejabberd),
    io:format("serves~n"),
    spawn(fun() -> watch(shut, none) end).

watch(Was, Said) ->
    Text = chatxblock_lease_numbers:text(),
    Is = case chatxblock_lease:open() of true -> open; false -> shut end,
    Text =:= Said orelse io:format("~s", [Text]),
    Is =:= Was orelse io:format("~s~n", [Is]),
    timer:sleep(10),
    watch(Is, Text).
""",
    "ejabberd_cluster_mnesia": """
join(Node) ->
    ok = mnesia:start(),
    _ = mnesia:change_config(extra_db_nodes, [Node]),
    io:format("joined ~s~n", [Node]).
""",
}
"""What a node asks of ejabberd. It says when it becomes sure that it may take a line, and when it ceases to be."""


@dataclass
class BareNode:
    """One of them; `said` is what it said since it was last started."""

    folder: Path
    command: list[str]
    environment: dict[str, str]
    said: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Start it, and do not wait."""
        self.said = []
        self._process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=die_with_parent(),  # noqa: PLW1509  (it sets one flag of the kernel's)
        )
        self._reader = threading.Thread(target=self._read, args=(self._process, self.said))
        self._reader.start()

    @property
    def is_open(self) -> bool:
        """Say whether it is sure that it may take a line."""
        return [line for line in list(self.said) if line in ("open", "shut")][-1:] == ["open"]

    def numbers(self) -> str:
        """Return what Prometheus read when that last changed, with the name that Prometheus gives the node."""
        last = [line.split() for line in list(self.said) if line.startswith("chatxblock_lease_")][-2:]
        return "".join(f'{name}{{instance="{self.folder.name}"}} {value}\n' for name, value in last)

    def says(self, words: str, seconds: float = TIME_LIMIT) -> bool:
        """Wait until it has said so."""
        return eventually(lambda: any(words in line for line in list(self.said)), seconds)

    def opens(self, seconds: float = TIME_LIMIT) -> bool:
        """Wait until it is sure."""
        return eventually(lambda: self.is_open, seconds)

    def freeze(self) -> None:
        """Have it stand still."""
        freeze(self._process.pid)

    def thaw(self) -> None:
        """Have it go on."""
        self.send(signal.SIGCONT)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """End it as a crash would."""
        self._process.kill()
        self.end()

    def end(self, seconds: float = TIME_LIMIT) -> int:
        """Wait until it has ended; return its status."""
        status = self._process.wait(seconds)
        self._reader.join(seconds)
        return status

    def stop(self) -> None:
        """End it, frozen or not."""
        if hasattr(self, "_process") and self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
            self.end()

    def _read(self, process: subprocess.Popen[str], said: list[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            said.extend(line.rstrip() for line in process.stdout)  # each as it comes


@dataclass
class Bare:
    """What all nodes of a file's tests share."""

    erlang: Erlang
    modules: Path
    postgres: Postgres

    def ask(self, statement: str) -> str:
        """Return what the database answers."""
        return self.postgres.sql("chat", "--tuples-only", "--no-align", "--command", statement).strip()

    def holder(self) -> str:
        """Return who holds the lease, as the database has it."""
        return self.ask("SELECT holder FROM chatxblock_lease")

    def take(self, version: str) -> None:
        """Have all nodes that are started from now on be an ejabberd of that version."""
        (self.modules / "ejabberd.app").write_text(
            f'{{application,ejabberd,[{{vsn,"{version}"}}]}}.\n', encoding="utf-8"
        )

    @contextmanager
    def nodes(self, folder: Path, names: str = "ab", sql_port: int = 0) -> Iterator[tuple[Wires, list[BareNode]]]:
        """Make nodes that are not started yet, with wires between them and a lease that nobody has held."""
        unused = "DROP TABLE IF EXISTS chatxblock_lease, chatxblock_newest"
        self.postgres.sql("chat", "--command", unused, "--file", str(TABLES))
        self.take("23.01")
        with ExitStack() as held:
            port = free_port(0, held)
        cluster = Cluster(
            nodes=tuple(Node(name=name, address=ADDRESSES[name]) for name in names),
            deployment=Deployment(
                host="chat.test",
                jwt_key_path="/nowhere",
                sql=Sql(
                    type="pgsql",
                    database="chat",
                    server="127.0.0.1",
                    port=sql_port or self.postgres.port,
                    username=USER,
                    password=self.postgres.password,
                ),
                websocket_origins=("http://localhost:8000",),
            ),
            cookie="0123456789abcdef0123456789abcdef",
            port=port,
            modules=str(self.modules),
            spool="mnesia",
            arguments=(" ".join(SLEEP_WHEN_IDLE),),
        )
        folders = write(cluster, folder)
        with ExitStack() as stack:
            wires = stack.enter_context(Wires({WIRES[name]: ADDRESSES[name] for name in names}, port))
            nodes = []
            for name, own in zip(names, folders, strict=True):
                wires.lead(own, {f"{other}.chat.test": WIRES[other] for other in names if other != name})
                command = [self.erlang.erl, "-noinput", "-args_file", "vm.args"]
                nodes.append(BareNode(own, command, self.erlang.environment() | environment(cluster, str(own))))
                stack.callback(nodes[-1].stop)
            yield wires, nodes


@contextmanager
def bare(folder: Path) -> Iterator[Bare]:
    """Start the database, and compile what the nodes run."""
    with ExitStack() as held:
        postgres = Postgres(free_port(0, held))
    for name, functions in MODULES.items():
        source = f"-module({name}).\n-compile([export_all, nowarn_export_all]).\n{functions}\n"
        (folder / f"{name}.erl").write_text(source, encoding="utf-8")
    erlang = find_erlang()
    made = [folder / f"{name}.erl" for name in MODULES]
    modules = erlang.compile(folder / "compiled", CLUSTER, LEASE, LEASE_ROW, LEASE_NUMBERS, *made)
    try:
        postgres.start()
        postgres.make_database("chat", schema_of(erlang))
        yield Bare(erlang, modules, postgres)
    finally:
        postgres.stop()
