"""How a node starts beside one that refuses it, by the files that operators get; no ejabberd runs."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack
from pathlib import Path

from chatxblock.devserver.ejabberd import die_with_parent, free_port
from chatxblock.devserver.erlang import Erlang, find_erlang
from chatxblock.ejabberd.cluster import Cluster, Node, environment, write
from chatxblock.ejabberd.deployment import Deployment, Sql
from chatxblock.ejabberd.template import CLUSTER, LEASE

TIME_LIMIT = 30.0
MODULES = {
    "ejabberd": 'start() -> io:format("it serves~n"), halt(0).',
    "ejabberd_cluster_mnesia": "join(_) -> ok = mnesia:start(), {error, refused}.",
    "chatxblock_lease_row": """
start_link() -> spawn_link(fun() -> receive nothing -> ok end end).
token() -> "".
newest(Version) -> {ok, Version}.
""",
}
"""What the module asks of ejabberd, and of a database that has no part in it: the join is refused, while the node's own
Mnesia runs."""
SERVES = (
    'ok = application:load({application, ejabberd, [{vsn, "0"}, {modules, []}, {registered, []}, '
    '{applications, [kernel]}]}), ok = application:start(ejabberd), io:format("ready~n").'
)


def start(erlang: Erlang, cluster: Cluster, folder: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [erlang.erl, "-noinput", "-args_file", "vm.args", *more],
        cwd=folder,
        env=erlang.environment() | environment(cluster, str(folder)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=die_with_parent(),  # noqa: PLW1509  (it sets one flag of the kernel's)
    )


def test_a_node_that_the_others_refuse_ends_instead_of_serving_alone(tmp_path: Path) -> None:
    with ExitStack() as held:
        port = free_port(0, held)
    for name, functions in MODULES.items():
        source = f"-module({name}).\n-compile([export_all, nowarn_export_all]).\n{functions}\n"
        (tmp_path / f"{name}.erl").write_text(source, encoding="utf-8")
    erlang = find_erlang()
    modules = erlang.compile(tmp_path / "compiled", CLUSTER, LEASE, *(tmp_path / f"{name}.erl" for name in MODULES))
    cluster = Cluster(
        nodes=(Node(name="a", address="127.0.0.2"), Node(name="b", address="127.0.0.3")),
        deployment=Deployment(
            host="chat.test",
            jwt_key_path="/nowhere",
            sql=Sql(type="pgsql", database="chat", server="127.0.0.1"),
            websocket_origins=("http://localhost:8000",),
        ),
        cookie="0123456789abcdef0123456789abcdef",
        port=port,
        modules=str(modules),
        spool="mnesia",
    )
    first, second = write(cluster, tmp_path)
    serving = (first / "vm.args").read_text(encoding="utf-8").replace("-s chatxblock_cluster", "")
    (first / "vm.args").unlink()
    (first / "vm.args").write_text(serving, encoding="utf-8")
    with start(erlang, cluster, first, "-eval", SERVES) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "ready\n"
            with start(erlang, cluster, second) as node:
                said, _ = node.communicate(timeout=TIME_LIMIT)
        finally:
            other.kill()
    assert node.returncode == 3, said
    assert "can't be joined" in said
    assert "it serves" not in said
