"""People talk in rooms on two nodes, through HAProxy with the configuration that operators get, and a node dies."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from chatxblock.devserver.cluster import DevCluster, RunningNode
from chatxblock.domain.calls.transcript import Line
from chatxblock.xmpp.settings import XmppSettings
from tests.cluster.talkers import Talker
from tests.support.chat import Service, new_name
from tests.support.devsite import descendants, eventually, freeze
from tests.support.learner import Learner, token_for

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "ejabberd-in-production.md"
ORIGIN = "http://localhost:8000"
ROOMS, PEOPLE = 4, 3
GAP = 3.0
"""Seconds within which half the rooms go on, where all other tests run beside this one; alone they take about one."""

FROZEN_GAP = 6.0


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A room and who talks in it."""

    room: str
    people: tuple[Talker, ...]

    @property
    def acknowledged(self) -> dict[str, float]:
        """Return all bodies that the room echoed to their authors, and when."""
        return {body: at for person in self.people for body, at in person.acknowledged.items()}

    def longest_gap(self, since: float) -> float:
        """Return the longest time from one acknowledged line to the next, since that moment."""
        times = sorted(at for at in self.acknowledged.values() if at >= since)
        return max(after - before for before, after in pairwise([since, *times]))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevCluster]:
    """Run two nodes, their database and HAProxy."""
    with DevCluster(tmp_path_factory.mktemp("cluster"), origins=[ORIGIN], line_rate=1000) as running:
        yield running


@pytest.fixture(scope="module")
def service(cluster: DevCluster) -> Iterator[Service]:
    """Return the service, connected to whichever node HAProxy chose."""
    rooms = Service(
        XmppSettings(
            service_jid=cluster.service_jid,
            password=cluster.service_password,
            host="127.0.0.1",
            port=cluster.c2s_port,
            tls=False,
            domain=cluster.domain,
            rooms_domain=cluster.rooms_domain,
            api_url=cluster.api_url,
        )
    )
    yield rooms
    rooms.close()


@pytest.fixture
def log_in(cluster: DevCluster, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Learner]:
    """Return what opens a window through HAProxy."""
    monkeypatch.setenv("SSL_CERT_FILE", str(cluster.certificate))

    def log_in(name: str) -> Learner:
        jid = f"{name}@{cluster.domain}"
        return Learner(cluster.websocket_url, jid, token_for(jid, cluster.token_secret), origin=ORIGIN)

    return log_in


@pytest.fixture
def talks(cluster: DevCluster, service: Service, log_in: Callable[[str], Learner]) -> Iterator[list[Talk]]:
    """Let three people talk in each of four rooms, with both nodes there."""
    start_what_ended(cluster)
    made = []
    for _ in range(ROOMS):
        room, names = new_name(), [new_name() for _ in range(PEOPLE)]
        service.make(room, occupants=PEOPLE + 1)
        service.admit(room, names)
        address = f"{room}@{cluster.rooms_domain}"
        made.append(Talk(room=room, people=tuple(Talker(name, address, log_in) for name in names)))
    for talk in made:
        for person in talk.people:
            person.start()
    yield made
    for talk in made:
        for person in talk.people:
            person.finish()


def start_what_ended(cluster: DevCluster) -> None:
    """Have both nodes there."""
    for node in cluster.nodes:
        if not node.running:
            node.start()


def all_go_on(talks: list[Talk], seconds: float = 15) -> bool:
    """Wait until everybody of everywhere has had some lines acknowledged from now on."""
    now = time.monotonic()
    return eventually(
        lambda: all(sum(at > now for at in one.acknowledged.values()) > 2 for talk in talks for one in talk.people),
        seconds,
    )


def kept(service: Service, room: str) -> list[Line]:
    """Return a room's archive."""
    page = service.read(room)
    lines = list(page.lines)
    while not page.finished:
        page = service.read(room, page.last)
        lines += page.lines
    return lines


def audit(talk: Talk, archive: list[Line]) -> None:
    """Hold the archive against what windows saw: nothing acknowledged is missing, nothing is made up, all is in order.

    What was archived by a node that died before it said so is sent again, and stands twice; a log marks the second one.
    """
    often = Counter((line.author, line.message_id) for line in archive)
    said = {line.body for line in archive}
    assert set(talk.acknowledged) <= said
    for person in talk.people:
        assert person.heard <= said
        once = {
            line.body for line in archive if line.author == person.name and often[line.author, line.message_id] == 1
        }
        in_order = [line.body for line in archive if line.author == person.name and line.body in once]
        assert in_order == [body for body in person.acknowledged if body in once]


def finish(talks: list[Talk], service: Service) -> None:
    """Have everybody be silent, and hold what was said against the archives."""
    for talk in talks:
        for person in talk.people:
            person.finish()
    for talk in talks:
        audit(talk, kept(service, talk.room))


@pytest.mark.parametrize("end", [RunningNode.kill, RunningNode.stop], ids=["killed", "stopped"])
def test_rooms_outlive_the_node_that_holds_them(
    end: Callable[[RunningNode], None], cluster: DevCluster, service: Service, talks: list[Talk]
) -> None:
    first, second = cluster.nodes
    assert all_go_on(talks)
    end(first)  # from now on all rooms, and all people, are on the second one
    assert all_go_on(talks)
    first.start()
    for talk in talks:
        talk.people[0].renew()
        talk.people[1].renew()
    assert all_go_on(talks)
    ended_at = time.monotonic()
    end(second)
    assert all_go_on(talks)
    gaps = [talk.longest_gap(ended_at) for talk in talks]
    finish(talks, service)
    assert statistics.median(gaps) <= GAP, gaps


def test_nobody_notices_a_reload_of_haproxy_and_all_come_back_after_its_end(
    cluster: DevCluster, service: Service, talks: list[Talk]
) -> None:
    assert all_go_on(talks)
    assert cluster.proxy is not None
    master = cluster.proxy.pid
    people = [person for talk in talks for person in talk.people]
    before, workers = [person.comebacks for person in people], set(descendants(master))
    os.kill(master, signal.SIGUSR2)
    assert eventually(lambda: bool(set(descendants(master)) - workers))
    assert all_go_on(talks)
    assert [person.comebacks for person in people] == before
    killed_at = time.monotonic()
    os.killpg(master, signal.SIGKILL)
    cluster.restart_proxy()
    assert all_go_on(talks)
    gaps = [talk.longest_gap(killed_at) for talk in talks]
    finish(talks, service)
    assert statistics.median(gaps) <= GAP, gaps


def holds_the_lease(node: RunningNode) -> bool:
    """Say whether it took the lease since it was started; it ends before it loses it."""
    return "Lease: this node holds it." in (node.folder / "console.log").read_text()


def rooms_are_one(cluster: DevCluster, talks: list[Talk]) -> bool:
    """Wait until each node sees everybody in each room, as it does not where a room is on both."""
    rooms = [{"name": talk.room, "service": cluster.rooms_domain} for talk in talks]
    return eventually(
        lambda: all(
            len(json.loads(node.call("get_room_occupants", room)[1])) == PEOPLE
            for node in cluster.nodes
            for room in rooms
        )
    )


@pytest.mark.soak
@pytest.mark.parametrize("holder", [True, False], ids=["holder", "other"])
def test_a_frozen_node_is_given_up_and_ends_when_it_thaws(
    holder: bool, cluster: DevCluster, service: Service, talks: list[Talk]
) -> None:
    assert all_go_on(talks)
    (frozen,) = [node for node in cluster.nodes if holds_the_lease(node) is holder]
    assert frozen.pid is not None
    frozen_at = time.monotonic()
    freeze(frozen.pid)
    assert all_go_on(talks)
    assert eventually(lambda: time.monotonic() > frozen_at + 30)
    os.kill(frozen.pid, signal.SIGCONT)
    assert eventually(lambda: not frozen.running)
    frozen.start()
    assert all_go_on(talks)
    gaps = [talk.longest_gap(frozen_at) for talk in talks]
    assert rooms_are_one(cluster, talks)
    finish(talks, service)
    assert max(gaps) <= FROZEN_GAP, gaps


def test_the_command_of_the_page_registers_an_account_for_both_nodes(cluster: DevCluster) -> None:
    start_what_ended(cluster)
    first, second = cluster.nodes
    (block,) = re.findall(r"^```sh\n([^`]*ejabberd_ctl[^`]*)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    account = {"user": "somebody", "host": f"service.{cluster.domain}", "password": "hush"}
    for ours, theirs in [
        ("/etc/chatxblock", str(first.folder)),
        ("chat.example.org", cluster.domain),
        ("5210", str(cluster.ports["erlang"])),
        ("register chatxblock", f"register {account['user']}"),
        ("$(cat /root/chatxblock-service-password)", account["password"]),
    ]:
        assert ours in block
        block = block.replace(ours, theirs)
    said = subprocess.run(["sh", "-ec", block], capture_output=True, text=True, timeout=60, check=False)
    assert (said.returncode, said.stderr) == (0, ""), said.stdout
    assert second.call("register", account)[0] == http.client.CONFLICT
