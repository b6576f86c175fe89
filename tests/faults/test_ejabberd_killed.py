"""ejabberd is killed (kill -9) before each step that needs it, stays away for the rest of the action, and comes back.

What has to hold is in `tests.faults.fixtures`. Between two steps nothing is sent to it, so before each step and
after the last one are all the moments there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.domain.ports import Notifier, Presence, Rooms
from chatxblock.store import DjangoStore
from chatxblock.xmpp import stanzas
from tests.faults.ejabberd import EjabberdEnvironment
from tests.faults.fixtures import (
    Action,
    Journey,
    decline,
    inside_after,
    leave_last,
    moments,
    steps,
    struck_once,
    tell,
    unharmed,
)
from tests.faults.memory import MemoryEnvironment
from tests.faults.mortal import Fate
from tests.support.chat import Service, settings_for

OF_THE_CHAT_SERVER = {name for port in (Rooms, Notifier, Presence) for name in vars(port)}
LESS_THAN_OTHERS: dict[Action, tuple[str, ...]] = dict.fromkeys((decline, leave_last), ("tell",))
"""What says nothing that a later step of the same action does not: a server away for one is away for the other."""
STEPS = [
    (action, number, name)
    for action, taken in steps(MemoryEnvironment())
    for number, name in enumerate(taken, 1)
    if name in OF_THE_CHAT_SERVER and name not in LESS_THAN_OTHERS.get(action, ())
]

pytest_plugins = ("tests.support.servers",)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ejabberd]:
    server = Ejabberd(tmp_path_factory.mktemp("killed"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def environment(server: Ejabberd, store: DjangoStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[EjabberdEnvironment]:
    monkeypatch.setattr(stanzas, "archive_query", partial(stanzas.archive_query, most=2))  # a log of several pages
    rooms = Service(settings_for(server))
    environment = EjabberdEnvironment(server, rooms, store)
    yield environment
    environment.close()
    rooms.close()


@pytest.mark.parametrize(("struck", "number"), moments(STEPS))
def test_the_chat_server_may_be_killed_at_any_step(
    environment: EjabberdEnvironment, server: Ejabberd, struck: Action, number: int
) -> None:
    def perform(journey: Journey, action: Action) -> None:
        if action is struck:
            struck_once(journey, action, Fate(number, server.kill))
            server.start()
            journey.attend()  # pages connect again, and windows come back in
            journey.come(*inside_after(action))
            journey.failures += 1  # whoever logs in again reads the inbox: told once more of what is known
        else:
            unharmed(journey, action)

    tell(Journey(environment), perform, struck=struck)
