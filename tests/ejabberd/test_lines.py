"""The rule of the log: what people see live is archived, stays archived, and is by whom it seems to be."""

from __future__ import annotations

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from tests.ejabberd.scene import NOT_ALLOWED, Scene
from tests.learner import error_of

pytest_plugins = ("tests.servers",)

HINTS = "urn:xmpp:hints"
CHAT_STATE = "{http://jabber.org/protocol/chatstates}composing"


@pytest.mark.parametrize("hint", ["no-store", "no-permanent-store", "no-permanent-storage", "no-copy"])
def test_a_hint_not_to_store_is_stripped_and_the_line_is_archived(scene: Scene, hint: str) -> None:
    sent = scene.asker.say(scene.address, "off the record", inner=f'<{hint} xmlns="{HINTS}"/>')
    echo = scene.asker.echo(sent)
    assert echo.find(f"{{{HINTS}}}{hint}") is None
    assert scene.said() == ["off the record"]


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
def test_a_line_without_body_is_refused(scene: Scene, content: str) -> None:
    assert error_of(scene.asker.echo(scene.asker.say(scene.address, "", inner=content))) == NOT_ALLOWED
    scene.asker.echo(scene.asker.say(scene.address, "with words", inner=content))
    assert [stanza.findtext("{jabber:client}body") for stanza in scene.heard()][-1:] == ["with words"]
    assert len([stanza for stanza in scene.heard() if stanza.get("from", "").endswith(scene.asker.localpart)]) == 1
    assert scene.said() == ["with words"]


def test_a_chat_state_passes_alone_and_bare(scene: Scene) -> None:
    state = '<composing xmlns="http://jabber.org/protocol/chatstates">secret<x/></composing>'
    echo = scene.asker.echo(scene.asker.say(scene.address, "", inner=state + '<x xmlns="urn:example:none"/>'))
    assert [child.tag for child in echo if "stanza-id" not in child.tag] == [CHAT_STATE]
    assert list(echo.iter("{http://jabber.org/protocol/chatstates}x")) == []
    assert echo.findtext(CHAT_STATE) == ""
    assert scene.log().total == 0


def test_what_belongs_to_a_line_passes(scene: Scene) -> None:
    first = scene.asker.say(scene.address, "teh")
    scene.asker.echo(first)
    inner = (
        f'<replace xmlns="urn:xmpp:message-correct:0" id="{first}"/><origin-id xmlns="urn:xmpp:sid:0" id="o1"/>'
        '<active xmlns="http://jabber.org/protocol/chatstates"/><thread>t1</thread>'
    )
    echo = scene.asker.echo(scene.asker.say(scene.address, "the", inner=inner))
    replace = echo.find("{urn:xmpp:message-correct:0}replace")
    origin = echo.find("{urn:xmpp:sid:0}origin-id")
    assert replace is not None
    assert replace.get("id") == first
    assert origin is not None
    assert origin.get("id") == "o1"
    assert echo.findtext("{jabber:client}thread") == "t1"
    assert [line.replaces for line in scene.log().lines] == ["", first]


@pytest.mark.parametrize(
    "retraction",
    [
        '<retract xmlns="urn:xmpp:message-retract:1" id="{id}"/>',
        '<apply-to xmlns="urn:xmpp:fasten:0" id="{id}"><retract xmlns="urn:xmpp:message-retract:0"/></apply-to>',
    ],
)
def test_a_retraction_erases_nothing(scene: Scene, retraction: str) -> None:
    scene.asker.echo(scene.asker.say(scene.address, "I never said that"))
    inner = retraction.format(id=scene.log().lines[0].id) + f'<store xmlns="{HINTS}"/>'
    assert error_of(scene.asker.echo(scene.asker.say(scene.address, "", inner=inner))) == NOT_ALLOWED
    echo = scene.asker.echo(scene.asker.say(scene.address, "Retracted", inner=inner))
    assert not [child for child in echo if "retract" in child.tag or "fasten" in child.tag]
    assert scene.said() == ["I never said that", "Retracted"]


def test_a_moderation_is_refused(scene: Scene) -> None:
    scene.asker.echo(scene.asker.say(scene.address, "a line"))
    archive_id = scene.log().lines[0].id
    moderate = (
        f'<moderate xmlns="urn:xmpp:message-moderate:1" id="{archive_id}">'
        '<retract xmlns="urn:xmpp:message-retract:1"/></moderate>'
    )
    assert error_of(scene.asker.ask("set", scene.address, moderate)) == NOT_ALLOWED
    assert scene.said() == ["a line"]


def test_a_private_message_is_refused(scene: Scene) -> None:
    for kind in ("chat", "normal", "groupchat"):
        sent = scene.asker.say(f"{scene.address}/{scene.helper.localpart}", "between us", kind=kind)
        assert error_of(scene.asker.echo(sent)) == NOT_ALLOWED
    scene.asker.echo(scene.asker.say(scene.address, "for all"))
    assert [stanza.findtext("{jabber:client}body") for stanza in scene.heard()][-1] == "for all"
    assert not [stanza for stanza in scene.helper.seen if stanza.findtext("{jabber:client}body") == "between us"]


def test_the_subject_cannot_be_changed(scene: Scene) -> None:
    subject = "<subject>Free money</subject>"
    assert error_of(scene.asker.echo(scene.asker.say(scene.address, "", inner=subject))) == NOT_ALLOWED
    echo = scene.asker.echo(scene.asker.say(scene.address, "a line", inner=subject))
    assert echo.find("{jabber:client}subject") is None
    assert scene.said() == ["a line"]


def test_a_second_body_for_other_eyes_is_stripped(scene: Scene) -> None:
    second = '<body xml:lang="xx">hidden</body>'
    echo = scene.asker.echo(scene.asker.say(scene.address, "shown", inner=second))
    assert [body.text for body in echo.findall("{jabber:client}body")] == ["shown"]
    assert scene.said() == ["shown"]


def test_an_oversized_line_is_refused_and_the_connection_stays(scene: Scene) -> None:
    refused = scene.asker.echo(scene.asker.say(scene.address, "x" * 16385))
    assert error_of(refused) == NOT_ALLOWED
    refused = scene.asker.echo(scene.asker.say(scene.address, "x", inner=f"<y>{'&lt;' * 40000}</y>"))
    assert error_of(refused) == NOT_ALLOWED
    assert scene.asker.echo(scene.asker.say(scene.address, "&" * 16384)).get("type") == "groupchat"
    assert scene.log().total == 1


@pytest.mark.parametrize("nick", ["Professor", "\N{FULLWIDTH LATIN SMALL LETTER A}", "ANNA"])
def test_a_nickname_that_pretends_is_refused(scene: Scene, ejabberd: Ejabberd, nick: str) -> None:
    scene.service.admit(scene.room, [scene.stranger.localpart])
    assert error_of(scene.stranger.join(scene.address, nick)) == NOT_ALLOWED
    assert error_of(scene.stranger.join(scene.address, scene.helper.localpart)) == NOT_ALLOWED
    assert scene.stranger.join(scene.address).get("type") is None
    assert error_of(scene.stranger.join(scene.address, nick)) == NOT_ALLOWED
    assert scene.stranger.localpart in scene.service.inside(scene.room)


def test_a_status_is_no_second_channel(scene: Scene) -> None:
    status = "<show>away</show><status>not in the log</status>"
    caps = '<c xmlns="http://jabber.org/protocol/caps" hash="sha-1" node="hidden" ver="x"/>'
    scene.asker.join(scene.address, inner=status + caps)
    scene.asker.send('<presence xmlns="jabber:client" type="unavailable"><status>goodbye</status></presence>')
    left = scene.helper.expect(lambda stanza: stanza.get("type") == "unavailable")
    shown = [stanza for stanza in scene.helper.seen if stanza.get("from") == f"{scene.address}/{scene.asker.localpart}"]
    assert left.get("from") == f"{scene.address}/{scene.asker.localpart}"
    assert len(shown) >= 2
    for presence in shown:
        assert [child.tag for child in presence] == ["{http://jabber.org/protocol/muc#user}x"]


def test_a_forged_time_and_author_are_not_believed(scene: Scene) -> None:
    inner = (
        '<delay xmlns="urn:xmpp:delay" stamp="2001-01-01T00:00:00Z"/>'
        f'<x xmlns="http://jabber.org/protocol/muc#user"><item jid="{scene.helper.bare}"/></x>'
    )
    scene.asker.echo(scene.asker.say(scene.address, "mine", inner=inner))
    (line,) = scene.log().lines
    assert line.author == scene.asker.localpart
    assert line.sent_at.year > 2001
