"""Peerings that fail, hang or answer rubbish: the next one stands in, and no question is lost."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event
from typing import Any

import pytest

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.due import LEASE_SECONDS
from chatxblock.domain.calls.events import PUT_OFF_SECONDS
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.helpers.duty import Helper
from chatxblock.errors import PeeringFailed, RoomsUnavailable, StoreBusy
from chatxblock.peering.base import PeeringService
from chatxblock.peering.least_answered import LeastAnswered
from chatxblock.peering.named import NamedPeerings
from chatxblock.testing import Draw, Failing, FirstCome, MemoryCourse, a_call, a_helper

TIME_LIMIT = 10.0
ROUND = Round(size=2, wait=60.0)


class Answers(PeeringService):
    """Answers with whatever it was given, of the candidates or not."""

    def __init__(self, answer: Callable[[list[Helper]], Any]) -> None:
        self._answer = answer

    def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
        found: Sequence[Helper] = self._answer([helper for helper, _ in zip(candidates, range(4), strict=False)])
        return found


def helpers(many: int = 6) -> list[Helper]:
    return [a_helper(number) for number in range(1, many + 1)]


def numbers(chosen: Sequence[Helper]) -> list[int]:
    return [helper.person.id for helper in chosen]


def test_the_peering_that_a_call_names_chooses() -> None:
    one, other = FirstCome(), FirstCome()
    peerings = NamedPeerings({"one": one, "other": other}, "one")
    peerings.choose(a_call(peering="other"), ROUND, helpers())
    assert (len(one.rounds), len(other.rounds)) == (0, 1)


@pytest.mark.parametrize("name", ["", "a name that the operator took away"])
def test_without_a_known_name_the_default_chooses(name: str) -> None:
    one, other = FirstCome(), FirstCome()
    NamedPeerings({"one": one, "other": other}, "other").choose(a_call(peering=name), ROUND, helpers())
    assert (len(one.rounds), len(other.rounds)) == (0, 1)


def test_where_one_fails_the_next_chooses_from_all_that_were_drawn(caplog: pytest.LogCaptureFixture) -> None:
    class DrawsAndFails(FirstCome):
        def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
            assert numbers(list(candidates)) == [1, 2, 3, 4, 5, 6]
            raise KeyError("its own trouble")

    draw, call = Draw(helpers()), a_call()
    chosen = NamedPeerings({"broken": DrawsAndFails(), "fewest": LeastAnswered()}, "broken").choose(call, ROUND, draw)
    assert numbers(chosen) == [1, 2]
    assert draw.taken == 6
    assert f"call {call.id}: peering 'broken' failed" in caplog.text


def test_behind_the_last_one_the_first_stands_in() -> None:
    first, last = FirstCome(), Failing()
    assert numbers(NamedPeerings({"first": first, "last": last}, "last").choose(a_call(), ROUND, helpers())) == [1, 2]


def test_where_all_fail_that_is_told() -> None:
    one, other = Failing(), Failing()
    with pytest.raises(PeeringFailed):
        NamedPeerings({"one": one, "other": other}, "one").choose(a_call(), ROUND, helpers())
    assert (one.asked, other.asked) == (1, 1)


@pytest.mark.parametrize("trouble", [RoomsUnavailable(), StoreBusy()])
def test_trouble_with_drawing_is_no_failure_of_the_peering(trouble: Exception) -> None:
    other = FirstCome()
    with pytest.raises(type(trouble)):
        NamedPeerings({"one": Failing(trouble), "other": other}, "one").choose(a_call(), ROUND, helpers())
    assert other.rounds == []


@pytest.mark.parametrize(
    "answer",
    [
        lambda known: None,
        lambda known: 7,
        lambda known: "everybody",
        lambda known: [None],
        lambda known: [helper.person for helper in known],
        lambda known: {"choose": known},
        lambda known: [a_helper(99), a_helper(98)],
        lambda known: (known[place] for place in (0, 99)),
    ],
)
def test_rubbish_is_answered_by_the_next_one(answer: Callable[[list[Helper]], Any]) -> None:
    peerings = NamedPeerings({"rubbish": Answers(answer), "fewest": LeastAnswered()}, "rubbish")
    assert numbers(peerings.choose(a_call(), ROUND, helpers())) == [1, 2]


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        (lambda known: [a_helper(99), known[3]], [4]),
        (lambda known: [known[1], known[1], known[0]], [2, 1]),
        (lambda known: known, [1, 2]),
        (lambda known: (known[0] for _ in count()), [1]),
        (lambda known: [], []),
    ],
    ids=["unknown", "doubled", "too many", "endless", "nobody"],
)
def test_who_cannot_be_asked_is_dropped_and_the_others_stay(
    answer: Callable[[list[Helper]], Any], kept: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    chosen = NamedPeerings({"careless": Answers(answer), "other": Failing()}, "careless").choose(
        a_call(), ROUND, helpers()
    )
    assert numbers(chosen) == kept


def test_a_slow_one_is_told_in_the_log(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    ticks = iter([0.0, 3.5])
    monkeypatch.setattr("chatxblock.peering.named.time.monotonic", lambda: next(ticks))
    NamedPeerings({"slow": FirstCome()}, "slow").choose(a_call(), ROUND, helpers())
    assert "peering 'slow' took 3.5 seconds" in caplog.text


def test_the_one_that_chose_hears_the_outcome() -> None:
    one, other = FirstCome(), FirstCome()
    call = a_call(peering="other")
    NamedPeerings({"one": one, "other": other}, "one").call_ended(call)
    assert (one.outcomes, other.outcomes) == ([], [call])


def test_a_question_survives_that_all_peerings_fail() -> None:
    broken = Failing()
    course = MemoryCourse(NamedPeerings({"broken": broken}, "broken"), plan="2 everyone 60s")
    course.come("bo", "cy")
    call = course.ask()
    assert course.asked(call) == []
    broken.trouble = None
    course.pass_time(PUT_OFF_SECONDS)
    assert sorted(course.asked(call)) == ["bo", "cy"]


def test_a_peering_that_hangs_holds_up_its_caller_alone() -> None:
    """Whoever looks behind its lease asks; what the sleeper chose comes too late, and nobody is asked twice."""
    sleeping, wake = Event(), Event()

    class Sleeper(FirstCome):
        def choose(self, call: Call, round: Round, candidates: Iterable[Helper]) -> Sequence[Helper]:
            chosen = super().choose(call, round, candidates)
            if len(self.rounds) == 1:
                sleeping.set()
                assert wake.wait(TIME_LIMIT)
            return chosen

    course = MemoryCourse(NamedPeerings({"sleeper": Sleeper()}, "sleeper"), plan="1 everyone 60s")
    course.come("bo", "cy", "dee")
    with ThreadPoolExecutor(1) as thread:
        caller = thread.submit(course.ask)
        try:
            assert sleeping.wait(TIME_LIMIT)
            course.pass_time(LEASE_SECONDS + 1)
        finally:
            wake.set()
        call = caller.result(TIME_LIMIT)
    assert len(course.asked(call)) == 1
    assert sum(1 for notice in course.rooms.notifier.notices if notice.room) == 1


def test_an_outcome_that_is_not_taken_changes_nothing() -> None:
    class Deaf(FirstCome):
        def call_ended(self, call: Call) -> None:
            raise KeyError("its own trouble")

    course = MemoryCourse(NamedPeerings({"deaf": Deaf()}, "deaf"))
    course.come("bo")
    call = course.ask()
    assert course.end(call).closed_at is not None


def test_candidates_are_drawn_as_they_are_taken() -> None:
    def endless() -> Iterator[Helper]:
        return (a_helper(number) for number in count(1))

    draw = Draw(endless())
    NamedPeerings({"fewest": LeastAnswered()}, "fewest").choose(a_call(), ROUND, draw)
    assert draw.taken == 2
