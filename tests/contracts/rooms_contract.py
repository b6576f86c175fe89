"""What every kind of room does, whichever server it is on.

Kinds differ, and say so by their flags. A module derives from the parts that its kind declares (`RoomsContract` is all
of them) and gives the fixtures `rooms` and, where people can be seen, `visitors`.
"""

from __future__ import annotations

from typing import Protocol
from uuid import uuid4

import pytest

from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import Rooms
from chatxblock.errors import RoomNotFound, RoomsRefused


class Visitors(Protocol):
    """The learners' side of the rooms. Raises `RoomsRefused` where the room turns them away."""

    def enter(self, room: str, localpart: str) -> object:
        """Go in."""
        ...

    def say(self, room: str, localpart: str, body: str, message_id: str = "", replaces: str = "") -> object:
        """Say something; return when it is in the log."""
        ...

    def leave(self, room: str, localpart: str) -> object:
        """Go out."""
        ...


@pytest.fixture
def room(rooms: Rooms) -> str:
    """Return the name of a room that was just made."""
    name = uuid4().hex
    rooms.make(name, occupants=8)
    return name


@pytest.fixture
def anna() -> str:
    """Return the localpart of a learner."""
    return f"anna-{uuid4().hex}"


@pytest.fixture
def ben() -> str:
    """Return the localpart of another one."""
    return f"ben-{uuid4().hex}"


class EveryKind:
    """What holds for all kinds, whatever they lack. A module derives from what its kind declares, no more."""

    def test_it_is_tried_for_all_that_it_says_it_has(self, rooms: Rooms) -> None:
        assert isinstance(rooms, Rooms)
        assert isinstance(self, KindWithLog) is rooms.has_log
        assert isinstance(self, KindThatKnowsWhoIsInside) is rooms.knows_inside
        assert rooms.guarded or not (rooms.has_log or rooms.knows_inside)
        assert rooms.label.strip()
        assert rooms.least_grace >= 0

    def test_each_step_may_be_repeated(self, rooms: Rooms, room: str, anna: str, ben: str) -> None:
        for _ in range(2):
            rooms.make(room, occupants=8)
            rooms.admit(room, [anna])
            rooms.admit(room, [])
            rooms.remove(room, [anna, ben])
            rooms.remove(room, [])
        rooms.end(room)
        rooms.end(room)

    def test_a_room_has_one_link_or_none(self, rooms: Rooms, room: str) -> None:
        assert rooms.url(room) == rooms.url(room)
        assert (rooms.url(room) == "") is rooms.guarded
        assert rooms.guarded or room in rooms.url(room)
        assert rooms.guarded or rooms.url(room) != rooms.url(uuid4().hex)


class KindThatKnowsWhoIsInside:
    """Rooms that let in whom they were told, and tell who is there."""

    def test_only_people_admitted_can_enter(
        self, rooms: Rooms, visitors: Visitors, room: str, anna: str, ben: str
    ) -> None:
        rooms.admit(room, [anna])
        visitors.enter(room, anna)
        with pytest.raises(RoomsRefused):
            visitors.enter(room, ben)
        assert rooms.inside(room) == {anna}

    def test_admitting_twice_or_nobody_is_fine(self, rooms: Rooms, visitors: Visitors, room: str, anna: str) -> None:
        rooms.admit(room, [anna])
        rooms.admit(room, [anna])
        rooms.admit(room, [])
        visitors.enter(room, anna)
        assert rooms.inside(room) == {anna}

    def test_who_leaves_is_no_longer_inside(
        self, rooms: Rooms, visitors: Visitors, room: str, anna: str, ben: str
    ) -> None:
        rooms.admit(room, [anna, ben])
        visitors.enter(room, anna)
        visitors.enter(room, ben)
        visitors.leave(room, anna)
        assert rooms.inside(room) == {ben}

    def test_who_is_removed_is_put_out_and_stays_out(
        self, rooms: Rooms, visitors: Visitors, room: str, anna: str, ben: str
    ) -> None:
        rooms.admit(room, [anna, ben])
        visitors.enter(room, anna)
        visitors.enter(room, ben)
        rooms.remove(room, [ben])
        assert rooms.inside(room) == {anna}
        with pytest.raises(RoomsRefused):
            visitors.enter(room, ben)

    def test_removing_strangers_and_nobody_is_harmless(self, rooms: Rooms, room: str, anna: str) -> None:
        rooms.remove(room, [anna])
        rooms.remove(room, [])
        assert rooms.inside(room) == frozenset()

    def test_people_removed_can_be_admitted_again(self, rooms: Rooms, visitors: Visitors, room: str, anna: str) -> None:
        rooms.admit(room, [anna])
        rooms.remove(room, [anna])
        rooms.admit(room, [anna])
        visitors.enter(room, anna)
        assert rooms.inside(room) == {anna}


class KindWithLog:
    """Rooms that keep what is said."""

    def test_who_is_removed_can_say_nothing_more(
        self, rooms: Rooms, visitors: Visitors, room: str, anna: str, ben: str
    ) -> None:
        rooms.admit(room, [anna, ben])
        visitors.enter(room, anna)
        visitors.say(room, anna, "before")
        rooms.remove(room, [anna, ben])
        with pytest.raises(RoomsRefused):
            visitors.say(room, anna, "after")
        assert said(rooms.read(room).lines) == ["before"]

    def test_the_log_says_who_said_what_in_which_order(
        self, rooms: Rooms, visitors: Visitors, room: str, anna: str, ben: str
    ) -> None:
        rooms.admit(room, [anna, ben])
        visitors.enter(room, anna)
        visitors.enter(room, ben)
        visitors.say(room, anna, "Why?", message_id="m1")
        visitors.say(room, ben, "<b>\N{WAVING HAND SIGN} & \N{HEBREW LETTER ALEF}\nso</b>", message_id="m2")
        page = rooms.read(room)
        assert [(line.author, line.message_id) for line in page.lines] == [(anna, "m1"), (ben, "m2")]
        assert said(page.lines) == ["Why?", "<b>\N{WAVING HAND SIGN} & \N{HEBREW LETTER ALEF}\nso</b>"]
        assert (page.last, page.total, page.finished, page.skipped) == (page.lines[-1].id, 2, True, 0)
        assert page.lines[0].sent_at <= page.lines[1].sent_at
        assert page.lines[0].sent_at.utcoffset() is not None
        assert page.lines[0].id != page.lines[1].id

    def test_a_correction_is_a_line_of_its_own(self, rooms: Rooms, visitors: Visitors, room: str, anna: str) -> None:
        rooms.admit(room, [anna])
        visitors.enter(room, anna)
        visitors.say(room, anna, "teh", message_id="m1")
        visitors.say(room, anna, "the", message_id="m2", replaces="m1")
        assert [(line.body, line.replaces) for line in rooms.read(room).lines] == [("teh", ""), ("the", "m1")]

    def test_reading_goes_on_behind_an_entry(self, rooms: Rooms, visitors: Visitors, room: str, anna: str) -> None:
        rooms.admit(room, [anna])
        visitors.enter(room, anna)
        for body in ("one", "two", "three"):
            visitors.say(room, anna, body)
        first = rooms.read(room).lines[0]
        rest = rooms.read(room, after=first.id)
        assert (said(rest.lines), rest.total, rest.finished) == (["two", "three"], 3, True)
        end = rooms.read(room, after=rest.last)
        assert (end.lines, end.last, end.total, end.finished) == ((), "", 3, True)

    def test_a_long_log_is_read_in_pages(self, rooms: Rooms, visitors: Visitors, room: str, anna: str) -> None:
        rooms.admit(room, [anna])
        visitors.enter(room, anna)
        for number in range(600):
            visitors.say(room, anna, f"line {number}")
        lines, after, finished, pages = list[Line](), "", False, 0
        while not finished:
            page = rooms.read(room, after=after)
            lines, after, finished, pages = [*lines, *page.lines], page.last, page.finished, pages + 1
            assert page.total == 600
        assert said(lines) == [f"line {number}" for number in range(600)]
        assert pages > 1


class RoomsContract(EveryKind, KindThatKnowsWhoIsInside, KindWithLog):
    """All of it, as chat rooms keep it."""

    def test_a_new_room_is_empty_and_silent(self, rooms: Rooms, room: str) -> None:
        page = rooms.read(room)
        assert rooms.inside(room) == frozenset()
        assert (page.lines, page.last, page.total, page.finished) == ((), "", 0, True)

    def test_making_a_living_room_again_keeps_people_and_log(
        self, rooms: Rooms, visitors: Visitors, room: str, anna: str
    ) -> None:
        rooms.admit(room, [anna])
        visitors.enter(room, anna)
        visitors.say(room, anna, "one")
        rooms.make(room, occupants=8)
        visitors.say(room, anna, "two")
        assert rooms.inside(room) == {anna}
        assert said(rooms.read(room).lines) == ["one", "two"]

    def test_a_room_that_ended_is_gone(self, rooms: Rooms, visitors: Visitors, room: str, anna: str) -> None:
        rooms.admit(room, [anna])
        visitors.enter(room, anna)
        rooms.end(room)
        for use in (rooms.inside, rooms.read):
            with pytest.raises(RoomNotFound):
                use(room)
        with pytest.raises(RoomNotFound):
            rooms.admit(room, [anna])
        with pytest.raises(RoomNotFound):
            rooms.remove(room, [anna])

    def test_ending_twice_is_harmless(self, rooms: Rooms, room: str) -> None:
        rooms.end(room)
        rooms.end(room)
        with pytest.raises(RoomNotFound):
            rooms.read(room)

    def test_a_room_never_made_is_not_found(self, rooms: Rooms, anna: str) -> None:
        name = uuid4().hex
        rooms.end(name)
        with pytest.raises(RoomNotFound):
            rooms.admit(name, [anna])
        with pytest.raises(RoomNotFound):
            rooms.inside(name)


def said(lines: list[Line] | tuple[Line, ...]) -> list[str]:
    """Return the bodies."""
    return [line.body for line in lines]
