"""People talk in rooms on two nodes that lose each other: one stands still, or packets vanish between them."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from chatxblock.devserver.cluster import NODES, DevCluster, RunningNode
from tests.cluster.doors import Door
from tests.cluster.talkers import Talker
from tests.cluster.talks import PEOPLE, Site, Talk, all_go_on, finish, people_in, talking
from tests.cluster.wires import Wires
from tests.support.devsite import eventually, freeze

pytestmark = pytest.mark.soak
ROOMS = 20
FAULT = 30
"""Seconds for which it lasts."""
STAYS, OTHERS = 2.0, 6.0
"""Seconds for which somebody may be unheard who need not connect again, and who has to."""


@pytest.fixture
def talks(cluster: DevCluster, site: Site, door: Door) -> Iterator[list[Talk]]:
    """Let people talk in rooms on both nodes."""
    with talking(site, door, ROOMS) as talks:
        yield talks


def holds_the_lease(node: RunningNode) -> bool:
    """Say whether it took the lease since it was started; it ends before it loses it."""
    return "Lease: this node holds it." in (node.folder / "console.log").read_text()


def rooms_are_one(cluster: DevCluster, talks: list[Talk]) -> bool:
    """Wait until each node sees everybody in each room, as it does not where a room is on both."""
    rooms = [{"name": talk.call.room, "service": cluster.rooms_domain} for talk in talks]
    return eventually(
        lambda: all(
            len(json.loads(node.call("get_room_occupants", room)[1])) == PEOPLE
            for node in cluster.nodes
            for room in rooms
        )
    )


def longest_silence(person: Talker, since: float) -> float:
    """Return for how long she was not heard at most, since that moment."""
    times = sorted(at for at in list(person.acknowledged.values()) if at >= since)
    return max(after - before for before, after in pairwise([since, *times]))


@pytest.mark.parametrize("holder", [True, False], ids=["holder", "other"])
def test_a_frozen_node_is_given_up_and_ends_when_it_thaws(
    holder: bool, cluster: DevCluster, site: Site, talks: list[Talk]
) -> None:
    assert all_go_on(talks)
    (frozen,) = [node for node in cluster.nodes if holds_the_lease(node) is holder]
    assert frozen.pid is not None
    frozen_at = time.monotonic()
    freeze(frozen.pid)
    assert all_go_on(talks)
    assert eventually(lambda: time.monotonic() > frozen_at + FAULT)
    os.kill(frozen.pid, signal.SIGCONT)
    assert eventually(lambda: not frozen.running)
    assert "This node ends." in (frozen.folder / "ejabberd.log").read_text()
    frozen.start()
    assert all_go_on(talks)
    silences = [longest_silence(person, frozen_at) for person in people_in(talks)]
    assert rooms_are_one(cluster, talks)
    finish(talks, site)
    assert max(silences) <= OTHERS, silences


@pytest.fixture
def wires(cluster: DevCluster) -> Iterator[Wires]:
    """Have the nodes reach each other through wires that may be cut."""
    ends = {f"127.0.1.{node.address.rpartition('.')[2]}": node.address for node in NODES}
    names = {f"{node.name}.{cluster.domain}": wire for node, wire in zip(NODES, ends, strict=True)}
    tables = {node.folder / "inetrc": (node.folder / "inetrc").read_text() for node in cluster.nodes}
    with Wires(ends, cluster.ports["erlang"]) as wires:
        for node, own in zip(cluster.nodes, names, strict=True):
            node.stop()
            wires.lead(node.folder, {name: wire for name, wire in names.items() if name != own})
        for node in cluster.nodes:
            node.start()
        yield wires
        for node in cluster.nodes:
            node.stop()
    for table, text in tables.items():
        table.write_text(text)
    for node in cluster.nodes:
        node.start()


def test_nodes_that_are_cut_apart_go_on_as_one_and_find_back(
    wires: Wires, cluster: DevCluster, site: Site, talks: list[Talk]
) -> None:
    assert all_go_on(talks)
    (keeps,) = [node for node in cluster.nodes if holds_the_lease(node)]
    (loses,) = [node for node in cluster.nodes if node is not keeps]
    before = [person.comebacks for person in people_in(talks)]
    cut_at = time.monotonic()
    wires.cut()
    assert eventually(lambda: not loses.running)
    assert "holds it and is not reached. This node ends." in (loses.folder / "ejabberd.log").read_text()
    assert all_go_on(talks)
    loses.launch()
    assert eventually(lambda: "can't be joined. This node waits." in (loses.folder / "console.log").read_text())
    assert eventually(lambda: time.monotonic() > cut_at + FAULT)
    assert loses.running
    stayed = [now.comebacks == then for now, then in zip(people_in(talks), before, strict=True)]
    wires.mend()
    loses.await_answer()
    for talk in talks:
        talk.people[0].renew()
    assert all_go_on(talks)
    silences = [longest_silence(person, cut_at) for person in people_in(talks)]
    assert rooms_are_one(cluster, talks)
    finish(talks, site)
    assert max(silence for silence, kept in zip(silences, stayed, strict=True) if kept) <= STAYS, silences
    assert max(silences) <= OTHERS, silences
