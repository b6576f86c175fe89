"""Of the earlier questions that nobody answered, those are told of a resource whose askers would have found it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chatxblock.domain.calls.call import State
from chatxblock.domain.resources import telling
from chatxblock.domain.resources.answering import LONGEST_ANSWER, text_of
from tests.faults.mortal import Fate
from tests.faults.test_telling_dies import QUESTION, Place

UNLIKE = "How do I cite a web page in the essay?"


def ask_earlier(place: Place, name: str, question: str, days: float = 0) -> None:
    call = place._over(name)
    at = call.asked_at - timedelta(days=days)
    place.store._calls[call.id] = call.changed(state=State.CLOSED, question=question, asked_at=at)


def told(place: Place) -> set[str]:
    place.publish(Fate())
    place.sweep_to_the_end()
    return set(place.told()) - {"Alex", "Bo", "Ed", *(who.name for who in place.followers)}


@pytest.mark.parametrize(
    ("question", "days", "is_told"),
    [
        ("matrix not invertible", 1, True),
        (UNLIKE, 1, False),
        ("Which essay has a matrix in its cover, please, and who wrote that chapter?", 1, False),
        ("???", 1, False),
        (QUESTION, 100, False),
    ],
    ids=["like", "unlike", "one word alike", "marks", "too long ago"],
)
def test_who_asked_something_like_it_is_told(question: str, days: float, is_told: bool) -> None:
    place = Place()
    ask_earlier(place, "gil", question, days)
    assert told(place) == ({"Gil"} if is_told else set())


def test_who_asked_twice_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MOST_LOOKED_AT", 1)
    place = Place()
    for days in (1, 2):
        ask_earlier(place, "gil", QUESTION, days)
    assert told(place) == {"Gil"}
    assert place.told()["Gil"] == 1


def test_only_the_newest_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MOST_EARLIER", 2)
    place = Place()
    for days, name in enumerate(("gil", "hal", "ivy"), 1):
        ask_earlier(place, name, QUESTION, days)
    assert told(place) == {"Gil"}


def test_a_long_answer_is_the_body_and_begins_the_short_one() -> None:
    place = Place()
    call = place.left[0]
    short = text_of(call, place.teacher, "Hello Alex, two of its rows are the same.")
    assert (short.title, short.body) == (QUESTION, "")
    assert "Alex" not in short.answer
    assert "two of its rows are the same" in short.answer
    long = text_of(call, place.teacher, "Two of its rows are the same. " * 40)
    assert 0 < len(long.answer) <= LONGEST_ANSWER + 1
    assert long.body.count("Two of its rows") == 40
