"""What every kind of presence does. A module derives from `PresenceContract` and gives `presence` and `come_and_go`."""

from __future__ import annotations

from typing import Protocol
from uuid import uuid4

import pytest

from chatxblock.domain.ports import Presence


class Windows(Protocol):
    """The helpers' side: windows that go into a duty room, with its password, and out of it."""

    def enter(self, room: str, localpart: str, password: str) -> None:
        """Go in."""
        ...

    def leave(self, room: str, localpart: str) -> None:
        """Go out; return when the server knows."""
        ...


class PresenceContract:
    """The behaviours."""

    @pytest.fixture
    def duty_room(self, presence: Presence) -> str:
        name = f"duty-{uuid4().hex}"
        presence.make_duty_room(name, password="open sesame")
        return name

    @pytest.fixture
    def names(self) -> list[str]:
        return [f"{name}-{uuid4().hex}" for name in ("anna", "ben")]

    def test_nobody_is_in_a_room_that_was_never_made(self, presence: Presence) -> None:
        assert presence.present("duty-nowhere") == frozenset()
        assert presence.on_duty("duty-nowhere", ["anna"]) == frozenset()
        assert presence.number("duty-nowhere") == 0

    def test_who_comes_is_there_and_who_goes_is_not(
        self, presence: Presence, windows: Windows, duty_room: str, names: list[str]
    ) -> None:
        anna, ben = names
        for name in names:
            windows.enter(duty_room, name, "open sesame")
        assert presence.present(duty_room) == {anna, ben}
        assert presence.on_duty(duty_room, [anna, "nobody"]) == {anna}
        assert presence.number(duty_room) == 2
        windows.leave(duty_room, anna)
        assert presence.present(duty_room) == {ben}
        assert presence.on_duty(duty_room, names) == {ben}
        assert presence.number(duty_room) == 1

    def test_nobody_asked_for_is_nobody(self, presence: Presence, duty_room: str) -> None:
        assert presence.on_duty(duty_room, []) == frozenset()

    def test_made_again_with_another_password_it_keeps_who_is_there(
        self, presence: Presence, windows: Windows, duty_room: str, names: list[str]
    ) -> None:
        windows.enter(duty_room, names[0], "open sesame")
        presence.make_duty_room(duty_room, password="another")
        assert presence.present(duty_room) == {names[0]}
        windows.enter(duty_room, names[1], "another")
        assert presence.present(duty_room) == set(names)
