# ruff: noqa: S608  (names of tables and columns are ours, or those of the schema)
"""Take rooms and archive from SQLite to PostgreSQL: `python -m chatxblock.ejabberd move --from FILE …`.

The server that used the file is stopped, and the tables of the new database are there and empty. All goes over in one
transaction, which ends well only if what is read back is what was in the file, byte for byte and in the same order. The
file stays as it is. What was said goes through here and must not be printed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from chatxblock.ejabberd.deployment import Sql
from chatxblock.ejabberd.evacuate import SAY_EVERY, say
from chatxblock.ejabberd.psql import Psql

KEYS = {
    "archive": ("id",),
    "archive_prefs": ("username",),
    "muc_room": ("name", "host"),
    "muc_registered": ("jid", "host"),
    "muc_room_subscribers": ("host", "room", "jid"),
}
"""What our configuration keeps in SQL, with that by which its rows are in order."""
NUMBERS = ("id", "timestamp")
OF_A_RUN = ("muc_online_room", "muc_online_users", "route", "sm", "bosh", "proxy65", "schema_version")
"""What a server fills again when it starts."""
MOMENT = re.compile(rb"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{0,5}[1-9])?")
HEADER = b"SQLite format 3\0"
BATCH = 500
ESCAPES = {0x5C: "\\\\", 0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0B: "\\v", 0x0C: "\\f", 0x0D: "\\r"}
"""As PostgreSQL writes them itself, so that what is read back can be compared as it is."""
LOAD = "Load pg.sql of this ejabberd and what `python -m chatxblock.ejabberd tables` prints, then call this again."


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the file."""

    name: str
    columns: tuple[str, ...]
    rows: int

    @property
    def order(self) -> str:
        """Return how its rows are put in order, the same in both databases."""
        return ", ".join(key if key in NUMBERS else f'{key} COLLATE "%s"' for key in KEYS[self.name])


def add_move(command: argparse.ArgumentParser) -> None:
    """Add what the command takes, beside the new database."""
    command.add_argument("--from", dest="file", type=Path, required=True, help="the SQLite file that ejabberd used")
    command.add_argument("--database", required=True, help="name of the new database")
    command.add_argument("--sql-server", default="localhost")
    command.add_argument("--sql-port", type=int, default=0)
    command.add_argument("--sql-username", default="ejabberd")


def move(options: argparse.Namespace) -> int:
    """Take everything along; return the exit status. Raises `ValueError` with a sentence."""
    sql = Sql(
        type="pgsql",
        database=options.database,
        server=options.sql_server,
        port=options.sql_port,
        username=options.sql_username,
        password=os.environ.get("CHATXBLOCK_SQL_PASSWORD", ""),
    )
    refuse_unless_stopped(options.file)
    try:
        with closing(opened(options.file)) as source, Psql(sql) as target:
            take_along(source, target)
    except sqlite3.Error as exc:
        raise ValueError(f"{options.file} cannot be read, and nothing was changed: {exc}.") from exc
    return 0


def refuse_unless_stopped(file: Path) -> None:
    """Refuse a file that is none of SQLite's, or that a program has open. Raises `ValueError`."""
    try:
        with file.open("rb") as begins:
            if begins.read(len(HEADER)) != HEADER:
                raise ValueError(f"{file} is no database of SQLite. `sql_database` in ejabberd.yml names it.")
        identity = file.stat()
    except OSError as exc:
        raise ValueError(f"{file} cannot be read ({exc.strerror}). `sql_database` in ejabberd.yml names it.") from exc
    for entry in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            if os.path.samestat(entry.stat(), identity):
                raise ValueError(
                    f"Process {entry.parts[2]} has {file} open. Stop ejabberd first: systemctl stop ejabberd"
                )


def opened(file: Path) -> sqlite3.Connection:
    """Open the file so that nobody else can write to it; what a killed server left in journals is taken in."""
    source = sqlite3.connect(file, timeout=0, isolation_level=None)
    source.text_factory = bytes
    try:
        source.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        source.close()
        raise
    return source


def take_along(source: sqlite3.Connection, target: Psql) -> None:
    """Do it, in one transaction. Raises `ValueError`.

    All rows are looked at first: what cannot be kept is refused here, and does not get into PostgreSQL's own log.
    """
    tables = tables_of(source)
    refuse_other_forms(target, tables)
    digests = {table.name: digest(seen(rows_of(source, table), table, "looked at")) for table in tables}
    names = ", ".join(table.name for table in tables)
    target.run(f"BEGIN; LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE NOWAIT;")
    if any(target.run(f"SELECT 1 FROM {table.name} LIMIT 1;") for table in tables):
        if any(digest(read_back(target, table)) != digests[table.name] for table in tables):
            raise ValueError(
                f"The new database is not empty: look at {names} there. If nobody needs what is in them, empty them "
                "(TRUNCATE), and call this again."
            )
        say("All of it is there already, byte for byte; nothing was changed.")
        return
    for table in tables:
        target.copy(table.name, table.columns, seen(rows_of(source, table), table, "written"))
        there = digest(seen(read_back(target, table), table, "read back"))
        if there != digests[table.name]:
            raise ValueError(f"{table.name} came out different from what went in, and nothing was changed.")
        say(f"{table.name}: {table.rows} rows, read back, SHA-256 {there[1]}")
    target.run(f"SELECT {go_on_counting(source)}; COMMIT;")
    say("Done. The file is as it was: it is the way back, until somebody talks on the new database.")


def tables_of(source: sqlite3.Connection) -> list[Table]:
    """Return what goes over. Raises `ValueError` where rows would be left behind."""
    names = [row[0].decode() for row in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    if missing := sorted(set(KEYS) - set(names)):
        raise ValueError(f"The file has no {', '.join(missing)}: it is not the one that ejabberd used.")
    for name in names:
        kept = name in KEYS or name in OF_A_RUN or name.startswith("sqlite_")
        if not kept and source.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone():
            raise ValueError(
                f"The file has rows in {name} too, which a configuration of ours does not fill, and nothing was "
                "changed. Take them along by other means, and empty that table in a copy of the file."
            )
    return [
        Table(
            name=name,
            columns=tuple(row[1].decode() for row in source.execute(f"PRAGMA table_info({name})")),
            rows=int(source.execute(f"SELECT count(*) FROM {name}").fetchone()[0]),
        )
        for name in KEYS
    ]


def refuse_other_forms(target: Psql, tables: Iterable[Table]) -> None:
    """See that the new database has these columns, and wants no others. Raises `ValueError`."""
    if target.run("SHOW server_encoding;") != ["UTF8"]:
        raise ValueError(
            "The new database cannot keep every letter. Make it with ENCODING 'UTF8', and call this again."
        )
    for table in tables:
        there = dict(
            row.split("|")
            for row in target.run(
                "SELECT column_name, is_nullable = 'NO' AND column_default IS NULL FROM information_schema.columns "
                f"WHERE table_name = '{table.name}' AND table_schema = current_schema();"
            )
        )
        if missing := [name for name in table.columns if name not in there]:
            raise ValueError(f"The new database has no {table.name} with {', '.join(missing)}. {LOAD}")
        if wanted := [name for name, needed in there.items() if needed == "t" and name not in table.columns]:
            raise ValueError(
                f"The new database wants {', '.join(wanted)} in {table.name}, which the file lacks. {LOAD}"
            )


def rows_of(source: sqlite3.Connection, table: Table) -> Iterator[bytes]:
    """Yield the rows of the file in COPY's text format. Raises `ValueError` at what PostgreSQL cannot keep."""
    order = table.order.replace("%s", "BINARY")
    cursor = source.execute(f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY {order}")
    number = 0
    while batch := cursor.fetchmany(BATCH):
        for row in batch:
            number += 1
            try:
                yield b"\t".join(map(value, table.columns, row))
            except (TypeError, ValueError) as exc:
                raise ValueError(f"Row {number} of {table.name}: {exc}. Nothing was changed.") from None


def value(column: str, given: bytes | int | None) -> bytes:
    """Return a value in COPY's text format. Raises `ValueError` or `TypeError`, without the value."""
    if column in NUMBERS and not isinstance(given, int):
        raise ValueError(f"{column} is no whole number")
    if given is None:
        return b"" if column == "origin_id" else b"\\N"  # newer tables want it to be there
    if isinstance(given, int):
        return str(given).encode()
    if not isinstance(given, bytes):
        raise TypeError(f"{column} is no text")
    if column == "created_at" and not MOMENT.fullmatch(given):
        raise ValueError("created_at is no moment")
    if b"\0" in given:
        raise ValueError(f"{column} has a NUL, which neither XMPP nor PostgreSQL can have; take it out of a copy")
    try:
        return given.decode().translate(ESCAPES).encode()
    except UnicodeDecodeError:
        raise ValueError(f"{column} is not in UTF-8; mend it in a copy") from None


def read_back(target: Psql, table: Table) -> Iterator[bytes]:
    """Yield the rows of the new database, in the same form and order."""
    order = table.order.replace("%s", "C")
    return target.rows(f"COPY (SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY {order}) TO STDOUT;")


def digest(rows: Iterable[bytes]) -> tuple[int, str]:
    """Return how many rows there are, and what tells them from any others."""
    sums, number = hashlib.sha256(), 0
    for row in rows:
        sums.update(row + b"\n")
        number += 1
    return number, sums.hexdigest()


def seen(rows: Iterable[bytes], table: Table, done: str) -> Iterator[bytes]:
    """Pass rows on, and say now and then how far it is."""
    said_at = time.monotonic()
    for number, row in enumerate(rows, 1):
        if time.monotonic() - said_at >= SAY_EVERY:
            said_at = time.monotonic()
            say(f"{table.name}: {number} of {table.rows} rows {done}.")
        yield row


def go_on_counting(source: sqlite3.Connection) -> str:
    """Return what lets ids go on where they were, so that none comes twice, also none of a line that is gone."""
    used = source.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'archive'").fetchone()[0] or 0
    return f"setval(pg_get_serial_sequence('archive', 'id'), {max(1, used)}, {str(used > 0).lower()})"
