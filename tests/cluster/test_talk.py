"""People talk in rooms on two nodes, through HAProxy with the configuration that operators get, and a node dies."""

from __future__ import annotations

import http.client
import logging
import os
import re
import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest

from chatxblock.devserver.cluster import DevCluster, RunningNode
from chatxblock.ejabberd.__main__ import main as ejabberd_command
from chatxblock.ejabberd.evacuate import connections, servers_of
from chatxblock.errors import ConfigurationError
from tests.cluster.databases import a_copy, start_what_ended
from tests.cluster.doors import Door
from tests.cluster.talks import Site, Talk, all_go_on, finish, people_in, talking
from tests.cluster.wakers import awake, enter, hear, is_made, log_in, members
from tests.support.chat import Service, new_name
from tests.support.devsite import descendants, eventually

log = logging.getLogger(__name__)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "ejabberd-in-production.md"
ROOMS, FULL, SLEEPING, MANY = 4, 20, 40, 2_000
MEDIAN, WORST = 1.0, 2.0
"""Seconds for which rooms are silent whose node is killed."""
BUSY = 2
"""How much longer anything may take here, where other tests run beside it."""
GAP = 3.0
"""Seconds within which half the rooms go on, where all other tests run beside this one; alone they take about one."""


@pytest.fixture
def talks(cluster: DevCluster, site: Site, door: Door) -> Iterator[list[Talk]]:
    """Let people talk in four rooms, with both nodes there."""
    start_what_ended(cluster)
    with talking(site, door, ROOMS) as talks:
        yield talks


@pytest.mark.parametrize("end", [RunningNode.kill, RunningNode.stop], ids=["killed", "stopped"])
def test_rooms_outlive_the_node_that_holds_them(
    end: Callable[[RunningNode], None], cluster: DevCluster, site: Site, talks: list[Talk]
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
    finish(talks, site)
    assert statistics.median(gaps) <= GAP, gaps


def test_nobody_notices_a_reload_of_haproxy_and_all_come_back_after_its_end(
    cluster: DevCluster, site: Site, talks: list[Talk]
) -> None:
    assert all_go_on(talks)
    assert cluster.proxy is not None
    master = cluster.proxy.pid
    people = people_in(talks)
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
    finish(talks, site)
    assert statistics.median(gaps) <= GAP, gaps


def test_a_node_is_emptied_under_talk_before_it_is_stopped(
    cluster: DevCluster, site: Site, talks: list[Talk], capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = cluster.nodes
    admin = cluster.folder / "haproxy" / "admin.sock"
    command = ["evacuate", "--socket", str(admin), "--within", "2", "--node"]
    people, address = people_in(talks), first.node.address
    assert all_go_on(talks)
    assert ejabberd_command([*command, address]) == 0
    assert "nobody is connected to" in capsys.readouterr().out
    with pytest.raises(SystemExit):  # the other one is all that is left
        ejabberd_command([*command, second.node.address])
    assert "No other node is well" in capsys.readouterr().err
    for person in people:
        person.renew()
    assert all_go_on(talks)
    (emptied,) = [server for server in servers_of(admin) if server.address == address]
    assert connections(admin, emptied) == []
    first.stop()
    assert all_go_on(talks)
    first.start()
    assert ejabberd_command([*command, address, "--undo"]) == 0
    assert eventually(lambda: all(server.takes for server in servers_of(admin)))
    for person in people:
        person.renew()
    assert eventually(lambda: connections(admin, emptied) != [])
    finish(talks, site)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--node", "10.9.9.9"], "HAProxy knows no node 10.9.9.9, but 127.0.0.2, 127.0.0.3."),
        (["--node", "127.0.0.2", "--socket", "/nowhere"], "HAProxy does not answer at /nowhere"),
        (["--node", "127.0.0.2", "--within", "-1"], "--within is a number of seconds"),
    ],
)
def test_an_evacuation_that_cannot_be_says_why(
    options: list[str], sentence: str, cluster: DevCluster, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        ejabberd_command(["evacuate", "--socket", str(cluster.folder / "haproxy" / "admin.sock"), *options])
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


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


def test_each_node_says_whether_it_takes_lines_and_one_that_it_holds_the_lease(cluster: DevCluster) -> None:
    start_what_ended(cluster)

    def said() -> list[str]:
        addresses = [f"http://{node.node.address}:{cluster.ports['api']}/numbers" for node in cluster.nodes]
        answers = [urlopen(address, timeout=10).read().decode() for address in addresses]
        return sorted(line for answer in answers for line in answer.splitlines() if not line.startswith("#"))

    held = ["chatxblock_lease_held 0", "chatxblock_lease_held 1"]
    assert eventually(lambda: said() == [*held, *["chatxblock_lease_open 1"] * 2])


def test_a_node_is_connected_to_the_database_before_anybody_needs_it(cluster: DevCluster) -> None:
    """Whoever comes when the other one has died would wait for it."""
    start_what_ended(cluster)
    cluster.nodes[1].stop()
    cluster.nodes[1].start()

    def both_are_connected() -> bool:
        counted = "SELECT 1 / (count(*) / 20) FROM pg_stat_activity WHERE datname = 'chat' AND pid <> pg_backend_pid()"
        try:
            cluster.postgres.sql("chat", "--command", counted)
        except ConfigurationError:
            return False
        return True

    assert eventually(both_are_connected)


def test_sleeping_rooms_that_three_wake_at_once_by_two_nodes_are_awake_once(
    cluster: DevCluster, service: Service
) -> None:
    """Two come in, each by a node of her own, while the service lets a third one in."""
    start_what_ended(cluster)
    names, late, rooms = [new_name(), new_name()], new_name(), [new_name() for _ in range(SLEEPING)]
    addresses = sorted(f"{room}@{cluster.rooms_domain}" for room in rooms)
    for room in rooms:
        assert eventually(partial(is_made, service, room, names))
    assert eventually(lambda: not awake(cluster, addresses)), "empty rooms stay in memory"
    wake(cluster, service, rooms, names, late)
    assert eventually(lambda: members(cluster, late) == SLEEPING)  # whoever woke a room has not written over it


@pytest.mark.soak
def test_two_thousand_sleeping_rooms_are_awake_once(cluster: DevCluster, service: Service) -> None:
    """Nobody may be in more than fifty rooms at once, so two others come to each forty; its log has the figures."""
    start_what_ended(cluster)
    groups = [([new_name() for _ in range(SLEEPING)], [new_name(), new_name()]) for _ in range(MANY // SLEEPING)]
    late, rooms = new_name(), sorted(room for group, _ in groups for room in group)
    before = megabytes(cluster)
    for group, names in groups:
        for room in group:
            assert eventually(partial(is_made, service, room, names))
    addresses = [f"{room}@{cluster.rooms_domain}" for room in rooms]
    assert eventually(lambda: not awake(cluster, addresses)), "empty rooms stay in memory"
    log.info("%d MB before, %d MB with all asleep", before, megabytes(cluster))
    began = time.monotonic()
    for group, names in groups:
        wake(cluster, service, group, names, late)
    took = time.monotonic() - began
    log.info("%.1f s until two people have come and talked in each, %d MB", took, megabytes(cluster))
    assert eventually(lambda: members(cluster, late) == MANY)
    assert eventually(lambda: not awake(cluster, addresses)), "rooms that were left stay in memory"


def megabytes(cluster: DevCluster) -> float:
    """Return the memory that the nodes hold."""
    told = [Path(f"/proc/{node.pid}/status").read_text() for node in cluster.nodes]
    return sum(int(text.partition("VmRSS:")[2].split()[0]) for text in told) / 1000


def wake(cluster: DevCluster, service: Service, rooms: list[str], names: list[str], late: str) -> None:
    """Have two people come at once, each by a node of her own, while the service lets somebody in; no room is two."""
    addresses = sorted(f"{room}@{cluster.rooms_domain}" for room in rooms)
    a, b = people = [log_in(cluster, *each) for each in zip(cluster.nodes, names, strict=True)]
    with closing(a), closing(b), ThreadPoolExecutor(len(people)) as at_once:
        wakes = [at_once.submit(enter, person, addresses) for person in people]
        for room in sorted(rooms):
            service.admit(room, [late])
        for entry in wakes:
            entry.result()
        assert awake(cluster, addresses) == addresses
        alone = [room for room in rooms if service.inside(room) != set(names)]
        assert not alone, f"{len(alone)} of {len(rooms)} rooms live twice"
        for one, other in [(a, b), (b, a)]:
            hear(other, {one.say(address, f"{one.localpart} is here") for address in addresses})
        for room in rooms:
            assert [line.author for line in service.read(room).lines] == names


@pytest.mark.soak
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL], ids=["restarted", "killed"])
def test_lines_wait_for_the_database_and_none_is_lost(
    sign: signal.Signals, cluster: DevCluster, site: Site, talks: list[Talk]
) -> None:
    assert all_go_on(talks)
    ended_at = time.monotonic()
    cluster.postgres.end(sign)
    cluster.postgres.start_again()
    back = time.monotonic() - ended_at
    assert all_go_on(talks)
    assert all(node.running for node in cluster.nodes)
    gaps = [talk.longest_gap(ended_at) for talk in talks]
    assert any(person.sent_back for person in people_in(talks)), "no line came back, which others would have passed"
    finish(talks, site)
    assert max(gaps) <= back + BUSY * WORST, (back, gaps)


@pytest.mark.soak
def test_a_copy_of_the_database_takes_its_place_and_has_every_line(
    site: Site, tmp_path: Path, cluster: DevCluster, talks: list[Talk]
) -> None:
    """Its address moves to the copy: what listened there hands everything on from now on."""
    with a_copy(cluster, tmp_path) as takes_its_place:
        assert all_go_on(talks)
        ended_at = time.monotonic()
        takes_its_place()
        back = time.monotonic() - ended_at
        assert all_go_on(talks)
        gaps = [talk.longest_gap(ended_at) for talk in talks]
        finish(talks, site)
        assert max(gaps) <= back + BUSY * WORST, (back, gaps)


@pytest.mark.soak
def test_rooms_are_silent_for_a_second_where_their_node_is_killed(cluster: DevCluster, site: Site, door: Door) -> None:
    """At full strength, with each node killed twice; half the people are on it, and all or half of the rooms."""
    start_what_ended(cluster)
    gaps = []
    with talking(site, door, FULL) as talks:
        assert all_go_on(talks)
        for node in (*cluster.nodes, *cluster.nodes):
            killed_at = time.monotonic()
            node.kill()
            assert all_go_on(talks)
            gaps += [talk.longest_gap(killed_at) for talk in talks]
            node.start()
            for person in people_in(talks)[::2]:
                person.renew()
            assert all_go_on(talks)
        finish(talks, site)
    assert statistics.median(gaps) <= BUSY * MEDIAN, gaps
    assert max(gaps) <= BUSY * WORST, gaps
