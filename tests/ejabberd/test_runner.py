"""The private server: what it says when it can't start, what it keeps, and that it never stays behind."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatxblock.devserver import ejabberd as runner
from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.devserver.erlang import find_erlang
from chatxblock.errors import ConfigurationError

PARENT = """
import sys, threading
from pathlib import Path
from chatxblock.devserver.ejabberd import Ejabberd
server = Ejabberd(Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
threading.Event().wait()
"""
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Ejabberd]:
    """Return a server that has not been started."""
    server = Ejabberd(tmp_path / "some folder")
    yield server
    server.kill()


def test_a_second_start_keeps_secrets_and_addresses(server: Ejabberd) -> None:
    server.start()
    kept = (server.service_password, server.token_secret, server.websocket_url, server.api_url, server.c2s_port)
    server.stop()
    assert not server.running
    again = Ejabberd(server.folder)
    again.start()
    try:
        assert kept == (again.service_password, again.token_secret, again.websocket_url, again.api_url, again.c2s_port)
    finally:
        again.stop()


def test_secrets_are_for_their_owner_alone(server: Ejabberd) -> None:
    server.start()
    for name in ("server.json", "token.jwk", "ejabberd.yml"):
        assert stat.S_IMODE((server.folder / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700


def test_it_listens_on_loopback_alone(server: Ejabberd) -> None:
    server.start()
    own = {socket_inode(link) for link in Path(f"/proc/{server.pid}/fd").iterdir()}
    listening = [row for row in tcp_rows() if row[9] in own and row[3] == "0A"]
    assert len(listening) == 3
    assert {row[1].partition(":")[0] for row in listening} == {"0100007F"}


def test_starting_twice_is_harmless(server: Ejabberd) -> None:
    server.start()
    pid = server.pid
    server.start()
    assert server.pid == pid


def test_a_port_that_somebody_took_is_replaced(server: Ejabberd) -> None:
    server.start()
    taken = server.c2s_port
    server.kill()
    with socket.create_server(("127.0.0.1", taken)):
        server.start()
        assert server.c2s_port != taken


def test_one_folder_is_for_one_server(server: Ejabberd, monkeypatch: pytest.MonkeyPatch) -> None:
    server.start()
    monkeypatch.setattr(runner, "STOP_TIME", 0.2)
    with pytest.raises(ConfigurationError, match="Another ejabberd is running"):
        Ejabberd(server.folder).start()
    assert server.running


def test_a_configuration_that_ejabberd_refuses_is_told(tmp_path: Path) -> None:
    server = Ejabberd(tmp_path, websocket_origins=["no origin at all"])
    with pytest.raises(ConfigurationError, match="websocket_origin"):
        server.start()
    assert not server.running


@pytest.mark.parametrize(("missing", "package"), [("erl", "erlang"), ("erlc", "ejabberd")])
def test_what_has_to_be_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, package: str
) -> None:
    others = tmp_path / "bin"
    others.mkdir()
    for program in {"erl", "erlc"} - {missing}:
        (others / program).symlink_to(f"/usr/bin/{program}")
    monkeypatch.setenv("PATH", str(others))
    with pytest.raises(ConfigurationError, match=f"apt-get install .*{package}"):
        find_erlang()


def test_a_missing_ejabberd_or_driver_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "erlang" / "bin" / "erl"
    program.parent.mkdir(parents=True)
    for name in ("erl", "erlc"):
        (program.parent / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.delenv("ERL_LIBS", raising=False)
    monkeypatch.setattr("chatxblock.devserver.erlang.APPLICATIONS", ())
    with pytest.raises(ConfigurationError, match="ejabberd is not installed"):
        find_erlang()
    application = tmp_path / "erlang" / "lib" / "ejabberd-24.12" / "ebin"
    application.mkdir(parents=True)
    (application / "ejabberd.app").write_text('{application,ejabberd,[{vsn,"24.12-3"}]}.', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="erlang-p1-sqlite3"):
        find_erlang()
    (tmp_path / "erlang" / "lib" / "p1_sqlite3-1.1" / "ebin").mkdir(parents=True)
    assert find_erlang().version == "24.12"


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_who_started_it(tmp_path: Path, sign: signal.Signals) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert Path(f"/proc/{pid}").exists()
        parent.send_signal(sign)
        parent.wait(10)
        wait_for_end(pid)
    assert Ejabberd(tmp_path).running is False


def test_a_start_right_after_a_crash_waits_for_the_old_one(server: Ejabberd) -> None:
    server.start()
    other = Ejabberd(server.folder)
    ending = threading.Timer(0.5, server.stop)
    ending.start()
    other.start()
    ending.join()
    assert other.running
    other.stop()


def wait_for_end(pid: int) -> None:
    """Return when a process has ended, or fail after ten seconds."""
    with contextlib.suppress(ProcessLookupError):
        handle = os.pidfd_open(pid)
        try:
            assert select.select([handle], [], [], 10)[0]
        finally:
            os.close(handle)


def socket_inode(link: Path) -> str:
    """Return the inode if an open file is a socket."""
    with contextlib.suppress(OSError):
        return str(link.readlink()).removeprefix("socket:[").removesuffix("]")
    return ""


def tcp_rows() -> list[list[str]]:
    """Return the kernel's TCP sockets, a list of columns each (proc(5))."""
    files = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    return [line.split() for file in files for line in file.read_text(encoding="ascii").splitlines()[1:]]
