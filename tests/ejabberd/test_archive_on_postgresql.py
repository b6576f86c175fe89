"""The archive on PostgreSQL, killed under talk: what anybody saw is in the log, and all that was said gets there."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from chatxblock.devserver import ejabberd as devserver
from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.devserver.postgres import program
from chatxblock.domain.calls.transcript import repetitions
from chatxblock.ejabberd import Deployment, Sql, render
from tests.ejabberd.fixtures import TalkFixture, make_talk
from tests.support.chat import Service, log_in_at, new_name, settings_for
from tests.support.databases import TIME_LIMIT, PostgreSql
from tests.support.devsite import eventually
from tests.support.learner import CLIENT, error_of

SCHEMA = "/usr/share/ejabberd/sql/pg.sql"
LINES = 60
BACK = 40.0
"""Seconds within which a line comes back as shown or refused, on a busy machine and over a restart of the database."""


class Reachable(PostgreSql):
    """PostgreSQL with the tables of ejabberd, which reaches it by a port and not by a file."""

    def __init__(self) -> None:
        super().__init__()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.socket = f".s.PGSQL.{self.port}"

    def command_to_start(self) -> Sequence[str]:
        return [*super().command_to_start(), "-c", "listen_addresses=127.0.0.1", "-c", f"port={self.port}"]

    def prepare(self) -> None:
        assert eventually(self.answers, TIME_LIMIT), "PostgreSQL does not answer"
        assert self.run("-f", SCHEMA)

    def answers(self) -> bool:
        return self.run("-c", "SELECT 1")

    def run(self, *arguments: str) -> bool:
        """Let its own client run a statement or a file, and say whether it could."""
        where = ["-h", str(self.folder), "-p", str(self.port), "-U", "postgres"]
        command = [program("psql"), "-q", "-v", "ON_ERROR_STOP=1", *where, *arguments]
        return subprocess.run(command, capture_output=True, timeout=TIME_LIMIT, check=False).returncode == 0


@pytest.fixture
def database() -> Iterator[Reachable]:
    server = Reachable()
    server.serve()
    yield server
    server.stop()


@pytest.fixture
def talk(database: Reachable, tmp_path: Path) -> Iterator[TalkFixture]:
    """Two people in a room on a server that keeps all in that database."""
    sql = Sql(type="pgsql", server="127.0.0.1", port=database.port, database="postgres", username="postgres")

    def with_postgresql(deployment: Deployment) -> str:
        return render(replace(deployment, sql=sql))

    server = Ejabberd(tmp_path / "ejabberd", line_rate=10_000)
    with ExitStack() as held:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(devserver, "render", with_postgresql)
            server.start()
        held.callback(server.stop)
        service = held.enter_context(closing(Service(settings_for(server, timeout=BACK))))
        yield make_talk(
            service, server.rooms_domain, lambda: held.enter_context(closing(log_in_at(server, new_name())))
        )


def send_until_shown(talk: TalkFixture, lines: Iterable[str]) -> None:
    """Send lines as the room window does, each again under its own id until it is shown."""
    waiting = {line: talk.asker.say(talk.address, line, message_id=line) for line in lines}
    while waiting:
        stanza = talk.asker.expect(lambda stanza: stanza.get("id", "") in waiting, BACK)
        line = stanza.get("id", "")
        if error_of(stanza):
            assert error_of(stanza) == "resource-constraint"
            talk.asker.say(talk.address, line, message_id=line)
        else:
            del waiting[line]


@pytest.mark.soak
def test_what_was_shown_is_archived_when_the_database_is_killed_under_talk(
    talk: TalkFixture, database: Reachable
) -> None:
    lines = [f"line-{number}" for number in range(LINES)]
    send_until_shown(talk, lines[:20])
    database.kill()
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send_until_shown, talk, lines[20:])
        database.revive()
        sending.result(2 * BACK)
    log = talk.log().lines
    once = [line for line in log if line.id not in repetitions(log)]
    assert {line.message_id for line in once} == set(lines)
    assert len(once) == LINES
    shown = [stanza.get("id") for stanza in talk.heard() if stanza.findtext(f"{CLIENT}body")]
    assert sorted(shown, key=str) == sorted(lines)


@pytest.mark.soak
def test_what_the_database_cannot_take_is_shown_to_nobody_and_logged_without_words(
    talk: TalkFixture, database: Reachable, tmp_path: Path
) -> None:
    """As with a column that a newer node adds and an older one does not know."""
    assert database.run("-c", "ALTER TABLE archive ADD COLUMN origin_id text NOT NULL DEFAULT ''")
    assert database.run("-c", "ALTER TABLE archive ALTER COLUMN origin_id DROP DEFAULT")
    for _ in range(3):
        assert error_of(talk.asker.echo(talk.asker.say(talk.address, "words for the room", message_id="once")))
    assert database.run("-c", "ALTER TABLE archive ALTER COLUMN origin_id SET DEFAULT ''")
    assert (
        talk.asker.echo(talk.asker.say(talk.address, "words for the room", message_id="once")).get("type")
        == "groupchat"
    )
    assert talk.said() == ["words for the room"]
    assert len([stanza for stanza in talk.heard() if stanza.findtext(f"{CLIENT}body")]) == 1
    log = tmp_path / "ejabberd" / "log" / "ejabberd.log"
    assert eventually(lambda: "The archive has not taken a line" in log.read_text(encoding="utf-8"))
    assert "words for the room" not in log.read_text(encoding="utf-8")
