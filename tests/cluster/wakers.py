"""Sleeping rooms of a cluster, and people who wake all of them at once, each by a node of her own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from chatxblock.devserver.cluster import DevCluster, RunningNode
from chatxblock.errors import RoomsUnavailable
from tests.support.chat import Service, rooms_in_memory
from tests.support.learner import Learner, is_own_presence, token_for

X = '<x xmlns="http://jabber.org/protocol/muc"/>'


def is_made(service: Service, room: str, names: Sequence[str]) -> bool:
    """Make a room for them; a test before this one may have cut the service off."""
    with suppress(RoomsUnavailable):
        service.make(room, occupants=len(names))
        service.admit(room, names)
        return True
    return False


def log_in(cluster: DevCluster, node: RunningNode, name: str) -> Learner:
    """Log somebody in past HAProxy, at a node of her own."""
    jid = f"{name}@{cluster.domain}"
    url = f"ws://{node.node.address}:{cluster.ports['ws']}/ws"
    return Learner(url, jid, token_for(jid, cluster.token_secret))


def awake(cluster: DevCluster, addresses: Sequence[str]) -> list[str]:
    """Return which of these rooms are in memory, each as often as it is listed."""
    listed = [room["jid"] for room in rooms_in_memory(cluster.nodes[0], cluster.rooms_domain)]
    return sorted(room for room in listed if room in addresses)


def enter(person: Learner, addresses: Sequence[str]) -> None:
    """Come to all rooms at once, and be inside all of them."""
    for address in addresses:
        person.send(f'<presence xmlns="jabber:client" to="{address}/{person.localpart}">{X}</presence>')
    left = set(addresses)
    while left:
        came = person.expect(lambda stanza: any(is_own_presence(stanza, address) for address in left))
        assert came.get("type") is None, came.attrib
        left.discard(came.get("from", "").partition("/")[0])


def hear(person: Learner, ids: set[str]) -> None:
    """Return when all of these lines have come."""
    left = set(ids)
    while left:
        left.discard(person.expect(lambda stanza: stanza.get("id") in left).get("id", ""))


def members(cluster: DevCluster, name: str) -> int:
    """Return how many rooms have somebody for a member, as the database has it."""
    counted = f"SELECT count(*) FROM muc_room WHERE opts LIKE '%{name}%'"
    return int(cluster.postgres.sql("chat", "--tuples-only", "--command", counted))
