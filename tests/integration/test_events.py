"""Listeners hear of what was committed; who is slow or fails harms nobody."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator

import pytest
from django.db import transaction

from chatxblock.domain.calls.call import Call
from chatxblock.domain.resources.resource import Resource
from chatxblock.events.committed import CommittedEvents
from chatxblock.events.signals import SignalEvents, call_changed, resource_changed
from chatxblock.testing import MemoryEvents, a_call, a_helper
from tests.contracts.resource_contract import a_resource

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
