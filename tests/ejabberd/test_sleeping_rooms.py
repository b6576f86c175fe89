"""A room without anybody inside leaves the server's memory, and whoever wants something of it finds it as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.errors import RoomNotFound
from tests.support.chat import Service, log_in_at, new_name, rooms_in_memory, settings_for
from tests.support.devsite import eventually

ROOMS = 12


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ejabberd]:
    """Run a server whose rooms go to sleep after a second."""
    server = Ejabberd(tmp_path_factory.mktemp("sleepy"), budgets={"room_sleep": 1})
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def service(server: Ejabberd) -> Iterator[Service]:
    """Return the service's side of it."""
    rooms = Service(settings_for(server, timeout=20.0))
    yield rooms
    rooms.close()


def awake(server: Ejabberd) -> int:
    """Return how many rooms are in memory."""
    return len(rooms_in_memory(server, server.rooms_domain))


def test_a_room_that_slept_is_what_it_was_to_everybody(server: Ejabberd, service: Service) -> None:
    name, rooms = new_name(), [new_name() for _ in range(ROOMS)]
    addresses = [f"{room}@{server.rooms_domain}" for room in rooms]
    inside, stranger = log_in_at(server, name), log_in_at(server, new_name())
    for room, address in zip(rooms, addresses, strict=True):
        service.make(room, occupants=2)
        service.admit(room, [name])
        inside.join(address)
    talk = rooms[0]
    assert awake(server) == ROOMS
    inside.echo(inside.say(addresses[0], "before"))
    for address in addresses:
        inside.leave(address)
    assert eventually(lambda: awake(server) == 0, 30), "empty rooms stay in memory"

    assert service.inside(talk) == frozenset()
    assert [line.body for line in service.read(talk).lines] == ["before"]
    assert inside.join(addresses[0]).get("type") is None
    inside.echo(inside.say(addresses[0], "after"))
    assert service.inside(talk) == {name}
    assert inside.history(addresses[0]) == ["before", "after"]
    assert stranger.join(addresses[1]).get("type") == "error"
    service.end(rooms[2])
    with pytest.raises(RoomNotFound):
        service.read(rooms[2])
    inside.close()
    stranger.close()
