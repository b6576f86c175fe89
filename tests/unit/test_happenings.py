"""What happened has a name, ids and numbers: from asking to the end, on duty, with resources and reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from chatxblock.domain import happenings
from chatxblock.domain.happenings import Happening
from chatxblock.domain.helpers.duty import Standing, off_duty, on_duty
from chatxblock.domain.reports.report import CallReport, Complaint, Reason
from chatxblock.domain.resources import resource as changes
from chatxblock.domain.resources.resource import HiddenFor
from chatxblock.events.happenings import HappeningEvents
from chatxblock.testing import START, FirstCome, MemoryCourse, a_call, a_helper, a_person
from tests.contracts.resource_contract import TEXT, a_resource

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "events.md"
NAMES = {value for name, value in vars(happenings).items() if name.isupper()}
QUESTION = "Why is it singular, says Zoë?"


def told_of(course: MemoryCourse) -> list[Happening]:
    found: list[Happening] = []
    listener = HappeningEvents(found.append)
    for before, after in course.events.calls:
        listener.call_changed(before, after)
    return found


@pytest.fixture
def talked() -> MemoryCourse:
    """A question that nobody of the first round came for, then two helpers, solved, and over."""
    course = MemoryCourse(FirstCome(), plan="1 everyone 20s\n2 everyone 30s")
    course.come("ann", "bo", "cy")
    call = course.ask(text=QUESTION)
    course.pass_time(21)
    first, second = course.asked(call, 2)
    course.accept(call, first)
    course.clock.pass_time(4)
    course.accept(call, second)
    course.service.solved(call.id, call.asker)
    course.end(call)
    return course


def test_a_question_is_told_of_from_asking_to_the_end_each_thing_once(talked: MemoryCourse) -> None:
    first, second = talked.asked(talked.events.calls[0][1], 2)
    assert [(one.name.removeprefix("chatxblock."), one.user_id) for one in told_of(talked)] == [
        ("call.asked", "asker"),
        ("round.started", ""),
        ("round.started", ""),
        ("call.answered", first),
        ("call.answered", second),
        ("call.solved", "asker"),
        ("call.closed", ""),
    ]


def test_a_question_says_who_came_when_and_in_which_round(talked: MemoryCourse) -> None:
    told = told_of(talked)
    rounds = [(one.data["round"], one.data["asked"]) for one in told if one.name == happenings.ROUND_STARTED]
    came = [one.data for one in told if one.name == happenings.ANSWERED]
    assert rounds == [(1, 1), (2, 2)]
    assert [(one["round"], one["first"], one["seconds"]) for one in came] == [(2, True, 21.0), (2, False, 25.0)]
    closed = told[-1].data
    assert (closed["rounds"], closed["helpers"], closed["solved"], closed["deferred"]) == (2, 2, True, False)
    assert (closed["seconds"], closed["log_complete"]) == (25.0, True)


def test_what_is_left_for_the_teachers_is_told(talked: MemoryCourse) -> None:
    call = talked.ask("other")
    talked.service.defer(call.id, call.asker)
    assert [one.user_id for one in told_of(talked) if one.name == happenings.DEFERRED] == ["other"]


def test_who_comes_again_is_told_of_once() -> None:
    course = MemoryCourse(FirstCome())
    course.come("bo")
    call = course.ask()
    course.accept(call, "bo")
    course.service.leave(call.id, course.person("bo"), None)
    course.accept(call, "bo")
    assert sum(one.name == happenings.ANSWERED for one in told_of(course)) == 1


def test_duty_is_told_and_no_other_wish() -> None:
    helper = a_helper(1)
    there = on_duty(helper, START + timedelta(hours=1))
    (came,) = happenings.of_helper(helper, there)
    (went,) = happenings.of_helper(there, off_duty(there))
    assert (came.data["on_duty"], came.data["until"]) == (True, (START + timedelta(hours=1)).isoformat())
    assert (went.data["on_duty"], went.data["until"]) == (False, None)
    assert list(happenings.of_helper(helper, replace(helper, sound=False, most_calls=1))) == []
    (declined,) = happenings.of_helper(helper, replace(helper, standing=Standing.DECLINED))
    assert declined.data["helps"] == "declined"


def test_a_resource_is_told_of_where_others_see_the_difference() -> None:
    author = a_person(1)
    draft = a_resource(author, sources=(uuid4(),))
    assert list(happenings.of_resource(None, draft)) == []
    edited = changes.edited(draft, 1, replace(TEXT, title="Another"), author, START)
    assert list(happenings.of_resource(draft, edited)) == []
    public = changes.published(edited, 2, START, review=False)
    (published,) = happenings.of_resource(edited, public)
    assert (published.name, published.data["again"]) == (happenings.RESOURCE_PUBLISHED, False)
    assert published.data["calls"] == [str(draft.sources[0])]
    right = changes.verified(public, 2)
    assert [one.name for one in happenings.of_resource(public, right)] == [happenings.RESOURCE_VERIFIED]
    gone = changes.hidden(right, HiddenFor.STAFF, START)
    (hidden,) = happenings.of_resource(right, gone)
    assert (hidden.name, hidden.data["hidden_for"]) == (happenings.RESOURCE_HIDDEN, "staff")
    (again,) = happenings.of_resource(gone, changes.shown_again(gone, START))
    assert (again.name, again.data["again"]) == (happenings.RESOURCE_PUBLISHED, True)


@pytest.mark.parametrize(
    ("complaint", "what"),
    [({"line": "1", "whom": "bo"}, "line"), ({"whom": "bo"}, "person"), ({}, "talk")],
)
def test_a_report_of_a_talk_says_neither_whom_nor_what(complaint: dict[str, str], what: str) -> None:
    filed = Complaint(reason=Reason.OTHER, words="so rude", **complaint)
    report = CallReport(id=uuid4(), call=a_call(), by=a_person(2), complaint=filed, at=START, said="You!")
    (told,) = happenings.of_call_report(report)
    assert (told.user_id, told.data["what"], told.data["reason"]) == (a_person(2).user_id, what, "other")
    assert not {"so rude", "You!", "bo"} & set(map(str, told.data.values()))


def everything(talked: MemoryCourse) -> Iterator[Happening]:
    """One of each."""
    call, author, helper = talked.ask("other", text=QUESTION), a_person(1), a_helper(1)
    talked.service.defer(call.id, call.asker)
    yield from told_of(talked)
    yield from happenings.of_helper(helper, on_duty(helper, START + timedelta(hours=1)))
    draft = a_resource(author)
    public = changes.published(draft, 1, START, review=False)
    right = changes.verified(public, 1)
    gone = changes.hidden(right, HiddenFor.AUTHOR, START)
    for before, after in ((draft, public), (public, right), (right, gone)):
        yield from happenings.of_resource(before, after)
    yield from happenings.of_help(public, author)
    yield from happenings.of_resource_report(public, author)
    complaint = Complaint(reason=Reason.UNKIND, words="so rude")
    yield from happenings.of_call_report(CallReport(id=uuid4(), call=call, by=author, complaint=complaint, at=START))


def test_nothing_that_somebody_wrote_and_no_name_is_told(talked: MemoryCourse) -> None:
    told = list(everything(talked))
    assert {one.name for one in told} == NAMES
    words = json.dumps([dict(one.data) for one in told])
    written = [QUESTION, "Zo", TEXT.title, TEXT.answer, TEXT.body, "so rude", a_person(1).name, a_person(1).localpart]
    assert [word for word in written if word in words] == []


def samples() -> dict[str, dict[str, Any]]:
    text = REFERENCE.read_text(encoding="utf-8")
    found = re.findall(r"^### `([\w.]+)`\n.*?```json\n(.*?)```", text, re.DOTALL | re.MULTILINE)
    return {name: json.loads(sample) for name, sample in found}


def test_the_reference_has_a_sample_of_each_with_all_its_keys(talked: MemoryCourse) -> None:
    keys: dict[str, list[str]] = {one.name: sorted(one.data) for one in everything(talked)}
    assert {name: sorted(sample) for name, sample in samples().items()} == keys
