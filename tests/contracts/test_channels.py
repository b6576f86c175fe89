"""Every kind of channel keeps the contract, and so does its double."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatxblock.channels.page import PageChannel
from chatxblock.channels.sessions import SessionChannel
from chatxblock.testing import MemoryChannel, MemoryNotifier, MemorySessions
from tests.contracts.channel_contract import ChannelContract, Kit, a_message


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
