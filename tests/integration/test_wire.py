"""The front end's types are those of the models, what was not given is not sent, and moments have one form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from chatxblock import conf
from chatxblock.domain.calls.call import Context
from chatxblock.errors import BadInput
from chatxblock.web.schemas.base import Moment, Output
from chatxblock.web.schemas.calls import Ask, Departure, OfCall
from chatxblock.web.schemas.helpers import HelperChange
from scripts import wire_types

CALL = "7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11"


class Example(Output):
    at: Moment
    note: str = ""


def test_the_front_ends_types_are_what_make_wire_writes() -> None:
    assert wire_types.TARGET.read_text(encoding="utf-8") == wire_types.wire_types()


def test_a_moment_is_written_in_utc_with_milliseconds() -> None:
    moment = datetime(2026, 11, 22, 22, 4, 0, 7_900, tzinfo=timezone(timedelta(hours=1)))
    assert Example(at=moment).plain() == {"at": "2026-11-22T21:04:00.007Z"}


def test_an_answer_has_no_key_that_its_model_does_not_know() -> None:
    with pytest.raises(ValidationError):
        Example.model_validate({"at": datetime.now(UTC), "more": 1})


@pytest.mark.parametrize("value", [1, "true", None, 0.0])
def test_what_is_no_boolean_is_not_taken_for_one(value: object) -> None:
    with pytest.raises(BadInput):
        HelperChange.read({"sound": value}, conf.load())


@pytest.mark.parametrize("value", [True, "3", 3.0, float("nan")])
def test_what_is_no_number_is_not_taken_for_one(value: object) -> None:
    with pytest.raises(BadInput, match="between 1 and 20"):
        HelperChange.read({"most_calls": value}, conf.load())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"quiet": [{"days": [], "start": "22:00", "end": "07:00"}]}, "Choose at least one day for your quiet hours."),
        ({"quiet": [{"start": "22:00", "end": "07:00"}]}, "Choose at least one day for your quiet hours."),
        ({"quiet": ["always"]}, "Choose at least one day for your quiet hours."),
        ({"quiet": [{"days": [1], "end": "07:00"}]}, "Write times as hours and minutes, such as 22:00."),
        ({"quiet": [{"days": [1], "start": "7", "end": "07:00"}]}, "Write times as hours and minutes, such as 22:00."),
        (
            {"quiet": [{"days": [1], "start": "07:00", "end": "07:00"}]},
            "Quiet hours need a beginning and an end that differ.",
        ),
        ({"timezone": "Mars/Olympus"}, "We do not know that time zone."),
        ({"quiet": [{"days": [8], "start": "22:00", "end": "07:00"}]}, str(BadInput())),
        ({"helps": None}, str(BadInput())),
    ],
)
def test_what_does_not_fit_is_refused_with_its_sentence(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        HelperChange.read(change, conf.load())
    assert str(refused.value) == sentence


def test_half_a_character_in_a_key_or_a_text_breaks_nothing() -> None:
    half = "\ud800"
    assert OfCall.read({"call_id": CALL, half: half}, conf.load()).call_id.hex.startswith("7f9c")
    told = Ask.read({"request_id": CALL, "question": f"a{half}b", "context": {"excerpt": half}}, conf.load())
    assert (told.question, told.at(Context()).excerpt) == ("a\ufffdb", "\ufffd")
    for change in ({"timezone": half}, {"quiet": [half]}, {"units": {half: True}}):
        with pytest.raises(BadInput):
            HelperChange.read(change, conf.load()).chosen([])


def test_the_id_of_a_last_line_needs_the_number_of_lines() -> None:
    assert Departure.read({"call_id": CALL}, conf.load()).report() is None
    with pytest.raises(BadInput):
        Departure.read({"call_id": CALL, "last_id": "17"}, conf.load())
