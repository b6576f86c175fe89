"""A worker dies before and after each step, in memory. What has to hold is at the top of `tests.faults.fixtures`."""

from __future__ import annotations

import pytest

from tests.faults.fixtures import ACTS, Action, Journey, ask, leave_last, steps, struck_once, tell, unharmed
from tests.faults.memory import MemoryEnvironment
from tests.faults.mortal import Fate


@pytest.mark.parametrize("again", [False, True], ids=["not repeated", "repeated"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("action", ACTS, ids=lambda action: action.__name__)
def test_a_worker_may_die_at_any_step(action: Action, after: bool, again: bool) -> None:
    taken = dict(steps(MemoryEnvironment()))[action]
    for number, name in enumerate(taken, 1):
        try:
            strike_at(action, number, after=after, again=again)
        except AssertionError as error:
            error.add_note(f"struck {'after' if after else 'before'} step {number} of {action.__name__}: {name}")
            raise


def strike_at(action: Action, number: int, *, after: bool, again: bool) -> None:
    def perform(journey: Journey, performed: Action) -> None:
        if performed is action:
            struck_once(journey, performed, Fate(number, after=after))
        else:
            unharmed(journey, performed)

    tell(Journey(MemoryEnvironment()), perform, struck=action, again=again)


def test_the_story_has_all_the_steps_that_matter() -> None:
    taken = dict(steps(MemoryEnvironment()))
    assert {"add", "make", "admit", "save", "release"} <= set(taken[ask])
    assert {"remove", "read", "keep", "finish", "end", "release"} <= set(taken[leave_last])
