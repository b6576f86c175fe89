"""People whose connections end while lines are on their way to them: the room knows it at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from tests.support.chat import MakeLearner, Service, new_name
from tests.support.devsite import eventually
from tests.support.learner import Learner

pytest_plugins = ("tests.support.servers",)
ROOMS, PEOPLE, LINES = 4, 40, 3
SOON = 10.0
"""Seconds on a busy machine; usual is one. For each line that was on its way ejabberd alone waits 15."""


def only_is_inside(service: Service, room: str, name: str) -> bool:
    return service.inside(room) == {name}


@pytest.mark.parametrize("go", [Learner.cut, Learner.close], ids=["without a word", "with a goodbye"])
def test_whoever_goes_while_lines_come_to_her_is_not_listed_any_more(
    go: Callable[[Learner], None], ejabberd: Ejabberd, service: Service, learner: MakeLearner
) -> None:
    """Of a connection that ends just then ejabberd's own processes wait for each other: of one or two in a hundred."""
    for _ in range(ROOMS):
        room, writer = new_name(), learner()
        people = [learner() for _ in range(PEOPLE)]
        address = f"{room}@{ejabberd.rooms_domain}"
        service.make(room, occupants=PEOPLE + 1)
        service.admit(room, [person.localpart for person in (writer, *people)])
        for person in (writer, *people):
            assert person.join(address).get("type") is None
        for person in people:
            for number in range(LINES):
                writer.say(address, f"line {number}")
            go(person)
        assert eventually(partial(only_is_inside, service, room, writer.localpart), SOON)
        writer.close()
