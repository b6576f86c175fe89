"""A line that the archive refused is not shown: its sender gets it back, sends it again, and it is there once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.errors import RoomsUnavailable
from chatxblock.xmpp import stanzas
from tests.ejabberd.fixtures import TalkFixture
from tests.support.archives import failing, refusing
from tests.support.chat import MakeLearner, Service, new_name
from tests.support.devsite import eventually
from tests.support.learner import CLIENT, error_of

pytest_plugins = ("tests.support.servers",)

REACTION = '<reactions xmlns="urn:xmpp:reactions:0" id="1"><reaction>\u2705</reaction></reactions>'
TYPING = '<composing xmlns="http://jabber.org/protocol/chatstates"/>'


def has(log: Path, words: str) -> bool:
    return words in log.read_text(encoding="utf-8")


def heard(talk: TalkFixture) -> list[str]:
    """Return the bodies that the helper has seen live."""
    return [body for stanza in talk.heard() if (body := stanza.findtext(f"{CLIENT}body"))]


def test_a_line_that_is_not_archived_is_shown_to_nobody_and_sent_back(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    with refusing(ejabberd.folder, talk.address):
        back = talk.asker.echo(talk.asker.say(talk.address, "kept by nobody"))
    error = back.find(f"{CLIENT}error")
    assert error is not None
    assert (error_of(back), error.get("type")) == ("resource-constraint", "wait")
    assert error.find(f"{{{stanzas.CALL}}}not-archived") is not None
    assert heard(talk) == []
    assert talk.said() == []


def test_what_is_sent_again_when_the_archive_is_back_is_there_once(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    talk.asker.echo(talk.asker.say(talk.address, "before"))
    with refusing(ejabberd.folder, talk.address):
        for _ in range(3):
            assert error_of(talk.asker.echo(talk.asker.say(talk.address, "sent again", message_id="once")))
    assert talk.asker.echo(talk.asker.say(talk.address, "sent again", message_id="once")).get("type") == "groupchat"
    assert heard(talk) == ["before", "sent again"]
    assert talk.said() == ["before", "sent again"]
    assert [line.message_id for line in talk.log().lines][1:] == ["once"]


def test_who_enters_later_is_not_shown_it_either(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    with refusing(ejabberd.folder, talk.address):
        talk.asker.echo(talk.asker.say(talk.address, "kept by nobody"))
    talk.service.admit(talk.room, [talk.stranger.localpart])
    talk.stranger.join(talk.address)
    talk.stranger.settle()
    assert not [stanza for stanza in talk.stranger.seen if stanza.findtext(f"{CLIENT}body")]


def test_a_reaction_is_sent_back_too_and_a_typing_sign_passes(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    with refusing(ejabberd.folder, talk.address):
        assert error_of(talk.asker.echo(talk.asker.say(talk.address, "", inner=REACTION))) == "resource-constraint"
        assert talk.asker.echo(talk.asker.say(talk.address, "", inner=TYPING)).get("type") == "groupchat"
    seen = [ET.tostring(stanza, "unicode") for stanza in talk.heard()]
    assert not [stanza for stanza in seen if "reactions" in stanza]
    assert [stanza for stanza in seen if "composing" in stanza]
    assert talk.asker.echo(talk.asker.say(talk.address, "", inner=REACTION)).get("type") == "groupchat"
    assert talk.log().total == 1


def test_a_room_without_an_archive_goes_on(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    talk.service.session.ask(talk.room, stanzas.configuration({}, {"mam": "0"}))
    with failing(ejabberd.folder):
        assert talk.asker.echo(talk.asker.say(talk.address, "for those inside")).get("type") == "groupchat"
        assert heard(talk) == ["for those inside"]


def test_who_is_on_duty_is_seen_without_the_archive(service: Service, ejabberd: Ejabberd, learner: MakeLearner) -> None:
    anna, room = learner(), f"duty-{new_name()}"
    service.presence.make_duty_room(room, password="open sesame")
    with failing(ejabberd.folder):
        anna.join(f"{room}@{ejabberd.rooms_domain}", password="open sesame")
        assert service.presence.on_duty(room, [anna.localpart]) == {anna.localpart}


def test_an_archive_that_cannot_be_read_is_not_taken_for_an_empty_one(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    talk.asker.echo(talk.asker.say(talk.address, "kept"))
    with failing(ejabberd.folder), pytest.raises(RoomsUnavailable):
        talk.log()
    assert talk.said() == ["kept"]


def test_what_the_database_refused_is_logged_without_its_words(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    with refusing(ejabberd.folder, talk.address):
        talk.asker.echo(talk.asker.say(talk.address, "words for the room alone"))
    log = ejabberd.folder / "log" / "ejabberd.log"
    for told in ("SQL query 'INSERT INTO archive …' failed: ", "The archive has not taken a line"):
        assert eventually(partial(has, log, told)), told
    assert not has(log, "words for the room alone")


def test_the_server_says_that_it_shows_nothing_unarchived(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    answer = talk.asker.ask("get", ejabberd.domain, f'<query xmlns="{stanzas.DISCO_INFO}"/>')
    assert stanzas.SHOWS_ARCHIVED in {one.get("var") for one in answer.iter(f"{{{stanzas.DISCO_INFO}}}feature")}
