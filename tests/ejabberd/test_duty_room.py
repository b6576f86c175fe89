"""The duty room: the service sees who is in it, and those in it see and say nothing."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.xmpp import presence
from tests.support.chat import Service
from tests.support.devsite import eventually
from tests.support.learner import Learner, token_for
from tests.support.proxy import Proxy

pytest_plugins = ("tests.support.servers",)

MakeLearner = Callable[[str], Learner]


@pytest.fixture
def room(service: Service) -> str:
    name = f"duty-{uuid4().hex}"
    service.presence.make_duty_room(name, password="open sesame")
    return name


@pytest.fixture
def address(room: str, ejabberd: Ejabberd) -> str:
    return f"{room}@{ejabberd.rooms_domain}"


def join(who: Learner, address: str, password: str = "open sesame") -> str:
    return who.join(address, password=password).get("type") or "inside"


def test_the_service_sees_who_is_there(service: Service, room: str, address: str, learner: MakeLearner) -> None:
    anna, ben = learner("anna"), learner("ben")
    assert service.presence.on_duty(room, ["anna", "ben"]) == frozenset()
    assert join(anna, address) == "inside"
    assert service.presence.on_duty(room, ["anna", "ben"]) == {"anna"}
    assert join(ben, address) == "inside"
    assert service.inside(room) == {"anna", "ben"}
    anna.leave(address)
    assert service.presence.on_duty(room, ["anna", "ben"]) == {"ben"}


def test_in_a_crowd_a_few_are_asked_for_one_by_one(
    service: Service, room: str, address: str, learner: MakeLearner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "CROWD", 0)
    anna = learner("anna-in-a-crowd")
    assert join(anna, address) == "inside"
    assert service.presence.on_duty(room, ["anna-in-a-crowd", "nobody"]) == {"anna-in-a-crowd"}
    anna.close()
    assert service.presence.on_duty(room, ["anna-in-a-crowd", "nobody"]) == frozenset()


def test_there_is_nobody_in_a_duty_room_that_is_not_there(service: Service) -> None:
    assert service.presence.on_duty("duty-nowhere", ["anna"]) == frozenset()


def test_nobody_enters_without_the_password(room: str, address: str, learner: MakeLearner) -> None:
    anna = learner("anna")
    assert join(anna, address, "guessed") == "error"
    assert join(anna, address, "") == "error"


def test_a_new_password_keeps_out_who_has_the_old_one(
    service: Service, room: str, address: str, learner: MakeLearner
) -> None:
    inside, outside = learner("anna"), learner("ben")
    assert join(inside, address) == "inside"
    service.presence.make_duty_room(room, password="another")
    assert join(outside, address) == "error"
    assert join(outside, address, "another") == "inside"
    assert service.inside(room) == {"anna", "ben"}


def test_those_inside_see_nobody_and_say_nothing(address: str, learner: MakeLearner) -> None:
    anna, ben = learner("anna"), learner("ben")
    join(anna, address)
    join(ben, address)
    sent = ben.say(address, "anybody here?", message_id=uuid4().hex, inner="")
    assert ben.echo(sent).get("type") == "error"
    anna.settle()
    assert not [stanza for stanza in anna.seen if "/ben" in stanza.get("from", "")]
    for namespace in ("disco#items", "disco#info"):
        answer = anna.ask("get", address, f'<query xmlns="http://jabber.org/protocol/{namespace}"/>')
        assert "ben" not in str(answer.attrib) + "".join(str(child.attrib) for child in answer.iter())


def test_how_many_are_on_duty_is_told_to_nobody(
    service: Service, room: str, address: str, ejabberd: Ejabberd, learner: MakeLearner
) -> None:
    inside, outside = learner("anna"), learner("ben")
    join(inside, address)
    info = '<query xmlns="http://jabber.org/protocol/disco#info"/>'
    for who, place in ((inside, address), (outside, address), (outside, ejabberd.rooms_domain)):
        answer = who.ask("get", place, info)
        assert answer.get("type") == "result"
        assert [child.tag for child in answer.iter() if child.tag.endswith("}identity")]
        assert not [child.tag for child in answer.iter() if child.tag.startswith("{jabber:x:data}")]
    assert service.inside(room) == {"anna"}


def test_a_laptop_that_just_stops_is_off_duty_within_half_a_minute(
    service: Service, room: str, address: str, ejabberd: Ejabberd
) -> None:
    jid, server = f"anna-asleep@{ejabberd.domain}", urlsplit(ejabberd.websocket_url)
    with Proxy() as network:
        network.target = server.port or 0
        url = f"ws://127.0.0.1:{network.port}{server.path}"
        anna = Learner(url, jid, token_for(jid, ejabberd.token_secret))
        assert join(anna, address) == "inside"
        network.freeze()  # nobody answers the pings, not even her program by itself
        assert eventually(lambda: service.presence.on_duty(room, ["anna-asleep"]) == frozenset(), 30.0)
        anna.cut()


def test_a_duty_room_that_was_lost_is_made_again_and_entered(
    service: Service, room: str, address: str, learner: MakeLearner
) -> None:
    anna = learner("anna-again")
    assert join(anna, address) == "inside"
    service.end(room)
    assert service.presence.on_duty(room, ["anna-again"]) == frozenset()
    assert join(learner("ben-late"), address) == "error"
    service.presence.make_duty_room(room, password="open sesame")
    assert join(anna, address) == "inside"
    assert service.presence.on_duty(room, ["anna-again"]) == {"anna-again"}
