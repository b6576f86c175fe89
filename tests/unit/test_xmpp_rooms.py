"""What reaches a room in the moment of its end is never answered, and is asked again within the same time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chatxblock.errors import RoomNotFound, RoomsUnavailable
from chatxblock.xmpp.rooms import XmppRooms
from chatxblock.xmpp.session import XmppSession
from chatxblock.xmpp.settings import XmppSettings

SETTINGS = XmppSettings(
    service_jid="service@service.test",
    password="",
    host="127.0.0.1",
    domain="learners.test",
    rooms_domain="rooms.test",
    api_url="http://127.0.0.1:1/api",
    timeout=3.0,
)


class Ending(XmppSession):
    """A session whose room does not answer the first question, and is gone at the second."""

    def __init__(self) -> None:
        super().__init__(SETTINGS)
        self.waited: list[float] = []

    def run(self, job: Callable[[Any], Any], most: float | None = None) -> Any:
        self.waited.append(most or self.settings.timeout)
        raise RoomsUnavailable if len(self.waited) == 1 else RoomNotFound


@pytest.mark.parametrize("do", ["admit", "remove"])
def test_who_is_admitted_or_put_out_while_the_room_ends_finds_it_gone(do: str) -> None:
    session = Ending()
    with pytest.raises(RoomNotFound):
        getattr(XmppRooms(session), do)("room", ["anna"])
    assert session.waited == [1.5, 1.5]


def test_what_a_room_is_read_for_or_ended_is_asked_again_too() -> None:
    session = Ending()
    with pytest.raises(RoomNotFound):
        XmppRooms(session).read("room")
    again = Ending()
    XmppRooms(again).end("room")
    assert session.waited == again.waited == [1.5, 1.5]
