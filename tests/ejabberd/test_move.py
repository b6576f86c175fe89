"""A server that goes from SQLite to PostgreSQL while a talk stands open: all of it goes along, and the talk goes on.

And there the password of the database is changed under talk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from chatxblock.devserver.cluster import schema_of
from chatxblock.devserver.ejabberd import Ejabberd, free_port
from chatxblock.devserver.erlang import find_erlang
from chatxblock.devserver.postgres import USER, Postgres
from chatxblock.ejabberd import TABLES, Sql
from chatxblock.ejabberd.__main__ import main
from chatxblock.errors import RoomNotFound
from tests.ejabberd.fixtures import TalkFixture, make_talk
from tests.ejabberd.test_archive_on_postgresql import send_until_shown
from tests.ejabberd.test_change_of_keys import ChangingEjabberd
from tests.support.chat import Service, log_in_at, new_name, settings_for
from tests.support.devsite import eventually
from tests.support.learner import Learner

BODIES = [
    r"What is $\frac{1}{2}$, \(x\)?",
    "Two halves 👩‍🚀\n\tand \\N, 'all' of it",
    "\u202eright to left\u202c",
    "gone soon",
]
REPLACES = '<replace xmlns="urn:xmpp:message-correct:0" id="{%d}"/>'
MARKS = [
    ("What is a half?", REPLACES % 0),
    ("[taken back]", REPLACES % 3 + '<taken-back xmlns="urn:chatxblock:line:1"/>'),
    ("", '<reactions xmlns="urn:xmpp:reactions:0" id="{4}"><reaction>💡</reaction></reactions>'),
]


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with ExitStack() as held:
        server = Postgres(free_port(0, held))
    try:
        server.start()
        server.make_database("tables", schema_of(find_erlang()), TABLES)
        yield server
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def password(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the command its password, as an operator does."""
    monkeypatch.setenv("CHATXBLOCK_SQL_PASSWORD", postgres.password)


def empty(postgres: Postgres) -> Sql:
    """Make a database with empty tables, as the page has it made."""
    name = new_name()
    postgres.sql("postgres", "--command", f'CREATE DATABASE "{name}" TEMPLATE tables')
    return Sql(
        type="pgsql", database=name, server="127.0.0.1", port=postgres.port, username=USER, password=postgres.password
    )


@pytest.fixture
def database(postgres: Postgres) -> Sql:
    """Return one into which something goes."""
    return empty(postgres)


@pytest.fixture(scope="module")
def untouched(postgres: Postgres) -> Sql:
    """Return one into which nothing ever goes."""
    return empty(postgres)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a stopped server, with a line in it."""
    file = tmp_path / "archive.db"
    schema = schema_of(find_erlang()).with_name("lite.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(file)) as made:
        made.executescript(schema)
        made.execute("INSERT INTO muc_room (name, host, opts) VALUES ('r', 'rooms.test', '[]')")
        made.execute(
            "INSERT INTO archive (id, username, timestamp, peer, bare_peer, xml, txt) "
            "VALUES (41, 'r@rooms.test', 1764000000000000, 'p', 'p', '<m/>', 'secret words')"
        )
        made.commit()
    return file


def move(file: Path, to: Sql) -> int:
    """Call the command as an operator does."""
    where = ["--sql-server", to.server, "--sql-port", str(to.port), "--sql-username", to.username]
    return main(["move", "--from", str(file), "--database", to.database, *where])


def refused(file: Path, to: Sql, capsys: pytest.CaptureFixture[str]) -> str:
    """Call it, and return with what sentence it refused."""
    with pytest.raises(SystemExit) as ended:
        move(file, to)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert "secret words" not in said.err + said.out
    return said.err


def change(file: Path, statement: str) -> None:
    """Change the file, as who mends it would."""
    with closing(sqlite3.connect(file)) as opened:
        opened.execute(statement)
        opened.commit()


def ask(postgres: Postgres, database: Sql, statement: str) -> str:
    return postgres.sql(database.database, "--tuples-only", "--no-align", "--command", statement).strip()


def lines_of(talk: TalkFixture) -> list[tuple[str, ...]]:
    return [(line.id, line.message_id, line.author, line.body) for line in talk.log().lines]


def test_a_talk_goes_on_on_the_new_database(database: Sql, postgres: Postgres, tmp_path: Path) -> None:
    folder = tmp_path / "server"
    server = Ejabberd(folder)
    server.start()
    with ExitStack() as held:
        held.callback(server.stop)
        service = held.enter_context(closing(Service(settings_for(server))))

        def log_in() -> Learner:
            return held.enter_context(closing(log_in_at(server, new_name())))

        talk = make_talk(service, server.rooms_domain, log_in)
        sent: list[str] = []
        for body in BODIES:
            sent.append(talk.asker.say(talk.address, body))
            assert talk.asker.echo(sent[-1]).get("type") == "groupchat"
        known = talk.log().lines[1].id
        for body, mark in MARKS:
            said = talk.asker.say(talk.address, body, inner=mark.format(*sent, known))
            assert talk.asker.echo(said).get("type") == "groupchat"
        before, page = lines_of(talk), talk.log()
        assert [line.taken_back for line in page.lines].count(True) == 1
        assert len(before) == len(BODIES) + 3
        names = [talk.asker.localpart, talk.helper.localpart]
    assert move(folder / "archive.db", database) == 0

    server = Ejabberd(folder, sql=database)
    server.start()
    with ExitStack() as held:
        held.callback(server.stop)
        service = held.enter_context(closing(Service(settings_for(server))))
        asker, helper = (held.enter_context(closing(log_in_at(server, name))) for name in names)
        for person in (asker, helper):
            assert person.join(talk.address).get("type") is None
        again = TalkFixture(
            service=service, room=talk.room, address=talk.address, asker=asker, helper=helper, stranger=helper
        )
        assert again.log() == page
        assert helper.history(talk.address) == [body for *_, body in before if body]
        assert helper.echo(helper.say(talk.address, "after", message_id="after")).get("type") == "groupchat"
        after = lines_of(again)
        assert after[:-1] == before
        assert after[-1][1:] == ("after", helper.localpart, "after")
        assert ask(postgres, database, "SELECT txt FROM archive ORDER BY id DESC LIMIT 1") == "after"
        stranger = held.enter_context(closing(log_in_at(server, new_name())))
        assert stranger.join(talk.address).get("type") == "error"
        service.end(talk.room)
        with pytest.raises(RoomNotFound):
            service.read(talk.room)
    assert ask(postgres, database, "SELECT count(*) FROM archive") == "0"


def test_what_was_moved_is_not_moved_twice_and_ids_go_on(
    file: Path, database: Sql, postgres: Postgres, capsys: pytest.CaptureFixture[str]
) -> None:
    change(file, "UPDATE sqlite_sequence SET seq = 77 WHERE name = 'archive'")
    assert move(file, database) == 0
    said = capsys.readouterr().out
    assert "archive: 1 rows, read back, SHA-256 " in said
    assert "muc_registered: 0 rows" in said
    assert ask(postgres, database, "SELECT id, timestamp, txt FROM archive") == "41|1764000000000000|secret words"
    assert ask(postgres, database, "SELECT nextval('archive_id_seq')") == "78"
    assert move(file, database) == 0
    assert "there already" in capsys.readouterr().out
    change(file, "UPDATE archive SET nick = 'n'")
    assert "not empty" in refused(file, database, capsys)


def test_more_than_a_batch_and_nothing_at_all(file: Path, database: Sql, postgres: Postgres) -> None:
    change(file, "DELETE FROM archive")
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1234)"
    change(
        file, f"INSERT INTO archive_prefs (username, def, always, never) {numbers} SELECT 'é' || i, '', '', '' FROM n"
    )
    assert move(file, database) == 0
    assert ask(postgres, database, "SELECT count(*), count(DISTINCT username) FROM archive_prefs") == "1234|1234"


def test_a_file_in_use_is_refused(file: Path, database: Sql, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(file)) as server:
        server.execute("SELECT count(*) FROM archive").fetchone()
        assert "systemctl stop ejabberd" in refused(file, database, capsys)
    assert move(file, database) == 0


def test_a_file_of_a_killed_server_is_taken_with_its_journal(
    file: Path, database: Sql, postgres: Postgres, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    with closing(sqlite3.connect(file)) as server:
        server.execute("PRAGMA journal_mode = WAL")
        server.execute("UPDATE archive SET nick = 'in the journal'")
        server.commit()
        for part in (file, file.with_name("archive.db-wal")):
            (copy / part.name).write_bytes(part.read_bytes())
    assert move(copy / file.name, database) == 0
    assert ask(postgres, database, "SELECT nick FROM archive") == "in the journal"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("UPDATE archive SET xml = CAST(x'6100' AS TEXT)", "Row 1 of archive: xml has a NUL"),
        ("UPDATE archive SET txt = CAST(x'ff' AS TEXT)", "Row 1 of archive: txt is not in UTF-8"),
        ("UPDATE archive SET created_at = 'secret words'", "created_at is no moment"),
        ("UPDATE archive SET timestamp = 'secret words'", "timestamp is no whole number"),
        ("INSERT INTO last VALUES ('a', '1', 'x')", "rows in last too"),
        ("DROP TABLE muc_registered", "no muc_registered"),
        ("ALTER TABLE archive ADD COLUMN newer text", "no archive with newer"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_changed(
    wrong: str, sentence: str, file: Path, untouched: Sql, postgres: Postgres, capsys: pytest.CaptureFixture[str]
) -> None:
    change(file, wrong)
    assert sentence in refused(file, untouched, capsys)
    assert ask(postgres, untouched, "SELECT count(*) FROM muc_room") == "0"


def test_a_database_that_is_not_ready_is_refused(
    file: Path, database: Sql, postgres: Postgres, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres.sql(database.database, "--command", "ALTER TABLE archive ADD COLUMN server_host text NOT NULL")
    assert "wants server_host" in refused(file, database, capsys)
    postgres.sql(database.database, "--command", "DROP TABLE muc_room")
    assert "pg.sql" in refused(file, database, capsys)
    assert "no database of SQLite" in refused(Path(__file__), database, capsys)
    assert "cannot be read" in refused(file / "nothing", database, capsys)
    monkeypatch.setenv("CHATXBLOCK_SQL_PASSWORD", "wrong")
    assert "PostgreSQL refused" in refused(file, database, capsys)
    monkeypatch.setenv("PATH", "/nowhere")
    assert "postgresql-client" in refused(file, database, capsys)


def test_the_databases_password_is_changed_under_talk(database: Sql, postgres: Postgres, tmp_path: Path) -> None:
    """One user's password first; then another user takes the place of that one."""

    def run(statement: str) -> str:
        return ask(postgres, database, statement)

    first, second = new_name(), new_name()
    run(f"CREATE ROLE \"{first}\" LOGIN PASSWORD 'old'")
    run(f'GRANT ALL ON ALL TABLES IN SCHEMA public TO "{first}"')
    run(f'GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO "{first}"')
    server = ChangingEjabberd(tmp_path / "server", sql=replace(database, username=first, password="old"))
    server.start()
    with ExitStack() as held:
        held.callback(server.stop)
        service = held.enter_context(closing(Service(settings_for(server))))
        talk = make_talk(
            service, server.rooms_domain, lambda: held.enter_context(closing(log_in_at(server, new_name())))
        )

        def goes_on_by_new_connections(user: str, password: str) -> None:
            server.sql = replace(database, username=user, password=password)
            server.reload()
            send_until_shown(talk, [f"{user} with {password}"])
            run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN ('{first}', '{second}')")
            send_until_shown(talk, [f"{user} with {password}, anew"])
            users = "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database()"
            assert eventually(lambda: run(f"{users} AND usename IN ('{first}', '{second}')") == user)

        send_until_shown(talk, ["before"])
        run(f"ALTER ROLE \"{first}\" PASSWORD 'new'")
        send_until_shown(talk, ["connections that stand go on"])
        goes_on_by_new_connections(first, "new")
        run(f'CREATE ROLE "{second}" LOGIN PASSWORD \'other\' IN ROLE "{first}"')
        goes_on_by_new_connections(second, "other")
        run(f'ALTER ROLE "{first}" NOLOGIN')
        send_until_shown(talk, ["after"])
        assert len(set(talk.said())) == 7
