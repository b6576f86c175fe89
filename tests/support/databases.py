"""Databases for tests: SQLite in a file, and private MariaDB and PostgreSQL servers that end with the tests.

A server listens on a socket in a folder of its own and on no port, and belongs to no service of the system. Where the
tests run as root it runs as the user that its package made, since both refuse to run as root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any, TypeVar

import pymysql
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction

from chatxblock.devserver.ejabberd import die_with_parent
from chatxblock.devserver.postgres import DISCREET, program
from tests.support import hygiene
from tests.support.devsite import eventually

TIME_LIMIT = 30.0
"""Seconds in which a server has to answer on a busy machine; usual is one."""
Result = TypeVar("Result")

# Django knows MySQL by the driver mysqlclient, which needs a compiler to install; this one is the same in Python.
pymysql.install_as_MySQLdb()


class Database(ABC):
    """One database that Django can use, with our tables in it."""

    name: str

    @abstractmethod
    def settings(self) -> dict[str, Any]:
        """Return what stands in Django's DATABASES for it."""

    def start(self) -> None:
        """Make the tables, in a server that answers."""
        with in_use(self):
            assert eventually(answers, TIME_LIMIT), f"{self.name} does not answer"
            call_command("migrate", "chatxblock", verbosity=0)

    def stop(self) -> None:  # noqa: B027  (a file has nothing to end)
        """End what was started."""


class Sqlite(Database):
    """A file, with the options of the dev server."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._file = folder / "chat.sqlite3"

    def settings(self) -> dict[str, Any]:
        options = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL;"}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(self._file), "OPTIONS": options}


class Server(Database):
    """A server's process in a folder of its own."""

    package: str
    account: str
    """Whom the package made to run it."""
    socket: str
    """Name of its socket in the folder."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"chatxblock-{self.name}-"))  # short: sockets have short names
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.serve()
        try:
            super().start()
        except BaseException as error:
            error.add_note(self._said())
            self.stop()
            raise

    def serve(self) -> None:
        """Start it without any table of ours."""
        try:
            if os.geteuid() == 0:
                shutil.chown(self.folder, self._account(), self._account())
            self._run(self.command_to_make()).wait()
            self._process = self._run(self.command_to_start())
            self.prepare()
        except BaseException as error:
            error.add_note(self._said())
            self.stop()
            raise

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(TIME_LIMIT)
        hygiene.keep(self.folder / "said")
        shutil.rmtree(self.folder)

    def kill(self) -> None:
        """End it as a crash does, without a last word."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(TIME_LIMIT)

    def revive(self) -> None:
        """Start it again, while it is in use, on what it had written; what is left of it may go a moment later."""

        def lives() -> bool:
            if self._process is None or self._process.poll() is not None:
                self._process = self._run(self.command_to_start())
            return listens(self.folder / self.socket) and self.answers()

        assert eventually(lives, TIME_LIMIT), f"{self.name} does not come back"

    def answers(self) -> bool:
        """Say whether it takes connections."""
        return answers()

    @abstractmethod
    def command_to_make(self) -> Sequence[str]:
        """Return what fills the folder."""

    @abstractmethod
    def command_to_start(self) -> Sequence[str]:
        """Return what serves it."""

    def prepare(self) -> None:
        """Make the database, if the folder has none yet."""

    def program(self, name: str) -> str:
        """Return where a program is. Raises an error that says what to install."""
        found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
        assert found, f"{name} is missing: the tests of the store need it. On Debian: apt-get install {self.package}"
        return found

    def _account(self) -> str:
        try:
            return pwd.getpwnam(self.account).pw_name
        except KeyError:
            raise AssertionError(f"There is no user {self.account}: apt-get install {self.package} makes one") from None

    def _run(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        who = self._account() if os.geteuid() == 0 else None
        with (self.folder / "said").open("ab") as said:
            return subprocess.Popen(
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                user=who,
                group=who,
                extra_groups=[] if who else None,
                preexec_fn=die_with_parent(),  # noqa: PLW1509  (it sets one flag of the kernel's)
            )

    def _said(self) -> str:
        said = self.folder / "said"
        return said.read_text(errors="replace")[-2000:] if said.exists() else ""


class MariaDb(Server):
    """MariaDB, in the isolation that the server comes with and Django usually lowers."""

    name = "mariadb"
    package = "mariadb-server"
    account = "mysql"
    socket = "socket"

    def __init__(self, isolation: str = "repeatable read") -> None:
        super().__init__()
        self._isolation = isolation

    def settings(self) -> dict[str, Any]:
        return {
            "ENGINE": "django.db.backends.mysql",
            "NAME": "chat",
            "USER": "root",
            "HOST": str(self.folder / "socket"),
            "OPTIONS": {
                "charset": "utf8mb4",
                "isolation_level": self._isolation,
                "init_command": "SET sql_mode='STRICT_TRANS_TABLES'",
            },
        }

    def command_to_make(self) -> Sequence[str]:
        make = self.program("mariadb-install-db")
        login = "--auth-root-authentication-method=normal"
        return [make, "--no-defaults", f"--datadir={self.folder}/data", login, "--skip-test-db"]

    def command_to_start(self) -> Sequence[str]:
        return [
            self.program("mariadbd"),
            "--no-defaults",
            f"--datadir={self.folder}/data",
            f"--socket={self.folder}/socket",
            f"--pid-file={self.folder}/pid",
            "--skip-networking",
            "--innodb-buffer-pool-size=32M",
            "--innodb-flush-log-at-trx-commit=2",  # written at each commit: a server that is killed keeps it
        ]

    def prepare(self) -> None:
        assert eventually(lambda: listens(self.folder / self.socket), TIME_LIMIT), "MariaDB does not answer"
        with pymysql.connect(unix_socket=f"{self.folder}/socket", user="root") as link, link.cursor() as cursor:
            cursor.execute("CREATE DATABASE chat CHARACTER SET utf8mb4")


class PostgreSql(Server):
    """PostgreSQL as it comes, but for its log, in which docs/explanation/security.md wants nothing that was said."""

    name = "postgresql"
    package = "postgresql"
    account = "postgres"
    socket = ".s.PGSQL.5432"

    def settings(self) -> dict[str, Any]:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": "postgres",
            "HOST": str(self.folder),
        }

    def command_to_make(self) -> Sequence[str]:
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres", "--no-sync"]
        return [program("initdb"), f"--pgdata={self.folder}/data", *options]

    def command_to_start(self) -> Sequence[str]:
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.folder), "fsync": "off", **DISCREET}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return [program("postgres"), "-D", f"{self.folder}/data", *options]


@contextmanager
def in_use(database: Database) -> Iterator[None]:
    """Let Django's default connection be this database, in every thread that opens one."""
    before, known = connections["default"], connections.settings["default"]
    changed = connections.configure_settings({"default": database.settings()})["default"]
    connections.settings["default"] = changed
    del connections["default"]
    try:
        yield
    finally:
        connection.close()
        connections.settings["default"] = known
        connections["default"] = before


def listens(address: Path) -> bool:
    """Say whether somebody listens on a socket; PyMySQL leaves its own open when nobody does."""
    with socket.socket(socket.AF_UNIX) as link:
        return link.connect_ex(str(address)) == 0


def answers() -> bool:
    """Say whether the database takes connections."""
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True


def empty() -> None:
    """Forget everything, in one transaction and a statement a table: who points at whom is looked at by nobody."""
    with connection.constraint_checks_disabled(), transaction.atomic():
        for model in apps.get_app_config("chatxblock").get_models():
            model._base_manager.all()._raw_delete(connection.alias)


def at_once(many: int, job: Callable[[int], Result]) -> list[Result]:
    """Do the same thing in so many threads at the same moment; return what each returned, or raise what one raised."""
    barrier = Barrier(many)

    def run(number: int) -> Result:
        try:
            connection.ensure_connection()
            barrier.wait(TIME_LIMIT)
            return job(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as threads:
        return list(threads.map(run, range(many)))
