"""The service's side of a real server: notices, outages, forks, and no work that is done when nobody waits for it."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.domain.ports import Notice
from chatxblock.errors import RoomNotFound, RoomsRefused, RoomsUnavailable
from tests.ejabberd.fixtures import TalkFixture
from tests.support import hygiene
from tests.support.chat import MakeLearner, Service, log_in_at, new_name, settings_for
from tests.support.devsite import freeze

pytest_plugins = ("tests.support.servers",)

CALL = "{urn:chatxblock:call:1}call"
BAD_TEXT = "a\x00b\x0bc\ufffe\ud800d"
LONGEST_ANSWER = 4.0
"""Seconds: the limit of three, and a moment for a busy machine."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Ejabberd]:
    """Return a server that a test may end as it likes."""
    server = Ejabberd(tmp_path / "ejabberd")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def rooms(server: Ejabberd) -> Iterator[Service]:
    """Return the service's side of that server."""
    rooms = Service(settings_for(server))
    yield rooms
    rooms.close()


def test_an_invitation_says_everything_and_arrives_behind_the_admission(
    service: Service, ejabberd: Ejabberd, learner: MakeLearner
) -> None:
    helper, name, call_id = learner(), new_name(), uuid4()
    notice = Notice(
        to=helper.localpart,
        call_id=call_id,
        rev=3,
        state="waiting",
        room=name,
        question="Why <b>?",
        asker="Alex",
        image_url="https://lms.example/a.png",
        title="Unit 3",
        url="https://lms.example/unit",
        window_url="https://lms.example/window",
        reason='Alex asks: Why <b> & "c"?',
        body="Alex asks: Why <b>?",
    )
    service.make(name, occupants=2)
    service.admit(name, [helper.localpart])
    service.tell([notice])
    message = helper.expect(lambda stanza: stanza.find(CALL) is not None)
    call = message.find(CALL)
    room_address = f"{name}@{ejabberd.rooms_domain}"
    assert call is not None
    assert (message.get("type", "normal"), message.findtext("{jabber:client}body")) == ("normal", notice.body)
    direct = [x.attrib for x in message.findall("{jabber:x:conference}x")]
    assert direct == [{"jid": room_address, "reason": notice.reason}]
    assert call.attrib == {"id": str(call_id), "rev": "3", "state": "waiting"}
    assert [(child.tag.partition("}")[2], child.attrib, child.text) for child in call] == [
        ("question", {}, "Why <b>?"),
        ("asker", {"name": "Alex", "image": notice.image_url}, None),
        ("context", {"title": "Unit 3", "url": notice.url}, None),
        ("window", {"url": notice.window_url}, None),
    ]
    assert helper.join(room_address).get("type") is None


def test_a_change_is_told_without_words(service: Service, learner: MakeLearner) -> None:
    person = learner()
    service.tell([Notice(to=person.localpart, call_id=uuid4(), rev=7, state="closed")])
    message = person.expect(lambda stanza: stanza.find(CALL) is not None)
    assert message.get("type") == "headline"
    assert [child.tag for child in message] == [CALL]


def test_characters_that_xml_cannot_carry_do_not_end_the_stream(service: Service, learner: MakeLearner) -> None:
    person = learner()
    notice = Notice(
        to=person.localpart, call_id=uuid4(), rev=1, state="waiting", question=BAD_TEXT, asker=BAD_TEXT, body=BAD_TEXT
    )
    service.tell([notice, Notice(to=person.localpart, call_id=uuid4(), rev=2, state="waiting")])
    cleaned = "a\ufffdb\ufffdc\ufffd\ufffdd"
    call = person.expect(lambda stanza: stanza.find(CALL) is not None).find(CALL)
    assert call is not None
    assert call.findtext("{urn:chatxblock:call:1}question") == cleaned
    assert person.expect(lambda stanza: stanza.find(CALL) is not None).get("type") == "headline"


def test_notices_to_people_who_are_away_are_no_trouble(service: Service, talk: TalkFixture) -> None:
    service.tell([Notice(to=new_name(), call_id=uuid4(), rev=1, state="waiting", body="x") for _ in range(50)])
    assert service.read(talk.room).total == 0


def test_the_archive_counts_what_was_said(talk: TalkFixture) -> None:
    talk.asker.echo(talk.asker.say(talk.address, "one"))
    page = talk.log()
    assert [line.author for line in page.lines] == [talk.asker.localpart]
    assert page.total == len(page.lines) + page.skipped


def test_a_room_that_was_refused_halfway_does_not_stay(service: Service) -> None:
    name = new_name()
    with pytest.raises(RoomsRefused):
        service.make(name, occupants=-1)
    with pytest.raises(RoomNotFound):
        service.read(name)


def test_a_refused_form_does_not_destroy_a_room_with_lines(service: Service, talk: TalkFixture) -> None:
    talk.asker.echo(talk.asker.say(talk.address, "keep me"))
    with pytest.raises(RoomsRefused):
        service.make(talk.room, occupants=-1)
    assert talk.said() == ["keep me"]


def test_a_name_that_is_no_address_is_refused(service: Service) -> None:
    with pytest.raises(RoomsRefused):
        service.make("two words@x", occupants=2)
    with pytest.raises(RoomsRefused):
        service.tell([Notice(to="a b", call_id=uuid4(), rev=1, state="waiting")])


def test_removing_everybody_leaves_the_service_its_room(service: Service, talk: TalkFixture) -> None:
    talk.asker.echo(talk.asker.say(talk.address, "one"))
    service.remove(talk.room, [talk.asker.localpart, talk.helper.localpart, talk.stranger.localpart])
    assert service.inside(talk.room) == frozenset()
    assert talk.said() == ["one"]
    service.end(talk.room)


def test_a_window_that_vanished_is_missed_within_seconds(service: Service, talk: TalkFixture) -> None:
    talk.helper.cut()
    deadline = time.monotonic() + 20
    pause = threading.Event()
    while talk.helper.localpart in service.inside(talk.room) and time.monotonic() < deadline:
        pause.wait(0.1)
    assert service.inside(talk.room) == {talk.asker.localpart}


def test_work_during_an_outage_is_refused_in_time_and_never_done_later(server: Ejabberd, rooms: Service) -> None:
    before, during, after = new_name(), new_name(), new_name()
    rooms.make(before, occupants=2)
    server.kill()
    for _ in range(3):
        started = time.monotonic()
        with pytest.raises(RoomsUnavailable):
            rooms.make(during, occupants=2)
        assert time.monotonic() - started < LONGEST_ANSWER
    with pytest.raises(RoomsUnavailable):
        rooms.tell([Notice(to="a", call_id=uuid4(), rev=1, state="waiting")])
    with pytest.raises(RoomsUnavailable):
        rooms.inside(before)
    server.start()
    rooms.make(after, occupants=2)
    with pytest.raises(RoomNotFound):
        rooms.read(during)
    assert rooms.read(before).total == 0


def test_who_waits_for_an_answer_learns_of_the_outage_at_once(server: Ejabberd, rooms: Service) -> None:
    rooms.make(new_name(), occupants=2)
    freeze(pid_of(server))
    ended: list[float] = []

    def ask() -> None:
        with pytest.raises(RoomsUnavailable):
            rooms.make(new_name(), occupants=2)
        ended.append(time.monotonic())

    thread = threading.Thread(target=ask)
    started = time.monotonic()
    thread.start()
    thread.join(0.5)
    assert not ended
    server.kill()
    thread.join(10)
    assert ended[0] - started < 2.0


def test_a_silent_server_costs_no_more_than_the_limit(server: Ejabberd, rooms: Service) -> None:
    rooms.make(new_name(), occupants=2)
    freeze(pid_of(server))
    started = time.monotonic()
    with pytest.raises(RoomsUnavailable):
        rooms.read(new_name())
    assert time.monotonic() - started < LONGEST_ANSWER


def test_a_connection_that_went_silent_is_cut_and_replaced(
    server: Ejabberd, rooms: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("chatxblock.xmpp.client.PING_EVERY", 0.1)
    monkeypatch.setattr("chatxblock.xmpp.client.PING_TIME", 0.3)
    rooms.make(new_name(), occupants=2)
    freeze(pid_of(server))
    deadline, pause = time.monotonic() + 10, threading.Event()
    while "does not answer" not in caplog.text and time.monotonic() < deadline:
        pause.wait(0.05)
    os.kill(pid_of(server), signal.SIGCONT)
    name = new_name()
    while time.monotonic() < deadline:
        try:
            rooms.make(name, occupants=2)
            break
        except RoomsUnavailable:
            pause.wait(0.05)
    assert "does not answer" in caplog.text
    assert rooms.read(name).total == 0


def test_a_log_survives_the_end_of_the_server(server: Ejabberd, rooms: Service) -> None:
    name = new_name()
    person = log_in_at(server, new_name())
    rooms.make(name, occupants=2)
    rooms.admit(name, [person.localpart])
    address = f"{name}@{server.rooms_domain}"
    person.join(address)
    person.echo(person.say(address, "remember"))
    person.cut()
    websocket_url, secret = server.websocket_url, server.token_secret
    server.kill()
    server.start()
    assert (server.websocket_url, server.token_secret) == (websocket_url, secret)
    assert [line.body for line in rooms.read(name).lines] == ["remember"]
    again = log_in_at(server, person.localpart)
    assert again.history(address) == ["remember"]
    again.close()


def test_a_child_process_makes_a_connection_of_its_own(service: Service, talk: TalkFixture) -> None:
    assert service.read(talk.room).total == 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that a process with threads forks is what is tested
        pid = os.fork()
    if pid == 0:
        try:
            service.admit(talk.room, [talk.stranger.localpart])
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert service.read(talk.room).total == 0
    assert talk.stranger.join(talk.address).get("type") is None


def test_many_threads_share_one_connection(service: Service) -> None:
    names = [new_name() for _ in range(24)]
    threads = [threading.Thread(target=service.make, args=[name], kwargs={"occupants": 2}) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert [service.read(name).total for name in names] == [0] * len(names)


def test_a_wrong_password_is_told_and_refused(ejabberd: Ejabberd, caplog: pytest.LogCaptureFixture) -> None:
    rooms = Service(settings_for(ejabberd, password="wrong-password"))
    with pytest.raises(RoomsUnavailable):
        rooms.make(new_name(), occupants=2)
    rooms.close()
    assert "refuses the account" in caplog.text
    assert "wrong-password" not in caplog.text


def test_nothing_that_was_said_is_logged(
    ejabberd: Ejabberd, learner: MakeLearner, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    person, rooms = learner(), Service(settings_for(ejabberd))
    rooms.tell([Notice(to=person.localpart, call_id=uuid4(), rev=1, state="waiting", body="my secret question")])
    person.expect(lambda stanza: stanza.find(CALL) is not None)
    rooms.close()
    assert "my secret question" not in caplog.text
    assert ejabberd.service_password not in caplog.text
    log = (ejabberd.folder / "log" / "ejabberd.log").read_text(encoding="utf-8")
    assert "my secret question" not in log


def test_the_logs_of_a_server_are_among_those_that_are_read_after_all_tests(ejabberd: Ejabberd) -> None:
    assert {"ejabberd.log", "console.log"} <= {path.name for path in hygiene.logs_in(ejabberd.folder)}
    assert hygiene.secrets_in(ejabberd.folder) == {ejabberd.service_password, ejabberd.token_secret}


def pid_of(server: Ejabberd) -> int:
    """Return the process of the server, for signals that a crash would not send."""
    assert server.pid is not None
    return server.pid
