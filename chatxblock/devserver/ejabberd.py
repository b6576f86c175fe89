"""A private ejabberd for developers and tests: own folder, own ports, no root, gone with the program that started it.

Erlang is started directly, without a node name: no epmd, no cookie, nothing but three loopback ports. What was said
is kept in the folder, and so are the secrets. This module must not know of the workbench or of Django.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import http.client
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from chatxblock.devserver.erlang import Erlang, find_erlang
from chatxblock.ejabberd import MODULES, Deployment, Sql, jwk, render
from chatxblock.ejabberd.cluster import AT_ONCE
from chatxblock.errors import ConfigurationError

START_TIME = 30.0
"""Seconds in which the server has to answer; usual are one or two."""
STOP_TIME = 10.0
PRIVATE = 0o077
"""What others may not do with the files of programs that are started here (umask)."""
PR_SET_PDEATHSIG = 1  # linux/prctl.h
PORTS = ("c2s", "ws", "api")
COMMANDS = (*Deployment.api_commands, "muc_online_rooms_by_regex", "register", "status", "stats")
"""What may be asked of a server that is tried, beside what the LMS asks."""
SLEEP_WHEN_IDLE = ("+sbwt", "none", "+sbwtdcpu", "none", "+sbwtdio", "none")
"""Erlang's schedulers would look out for work for a while before they sleep, on cores that browsers and tests need."""
LASTING = range(20_000, 32_000)
"""Ports that Linux lends to no outgoing connection: who stops and starts again finds them free."""


class EjabberdProcess:
    """The process of one ejabberd in one folder, whose HTTP API tells when it is there.

    It dies when the thread that started it dies: start it from a thread that lives as long as it shall.
    """

    def __init__(self, name: str, *, folder: Path, console: str, domain: str, api: tuple[str, int]) -> None:
        """Remember what to call it, where it writes what it says while it starts, and where its HTTP API listens."""
        self.name = name
        self.folder = folder
        self.domain = domain
        self._console = folder / console
        self._api = api
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Say whether the process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """Return the id of the process, or nothing if there is none."""
        return self._process.pid if self._process is not None else None

    def stop(self) -> None:
        """End it in an orderly way, about a second."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a crash would."""
        self._end(signal.SIGKILL)

    def await_answer(self) -> None:
        """Return when it answers. Raises `ConfigurationError`."""
        wait_until(self._answers, START_TIME, f"{self.name} did not answer in time; see {self._console.parent}.")

    def call(self, command: str, arguments: dict[str, str]) -> tuple[int, str]:
        """Call its own HTTP API; return status and body."""
        address, port = self._api
        connection = http.client.HTTPConnection(address, port, timeout=5)
        with contextlib.closing(connection):
            headers = {"Content-Type": "application/json", "Host": self.domain}
            connection.request("POST", f"/api/{command}", json.dumps(arguments), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", errors="replace")

    def register(self, jid: str, password: str) -> None:
        """Make an account, if it is not there. Raises `ConfigurationError`."""
        user, _, host = jid.partition("@")
        status, said = self.call("register", {"user": user, "host": host, "password": password})
        if status not in (http.client.OK, http.client.CONFLICT):
            raise ConfigurationError(f"ejabberd refused the service's account ({status}): {said}")

    def _run(self, command: Sequence[str], environment: Mapping[str, str], lock: Sequence[int] = ()) -> None:
        with open_private(self._console) as console:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=environment,
                pass_fds=lock,
                start_new_session=True,
                umask=PRIVATE,
                preexec_fn=die_with_parent(),
            )

    def _answers(self) -> bool:
        if not self.running:
            said = self._console.read_text(encoding="utf-8", errors="replace").strip()[-2000:]
            raise ConfigurationError(f"{self.name} did not start: {said or 'it said nothing'}")
        try:
            return self.call("status", {})[0] == http.client.OK
        except OSError:
            return False

    def _end(self, sign: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(sign)
        try:
            process.wait(STOP_TIME)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Ejabberd(EjabberdProcess):
    """One ejabberd in one folder, with secrets and ports that it keeps."""

    def __init__(
        self,
        folder: Path,
        *,
        host: str = "chat.localhost",
        websocket_origins: Sequence[str] = ("http://localhost:8000", "http://127.0.0.1:8000"),
        certificate: Path | None = None,
        line_rate: int = 10,
        budgets: Mapping[str, int] | None = None,
        sql: Sql | None = None,
    ) -> None:
        """Remember what to start; with a certificate (PEM, key included) the service's connection has to use TLS.

        `line_rate` is how many lines a second a person may go on with after the first 300; what one person may write
        and read besides grows in the same measure. `budgets` sets single ones, by their names in `Deployment`.
        Rooms and archive are in a file of SQLite, unless `sql` names another database, with ejabberd's tables in it.
        """
        super().__init__(
            "ejabberd", folder=folder.resolve(), console="log/console.log", domain=host, api=("127.0.0.1", 0)
        )
        self.rooms_domain = f"rooms.{host}"
        self.service_jid = f"chatxblock@service.{host}"
        self.websocket_origins = tuple(websocket_origins)
        self.line_rate = line_rate
        self.budgets = dict(budgets or {})
        self.sql = sql or Sql(type="sqlite", database="archive.db")
        self.certificates = (str(certificate),) if certificate else ()
        self.service_password = ""
        self.token_secret = ""
        self._ports: dict[str, int] = {}
        self._lock: int | None = None

    @property
    def websocket_url(self) -> str:
        """Return the address for browsers."""
        return f"ws://127.0.0.1:{self._ports['ws']}/ws"

    @property
    def ws_port(self) -> int:
        """Return the port for browsers, on 127.0.0.1."""
        return self._ports["ws"]

    @property
    def api_url(self) -> str:
        """Return the base of the HTTP API, without a slash at its end."""
        return f"http://127.0.0.1:{self._ports['api']}/api"

    @property
    def c2s_port(self) -> int:
        """Return the port for the service's own connection, on 127.0.0.1, without TLS."""
        return self._ports["c2s"]

    def start(self) -> None:
        """Start and return when the server answers. Raises `ConfigurationError` that says what is missing or wrong."""
        if self.running:
            return
        erlang = find_erlang()
        self._prepare_folder()
        lock = self._take_lock()
        try:
            self._recall()
            self._launch(erlang, lock)
            self.register(self.service_jid, self.service_password)
        except BaseException:
            self.kill()
            raise

    def _end(self, sign: signal.Signals) -> None:
        super()._end(sign)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _prepare_folder(self) -> None:
        for name in ("", "mnesia", "log"):
            make_private(self.folder / name)

    def _take_lock(self) -> int:
        """Keep a second server out of this folder.

        The lock passes to ejabberd, which may outlive its starter for a moment.
        """
        lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            wait_until(lambda: locked(lock), STOP_TIME, f"Another ejabberd is running in {self.folder}.")
        except ConfigurationError:
            os.close(lock)
            raise
        self._lock = lock
        return lock

    def _recall(self) -> None:
        """Read secrets and ports of this folder, or make them; a port that is taken now is replaced."""
        file = self.folder / "server.json"
        known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        self.service_password = known.get("service_password") or secrets.token_urlsafe(24)
        self.token_secret = known.get("token_secret") or secrets.token_urlsafe(48)
        self._ports = choose_ports(known.get("ports", {}))
        self._api = ("127.0.0.1", self._ports["api"])
        kept = {"service_password": self.service_password, "token_secret": self.token_secret, "ports": self._ports}
        write_private(file, json.dumps(kept))

    def _launch(self, erlang: Erlang, lock: int) -> None:
        modules = erlang.compile(self.folder / "modules", *MODULES)
        write_private(self.folder / "token.jwk", jwk(self.token_secret))
        write_private(self.folder / "ejabberd.yml", render(self._deployment(erlang.version)))
        (self.folder / "inetrc").write_text('{lookup, ["file", "native"]}.\n', encoding="utf-8")
        # From this folder on, as Erlang would read the folder's own name as a term; names in UTF-8, whatever LANG says.
        command = [erlang.erl, "-noinput", "+K", "true", "+fnu", "-pa", str(modules.relative_to(self.folder))]
        command += [*SLEEP_WHEN_IDLE, *AT_ONCE.split(), "-mnesia", "dir", '"mnesia"', "-s", "ejabberd"]
        self._run(command, erlang.environment() | self._environment(), [lock])
        self.await_answer()

    def _deployment(self, version: str) -> Deployment:
        return Deployment(
            host=self.domain,
            jwt_key_path=str(self.folder / "token.jwk"),
            sql=self.sql,
            websocket_origins=self.websocket_origins,
            ws_port=self._ports["ws"],
            c2s_port=self._ports["c2s"],
            api_port=self._ports["api"],
            api_commands=COMMANDS,
            certificates=self.certificates,
            line_rate=self.line_rate,
            version=version,
            **budgets(self.line_rate) | self.budgets,
        )

    def _environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.folder),
            "EJABBERD_CONFIG_PATH": str(self.folder / "ejabberd.yml"),
            "EJABBERD_LOG_PATH": str(self.folder / "log" / "ejabberd.log"),
            "ERL_CRASH_DUMP": str(self.folder / "log" / "erl_crash.dump"),
            "ERL_CRASH_DUMP_BYTES": "0",
            "ERL_INETRC": str(self.folder / "inetrc"),
            "ERL_MAX_PORTS": "32000",
        }


def budgets(line_rate: int) -> dict[str, Any]:
    """Return what one person may write and read besides, in the measure of the lines that she may send."""
    more = max(1, line_rate // Deployment.line_rate)
    return {
        "minute_bytes": Deployment.minute_bytes * more,
        "room_bytes": Deployment.room_bytes * more,
        "room_reactions": Deployment.room_reactions * more,
        "minute_reads": Deployment.minute_reads * more,
    }


def wait_until(ready: Callable[[], bool], seconds: float, sentence: str) -> None:
    """Ask until it is so. Raises `ConfigurationError` with the sentence when the time is over."""
    pause, deadline = threading.Event(), time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise ConfigurationError(sentence)
        pause.wait(0.02)


def locked(lock: int) -> bool:
    """Try to lock an open file for us alone."""
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def choose_ports(known: dict[str, int]) -> dict[str, int]:
    """Return a free port for each listener, the known one where nobody took it. All are held until all are chosen."""
    with contextlib.ExitStack() as held:
        return {name: free_port(int(known.get(name, 0)), held) for name in PORTS}


def free_port(wish: int, held: contextlib.ExitStack) -> int:
    """Return the wished port of 127.0.0.1 if it is free, otherwise one that is likely to stay so."""
    for port in (*([wish] if wish else []), *random.SystemRandom().sample(LASTING, 20), 0):
        listener = held.enter_context(socket.socket())
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return int(listener.getsockname()[1])
    raise ConfigurationError("No port is free on 127.0.0.1.")


def make_private(folder: Path) -> None:
    """Make a folder into which only its owner can look; one that is there is closed to others."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def open_private(file: Path) -> BinaryIO:
    """Begin a file anew that only its owner can read."""
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    return file.open("wb")


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner can read, in one step."""
    scratch = file.with_suffix(".new")
    scratch.unlink(missing_ok=True)
    scratch.touch(mode=0o600, exist_ok=False)
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(file)


def die_with_parent() -> Callable[[], None] | None:
    """Return what a child runs before its program, so that it is told to end when its parent dies (Linux alone)."""
    if sys.platform != "linux":
        return None
    library, parent = ctypes.CDLL(None), os.getpid()

    def arrange() -> None:
        library.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return arrange
