"""A worker dies before and after each step, in memory. What has to hold is at the top of `tests.faults.story`."""

from __future__ import annotations

import pytest

from tests.faults.memory import MemoryStage
from tests.faults.mortal import Fate
from tests.faults.story import ACTS, Act, Play, ask, leave_last, steps, struck_once, tell, unharmed


@pytest.mark.parametrize("again", [False, True], ids=["not repeated", "repeated"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_a_worker_may_die_at_any_step(act: Act, after: bool, again: bool) -> None:
    taken = dict(steps(MemoryStage()))[act]
    for number, name in enumerate(taken, 1):
        try:
            strike_at(act, number, after=after, again=again)
        except AssertionError as error:
            error.add_note(f"struck {'after' if after else 'before'} step {number} of {act.__name__}: {name}")
            raise


def strike_at(act: Act, number: int, *, after: bool, again: bool) -> None:
    def perform(play: Play, performed: Act) -> None:
        if performed is act:
            struck_once(play, performed, Fate(number, after=after))
        else:
            unharmed(play, performed)

    tell(Play(MemoryStage()), perform, struck=act, again=again)


def test_the_story_has_all_the_steps_that_matter() -> None:
    taken = dict(steps(MemoryStage()))
    assert {"add", "make", "admit", "save", "release"} <= set(taken[ask])
    assert {"remove", "read", "keep", "finish", "end", "release"} <= set(taken[leave_last])
