"""Listeners hear of what was committed; who is slow or fails harms nobody."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction

from chatxblock import wiring
from chatxblock.domain.calls.call import Call
from chatxblock.domain.happenings import Happening
from chatxblock.domain.resources.resource import Resource
from chatxblock.events import signals
from chatxblock.events.committed import CommittedEvents
from chatxblock.events.signals import SignalEvents, call_changed, resource_changed
from chatxblock.openedx import lms
from chatxblock.openedx.tracking import track
from chatxblock.testing import MemoryEvents, a_call, a_helper
from tests.contracts.resource_contract import a_resource
from tests.integration.conftest import Site
from tests.support.learned import committed, published

TIME_LIMIT = 10.0


class Slow(MemoryEvents):
    """Hears nothing further until it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go_on = threading.Event()

    def call_changed(self, before: Call | None, after: Call) -> None:
        assert self.may_go_on.wait(TIME_LIMIT)
        super().call_changed(before, after)


class Failing(MemoryEvents):
    """Fails each time."""

    def call_changed(self, before: Call | None, after: Call) -> None:
        raise ZeroDivisionError


@pytest.fixture
def slow() -> Iterator[Slow]:
    listener = Slow()
    yield listener
    listener.may_go_on.set()


@pytest.mark.django_db(transaction=True)
def test_a_change_is_told_after_the_commit_and_not_after_a_rollback() -> None:
    listener, kept, undone = MemoryEvents(), a_call(), a_call()
    events = CommittedEvents([listener])
    with transaction.atomic():
        events.call_changed(None, kept)
        events.settle()
        assert listener.calls == []
    with transaction.atomic():
        events.call_changed(None, undone)
        transaction.set_rollback(True)
    events.settle()
    assert listener.calls == [(None, kept)]


@pytest.mark.django_db(transaction=True)
def test_who_listens_slowly_keeps_nobody_waiting(slow: Slow) -> None:
    events, calls = CommittedEvents([slow]), [a_call() for _ in range(5)]
    for call in calls:
        events.call_changed(None, call)  # returns at once, or the listener's own limit fails the test
    assert slow.calls == []
    slow.may_go_on.set()
    events.settle()
    assert [after for _, after in slow.calls] == calls


@pytest.mark.django_db(transaction=True)
def test_who_fails_is_logged_and_the_next_one_hears_of_it(caplog: pytest.LogCaptureFixture) -> None:
    good, call = MemoryEvents(), a_call()
    events = CommittedEvents([Failing(), good])
    with caplog.at_level(logging.ERROR):
        events.call_changed(None, call)
        events.settle()
    assert good.calls == [(None, call)]
    assert "listener Failing failed" in caplog.text
    assert call.question not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_more_than_fits_is_dropped_and_said(slow: Slow, caplog: pytest.LogCaptureFixture) -> None:
    events = CommittedEvents([slow], most_waiting=2)
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            events.call_changed(None, a_call())
    assert "one more is dropped" in caplog.text
    slow.may_go_on.set()
    events.settle()
    assert 2 <= len(slow.calls) <= 3


@pytest.mark.django_db(transaction=True)
def test_a_child_process_tells_its_own_changes(tmp_path_factory: pytest.TempPathFactory) -> None:
    listener = MemoryEvents()
    events = CommittedEvents([listener])
    events.call_changed(None, a_call())
    events.settle()
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        events.call_changed(None, a_call())
        events.settle()
        os.write(here, str(len(listener.calls)).encode())
        os._exit(0)
    os.close(here)
    assert os.read(there, 10) == b"2"
    os.close(there)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.django_db(transaction=True)
def test_other_apps_hear_of_it_by_a_signal_and_a_broken_receiver_harms_nobody(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[Call | Resource] = []

    def broken(**_: object) -> None:
        raise ZeroDivisionError

    def receive(after: Call | Resource, **_: object) -> None:
        heard.append(after)

    for signal in (call_changed, resource_changed):
        signal.connect(broken)
        signal.connect(receive)
    resource = a_resource()
    try:
        events, call, helper = CommittedEvents([SignalEvents()]), a_call(), a_helper(1)
        events.call_changed(None, call)
        events.helper_changed(helper, helper)
        events.resource_changed(None, resource)
        events.settle()
    finally:
        for signal in (call_changed, resource_changed):
            signal.disconnect(broken)
            signal.disconnect(receive)
    assert heard == [call, resource]
    assert "broken failed" in caplog.text


@pytest.fixture
def heard() -> Iterator[list[Happening]]:
    found: list[Happening] = []

    def hear(happening: Happening, **_: object) -> None:
        found.append(happening)

    signals.happened.connect(hear)
    yield found
    signals.happened.disconnect(hear)


def names(heard: list[Happening]) -> list[str]:
    wiring.events().settle(TIME_LIMIT)
    return [one.name.removeprefix("chatxblock.") for one in heard]


def test_what_people_do_is_heard_by_name_and_without_their_words(
    site: Site, usage: str, heard: list[Happening]
) -> None:
    question = "Why is the matrix of Zoraida singular?"
    with committed():
        site.post("helper1", "duty", {"on_duty": True})
        call_id = site.ask(question=question)["id"]
        site.post("helper1", "accept", {"call_id": call_id})
        assert site.post("learner", "report", {"call_id": call_id, "reason": "spam"}).status == 200
        assert site.post("learner", "report", {"call_id": call_id, "reason": "spam"}).status == 200
    told = names(heard)
    assert {"duty.changed", "call.asked", "round.started", "call.answered", "reported"} <= set(told)
    assert told.count("reported") == 1  # the second one took the first one's place
    assert all(one.course == "workbench" for one in heard)
    assert "Zoraida" not in repr(heard)


def test_whom_a_resource_helped_is_heard_once(site: Site, usage: str, heard: list[Happening]) -> None:
    resource = published(usage)
    with committed():
        for _ in range(2):
            assert site.post("helper2", "resource_helped", {"resource_id": str(resource.id)}).status == 200
        for _ in range(2):
            wrong = {"resource_id": str(resource.id), "reason": "wrong sign"}
            assert site.post("helper2", "report", wrong).status == 200
    told = names(heard)
    assert (told.count("resource.helped"), told.count("reported")) == (1, 1)
    assert "wrong sign" not in repr(heard)


class PlayedTracker(ModuleType):
    """The platform's `eventtracking.tracker`: what was emitted, in which context."""

    def __init__(self) -> None:
        super().__init__("eventtracking.tracker")
        self.emitted: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
        self.now: dict[str, Any] = {}

    def get_tracker(self) -> PlayedTracker:
        return self

    @contextmanager
    def context(self, name: str, context: dict[str, Any]) -> Iterator[None]:
        self.now = context
        yield
        self.now = {}

    def emit(self, name: str, data: dict[str, Any]) -> None:
        self.emitted.append((name, data, self.now))


@pytest.fixture
def tracker(monkeypatch: pytest.MonkeyPatch) -> PlayedTracker:
    played, package = PlayedTracker(), ModuleType("eventtracking")
    package.tracker = played  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "eventtracking", package)
    monkeypatch.setattr(lms, "is_there", lambda: True)
    monkeypatch.setattr(lms, "organisation", lambda course: course.partition(":")[2].partition("+")[0])
    return played


@pytest.mark.parametrize(("user_id", "known"), [("42", 42), ("", None)])
def test_the_tracking_log_is_told_whose_it_is_and_in_which_course(
    tracker: PlayedTracker, user_id: str, known: int | None
) -> None:
    course = "course-v1:Org+Algebra+2026"
    track(Happening(name="chatxblock.call.asked", course=course, user_id=user_id, data={"call_id": "1"}))
    context = {"course_id": course, "org_id": "Org", "user_id": known}
    assert tracker.emitted == [("chatxblock.call.asked", {"call_id": "1"}, context)]


@pytest.mark.django_db(transaction=True)
def test_a_tracking_log_that_fails_keeps_no_signal_from_going_out(
    tracker: PlayedTracker, monkeypatch: pytest.MonkeyPatch, heard: list[Happening], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(name: str, data: object) -> None:
        raise OSError(name)

    monkeypatch.setattr(tracker, "emit", fail)
    wiring.events().call_changed(None, a_call())
    assert names(heard)[0] == "call.asked"
    assert "listener HappeningEvents failed" in caplog.text


def test_the_end_of_a_command_waits_no_longer_than_it_may(slow: Slow) -> None:
    events = CommittedEvents([slow])
    events._put(lambda listener: listener.call_changed(None, a_call()))
    assert events.settle(0.01) is False
    slow.may_go_on.set()
    assert events.settle(TIME_LIMIT) is True
