"""ejabberd is killed (kill -9) before each step that needs it, stays away for the rest of the act, and comes back.

What has to hold is at the top of `tests.faults.story`. Between two steps nothing is sent to it, so before each step and
after the last one are all the moments there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.domain.ports import Rooms
from chatxblock.store import DjangoStore
from chatxblock.xmpp import stanzas
from chatxblock.xmpp.rooms import XmppRooms
from tests.chat import settings_for
from tests.faults.ejabberd_stage import EjabberdStage
from tests.faults.memory import MemoryStage
from tests.faults.mortal import Fate
from tests.faults.story import (
    ACTS,
    Act,
    Play,
    decline,
    inside_after,
    leave_last,
    steps,
    struck_once,
    tell,
    unharmed,
    widen,
)

LESS_THAN_OTHERS: dict[Act, tuple[str, ...]] = dict.fromkeys((widen, decline, leave_last), ("tell",))
"""What says nothing that a later step of the same act does not: a server that is away for one is away for the other."""

pytest_plugins = ("tests.servers",)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ejabberd]:
    server = Ejabberd(tmp_path_factory.mktemp("killed"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def stage(server: Ejabberd, store: DjangoStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[EjabberdStage]:
    monkeypatch.setattr(stanzas, "archive_query", partial(stanzas.archive_query, most=2))  # a log of several pages
    rooms = XmppRooms(settings_for(server))
    stage = EjabberdStage(server, rooms, store)
    yield stage
    stage.close()
    rooms.close()


@pytest.mark.parametrize("struck", ACTS, ids=lambda act: act.__name__)
def test_the_chat_server_may_be_killed_at_any_step(stage: EjabberdStage, server: Ejabberd, struck: Act) -> None:
    for number, name in enumerate(dict(steps(MemoryStage()))[struck], 1):
        if hasattr(Rooms, name) and name not in LESS_THAN_OTHERS.get(struck, ()):
            try:
                kill_at(stage, server, struck, number)
            except AssertionError as error:
                error.add_note(f"killed before step {number} of {struck.__name__}: {name}")
                raise


def kill_at(stage: EjabberdStage, server: Ejabberd, struck: Act, number: int) -> None:
    def perform(play: Play, act: Act) -> None:
        if act is struck:
            struck_once(play, act, Fate(number, server.kill))
            server.start()
            play.attend()  # pages connect again, and windows come back in
            play.come(*inside_after(act))
            play.failures += 1  # whoever logs in again reads the inbox: told once more of what is known
        else:
            unharmed(play, act)

    tell(Play(stage), perform, struck=struck)
