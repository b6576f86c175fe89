"""What asking an outside service is made of: the breaker, the signature, the messages."""

from __future__ import annotations

import base64
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from chatxblock.domain.calls.call import Call, Context
from chatxblock.domain.calls.rounds import Round
from chatxblock.errors import PeeringFailed
from chatxblock.peering import messages
from chatxblock.peering.breaker import Breaker
from chatxblock.peering.signature import (
    ID_HEADER,
    LEAST_KEY,
    LEAST_SECRET,
    MOST_KEY,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    WINDOW,
    is_ours,
    key_of,
    signed,
)
from chatxblock.testing import a_call, a_helper, a_person
from chatxblock.testing.peering_contract import an_outcome

SECRET = "0123456789abcdef0123456789abcdef"
KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE = "told_7f9c24e54f0a4b8e9b0e2f6f0f4f9a11"
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
    assert is_ours(SECRET, signed(SECRET, MESSAGE, body, now), body, now + late)


@pytest.mark.parametrize(
    "changes",
    [
        {"secret": SECRET.upper()},
        {ID_HEADER: "told_somebody_else"},
        {ID_HEADER: ""},
        {TIMESTAMP_HEADER: "1700000001"},
        {TIMESTAMP_HEADER: ""},
        {TIMESTAMP_HEADER: "²"},
        {TIMESTAMP_HEADER: "9" * 400},
        {SIGNATURE_HEADER: ""},
        {SIGNATURE_HEADER: "v1,"},
        {SIGNATURE_HEADER: "ø"},
        {"body": b"{} "},
        {"now": 1_700_000_000.0 + WINDOW + 1},
        {"now": 1_700_000_000.0 - WINDOW - 1},
    ],
)
def test_what_was_changed_or_is_old_is_not_ours(changes: dict[str, Any]) -> None:
    known: dict[str, Any] = {"secret": SECRET, "body": b"{}", "now": 1_700_000_000.0}
    headers = signed(SECRET, MESSAGE, b"{}", known["now"])
    assert is_ours(headers=headers, **known)
    changed = {name: changes.get(name, value) for name, value in headers.items()}
    assert not is_ours(headers=changed, **{name: changes.get(name, value) for name, value in known.items()})


@pytest.mark.parametrize("name", [ID_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER])
def test_a_header_that_is_missing_makes_it_nobodys(name: str) -> None:
    headers = signed(SECRET, MESSAGE, b"{}", 1_700_000_000.0)
    del headers[name]
    assert not is_ours(SECRET, headers, b"{}", 1_700_000_000.0)


def test_one_of_several_signatures_is_enough_and_headers_have_no_case() -> None:
    headers = signed(SECRET, MESSAGE, b"{}", 1_700_000_000.0)
    headers[SIGNATURE_HEADER] = f"v1a,bm8= v1,bm8= {headers[SIGNATURE_HEADER]}"
    assert is_ours(SECRET, {name.title(): value for name, value in headers.items()}, b"{}", 1_700_000_000.0)


def test_the_signature_is_the_one_in_the_reference() -> None:
    """Printed by `printf '%s.1700000000.{}' $MESSAGE | openssl dgst -sha256 -hmac $SECRET -binary | base64`."""
    assert signed(SECRET, MESSAGE, b"{}", 1_700_000_000.9) == {
        ID_HEADER: MESSAGE,
        TIMESTAMP_HEADER: "1700000000",
        SIGNATURE_HEADER: "v1,tXOxX88IKhSRz8yq1kRYfrIMmiVnT5HCA8Y390ncbT0=",
    }


def test_the_signature_is_the_one_that_the_libraries_of_the_scheme_are_tested_with() -> None:
    headers = signed(KEY, "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', 1_614_265_330.0)
    assert headers[SIGNATURE_HEADER] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(("secret", "theirs"), [(KEY, Webhook(KEY)), (SECRET, Webhook(SECRET.encode()))])
@pytest.mark.parametrize("late", [0, WINDOW - 30])
def test_a_library_of_the_scheme_takes_what_we_sign(secret: str, theirs: Webhook, late: int) -> None:
    call = a_call()
    body, message_id = messages.question(call, ROUND, [a_helper(1)]), messages.question_id(call, ROUND)
    headers = signed(secret, message_id, body, time.time() - late)
    assert theirs.verify(body, headers)["type"] == "peering.choose"
    assert is_ours(secret, headers, body, time.time())


@pytest.mark.parametrize(
    ("secret", "key"),
    [
        ("x" * LEAST_SECRET, b"x" * LEAST_SECRET),
        ("é" * (LEAST_SECRET // 2), "é".encode() * (LEAST_SECRET // 2)),
        ("x" * 500, b"x" * 500),
        (KEY, base64.b64decode(KEY.removeprefix("whsec_"))),
        ("whsec_" + "A" * 32, bytes(LEAST_KEY)),
        (f"whsec_{base64.b64encode(bytes(MOST_KEY)).decode()}", bytes(MOST_KEY)),
    ],
)
def test_a_secret_is_a_key_in_base64_or_a_text(secret: str, key: bytes) -> None:
    assert key_of(secret) == key


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "x" * (LEAST_SECRET - 1),
        "whsec_",
        f"whsec_{'x' * 31}",
        f"whsec_{'x' * 31}!",
        f"whsec_{base64.b64encode(bytes(LEAST_KEY - 1)).decode()}",
        f"whsec_{base64.b64encode(bytes(MOST_KEY + 1)).decode()}",
    ],
)
def test_a_secret_that_is_no_key_is_told(secret: str) -> None:
    with pytest.raises(ValueError, match=r"too short|base64 has to follow|has to be 24 to 64 bytes"):
        key_of(secret)


def test_what_is_told_again_has_the_same_id_and_what_is_another_thing_another() -> None:
    call, staff = a_call(), replace(ROUND, pool="staff")
    ids = [messages.question_id(*asked) for asked in ((call, ROUND), (call, staff), (replace(call, round=1), ROUND))]
    ids += [messages.outcome_id(call), messages.outcome_id(replace(call, id=uuid4()))]
    assert len(set(ids)) == len(ids)
    assert not any("." in one for one in ids)
    assert ids[0] == messages.question_id(replace(call, rev=call.rev + 1, attempts=3), ROUND)


def test_no_name_picture_or_platform_id_leaves() -> None:
    person = replace(a_person(7), name="Lina Petrova", image_url="/lina.png", user_id="user-4711")
    asker = replace(a_person(8), name="Ada Byron", user_id="user-4712")
    helper = replace(a_helper(7), person=person)
    place = Context(usage_key="block", title="Unit 3", url="/unit/3", excerpt="A x = b")
    call = a_call(asker=asker, context=replace(place, exercise="What is det A?", last_answer="It is 4711"))
    over = replace(an_outcome([person]), asker=asker)
    for message in (messages.question(call, ROUND, [helper]), messages.outcome(over)):
        text = message.decode()
        assert person.localpart in text
        assert not any(known in text for known in ("Lina", "Ada", "det A", "4711", "4712", "lina.png", asker.localpart))


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
