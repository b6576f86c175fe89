"""Whoever listens hears of every change of a call and of a helper, by one seam."""

from __future__ import annotations

from itertools import pairwise

from chatxblock.domain.calls.call import State
from chatxblock.testing import FirstCome, MemoryCourse


def test_every_change_of_a_call_is_told_from_the_question_to_the_end() -> None:
    course = MemoryCourse(FirstCome())
    course.come("bo")
    call = course.ask()
    course.accept(call, "bo")
    course.rooms.say(call.room, course.person("bo").localpart, "Because it is.")
    over = course.end(call)
    told = [(before, after) for before, after in course.events.calls if after.id == call.id]
    assert told[0][0] is None
    assert told[-1][1] == over
    assert over.state is State.CLOSED
    for (_, known), (before, _) in pairwise(told):
        assert known == before, "a change went around"
    assert [after.archived_at is not None for _, after in told].count(True) == 2  # archived, then closed


def test_who_looks_at_a_question_tells_nobody() -> None:
    course = MemoryCourse(FirstCome())
    call = course.ask()
    told = len(course.events.calls)
    assert course.service.open_call(call.asker) == course.store.load(call.id)
    assert len(course.events.calls) == told


def test_what_changes_nothing_is_not_told() -> None:
    course = MemoryCourse(FirstCome())
    course.come("bo")
    call = course.ask()
    course.accept(call, "bo")
    told = len(course.events.calls)
    course.service.accept(call.id, course.person("bo"))
    assert len(course.events.calls) == told
