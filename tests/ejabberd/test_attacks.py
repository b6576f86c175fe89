"""What a learner with a program of her own tries against other people and their rooms, and fails at.

Each attack is shown to be able to succeed where it is allowed: an attack that can't succeed anywhere proves nothing.
"""

from __future__ import annotations

import contextlib
import http.client
import json
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.domain.ports import Notice
from chatxblock.errors import RoomNotFound
from tests.ejabberd.fixtures import NOT_ALLOWED, TalkFixture
from tests.support.chat import MakeLearner, Service, new_name
from tests.support.learner import Closed, ConnectionRefused, Learner, LoginRefused, WebSocket, error_of, token_for

pytest_plugins = ("tests.support.servers",)

OWNER_FORM = (
    '<query xmlns="http://jabber.org/protocol/muc#owner"><x xmlns="jabber:x:data" type="submit">'
    '<field var="FORM_TYPE"><value>http://jabber.org/protocol/muc#roomconfig</value></field></x></query>'
)
INVITATION = '<x xmlns="jabber:x:conference" jid="trap@rooms.chat.localhost"/>'


def test_a_learner_cannot_make_a_room_by_entering_it(
    service: Service, ejabberd: Ejabberd, learner: MakeLearner
) -> None:
    name, attacker = new_name(), learner()
    address = f"{name}@{ejabberd.rooms_domain}"
    assert attacker.join(address).get("type") == "error"
    with pytest.raises(RoomNotFound):
        service.read(name)
    service.make(name, occupants=2)
    service.admit(name, [attacker.localpart])
    assert attacker.join(address).get("type") is None


def test_a_learner_cannot_make_a_room_by_configuring_it(
    service: Service, ejabberd: Ejabberd, learner: MakeLearner
) -> None:
    name, attacker = new_name(), learner()
    assert error_of(attacker.ask("set", f"{name}@{ejabberd.rooms_domain}", OWNER_FORM)) == NOT_ALLOWED
    with pytest.raises(RoomNotFound):
        service.read(name)
    service.make(name, occupants=2)
    assert service.read(name).total == 0


def test_a_stranger_cannot_enter_a_room(talk: TalkFixture) -> None:
    assert error_of(talk.stranger.join(talk.address)) == "registration-required"
    talk.service.admit(talk.room, [talk.stranger.localpart])
    assert talk.stranger.join(talk.address).get("type") is None


def test_a_stranger_cannot_read_a_room(talk: TalkFixture) -> None:
    talk.asker.echo(talk.asker.say(talk.address, "between us"))
    assert talk.stranger.history(talk.address) is None
    assert talk.helper.history(talk.address) == ["between us"]


def test_a_stranger_cannot_speak_in_a_room(talk: TalkFixture) -> None:
    answer = talk.stranger.echo(talk.stranger.say(talk.address, "hello"))
    assert answer.get("type") == "error"
    talk.asker.echo(talk.asker.say(talk.address, "welcome"))
    assert talk.said() == ["welcome"]


def test_nobody_can_list_the_rooms(talk: TalkFixture, ejabberd: Ejabberd) -> None:
    items = talk.helper.ask("get", ejabberd.rooms_domain, '<query xmlns="http://jabber.org/protocol/disco#items"/>')
    assert error_of(items) == NOT_ALLOWED
    info = talk.helper.ask("get", ejabberd.rooms_domain, '<query xmlns="http://jabber.org/protocol/disco#info"/>')
    assert info.get("type") == "result"


@pytest.mark.parametrize("kind", ["chat", "normal", "headline"])
@pytest.mark.parametrize("words", ["psst", ""])
def test_nobody_can_message_a_stranger(talk: TalkFixture, kind: str, words: str) -> None:
    victim = talk.helper
    for target in (victim.bare, victim.full):
        answer = talk.stranger.echo(talk.stranger.say(target, words, kind=kind, inner="<thread>x</thread>"))
        assert error_of(answer) == NOT_ALLOWED
    victim.settle()
    assert [stanza for stanza in victim.seen if stanza.get("from", "").startswith(talk.stranger.bare)] == []
    own = talk.stranger.say(talk.stranger.full, words, kind=kind, inner="<thread>x</thread>")
    assert talk.stranger.echo(own).get("type", "normal") == kind


def test_nobody_can_forge_an_invitation(talk: TalkFixture) -> None:
    victim = talk.helper
    for target in (victim.bare, victim.full):
        assert error_of(talk.stranger.echo(talk.stranger.say(target, "", kind="normal", inner=INVITATION)))
    victim.settle()
    assert not [stanza for stanza in victim.seen if stanza.find("{jabber:x:conference}x") is not None]
    notice = Notice(to=victim.localpart, call_id=uuid4(), rev=1, state="waiting", room=talk.room, body="Come")
    talk.service.tell([notice])
    invitation = victim.expect(lambda stanza: stanza.find("{jabber:x:conference}x") is not None)
    assert invitation.get("from", "").startswith("chatxblock@service.")


def test_nobody_can_invite_through_a_room(talk: TalkFixture) -> None:
    invite = f'<x xmlns="http://jabber.org/protocol/muc#user"><invite to="{talk.stranger.bare}"/></x>'
    sent = talk.helper.say(talk.address, "", kind="normal", inner=invite)
    assert error_of(talk.helper.echo(sent)) == NOT_ALLOWED
    assert error_of(talk.stranger.join(talk.address)) == "registration-required"


@pytest.mark.parametrize("payload", ['<ping xmlns="urn:xmpp:ping"/>', '<query xmlns="jabber:iq:version"/>'])
def test_nobody_can_query_a_stranger(talk: TalkFixture, payload: str) -> None:
    for target in (talk.helper.full, f"{talk.address}/{talk.helper.localpart}"):
        assert error_of(talk.asker.ask("get", target, payload)) == NOT_ALLOWED
    assert talk.asker.ask("get", f"{talk.address}/{talk.asker.localpart}", '<ping xmlns="urn:xmpp:ping"/>').get(
        "type"
    ) == ("result")


@pytest.mark.parametrize("kind", ["", "subscribe", "unavailable"])
def test_nobody_can_show_a_stranger_her_presence(talk: TalkFixture, kind: str) -> None:
    type_ = f' type="{kind}"' if kind else ""
    talk.stranger.send(f'<presence xmlns="jabber:client" to="{talk.helper.bare}"{type_}/>')
    talk.stranger.settle()
    talk.helper.settle()
    assert not [stanza for stanza in talk.helper.seen if stanza.get("from", "").startswith(talk.stranger.bare)]
    assert [stanza for stanza in talk.helper.seen if stanza.get("from", "").endswith(talk.asker.localpart)]


def test_the_token_of_somebody_else_opens_nothing(ejabberd: Ejabberd) -> None:
    anna, ben = f"{new_name()}@{ejabberd.domain}", f"{new_name()}@{ejabberd.domain}"
    token = token_for(anna, ejabberd.token_secret)
    with pytest.raises(LoginRefused):
        Learner(ejabberd.websocket_url, ben, token)
    Learner(ejabberd.websocket_url, anna, token).close()


def test_an_expired_token_opens_nothing(ejabberd: Ejabberd) -> None:
    anna = f"{new_name()}@{ejabberd.domain}"
    with pytest.raises(LoginRefused):
        Learner(ejabberd.websocket_url, anna, token_for(anna, ejabberd.token_secret, -60))
    Learner(ejabberd.websocket_url, anna, token_for(anna, ejabberd.token_secret, 60)).close()


def test_a_token_signed_by_somebody_else_opens_nothing(ejabberd: Ejabberd) -> None:
    anna = f"{new_name()}@{ejabberd.domain}"
    with pytest.raises(LoginRefused):
        Learner(ejabberd.websocket_url, anna, token_for(anna, "x" * 48))
    Learner(ejabberd.websocket_url, anna, token_for(anna, ejabberd.token_secret)).close()


@pytest.mark.parametrize("secret", ["token", "guess", "password"])
def test_the_account_of_the_service_is_not_answered_where_learners_are(
    ejabberd: Ejabberd, service: Service, secret: str
) -> None:
    jid = ejabberd.service_jid
    secrets = {"token": token_for(jid, ejabberd.token_secret), "guess": "guess", "password": ejabberd.service_password}
    with pytest.raises(Closed):
        Learner(ejabberd.websocket_url, jid, secrets[secret])
    with pytest.raises(RoomNotFound):
        service.read(new_name())


def test_a_learner_with_the_name_of_the_service_has_no_power(
    ejabberd: Ejabberd, learner: MakeLearner, talk: TalkFixture
) -> None:
    impostor = learner(ejabberd.service_jid.partition("@")[0])
    assert impostor.join(talk.address).get("type") == "error"
    assert impostor.history(talk.address) is None
    destroy = '<query xmlns="http://jabber.org/protocol/muc#owner"><destroy/></query>'
    assert error_of(impostor.ask("set", talk.address, destroy)) == NOT_ALLOWED
    assert talk.service.inside(talk.room) == {talk.asker.localpart, talk.helper.localpart}


def test_a_page_of_another_site_cannot_connect(ejabberd: Ejabberd) -> None:
    anna = f"{new_name()}@{ejabberd.domain}"
    token = token_for(anna, ejabberd.token_secret)
    with pytest.raises(ConnectionRefused, match="403"):
        Learner(ejabberd.websocket_url, anna, token, origin="https://evil.example")
    Learner(ejabberd.websocket_url, anna, token).close()


@pytest.mark.parametrize(
    "path", ["/api/status", "/ws/status", "/ws", "/ws/", "/ws//status", "/ws/api/status", "/ws/../api/status"]
)
def test_the_http_api_is_not_where_browsers_are(ejabberd: Ejabberd, path: str) -> None:
    refused = (http.client.BAD_REQUEST, http.client.NOT_FOUND)
    assert post(urlsplit(ejabberd.websocket_url).netloc, path, ejabberd.domain) in refused
    assert post(urlsplit(ejabberd.api_url).netloc, "/api/status", ejabberd.domain) == http.client.OK


@pytest.mark.parametrize("path", ["/api", "/api/status"])
def test_where_the_http_api_is_nobody_connects(ejabberd: Ejabberd, path: str) -> None:
    with pytest.raises(ConnectionRefused, match="403"):
        WebSocket(f"ws://{urlsplit(ejabberd.api_url).netloc}{path}", "http://localhost:8000")


@pytest.mark.parametrize("command", ["connected_users", "destroy_room", "unregister"])
def test_the_http_api_knows_only_the_commands_in_use(ejabberd: Ejabberd, talk: TalkFixture, command: str) -> None:
    api, room = urlsplit(ejabberd.api_url).netloc, {"name": talk.room, "service": ejabberd.rooms_domain}
    user, _, host = ejabberd.service_jid.partition("@")
    arguments = {"destroy_room": room, "unregister": {"user": user, "host": host}}.get(command, {})
    assert post(api, f"/api/{command}", ejabberd.domain, arguments) == http.client.FORBIDDEN
    assert post(api, "/api/get_room_occupants", ejabberd.domain, room) == http.client.OK


@pytest.mark.parametrize("method", ["POST", "GET", "OPTIONS"])
@pytest.mark.parametrize(
    "header",
    [
        ("Origin", "https://evil.example"),
        ("origin", "null"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Mode", "no-cors"),
    ],
    ids=lambda header: header[0],
)
def test_the_http_api_answers_no_browser(ejabberd: Ejabberd, method: str, header: tuple[str, str]) -> None:
    parts = urlsplit(ejabberd.api_url)
    plain, named = {"Host": ejabberd.domain, "Content-Type": "text/plain"}, dict([header])
    assert called(parts.netloc, method, f"{parts.path}/status", plain | named) == http.client.FORBIDDEN
    without = http.client.OK if method == "POST" else http.client.FORBIDDEN
    assert called(parts.netloc, method, f"{parts.path}/status", plain) == without


def called(netloc: str, method: str, path: str, headers: dict[str, str]) -> int:
    """Return the status of one call by any method, with those headers."""
    with contextlib.closing(http.client.HTTPConnection(netloc, timeout=5)) as connection:
        connection.request(method, path, "{}" if method == "POST" else None, headers)
        return connection.getresponse().status


def post(netloc: str, path: str, host: str, arguments: dict[str, str] | None = None) -> int:
    """Return the status of one call."""
    headers = {"Content-Type": "application/json", "Host": host}
    with contextlib.closing(http.client.HTTPConnection(netloc, timeout=5)) as connection:
        connection.request("POST", path, json.dumps(arguments or {}), headers)
        return connection.getresponse().status
