"""What asking an outside service is made of: the breaker, the signature, the messages."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatxblock.domain.calls.call import Call, Context
from chatxblock.domain.calls.rounds import Round
from chatxblock.errors import PeeringFailed
from chatxblock.peering import messages
from chatxblock.peering.breaker import Breaker
from chatxblock.peering.signature import SIGNATURE_HEADER, TIMESTAMP_HEADER, WINDOW, is_ours, signed
from chatxblock.testing import a_call, a_helper, a_person
from chatxblock.testing.peering_contract import an_outcome

SECRET = "0123456789abcdef0123456789abcdef"
ROUND = Round(size=2, wait=60.0, pool="peers")


class Seconds:
    """A clock for the breaker."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def fail(breaker: Breaker) -> None:
    with pytest.raises(ZeroDivisionError), breaker.attempt():
        raise ZeroDivisionError


def work(breaker: Breaker) -> None:
    with breaker.attempt():
        pass


def test_it_rests_after_failures_in_a_row_and_then_lets_one_try() -> None:
    seconds = Seconds()
    breaker = Breaker(failures=3, rest=30.0, clock=seconds)
    for _ in range(3):
        assert not breaker.resting
        fail(breaker)
    for now in (1000.0, 1029.9):
        seconds.now = now
        with pytest.raises(PeeringFailed):
            work(breaker)
    seconds.now = 1030.0
    with breaker.attempt(), pytest.raises(PeeringFailed):
        work(breaker)  # while one tries, the others are still spared
    work(breaker)
    work(breaker)


def test_a_trial_that_fails_begins_the_rest_anew() -> None:
    seconds = Seconds()
    breaker = Breaker(failures=2, rest=30.0, clock=seconds)
    for _ in range(2):
        fail(breaker)
    seconds.now = 1031.0
    fail(breaker)
    seconds.now = 1060.9
    assert breaker.resting
    seconds.now = 1061.0
    assert not breaker.resting


def test_failures_between_which_it_worked_are_no_row() -> None:
    breaker = Breaker(failures=2, rest=30.0)
    for _ in range(5):
        fail(breaker)
        work(breaker)
    assert not breaker.resting


def test_attempts_are_made_in_parallel() -> None:
    breaker, barrier = Breaker(failures=1, rest=30.0), Barrier(4)

    def job(_number: int) -> None:
        with breaker.attempt():
            barrier.wait(10)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(job, range(4))) == [None] * 4


def test_after_the_rest_only_one_of_many_tries() -> None:
    seconds = Seconds()
    breaker, barrier = Breaker(failures=1, rest=30.0, clock=seconds), Barrier(8)
    fail(breaker)
    seconds.now = 1031.0

    def job(_number: int) -> bool:
        try:
            with breaker.attempt():
                barrier.wait(10)
        except PeeringFailed:
            barrier.wait(10)
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(job, range(8))) == 1


@given(body=st.binary(max_size=200), now=st.floats(1e9, 4e9), late=st.floats(-(WINDOW - 1), WINDOW - 1))
def test_what_was_signed_just_now_is_ours(body: bytes, now: float, late: float) -> None:
    headers = signed(SECRET, body, now)
    assert is_ours(SECRET, headers[TIMESTAMP_HEADER], headers[SIGNATURE_HEADER], body, now + late)


@pytest.mark.parametrize(
    "changes",
    [
        {"secret": SECRET.upper()},
        {"timestamp": "1700000001"},
        {"timestamp": ""},
        {"timestamp": "²"},
        {"timestamp": "9" * 400},
        {"signature": ""},
        {"signature": "v1="},
        {"signature": "ø"},
        {"body": b"{} "},
        {"now": 1_700_000_000.0 + WINDOW + 1},
        {"now": 1_700_000_000.0 - WINDOW - 1},
    ],
)
def test_what_was_changed_or_is_old_is_not_ours(changes: dict[str, Any]) -> None:
    now = 1_700_000_000.0
    headers = signed(SECRET, b"{}", now)
    known: dict[str, Any] = {
        "secret": SECRET,
        "timestamp": headers[TIMESTAMP_HEADER],
        "signature": headers[SIGNATURE_HEADER],
        "body": b"{}",
        "now": now,
    }
    assert is_ours(**known)
    assert not is_ours(**known | changes)


def test_the_signature_is_the_one_in_the_reference() -> None:
    """Printed by `printf '1700000000.{}' | openssl dgst -sha256 -hmac $SECRET`."""
    assert signed(SECRET, b"{}", 1_700_000_000.9) == {
        TIMESTAMP_HEADER: "1700000000",
        SIGNATURE_HEADER: "v1=417adf36b901772f658597a76d329694e335e65fc0849d7715c3ca33406309b5",
    }


def test_no_name_picture_or_platform_id_leaves() -> None:
    person = replace(a_person(7), name="Lina Petrova", image_url="/lina.png", user_id="user-4711")
    asker = replace(a_person(8), name="Ada Byron", user_id="user-4712")
    helper = replace(a_helper(7), person=person)
    call = a_call(asker=asker, context=Context(usage_key="block", title="Unit 3", url="/unit/3", excerpt="A x = b"))
    over = replace(an_outcome([person]), asker=asker)
    for message in (messages.question(call, ROUND, [helper]), messages.outcome(over)):
        text = message.decode()
        assert person.localpart in text
        assert not any(known in text for known in ("Lina", "Ada", "4711", "4712", "lina.png", asker.localpart))


def test_a_question_says_what_can_be_known() -> None:
    call = a_call(round=1)
    said = json.loads(messages.question(call, ROUND, [a_helper(7, asked=5, answered=2)]))
    assert said["round"] == {"number": 2, "size": 2, "wait": 60.0, "pool": "peers"}
    assert said["call"]["question"] == call.question
    assert said["call"]["asked_at"] == "2026-01-01T21:00:00.000Z"
    assert (said["candidates"][0]["asked"], said["candidates"][0]["answered"]) == (5, 2)


def test_an_outcome_says_who_came() -> None:
    said = json.loads(messages.outcome(an_outcome([a_person(1), a_person(2)])))["outcome"]
    assert [(one["answer"], one["accepted_at"] is not None) for one in said["invitations"]] == [
        ("left", True),
        ("withdrawn", False),
    ]
    assert said["ended_at"] == "2026-01-01T21:05:00.000Z"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>",
        b"null",
        b"[]",
        b"{}",
        b'{"choose": null}',
        b'{"choose": "all"}',
        b'{"choose": [7]}',
        b'{"choose": [["a"]]}',
        b'{"choose": ["nobody"]}',
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"choose": NaN}',
    ],
)
def test_rubbish_is_a_failure(answer: bytes) -> None:
    with pytest.raises(PeeringFailed):
        messages.chosen(a_call(), ROUND, [a_helper(1)], answer)


def test_who_was_not_offered_or_is_named_twice_is_dropped(caplog: pytest.LogCaptureFixture) -> None:
    call, known = a_call(), [a_helper(number) for number in (1, 2, 3)]
    first, second, third = (helper.person.localpart for helper in known)
    names = ["x" * 5000, call.asker.localpart, second, second, first, third]
    chosen = messages.chosen(call, ROUND, known, json.dumps({"choose": names}).encode())
    assert [helper.person.id for helper in chosen] == [2, 1]
    assert caplog.text.count("dropped") == 3
    assert max(len(record.getMessage()) for record in caplog.records) < 200


@given(answer=st.binary() | st.text().map(str.encode))
def test_no_answer_does_anything_but_choose_or_fail(answer: bytes) -> None:
    call: Call = a_call()
    try:
        chosen = messages.chosen(call, ROUND, [a_helper(1)], answer)
    except PeeringFailed:
        return
    assert chosen == []
