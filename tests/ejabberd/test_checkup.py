"""The checkup finds each fault on a real server, says what to do, and leaves nothing behind."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
import yaml

from chatxblock.conf import Config
from chatxblock.devserver import ejabberd as devserver
from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.domain.calls.transcript import Page
from chatxblock.domain.ports import Notice
from chatxblock.ejabberd import Deployment, render
from chatxblock.errors import RoomNotFound, RoomsRefused, RoomsUnavailable
from chatxblock.ops.checkup.platform import SETTINGS
from chatxblock.ops.checkup.server import CheckContext
from chatxblock.ops.checkup.steps import Finding, Verdict, findings
from chatxblock.ops.checkup.talk import STEPS
from chatxblock.xmpp.api import ServerApi
from chatxblock.xmpp.learner import Learner
from tests.support.archives import refusing
from tests.support.chat import Service, new_name, settings_for
from tests.support.learner import token_for

pytest_plugins = ("tests.support.servers",)

ORIGIN = "http://localhost:8000"
ALL = [step.name for step in STEPS]


@pytest.fixture
def config(ejabberd: Ejabberd) -> Config:
    return config_for(ejabberd)


@pytest.fixture(scope="module")
def service(ejabberd: Ejabberd) -> Iterator[Service]:
    """The service's side, with time to spare on a busy machine."""
    with closing(Service(settings_for(ejabberd, timeout=10.0))) as rooms:
        yield rooms


def config_for(server: Ejabberd) -> Config:
    return Config(
        domain=server.domain,
        websocket_url=server.websocket_url,
        token_secret=server.token_secret,
        service_jid=server.service_jid,
        service_password=server.service_password,
        service_host="127.0.0.1",
        service_port=server.c2s_port,
        service_tls=False,
        api_url=server.api_url,
        base_url=ORIGIN,
    )


def look(config: Config, rooms: Service, origin: str = ORIGIN) -> dict[str, Finding]:
    with CheckContext(config, rooms, rooms, origin) as talk:
        found = {finding.name: finding for finding in findings(STEPS, talk, {SETTINGS})}
    for room in (talk.room, talk.trap):
        try:
            rooms.read(room)
        except (RoomNotFound, RoomsUnavailable):
            continue
        assert isinstance(rooms, Endless), f"{room} is still there"
    return found


def wrong(found: dict[str, Finding]) -> dict[str, Finding]:
    """What is wrong, each with a mend; what needs it is left out."""
    assert all(bool(finding.mend) == (finding.verdict is Verdict.WRONG) for finding in found.values())
    return {name: finding for name, finding in found.items() if finding.verdict is Verdict.WRONG}


def untried(found: dict[str, Finding]) -> list[str]:
    return [name for name, finding in found.items() if finding.verdict is Verdict.UNTRIED]


def test_all_is_well_on_a_server_of_ours(config: Config, service: Service) -> None:
    found = look(config, service)
    assert list(found) == ALL
    assert (wrong(found), untried(found)) == ({}, [])


def test_a_wrong_password_of_the_service_is_told(config: Config, ejabberd: Ejabberd) -> None:
    rooms = Service(settings_for(ejabberd, password="wrong"))
    with closing(rooms):
        found = look(config, rooms)
    assert "gives no session" in wrong(found)["service login"].says
    assert "SERVICE_PASSWORD" in wrong(found)["service login"].mend
    assert untried(found) == ["room", "api", "logging out", "archive", "clock", "guard", "isolation", "end of a room"]


def test_a_server_that_is_away_is_told_in_bounded_time(config: Config, ejabberd: Ejabberd) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    away = replace(config, service_port=port, websocket_url=f"ws://127.0.0.1:{port}/ws")
    rooms = Service(settings_for(ejabberd, port=port))
    begun = time.monotonic()
    with closing(rooms):
        found = look(away, rooms)
    assert time.monotonic() - begun < 30
    assert "cannot be reached" in wrong(found)["service login"].says
    assert "cannot be reached" in wrong(found)["websocket"].says
    assert set(wrong(found)) | set(untried(found)) == set(ALL)


def test_a_server_that_takes_connections_and_is_silent_is_told_in_bounded_time(
    config: Config, service: Service
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"ws://127.0.0.1:{silent.getsockname()[1]}/ws"
        begun = time.monotonic()
        found = look(replace(config, websocket_url=url), service)
    assert time.monotonic() - begun < 15
    assert "does not answer" in wrong(found)["websocket"].says


def test_another_key_is_told(config: Config, service: Service) -> None:
    found = look(replace(config, token_secret="x" * 48), service)
    assert list(wrong(found)) == ["token key"]
    assert "TOKEN_SECRET" in found["token key"].mend
    assert untried(found) == ["archive", "clock", "guard", "refused lines", "isolation"]


def test_another_domain_is_told(config: Config, service: Service) -> None:
    found = look(replace(config, domain="elsewhere.localhost", rooms_domain=config.rooms), service)
    assert "token key" in wrong(found)


def test_pages_that_may_not_connect_are_told(config: Config, service: Service) -> None:
    found = look(config, service, "https://courses.example.org")
    assert list(wrong(found)) == ["websocket"]
    assert "https://courses.example.org" in found["websocket"].mend


def test_pages_that_nobody_knows_are_told(config: Config, service: Service) -> None:
    assert "BASE_URL" in wrong(look(config, service, ""))["websocket"].says


def test_an_api_that_is_elsewhere_is_told(config: Config, ejabberd: Ejabberd) -> None:
    browsers = ejabberd.websocket_url.replace("ws://", "http://").removesuffix("/ws")
    rooms = Service(settings_for(ejabberd, timeout=10.0, api_url=f"{browsers}/api"))
    with closing(rooms):
        found = look(config, rooms)
    assert list(wrong(found)) == ["api"]


def test_an_api_that_was_rendered_before_logging_out_was_known_is_told(config: Config, service: Service) -> None:
    class Older(ServerApi):
        def allows(self, command: str, arguments: dict[str, str]) -> bool:
            return command not in ("user_resources", "kick_session", "kick_user") and super().allows(command, arguments)

    with CheckContext(config, service, service, ORIGIN) as talk:
        talk.api = Older(config.api_url, domain=config.domain, timeout=10.0)
        found = {finding.name: finding for finding in findings(STEPS, talk, {SETTINGS})}
    assert list(wrong(found)) == ["logging out"]
    assert "user_resources, kick_session, kick_user" in found["logging out"].says


class Forgetful(Service):
    """An archive that keeps nothing."""

    def read(self, room: str, after: str = "") -> Page:
        return replace(super().read(room, after), lines=(), total=0)


class Late(Service):
    """A server whose clock is behind."""

    def read(self, room: str, after: str = "") -> Page:
        page = super().read(room, after)
        return replace(page, lines=tuple(replace(x, sent_at=x.sent_at - timedelta(minutes=2)) for x in page.lines))


class Slow(Service):
    """A server on which a notice takes its time."""

    def tell(self, notices: Sequence[Notice]) -> None:
        later = threading.Timer(0.3, super().tell, [notices])
        later.daemon = True
        later.start()


class Mute(Service):
    """A server on which no notice arrives."""

    def tell(self, notices: Sequence[Notice]) -> None:
        assert notices


class Endless(Service):
    """A server that ends no room."""

    def end(self, room: str) -> None:
        assert room


@pytest.mark.parametrize(
    ("kind", "fault", "word"),
    [(Forgetful, "archive", "not in the archive"), (Late, "clock", "behind ours"), (Endless, "end of a room", "still")],
)
def test_a_fault_is_told_under_its_name(
    config: Config, ejabberd: Ejabberd, kind: type[Service], fault: str, word: str
) -> None:
    rooms = kind(settings_for(ejabberd, timeout=10.0))
    with closing(rooms):
        found = look(config, rooms)
    assert list(wrong(found)) == [fault]
    assert word in found[fault].says


def test_an_archive_that_refuses_is_told(config: Config, service: Service, ejabberd: Ejabberd) -> None:
    with refusing(ejabberd.folder, "check%"):
        found = look(config, service)
    assert found["archive"].says == "the archive refuses a line"
    assert "database" in wrong(found)["archive"].mend
    assert untried(found) == ["clock", "guard"]


def test_a_notice_that_comes_late_is_waited_for(config: Config, ejabberd: Ejabberd) -> None:
    with closing(Slow(settings_for(ejabberd, timeout=10.0))) as rooms:
        assert wrong(look(config, rooms)) == {}


def test_a_notice_that_never_comes_is_told_in_bounded_time(
    config: Config, ejabberd: Ejabberd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatxblock.ops.checkup.talk.ARRIVAL", 0.2)
    with closing(Mute(settings_for(ejabberd, timeout=10.0))) as rooms:
        found = look(config, rooms)
    assert list(wrong(found)) == ["isolation"]
    assert "does not arrive either" in found["isolation"].says


@pytest.fixture(scope="module")
def careless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ejabberd]:
    """A server without our modules, where anybody may do anything."""

    def render_carelessly(deployment: Deployment) -> str:
        known = yaml.safe_load(render(deployment))
        for module in ("mod_chatxblock_guard", "mod_chatxblock_archive", "mod_block_strangers"):
            del known["modules"][module]
        del known["websocket_origin"]
        known["modules"]["mod_muc"]["access_create"] = "everyone"
        known["api_permissions"]["lms"]["what"] = "*"
        return str(yaml.safe_dump(known))

    server = Ejabberd(tmp_path_factory.mktemp("careless"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(devserver, "render", render_carelessly)
        server.start()
    yield server
    server.stop()


def test_a_careless_server_is_told_in_every_point(careless: Ejabberd) -> None:
    rooms = Service(settings_for(careless, timeout=10.0))
    with closing(rooms):
        found = look(config_for(careless), rooms)
    assert set(wrong(found)) == {"api", "websocket origin", "guard", "refused lines", "isolation"}
    assert "connected_users_number, registered_users, muc_online_rooms" in found["api"].says
    attacks = "making a room, writing to a stranger, inviting, trying passwords of the service"
    assert attacks in found["isolation"].says


def test_a_learner_is_closed_when_the_login_fails(ejabberd: Ejabberd) -> None:
    jid = f"{new_name()}@{ejabberd.domain}"
    with pytest.raises(RoomsRefused, match="token"):
        Learner(ejabberd.websocket_url, jid=jid, token="no token", origin=ORIGIN, seconds=5)
    with Learner(
        ejabberd.websocket_url, jid=jid, token=token_for(jid, ejabberd.token_secret), origin=ORIGIN, seconds=5
    ) as window:
        window.settle()
        assert window.full.startswith(f"{jid}/")


def test_a_stanza_longer_than_a_short_frame_goes_both_ways(ejabberd: Ejabberd) -> None:
    """What somebody sends to her own window comes back whole; beyond 65,535 bytes a frame has another head."""
    jid = f"{new_name()}@{ejabberd.domain}"
    token = token_for(jid, ejabberd.token_secret)
    with Learner(ejabberd.websocket_url, jid=jid, token=token, origin=ORIGIN, seconds=10) as window:
        back = window.ask("get", window.full, f'<query xmlns="urn:chatxblock:check">{"x" * 200_000}</query>')
    assert back.findtext("{urn:chatxblock:check}query") == "x" * 200_000
