"""Every kind of channel keeps the contract, and so does its double."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import UUID

import pytest

from chatxblock.channels.page import PageChannel
from chatxblock.channels.sessions import SessionChannel
from chatxblock.channels.tray import TrayChannel, TrayItem
from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.ports import Outcome
from chatxblock.errors import CallNotFound
from chatxblock.testing import MemoryChannel, MemoryNotifier, MemorySessions
from tests.contracts.channel_contract import ChannelContract, Kit, a_message
from tests.contracts.store_contract import COURSE, a_call


class TestMemoryChannel(ChannelContract):
    @pytest.fixture
    def kit(self) -> Kit:
        channel = MemoryChannel()
        channel.unreachable.add("nobody")
        return Kit(
            channel=channel,
            told=lambda: [message.to for message in channel.delivered],
            go_away=lambda away: setattr(channel, "away", away),
            unreachable="nobody",
        )


class TestPageChannel(ChannelContract):
    @pytest.fixture
    def kit(self) -> Kit:
        notifier = MemoryNotifier()
        return Kit(
            channel=PageChannel(notifier),
            told=lambda: [notice.to for notice in notifier.notices],
            go_away=lambda away: setattr(notifier.outage, "available", not away),
        )


class TestSessionChannel(ChannelContract):
    @pytest.fixture
    def kit(self) -> Kit:
        sessions = MemorySessions()
        sessions.connected = {"3d6d9f0b": ["t.one"]}
        return Kit(
            channel=SessionChannel(sessions),
            told=lambda: [localpart for localpart, _ in sessions.told],
            go_away=lambda away: setattr(sessions.outage, "available", not away),
        )


def somebody(localpart: str = "3d6d9f0b") -> Person:
    return Person(id=1, course=COURSE, user_id=f"user-{localpart}", name="Bo", localpart=localpart)


class Tray:
    """Keeps what it is given; knows every call but those in `forgotten`, and everybody but `nobody`."""

    def __init__(self) -> None:
        self.items: list[TrayItem] = []
        self.away = self.missing = False
        self.forgotten: set[UUID] = set()
        self.left: set[str] = set()
        self.channel = TrayChannel(
            put=self.put, calls=self, people=self, in_course=self.in_course, base_url="https://lms.test"
        )

    def put(self, item: TrayItem) -> Outcome:
        if self.away:
            return Outcome.LATER
        if self.missing:
            return Outcome.NOBODY_THERE
        self.items.append(item)
        return Outcome.DELIVERED

    def load(self, call_id: UUID) -> Call:
        if call_id in self.forgotten:
            raise CallNotFound()
        return a_call(somebody("asker"), call_id=call_id)

    def persons(self, localparts: Iterable[str]) -> dict[str, Person]:
        return {localpart: somebody(localpart) for localpart in localparts if localpart != "nobody"}

    def in_course(self, course: str, user_ids: Collection[str]) -> set[str]:
        assert course == COURSE
        return set(user_ids) - self.left


class TestTrayChannel(ChannelContract):
    @pytest.fixture
    def kit(self) -> Kit:
        tray = Tray()
        return Kit(
            channel=tray.channel,
            told=lambda: [item.user_id.removeprefix("user-") for item in tray.items],
            go_away=lambda away: setattr(tray, "away", away),
            unreachable="nobody",
        )


def test_a_tray_is_told_where_it_is_read_and_not_what() -> None:
    tray = Tray()
    tray.channel.deliver(replace(a_message(), topic="deferred-answer"))
    (item,) = tray.items
    assert (item.course, item.topic, item.place) == (COURSE, "deferred-answer", "Unit 3")
    assert item.url == "https://lms.test/unit/3"
    assert a_call(somebody()).question not in repr(item)


def test_a_tray_is_not_told_of_what_is_forgotten_nor_to_whoever_left_the_course_nor_where_there_is_none() -> None:
    tray, message = Tray(), a_message()
    tray.left = {"user-3d6d9f0b"}
    assert tray.channel.deliver(message) is Outcome.NOBODY_THERE
    tray.left = set()
    tray.forgotten = {UUID(message.body["call_id"])}
    assert tray.channel.deliver(message) is Outcome.NOBODY_THERE
    tray.forgotten = set()
    tray.missing = True
    assert tray.channel.deliver(message) is Outcome.NOBODY_THERE
    assert tray.items == []


def test_a_page_is_told_by_a_silent_notice_of_the_call() -> None:
    notifier = MemoryNotifier()
    channel = PageChannel(notifier)
    channel.deliver(a_message())
    (notice,) = notifier.notices
    assert (notice.rev, notice.state, notice.body, notice.room) == (3, "closed", "", "")
    assert not channel.reaches_closed_pages


def test_what_a_page_cannot_read_is_an_error_of_that_message() -> None:
    with pytest.raises((KeyError, ValueError)):
        PageChannel(MemoryNotifier()).deliver(replace(a_message(), body={"call_id": "none"}))
