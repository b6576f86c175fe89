"""One conversation with PostgreSQL by its own client, psql, so that no driver is needed where ejabberd is.

What was said may pass through here and must not come out in an error: psql is told to leave contexts and details away.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType

from chatxblock.ejabberd.deployment import Sql

INSTALL = "psql is not here. On Debian and Ubuntu: apt-get install --no-install-recommends postgresql-client"
CONNECT_TIME = "10"
SETTINGS = (
    "SET client_min_messages = warning; SET datestyle = ISO; SET statement_timeout = 0; SET client_encoding = UTF8;"
)


class Psql:
    """A session, used in a `with` block; what is not committed at its end is undone.

    All methods raise `ValueError` with what PostgreSQL said.
    """

    def __init__(self, sql: Sql) -> None:
        """Remember where to connect."""
        self._sql = sql

    def __enter__(self) -> Psql:
        program = shutil.which("psql")
        if program is None:
            raise ValueError(INSTALL)
        options = ["--no-psqlrc", "--quiet", "--no-password", "--tuples-only", "--no-align"]
        options += ["--set", "ON_ERROR_STOP=1", "--set", "VERBOSITY=terse"]
        where = ["--host", self._sql.server, "--port", str(self._sql.port or 5432)]
        where += ["--username", self._sql.username, "--dbname", self._sql.database]
        own = {"PGCONNECT_TIMEOUT": CONNECT_TIME, "PGCLIENTENCODING": "UTF8", "LC_MESSAGES": "C"}
        if self._sql.password:
            own["PGPASSWORD"] = self._sql.password
        self._complaints = tempfile.TemporaryFile()
        self._process = subprocess.Popen(  # noqa: S603  (an argument list, no shell)
            [program, *options, *where],
            env=os.environ | own,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
        )
        try:
            self.run(SETTINGS)
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        """End it; a transaction that is open is rolled back, and what it is in the middle of is given up."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.terminate()
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()
        self._complaints.close()

    def run(self, statements: str) -> list[str]:
        """Have it done; return the rows of the answer."""
        return [row.decode() for row in self.rows(statements)]

    def rows(self, statements: str) -> Iterator[bytes]:
        """Yield the rows of the answer, as they come and without their line feeds."""
        assert self._process.stdout is not None
        end = secrets.token_hex(16)
        self._send([f"{statements}\n\\echo {end}\n".encode()])
        for line in self._process.stdout:
            if line.rstrip(b"\n") == end.encode():
                return
            yield line.rstrip(b"\n")
        raise ValueError(self._refusal())

    def copy(self, table: str, columns: Iterable[str], lines: Iterable[bytes]) -> None:
        """Put lines of COPY's text format into a table."""
        self._send([f"COPY {table} ({', '.join(columns)}) FROM STDIN;\n".encode()])
        self._send(line + b"\n" for line in lines)
        self._send([b"\\.\n"])
        self.run("")

    def _send(self, parts: Iterable[bytes]) -> None:
        assert self._process.stdin is not None
        try:
            for part in parts:
                self._process.stdin.write(part)
            self._process.stdin.flush()
        except BrokenPipeError:
            raise ValueError(self._refusal()) from None

    def _refusal(self) -> str:
        self._process.wait()
        self._complaints.seek(0)
        said = self._complaints.read().decode(errors="replace").strip()
        return f"PostgreSQL refused, and nothing was changed: {said or 'the connection has ended'}"
