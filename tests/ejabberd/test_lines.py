"""The rule of the log: what people see live is archived, stays archived, and is by whom it seems to be."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from tests.ejabberd.fixtures import NOT_ALLOWED, TalkFixture
from tests.support.chat import new_name
from tests.support.learner import error_of

pytest_plugins = ("tests.support.servers",)

HINTS = "urn:xmpp:hints"
CHAT_STATE = "{http://jabber.org/protocol/chatstates}composing"


@pytest.mark.parametrize("hint", ["no-store", "no-permanent-store", "no-permanent-storage", "no-copy"])
def test_a_hint_not_to_store_is_stripped_and_the_line_is_archived(talk: TalkFixture, hint: str) -> None:
    sent = talk.asker.say(talk.address, "off the record", inner=f'<{hint} xmlns="{HINTS}"/>')
    echo = talk.asker.echo(sent)
    assert echo.find(f"{{{HINTS}}}{hint}") is None
    assert talk.said() == ["off the record"]


@pytest.mark.parametrize(
    "content",
    [
        '<html xmlns="http://jabber.org/protocol/xhtml-im"><body xmlns="http://www.w3.org/1999/xhtml">hi</body></html>',
        '<x xmlns="jabber:x:oob"><url>https://example.org/</url></x>',
        '<encrypted xmlns="eu.siacs.conversations.axolotl"><payload>aGk=</payload></encrypted>',
        '<body xmlns="jabber:client"/>',
        '<secret xmlns="urn:example:none">hi</secret><store xmlns="urn:xmpp:hints"/>',
    ],
)
def test_a_line_without_body_is_refused(talk: TalkFixture, content: str) -> None:
    assert error_of(talk.asker.echo(talk.asker.say(talk.address, "", inner=content))) == NOT_ALLOWED
    talk.asker.echo(talk.asker.say(talk.address, "with words", inner=content))
    assert [stanza.findtext("{jabber:client}body") for stanza in talk.heard()][-1:] == ["with words"]
    assert len([stanza for stanza in talk.heard() if stanza.get("from", "").endswith(talk.asker.localpart)]) == 1
    assert talk.said() == ["with words"]


def test_a_chat_state_passes_alone_and_bare(talk: TalkFixture) -> None:
    state = '<composing xmlns="http://jabber.org/protocol/chatstates">secret<x/></composing>'
    echo = talk.asker.echo(talk.asker.say(talk.address, "", inner=state + '<x xmlns="urn:example:none"/>'))
    own = [child.tag for child in echo if not child.tag.endswith(("stanza-id", "occupant-id"))]
    assert own == [CHAT_STATE]
    assert list(echo.iter("{http://jabber.org/protocol/chatstates}x")) == []
    assert echo.findtext(CHAT_STATE) == ""
    assert talk.log().total == 0


SECRET = "meet me at five"
WORDS = [
    f"<thread>{SECRET}</thread>",
    f'<thread parent="{SECRET}">t1</thread>',
    f'<origin-id xmlns="urn:xmpp:sid:0" id="{SECRET}"/>',
    f"<subject>{SECRET}</subject>",
    f'<nick xmlns="http://jabber.org/protocol/nick">{SECRET}</nick>',
    f'<reply xmlns="urn:xmpp:reply:0" id="1" to="{SECRET}"/>',
    f'<occupant-id xmlns="urn:xmpp:occupant-id:0" id="{SECRET}"/>',
]


@pytest.mark.parametrize("luggage", WORDS)
@pytest.mark.parametrize("body", ["", "a line"])
def test_no_words_pass_that_no_log_has(talk: TalkFixture, body: str, luggage: str) -> None:
    inner = f'<paused xmlns="http://jabber.org/protocol/chatstates"/>{luggage}'
    echo = talk.asker.echo(talk.asker.say(talk.address, body, inner=inner))
    assert echo.get("type") == "groupchat"
    assert not [stanza for stanza in talk.heard() if SECRET in ET.tostring(stanza, "unicode")]


@pytest.mark.parametrize("luggage", ["", "<thread>t1</thread>", '<origin-id xmlns="urn:xmpp:sid:0" id="o1"/>'])
def test_a_typing_sign_carries_nothing(talk: TalkFixture, luggage: str) -> None:
    inner = f'<paused xmlns="http://jabber.org/protocol/chatstates"/>{luggage}'
    talk.asker.say(talk.address, "", message_id=SECRET, inner=inner)
    talk.asker.echo(talk.asker.say(talk.address, "", inner=inner))
    signs = [
        stanza for stanza in talk.heard() if stanza.find("{http://jabber.org/protocol/chatstates}paused") is not None
    ]
    assert len(signs) == 2
    assert signs[0].get("id") in (None, "")
    assert {child.tag.partition("}")[2] for sign in signs for child in sign} <= {"paused", "stanza-id", "occupant-id"}


def test_an_entry_carries_no_words(talk: TalkFixture) -> None:
    x = '<x xmlns="http://jabber.org/protocol/muc"/>'
    to = f"{talk.address}/{talk.asker.localpart}"
    talk.asker.send(f'<presence xmlns="jabber:client" id="{SECRET}" xml:lang="x-{"y" * 8}" to="{to}">{x}</presence>')
    talk.asker.echo(talk.asker.say(talk.address, "a line"))
    talk.heard()
    shown = [stanza for stanza in talk.helper.seen if stanza.get("from") == to and "presence" in stanza.tag]
    assert shown
    assert not [
        stanza for stanza in shown if "yyyyyyyy" in ET.tostring(stanza, "unicode") or stanza.get("id") == SECRET
    ]


LONG = "i" * 257
LUGGAGE = [
    f"<thread>{LONG}</thread>",
    f'<thread parent="{LONG}">t</thread>',
    f'<origin-id xmlns="urn:xmpp:sid:0" id="{LONG}"/>',
    f'<replace xmlns="urn:xmpp:message-correct:0" id="{LONG}"/>',
]


@pytest.mark.parametrize("luggage", LUGGAGE)
def test_long_luggage_is_refused(talk: TalkFixture, luggage: str) -> None:
    assert error_of(talk.asker.echo(talk.asker.say(talk.address, "x", inner=luggage))) == NOT_ALLOWED
    fits = luggage.replace(LONG, LONG[1:])
    assert talk.asker.echo(talk.asker.say(talk.address, "y", inner=fits)).get("type") == "groupchat"
    assert talk.said() == ["y"]


def test_a_long_identifier_is_refused(talk: TalkFixture) -> None:
    assert error_of(talk.asker.echo(talk.asker.say(talk.address, "x", message_id=LONG))) == NOT_ALLOWED
    assert talk.asker.echo(talk.asker.say(talk.address, "y", message_id=LONG[1:])).get("type") == "groupchat"
    assert talk.said() == ["y"]
    query = '<query xmlns="urn:xmpp:mam:2" queryid="{}"><set xmlns="http://jabber.org/protocol/rsm"><after>{}</after></set></query>'
    for queryid, after in ((LONG, "1"), ("1", LONG)):
        assert error_of(talk.asker.ask("set", talk.address, query.format(queryid, after))) == NOT_ALLOWED
    assert talk.asker.ask("set", talk.address, query.format(LONG[1:], "1")).get("type") == "result"


def test_what_belongs_to_a_line_passes(talk: TalkFixture) -> None:
    first = talk.asker.say(talk.address, "teh")
    talk.asker.echo(first)
    inner = (
        f'<replace xmlns="urn:xmpp:message-correct:0" id="{first}"/><origin-id xmlns="urn:xmpp:sid:0" id="o1"/>'
        '<active xmlns="http://jabber.org/protocol/chatstates"/><thread>t1</thread>'
    )
    echo = talk.asker.echo(talk.asker.say(talk.address, "the", inner=inner))
    replace = echo.find("{urn:xmpp:message-correct:0}replace")
    origin = echo.find("{urn:xmpp:sid:0}origin-id")
    assert replace is not None
    assert replace.get("id") == first
    assert origin is not None
    assert origin.get("id") == "o1"
    assert echo.findtext("{jabber:client}thread") == "t1"
    assert [line.replaces for line in talk.log().lines] == ["", first]


@pytest.mark.parametrize(
    "retraction",
    [
        '<retract xmlns="urn:xmpp:message-retract:1" id="{id}"/>',
        '<apply-to xmlns="urn:xmpp:fasten:0" id="{id}"><retract xmlns="urn:xmpp:message-retract:0"/></apply-to>',
    ],
)
def test_a_retraction_erases_nothing(talk: TalkFixture, retraction: str) -> None:
    talk.asker.echo(talk.asker.say(talk.address, "I never said that"))
    inner = retraction.format(id=talk.log().lines[0].id) + f'<store xmlns="{HINTS}"/>'
    assert error_of(talk.asker.echo(talk.asker.say(talk.address, "", inner=inner))) == NOT_ALLOWED
    echo = talk.asker.echo(talk.asker.say(talk.address, "Retracted", inner=inner))
    assert not [child for child in echo if "retract" in child.tag or "fasten" in child.tag]
    assert talk.said() == ["I never said that", "Retracted"]


def test_a_moderation_is_refused(talk: TalkFixture) -> None:
    talk.asker.echo(talk.asker.say(talk.address, "a line"))
    archive_id = talk.log().lines[0].id
    moderate = (
        f'<moderate xmlns="urn:xmpp:message-moderate:1" id="{archive_id}">'
        '<retract xmlns="urn:xmpp:message-retract:1"/></moderate>'
    )
    assert error_of(talk.asker.ask("set", talk.address, moderate)) == NOT_ALLOWED
    assert talk.said() == ["a line"]


def test_a_private_message_is_refused(talk: TalkFixture) -> None:
    for kind in ("chat", "normal", "groupchat"):
        sent = talk.asker.say(f"{talk.address}/{talk.helper.localpart}", "between us", kind=kind)
        assert error_of(talk.asker.echo(sent)) == NOT_ALLOWED
    talk.asker.echo(talk.asker.say(talk.address, "for all"))
    assert [stanza.findtext("{jabber:client}body") for stanza in talk.heard()][-1] == "for all"
    assert not [stanza for stanza in talk.helper.seen if stanza.findtext("{jabber:client}body") == "between us"]


def test_the_subject_cannot_be_changed(talk: TalkFixture) -> None:
    subject = "<subject>Free money</subject>"
    assert error_of(talk.asker.echo(talk.asker.say(talk.address, "", inner=subject))) == NOT_ALLOWED
    echo = talk.asker.echo(talk.asker.say(talk.address, "a line", inner=subject))
    assert echo.find("{jabber:client}subject") is None
    assert talk.said() == ["a line"]


def test_a_second_body_for_other_eyes_is_stripped(talk: TalkFixture) -> None:
    second = '<body xml:lang="xx">hidden</body>'
    echo = talk.asker.echo(talk.asker.say(talk.address, "shown", inner=second))
    assert [body.text for body in echo.findall("{jabber:client}body")] == ["shown"]
    assert talk.said() == ["shown"]


def test_an_oversized_line_is_refused_and_the_connection_stays(talk: TalkFixture) -> None:
    refused = talk.asker.echo(talk.asker.say(talk.address, "x" * 16385))
    assert error_of(refused) == NOT_ALLOWED
    refused = talk.asker.echo(talk.asker.say(talk.address, "x", inner=f"<y>{'&lt;' * 40000}</y>"))
    assert error_of(refused) == NOT_ALLOWED
    assert talk.asker.echo(talk.asker.say(talk.address, "&" * 16384)).get("type") == "groupchat"
    assert talk.log().total == 1


@pytest.mark.parametrize("nick", ["Professor", "\N{FULLWIDTH LATIN SMALL LETTER A}", "ANNA"])
def test_whatever_nickname_is_chosen_the_room_shows_the_right_one(talk: TalkFixture, nick: str) -> None:
    guest = talk.stranger
    right = f"{talk.address}/{guest.localpart}"
    assert error_of(guest.join(talk.address, nick)) == "registration-required"
    talk.service.admit(talk.room, [guest.localpart])
    for chosen in (nick, talk.helper.localpart, guest.localpart, nick):
        assert guest.join(talk.address, chosen).get("from") == right
    assert talk.service.inside(talk.room) == {talk.asker.localpart, talk.helper.localpart, guest.localpart}
    assert guest.echo(guest.say(talk.address, "by the right name")).get("from") == right
    assert [line.author for line in talk.log().lines] == [guest.localpart]
    talk.heard()
    occupants = {who for stanza in talk.helper.seen if (who := stanza.get("from", "")).startswith(f"{talk.address}/")}
    assert occupants == {f"{talk.address}/{who.localpart}" for who in (talk.asker, talk.helper, guest)}


@pytest.mark.parametrize("nick", ["Professor", ""])
def test_leaving_by_a_chosen_nickname_is_leaving(talk: TalkFixture, nick: str) -> None:
    to = f"{talk.address}/{nick or talk.helper.localpart}"
    talk.helper.send(f'<presence xmlns="jabber:client" type="unavailable" to="{to}"/>')
    left = talk.asker.expect(lambda stanza: stanza.get("type") == "unavailable")
    assert left.get("from") == f"{talk.address}/{talk.helper.localpart}"
    assert talk.service.inside(talk.room) == {talk.asker.localpart}


def test_a_room_is_entered_by_its_name_and_a_nickname(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    for place in (talk.address, ejabberd.rooms_domain, f"{ejabberd.rooms_domain}/{talk.asker.localpart}"):
        talk.asker.send(
            f'<presence xmlns="jabber:client" to="{place}"><x xmlns="http://jabber.org/protocol/muc"/></presence>'
        )
        assert error_of(talk.asker.expect(lambda stanza: stanza.get("type") == "error")) == NOT_ALLOWED


def test_a_status_is_no_second_channel(talk: TalkFixture) -> None:
    status = "<show>away</show><status>not in the log</status>"
    caps = '<c xmlns="http://jabber.org/protocol/caps" hash="sha-1" node="hidden" ver="x"/>'
    talk.asker.join(talk.address, inner=status + caps)
    talk.asker.send('<presence xmlns="jabber:client" type="unavailable"><status>goodbye</status></presence>')
    left = talk.helper.expect(lambda stanza: stanza.get("type") == "unavailable")
    shown = [stanza for stanza in talk.helper.seen if stanza.get("from") == f"{talk.address}/{talk.asker.localpart}"]
    assert left.get("from") == f"{talk.address}/{talk.asker.localpart}"
    assert len(shown) >= 2
    for presence in shown:
        told = [child.tag for child in presence if not child.tag.endswith("occupant-id")]
        assert told == ["{http://jabber.org/protocol/muc#user}x"]


def test_a_forged_time_and_author_are_not_believed(talk: TalkFixture) -> None:
    inner = (
        '<delay xmlns="urn:xmpp:delay" stamp="2001-01-01T00:00:00Z"/>'
        f'<x xmlns="http://jabber.org/protocol/muc#user"><item jid="{talk.helper.bare}"/></x>'
    )
    talk.asker.echo(talk.asker.say(talk.address, "mine", inner=inner))
    (line,) = talk.log().lines
    assert line.author == talk.asker.localpart
    assert line.sent_at.year > 2001


def test_a_line_for_a_room_that_runs_nowhere_comes_back_and_waits_for_none(
    talk: TalkFixture, ejabberd: Ejabberd
) -> None:
    """Nobody is inside; where the room has moved, who wrote it enters again."""
    line = talk.asker.say(f"{new_name()}@{ejabberd.rooms_domain}", "Is anybody there?")
    assert error_of(talk.asker.echo(line)) == "not-acceptable"
