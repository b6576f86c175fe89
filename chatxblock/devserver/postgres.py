"""A private PostgreSQL on loopback for a cluster that somebody tries: empty at first, gone with who started it.

As root it runs as the user that its package makes, since it refuses to run as root. This module must not know what is
kept in it.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from chatxblock.devserver.ejabberd import die_with_parent, wait_until
from chatxblock.errors import ConfigurationError

START_TIME = 30.0
USER = "chatxblock"
DISCREET = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
"""What was said is in statements that fail."""
INSTALL = "PostgreSQL is not installed. On Debian and Ubuntu: apt-get install --no-install-recommends postgresql"


class Postgres:
    """One server in a folder of its own, on a port of 127.0.0.1, with a password."""

    def __init__(self, port: int, *, durable: bool = False) -> None:
        """Remember where; `durable` waits for the disk at each commit, which a trial has no need of."""
        self.port = port
        self.durable = durable
        self.password = secrets.token_urlsafe(24)
        self._folder = Path(tempfile.mkdtemp(prefix="chatxblock-pg-"))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Say whether the process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """Return the id of the first of its processes, or nothing if there is none."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Make it and return when it answers. Raises `ConfigurationError`."""
        (self._folder / "password").write_text(self.password, encoding="utf-8")
        account = package_account()
        if account:
            for path in (self._folder, self._folder / "password"):
                shutil.chown(path, account, account)
        make = [
            "initdb",
            "--pgdata=data",
            "--auth=scram-sha-256",
            "--pwfile=password",
            f"--username={USER}",
            "--no-sync",
        ]
        self._run([*make, "--encoding=UTF8", "--locale=C.UTF-8"]).wait(START_TIME)
        self.launch()
        wait_until(self._answers, START_TIME, "PostgreSQL did not answer in time.")

    def launch(self) -> None:
        """Start what was made, again if need be, and do not wait."""
        settings = {"listen_addresses": "127.0.0.1", "port": str(self.port), "max_connections": "200"}
        settings |= {"unix_socket_directories": "", **DISCREET}
        settings |= {"fsync": "on" if self.durable else "off"}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        self._process = self._run(["postgres", "-D", "data", *options])

    def make_database(self, name: str, *schemas: Path) -> None:
        """Make a database, with the tables of these files."""
        self.sql("postgres", "--command", f'CREATE DATABASE "{name}"')
        for schema in schemas:
            self.sql(name, "--file", str(schema))

    def sql(self, database: str, *arguments: str) -> str:
        """Let psql do something; return what it prints. Raises `ConfigurationError` with what it says."""
        options = [
            "--no-psqlrc",
            "--quiet",
            "--set",
            "ON_ERROR_STOP=1",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        ended = subprocess.run(
            [program("psql"), *options, "--username", USER, "--dbname", database, *arguments],
            env={**os.environ, "PGPASSWORD": self.password},
            capture_output=True,
            text=True,
            timeout=START_TIME,
            check=False,
        )
        if ended.returncode:
            raise ConfigurationError(f"PostgreSQL refused: {ended.stderr.strip()}")
        return ended.stdout

    def end(self, sign: signal.Signals) -> None:
        """End it for a while: SIGINT is a fast shutdown, SIGKILL a crash of the first of its processes."""
        assert self._process is not None
        self._process.send_signal(sign)
        self._process.wait(START_TIME)

    def start_again(self) -> None:
        """Start what was ended, and return when it answers; what a crash left behind holds it up. For trials."""
        deadline = time.monotonic() + START_TIME
        while not self._comes_up():
            if time.monotonic() > deadline:
                raise ConfigurationError(f"PostgreSQL did not come back: {self.last_words()}")

    def standby(self, port: int) -> Postgres:
        """Start a copy on that port, which has whatever this one says that it has written. For trials."""
        copy = Postgres(port, durable=self.durable)
        copy.password = self.password
        if account := package_account():
            shutil.chown(copy._folder, account, account)
        whence = f"host=127.0.0.1 port={self.port} user={USER} password={self.password} application_name=copy"
        if copy._run(
            ["pg_basebackup", "--pgdata=data", "--checkpoint=fast", "--write-recovery-conf", f"--dbname={whence}"]
        ).wait(START_TIME):
            raise ConfigurationError(f"PostgreSQL could not be copied: {copy.last_words()}")
        copy.launch()
        wait_until(copy._answers, START_TIME, "The copy did not answer in time.")
        self.sql("postgres", "--command", "ALTER SYSTEM SET synchronous_standby_names = 'copy'")
        self.sql("postgres", "--command", "SELECT pg_reload_conf()")
        return copy

    def _comes_up(self) -> bool:
        """Launch it; where processes of the one before still hold its folder it ends, and is launched once more."""
        self.launch()
        while self.running:
            with contextlib.suppress(ConfigurationError):
                self.sql("postgres", "--command", "SELECT 1")
                return True
            time.sleep(0.05)
        return False

    def stop(self) -> None:
        """End it and forget everything; harmless if it was never started."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(START_TIME)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self) -> bool:
        if not self.running:
            raise ConfigurationError(f"PostgreSQL did not start: {self.last_words()}")
        try:
            self.sql("postgres", "--command", "SELECT 1")
        except ConfigurationError:
            return False
        return True

    def last_words(self) -> str:
        """Return the end of its log."""
        said = self._folder / "said"
        return said.read_text(encoding="utf-8", errors="replace").strip()[-2000:] if said.exists() else ""

    def _run(self, command: list[str]) -> subprocess.Popen[bytes]:
        who = package_account()
        with (self._folder / "said").open("ab") as said:
            return subprocess.Popen(
                [program(command[0]), *command[1:]],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                user=who,
                group=who,
                extra_groups=[] if who else None,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )


def package_account() -> str | None:
    """Return whom it runs as when we are root. Raises `ConfigurationError` where its package is missing."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise ConfigurationError(INSTALL) from None


def program(name: str) -> str:
    """Return where one of its programs is; Debian keeps each version in a folder of its own."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    found = shutil.which(name, path=os.pathsep.join([*map(str, versions), os.environ.get("PATH", "")]))
    if found is None:
        raise ConfigurationError(INSTALL)
    return found
