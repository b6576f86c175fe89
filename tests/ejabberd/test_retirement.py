"""What the chat server has of somebody who goes: her connections end, and with her talk's room all of it is gone."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.xmpp.sessions import XmppSessions
from tests.support.chat import MakeLearner, Service, new_name
from tests.support.devsite import eventually

pytest_plugins = ("tests.support.servers",)

MARK = "RETIREDMARK goes with the room"


def left_in(server: Ejabberd, text: str) -> list[str]:
    """In which tables of the chat server's database a text stands, in any column."""
    with closing(sqlite3.connect(f"file:{server.folder / 'archive.db'}?mode=ro", uri=True)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    return [name for name, found in rows.items() if any(text in str(value) for row in found for value in row)]


def test_her_connections_end_and_nobody_elses(service: Service, learner: MakeLearner) -> None:
    gone, other = learner(), learner()
    api, sessions = service.session.api, XmppSessions(service.session)
    for one in (gone, other):
        assert eventually(lambda name=one.localpart: api.is_connected(name))  # type: ignore[misc]
    for _ in range(2):
        sessions.end_all(gone.localpart)
    assert eventually(lambda: not api.is_connected(gone.localpart))
    assert api.is_connected(other.localpart)


def test_with_the_room_her_lines_and_her_membership_are_gone_from_every_table(
    service: Service, ejabberd: Ejabberd, learner: MakeLearner
) -> None:
    who, room = learner(), new_name()
    service.make(room, occupants=4)
    service.admit(room, [who.localpart])
    address = f"{room}@{ejabberd.rooms_domain}"
    assert who.join(address).get("type") is None
    who.echo(who.say(address, MARK, kind="groupchat"))
    assert eventually(lambda: bool(left_in(ejabberd, MARK) and left_in(ejabberd, who.localpart)))
    service.end(room)
    assert eventually(lambda: not left_in(ejabberd, MARK))
    assert eventually(lambda: not left_in(ejabberd, who.localpart))
