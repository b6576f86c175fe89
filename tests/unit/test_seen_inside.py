"""Whom somebody sees inside and cannot name is looked for at once, not at the next look of the clock's."""

from __future__ import annotations

import pytest

from chatxblock.domain.calls.call import Call, Role, State
from chatxblock.errors import NotInCall
from tests.unit.fixtures import Course


class Looks(Course):
    """A course that counts the looks into its rooms."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.made = 0
        inside = self.rooms.inside

        def counted(room: str) -> frozenset[str]:
            self.made += 1
            return inside(room)

        self.rooms.inside = counted  # type: ignore[method-assign]

    def names(self, call: Call, who: str = "alex", seen: str = "") -> list[str]:
        """Who is there, as somebody is told who sees somebody."""
        localpart = self.person(seen).localpart if seen else ""
        return [i.person.name for i in self.service.people_of(call.id, self.person(who), seen=localpart).helpers]


@pytest.fixture
def course() -> Looks:
    return Looks()


def test_who_came_by_another_program_is_named_to_whoever_sees_them(course: Looks) -> None:
    call = course.ask()
    course.clock.pass_time(3)
    course.enter(call, "cy")
    assert course.names(call) == []
    assert course.names(call, seen="cy") == ["Cy"]
    assert course.store.load(call.id).state is State.ANSWERED
    assert course.told("alex")[-1] == course.told("bo")[-1] == "answered"


def test_who_comes_right_after_a_look_is_named_within_a_second(course: Looks) -> None:
    call = course.ask()
    course.enter(call, "cy")
    assert course.names(call, seen="cy") == []
    course.clock.pass_time(1)
    course.service.sweep()
    assert [i.person.name for i in course.store.load(call.id).helpers] == ["Cy"]


def test_who_left_and_came_back_by_another_program_counts_again(course: Looks) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.service.leave(call.id, course.person("bo"), None)
    course.enter(call, "bo")
    course.clock.pass_time(8)
    assert course.names(call, seen="bo") == []
    course.clock.pass_time(30)
    course.service.sweep()
    course.exit(call, "bo")
    course.service.leave(call.id, course.person("bo"), None)
    course.clock.pass_time(31)
    course.service.sweep()
    course.enter(call, "bo")
    course.clock.pass_time(2)
    assert course.names(call, seen="bo") == ["Bo"]


@pytest.mark.parametrize("seen", ["alex", "bo", "eve"])
def test_nobody_looks_for_who_is_known_or_was_never_asked(course: Looks, seen: str) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.clock.pass_time(3)
    made = course.made
    course.names(call, seen=seen)
    assert course.made == made


def test_asking_without_end_is_a_look_a_second(course: Looks) -> None:
    call = course.ask()
    course.clock.pass_time(3)
    made = course.made
    for _ in range(50):
        course.names(call, seen="cy")
        course.clock.pass_time(0.1)
    assert 4 <= course.made - made <= 6


def test_a_call_that_is_over_is_not_looked_into(course: Looks) -> None:
    call = course.ask()
    course.service.cancel(call.id, course.person("alex"))
    made = course.made
    assert course.names(call, seen="cy") == []
    assert course.made == made


def test_a_chat_that_is_away_names_nobody_and_breaks_nothing(course: Looks) -> None:
    call = course.ask()
    course.clock.pass_time(3)
    course.enter(call, "cy")
    course.rooms.available = False
    assert course.names(call, seen="cy") == []
    course.rooms.available = True
    course.clock.pass_time(5)
    course.service.sweep()
    assert course.names(call) == ["Cy"]


def test_only_who_takes_part_may_ask(course: Looks) -> None:
    call = course.ask()
    with pytest.raises(NotInCall):
        course.names(call, "eve", seen="cy")
    assert course.service.people_of(call.id, course.person("bo")).role_of(course.person("bo")) is Role.INVITED
