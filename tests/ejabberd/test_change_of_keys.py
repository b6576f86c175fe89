"""Change the keys, step by step as the page says it, while people talk: nobody is put out, and no line is lost."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jwt
import pytest

from chatxblock.devserver.ejabberd import Ejabberd, write_private
from chatxblock.devserver.erlang import find_erlang
from chatxblock.ejabberd import Deployment, jwk, render
from chatxblock.errors import RoomsUnavailable
from tests.ejabberd.fixtures import make_talk
from tests.support.chat import Service, new_name, settings_for
from tests.support.learner import Learner, LoginRefused, token_for


class ChangingEjabberd(Ejabberd):
    """One whose configuration is rendered again and read anew while it runs."""

    keys: tuple[str, ...] = ()

    def _deployment(self, version: str) -> Deployment:
        usual = super()._deployment(version)
        commands = (*usual.api_commands, "reload_config", "change_password")
        return replace(usual, api_commands=commands, further_keys=self.keys)

    def reload(self) -> None:
        """Do as `ejabberdctl reload_config`."""
        write_private(self.folder / "ejabberd.yml", render(self._deployment(find_erlang().version)))
        assert self.call("reload_config", {}) == (200, "0")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChangingEjabberd]:
    """Return a server that no other test has."""
    server = ChangingEjabberd(tmp_path_factory.mktemp("keys"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def service(server: ChangingEjabberd) -> Iterator[Service]:
    """Return the service as one worker has it, from before the change to its end."""
    service = Service(settings_for(server))
    yield service
    service.close()


def log_in(server: Ejabberd, secret: str, token: str = "") -> Learner:
    """Log somebody new in."""
    jid = f"{new_name()}@{server.domain}"
    return Learner(server.websocket_url, jid, token or token_for(jid, secret))


def is_let_in(server: Ejabberd, secret: str) -> bool:
    """Say whether a token of that secret is good."""
    try:
        log_in(server, secret).close()
    except LoginRefused:
        return False
    return True


def test_the_token_key_is_changed_under_talk(server: ChangingEjabberd, service: Service) -> None:
    before, after = server.token_secret, secrets.token_hex(32)
    talk = make_talk(service, server.rooms_domain, lambda: log_in(server, before))

    def both_talk(about: str) -> None:
        for person in (talk.asker, talk.helper):
            assert person.echo(person.say(talk.address, f"{about}, says {person.localpart}")).get("type") == "groupchat"

    both_talk("before")
    assert not is_let_in(server, after)

    further = server.folder / "next.jwk"  # 1: the chat server takes tokens of both
    write_private(further, jwk(after))
    server.keys = (str(further),)
    server.reload()
    both_talk("both are good")
    assert (is_let_in(server, before), is_let_in(server, after)) == (True, True)
    newcomer = log_in(server, after)  # 2: workers of both kinds give out tickets
    service.admit(talk.room, [newcomer.localpart])
    assert newcomer.join(talk.address).get("type") is None
    assert service.session.api.is_connected(newcomer.localpart)

    write_private(server.folder / "token.jwk", jwk(after))  # 3: the new one alone
    server.keys = ()
    server.reload()
    both_talk("the new one alone")
    assert newcomer.echo(newcomer.say(talk.address, "let in by the second key")).get("type") == "groupchat"
    assert service.session.api.is_connected(newcomer.localpart)
    assert (is_let_in(server, before), is_let_in(server, after)) == (False, True)
    assert len(talk.said()) == 7
    server.token_secret = after


def test_a_further_key_opens_no_more_than_the_key_does(server: ChangingEjabberd) -> None:
    further = secrets.token_hex(32)
    file = server.folder / "further.jwk"
    write_private(file, jwk(further))
    server.keys = (str(file),)
    server.reload()
    jid, later = f"{new_name()}@{server.domain}", int(time.time()) + 60
    good = {"jid": jid, "exp": later}
    refused = {
        "over": jwt.encode({**good, "exp": later - 120}, further, "HS256"),
        "never over": jwt.encode({"jid": jid}, further, "HS256"),
        "of another kind": jwt.encode(good, further, "HS512"),
        "somebody else's": jwt.encode({**good, "jid": f"other@{server.domain}"}, further, "HS256"),
        "of another domain": jwt.encode({**good, "jid": jid.replace("@", "@service.")}, further, "HS256"),
        "nobody's": jwt.encode({"exp": later}, further, "HS256"),
        "unsigned": jwt.encode(good, None, "none"),
        "of a third key": jwt.encode(good, secrets.token_hex(32), "HS256"),
        "no token": "x",
    }
    let_in = []
    for name, token in refused.items():
        try:
            Learner(server.websocket_url, jid, token)
        except LoginRefused:
            continue
        let_in.append(name)
    assert let_in == []
    Learner(server.websocket_url, jid, jwt.encode(good, further, "HS256")).close()


def test_a_key_that_cannot_be_read_is_refused_and_what_was_before_goes_on(server: ChangingEjabberd) -> None:
    before, wrong = server.keys, server.folder / "wrong.jwk"
    write_private(wrong, "no key")
    for file in (wrong, Path("/nowhere/at/all.jwk")):
        server.keys = (str(file),)
        with pytest.raises(AssertionError):
            server.reload()
    assert is_let_in(server, server.token_secret)
    server.keys = before
    server.reload()


def test_the_password_of_the_service_is_changed_while_its_session_stands(
    server: ChangingEjabberd, service: Service
) -> None:
    service.make(new_name(), occupants=2)
    user, _, host = server.service_jid.partition("@")
    old, new = server.service_password, secrets.token_urlsafe(24)
    assert server.call("change_password", {"user": user, "host": host, "newpass": new})[0] == 200
    service.make(new_name(), occupants=2)
    with_new = Service(settings_for(server, password=new))
    with_new.make(new_name(), occupants=2)
    with_new.close()
    with_old = Service(settings_for(server, password=old))
    with pytest.raises(RoomsUnavailable):
        with_old.make(new_name(), occupants=2)
    with_old.close()
    server.service_password = new
