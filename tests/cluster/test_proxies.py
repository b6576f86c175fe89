"""The configurations of four proxies, read by the programs themselves and driven from outside and inside."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from chatxblock.devserver.certificate import make_certificate
from chatxblock.devserver.ejabberd import Ejabberd, free_port
from chatxblock.devserver.proxies import start_proxy
from chatxblock.ejabberd.__main__ import main
from chatxblock.ejabberd.proxies import PROGRAMS
from chatxblock.ejabberd.proxy import Proxy
from tests.cluster.nodes import PING_EVERY, Nodes
from tests.cluster.windows import HOME, ORIGIN, REFUSED, STRANGER, Window, call_api, greet
from tests.support.alerts import RULES, assert_firing, series
from tests.support.chat import new_name
from tests.support.devsite import eventually
from tests.support.learner import Learner, token_for

pytest_plugins = ("tests.support.servers",)

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
FILES = {
    "haproxy": "haproxy/haproxy.cfg",
    "nginx": "nginx/nginx.conf",
    "caddy": "caddy/Caddyfile",
    "apache": "apache/apache.conf",
}
EXAMPLE = [
    *("--host", "chat.example.org", "--origin", "https://courses.example.org"),
    *("--node", "10.0.0.5", "--node", "10.0.0.6"),
    *("--inside", "10.0.0.4", "--inside-client", "10.0.0.16/28"),
]
IDLE = 1
PER_ADDRESS = 8
COUNTS_ADDRESSES = {"haproxy", "nginx", "apache"}
CARRIES_TCP = {"haproxy", "nginx"}
ENDS_SILENCE = {"haproxy", "nginx", "apache"}
ENDS_HUNG = {"haproxy"}
"""At once, where the others wait for their time-out, and Caddy for the window."""
SEES_FROZEN = {"haproxy": 6.0, "nginx": IDLE + 4.0, "caddy": 6.0, "apache": 12.0}
"""Seconds within which a window gets the other node, where all other tests run beside this one."""


@dataclass(frozen=True, kw_only=True)
class Front:
    """A proxy that runs, and what is around it."""

    program: str
    proxy: Proxy
    certificate: Path
    nodes: Nodes

    def window(self, **changes: Any) -> Window:
        return Window(self.proxy.port, self.certificate, **changes)

    def node(self) -> str:
        """Return which node a new window gets, "" where it gets none."""
        with closing(self.window(seconds=SEES_FROZEN[self.program])) as window:
            return window.node


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a PEM file of the chat's domain."""
    return make_certificate(tmp_path_factory.mktemp("tls") / "chat.pem", "chat.test")


@pytest.fixture(scope="module")
def ports() -> dict[str, int]:
    """Return ports that are free, for doors and nodes."""
    with ExitStack() as held:
        return {name: free_port(0, held) for name in ("ws", "c2s", "api", "door", "numbers")}


@pytest.fixture(scope="module")
def nodes(ports: dict[str, int]) -> Iterator[Nodes]:
    """Run two nodes that can freeze."""
    with Nodes({name: ports[name] for name in ("ws", "c2s", "api")}) as nodes:
        yield nodes


def configure(ports: dict[str, int], pem: Path, folder: Path, **changes: Any) -> Proxy:
    """Return a proxy on loopback, with short times."""
    values: dict[str, Any] = {
        "host": "chat.test",
        "origins": (ORIGIN, "http://localhost:8000"),
        "nodes": ("127.0.0.2", "127.0.0.3"),
        "ws_port": ports["ws"],
        "c2s_port": ports["c2s"],
        "api_port": ports["api"],
        "numbers_port": ports.get("numbers", 0),
        "certificate": str(pem),
        "listen": HOME,
        "port": ports["door"],
        "inside": HOME,
        "inside_clients": (f"{HOME}/32",),
        "idle": IDLE,
        "per_address": PER_ADDRESS,
        "handshakes": 200,
        "most": 400,
        "user": "",
        "run_folder": str(folder),
    }
    return Proxy(**(values | changes))


@pytest.fixture(scope="module", params=list(PROGRAMS))
def running(
    request: pytest.FixtureRequest,
    ports: dict[str, int],
    certificate: Path,
    nodes: Nodes,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Front]:
    """Run one program in front of both nodes."""
    program = request.param
    folder = tmp_path_factory.mktemp(program)
    proxy = configure(ports, certificate, folder)
    with start_proxy(program, PROGRAMS[program](proxy), folder, f"{HOME}:{proxy.port}"):
        yield Front(program=program, proxy=proxy, certificate=certificate, nodes=nodes)


@pytest.fixture
def front(running: Front) -> Iterator[Front]:
    """Return a proxy that knows both nodes to be well, before the test and after it."""
    both_well(running)
    yield running
    running.nodes.reset()


def both_well(front: Front) -> None:
    """Have both nodes well, and wait until each door knows it: HAProxy looks for each by itself."""
    front.nodes.reset()
    proxy = front.proxy
    doors: list[Callable[[], str]] = [front.node, lambda: call_api(proxy.api_port)[1]]
    if front.program in CARRIES_TCP:
        doors.append(lambda: greet(proxy.c2s_port))
    assert eventually(lambda: all({ask(), ask()} == {"a", "b"} for ask in doors), 15), front.program


def test_windows_go_to_both_nodes_in_turn(front: Front) -> None:
    def go_in_turn() -> bool:
        seen = [front.node() for _ in range(6)]
        return seen in (["a", "b"] * 3, ["b", "a"] * 3)

    # A node that is slow for a moment is left out for a moment; who chose by chance would be in turn once in 32 times.
    if not go_in_turn():
        both_well(front)
        assert go_in_turn()


def test_pages_of_other_sites_are_refused_before_any_node_hears_of_them(front: Front) -> None:
    front.nodes.reset()
    for origin in ("https://evil.example", "https://lms.example.org.evil.example", "null", f"{ORIGIN}:444"):
        with closing(front.window(origin=origin)) as window:
            assert window.status == 403, origin
    assert front.nodes.a.handshakes + front.nodes.b.handshakes == []
    with closing(front.window(origin="http://localhost:8000")) as second, closing(front.window(origin=None)) as native:
        assert (second.status, native.status) == (101, 101)


def test_nothing_but_the_websocket_is_on_the_outside(front: Front) -> None:
    for path in ("/", "/api/status", "/ws/x", "/admin", "/ws/../api/status"):
        with closing(front.window(path=path)) as window:
            assert window.status in (400, 404), path
    with closing(front.window(upgrade="h2c")) as window:
        assert window.status == 400


def test_a_window_that_is_pinged_stays_and_a_silent_one_goes(front: Front) -> None:
    with closing(front.window()) as window:
        assert window.hear(int(1.5 * IDLE / PING_EVERY))
        if front.program in ENDS_SILENCE:
            front.nodes.a.silent = front.nodes.b.silent = True
            assert window.ends(IDLE + 3)


def test_one_address_has_so_many_windows_and_others_have_theirs(front: Front) -> None:
    with ExitStack() as stack:
        windows = [stack.enter_context(closing(front.window())) for _ in range(PER_ADDRESS)]
        assert [window.status for window in windows] == [101] * PER_ADDRESS
        more = stack.enter_context(closing(front.window()))
        other = stack.enter_context(closing(front.window(source=STRANGER)))
        assert other.status == 101
        assert more.status in ((429, REFUSED) if front.program in COUNTS_ADDRESSES else (101,))


def test_a_node_that_hangs_gets_no_windows_until_it_is_back(front: Front, tmp_path: Path) -> None:
    with ExitStack() as stack:
        open_ones = [stack.enter_context(closing(front.window())) for _ in range(2)]
        front.nodes.a.frozen = True
        assert eventually(lambda: [front.node() for _ in range(3)] == ["b"] * 3, SEES_FROZEN[front.program])
        if front.program in ENDS_HUNG:
            hung = next(window for window in open_ones if window.node == "a")
            assert hung.ends(1)
        if front.program == "haproxy":
            assert_firing(series(numbers_of(front)), tmp_path, {"ChatNodeDown"}, "chatxblock-cluster")
            front.nodes.b.frozen = True
            assert eventually(lambda: 'haproxy_backend_active_servers{proxy="windows"} 0' in numbers_of(front), 6)
            told = {"ChatNodeDown", "ChatNoNode"}
            assert_firing(series(numbers_of(front)), tmp_path, told, "chatxblock-cluster")
    both_well(front)
    if front.program == "haproxy":
        well = numbers_of(front)
        assert_firing(series(well), tmp_path, set(), "chatxblock-cluster")
        full = re.sub(r'(haproxy_frontend_current_sessions{proxy="browsers"}) \d+', r"\1 321", well)
        assert_firing(series(full), tmp_path, {"ChatDoorFull"}, "chatxblock-cluster")


def numbers_of(front: Front, source: str = HOME) -> str:
    """Return what HAProxy tells Prometheus."""
    connection = HTTPConnection(HOME, front.proxy.numbers_port, timeout=10, source_address=(source, 0))
    with closing(connection):
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        return answer.read().decode() if answer.status == 200 else str(answer.status)


def test_the_numbers_of_haproxy_are_for_those_inside_and_those_that_are_asked_for(front: Front) -> None:
    if front.program != "haproxy":
        return
    assert numbers_of(front, STRANGER) == "403"
    board = (DEPLOY / "grafana" / "chatxblock.json").read_text(encoding="utf-8")
    asked = set(re.findall(r"haproxy_\w+", board + RULES.read_text(encoding="utf-8")))
    assert asked <= set(re.findall(r"^haproxy_\w+", numbers_of(front), re.MULTILINE))


def test_workers_reach_the_api_of_both_nodes_and_nobody_else_does(front: Front) -> None:
    port = front.proxy.api_port
    assert {call_api(port) for _ in range(4)} == {(200, "a"), (200, "b")}
    assert call_api(port, source=STRANGER)[0] == 403
    assert call_api(port, path="/ws")[0] == 404


def test_workers_reach_the_service_of_both_nodes_and_nobody_else_does(front: Front) -> None:
    if front.program not in CARRIES_TCP:
        assert "haproxy --only inside" in PROGRAMS[front.program](front.proxy)
        return
    port = front.proxy.c2s_port
    assert {greet(port) for _ in range(4)} == {"a", "b"}
    assert greet(port, source=STRANGER) == ""


@pytest.mark.parametrize("program", list(PROGRAMS))
def test_a_learner_talks_to_ejabberd_through_it(
    program: str, ejabberd: Ejabberd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path / "localhost.pem", "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with ExitStack() as held:
        ports = {name: free_port(0, held) for name in ("c2s", "api", "door")}
    ports["ws"] = int(ejabberd.websocket_url.rpartition(":")[2].removesuffix("/ws"))
    proxy = configure(ports, certificate, tmp_path / "run", host="localhost", nodes=(HOME,), idle=15)
    jid = f"{new_name()}@{ejabberd.domain}"
    with start_proxy(program, PROGRAMS[program](proxy), tmp_path / "run", f"{HOME}:{proxy.port}"):
        url = f"wss://localhost:{proxy.port}/ws"
        assert eventually(lambda: logs_in(url, jid, ejabberd.token_secret))


def logs_in(url: str, jid: str, secret: str) -> bool:
    """Say whether the server answers a learner who has logged in, whom a proxy that is busy keeps waiting."""
    try:
        with closing(Learner(url, jid, token_for(jid, secret), origin="http://localhost:8000")) as learner:
            learner.settle()
    except (TimeoutError, InvalidStatus):
        return False
    return True


@pytest.mark.parametrize(("program", "file"), sorted(FILES.items()))
def test_what_operators_find_in_deploy_is_what_the_command_prints(
    program: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([program, *EXAMPLE]) == 0
    assert capsys.readouterr().out == (DEPLOY / file).read_text(encoding="utf-8"), f"{program} {' '.join(EXAMPLE)}"


READ = {
    "haproxy": ("haproxy", "-c", "-f"),
    "nginx": ("nginx", "-t", "-c"),
    "caddy": ("caddy", "validate", "--adapter", "caddyfile", "--config"),
    "apache": ("apache2", "-t", "-f"),
}


@pytest.mark.parametrize("program", sorted(READ))
def test_what_operators_get_without_further_options_is_read_by_the_program(
    program: str, certificate: Path, ports: dict[str, int], tmp_path: Path
) -> None:
    changes: dict[str, Any] = {"listen": HOME, "port": ports["door"]} if program == "nginx" else {}  # it tries them
    proxy = Proxy(
        host="chat.test",
        origins=(ORIGIN,),
        nodes=("127.0.0.2", "127.0.0.3"),
        certificate=str(certificate),
        c2s_port=ports["c2s"],
        api_port=ports["api"],
        run_folder=str(tmp_path),
        **changes,
    )
    file = tmp_path / program
    file.write_text(PROGRAMS[program](proxy), encoding="utf-8")
    environment = {**os.environ, "HOME": str(tmp_path), "PATH": f"{os.environ['PATH']}:/usr/sbin"}
    read = subprocess.run(
        [*READ[program], file], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert read.returncode == 0, read.stdout + read.stderr


def test_the_command_prints_one_half_of_haproxy_and_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    main(["haproxy", *EXAMPLE, "--only", "inside"])
    inside = capsys.readouterr().out
    main(["haproxy", *EXAMPLE, "--only", "browsers"])
    assert ("frontend browsers" in inside, "frontend api" in inside) == (False, True)
    assert "frontend api" not in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["nginx", *EXAMPLE, "--node", "10.0.0.7; evil"])
    assert "'10.0.0.7; evil' is not the address of a node." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["apache", *EXAMPLE, "--idle", "12"])
    assert "--idle is 15 at least" in capsys.readouterr().err


NASTY: list[tuple[str, object]] = [
    ("host", "a b"),
    ("origins", ("https://lms.example.org }",)),
    ("origins", ()),
    ("nodes", ("10.0.0.5\n", "10.0.0.6")),
    ("nodes", ("10.0.0.5", "10.0.0.5")),
    ("nodes", ()),
    ("certificate", "/etc/a b.pem"),
    ("inside_clients", ("lms",)),
    ("user", "root;"),
]


@pytest.mark.parametrize(("name", "value"), NASTY)
def test_what_would_be_read_as_something_else_is_refused(
    name: str, value: object, ports: dict[str, int], tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        configure(ports, tmp_path / "x.pem", tmp_path, **{name: value})


def test_every_time_out_of_haproxy_has_its_line_and_its_why() -> None:
    page = (DEPLOY.parent / "docs" / "howto" / "haproxy.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `((?:timeout|hard-stop)[a-z -]+)`[^|]*\| (\w+) \| \w", page, re.MULTILINE)
    shipped = (DEPLOY / FILES["haproxy"]).read_text(encoding="utf-8")
    assert set(listed) == set(re.findall(r"^\s+(timeout [a-z-]+|hard-stop-after) (\w+)$", shipped, re.MULTILINE))
