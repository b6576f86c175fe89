"""Emptying the outbox: what is delivered, what waits, what is given up; and nothing of what is told in the log."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from chatxblock.domain.outbox.service import LONGEST, Outbox, delay
from chatxblock.domain.ports import Message, Outcome
from chatxblock.errors import StoreBusy
from chatxblock.testing import START, FixedClock, MemoryChannel, MemoryStore

SECRET = "the rows depend on each other"


class BrokenChannel(MemoryChannel):
    """Fails on whatever is poisoned, and tells why in a careless way."""

    def deliver(self, message: Message) -> Outcome:
        if message.topic == "poisoned":
            raise ValueError(message.body["words"])
        return super().deliver(message)


def a_message(topic: str, **changes: object) -> Message:
    values: dict[str, object] = {
        "kind": "page",
        "to": "3d6d9f0b",
        "topic": topic,
        "body": {"words": SECRET},
        "due_at": START,
        "expires_at": START + timedelta(days=1),
    }
    return Message(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def channel() -> BrokenChannel:
    return BrokenChannel()


@pytest.fixture
def outbox(store: MemoryStore, channel: BrokenChannel, clock: FixedClock) -> Outbox:
    return Outbox(store=store, channels={"page": channel}, clock=clock)


def test_what_is_due_is_delivered_once(outbox: Outbox, channel: BrokenChannel, clock: FixedClock) -> None:
    outbox.put([a_message("now"), a_message("soon", due_at=START + timedelta(seconds=60))])
    assert (outbox.empty(), outbox.empty()) == (1, 0)
    clock.pass_time(60)
    assert outbox.empty() == 1
    assert [message.topic for message in channel.delivered] == ["now", "soon"]


def test_a_poisoned_message_keeps_no_other_waiting(
    outbox: Outbox, store: MemoryStore, channel: BrokenChannel, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    outbox.put([a_message("poisoned"), a_message("of no kind", kind="telegraph"), a_message("well")])
    with caplog.at_level(logging.DEBUG):
        assert outbox.empty() == 1
    assert [message.topic for message in channel.delivered] == ["well"]
    assert store.due_messages(clock.now(), 10) == []
    assert len(store.due_messages(clock.now() + timedelta(seconds=delay(0)), 10)) == 2
    assert "ValueError" in caplog.text
    assert "telegraph" in caplog.text
    assert SECRET not in caplog.text


def test_what_fails_waits_longer_each_time_until_it_expires(
    outbox: Outbox, store: MemoryStore, channel: BrokenChannel, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    channel.away = True
    outbox.put([a_message("news", expires_at=START + timedelta(seconds=100))])
    for attempt in range(4):
        assert outbox.empty() == 0
        assert store.due_messages(clock.now() + timedelta(seconds=delay(attempt) - 0.1), 10) == []
        clock.pass_time(delay(attempt))
    clock.pass_time(25)
    channel.away = False
    with caplog.at_level(logging.WARNING):
        assert outbox.empty() == 0
    assert "1 messages expired" in caplog.text
    assert channel.delivered == []


def test_waits_grow_up_to_a_bound() -> None:
    waits = [delay(attempts) for attempts in range(40)]
    assert waits == sorted(waits)
    assert waits[0] < waits[3] < waits[-1] == LONGEST


def test_whom_the_channel_cannot_reach_is_not_tried_again(
    outbox: Outbox, store: MemoryStore, channel: BrokenChannel, clock: FixedClock
) -> None:
    channel.unreachable.add("3d6d9f0b")
    outbox.put([a_message("news")])
    assert outbox.empty() == 0
    assert store.due_messages(clock.now() + timedelta(hours=1), 10) == []


def test_where_the_database_gives_one_up_the_next_is_delivered(
    outbox: Outbox, store: MemoryStore, channel: BrokenChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.put([a_message("first"), a_message("second")])
    take = store.take_message
    busy = iter([True, False])

    def take_message(message_id: int, *args: object) -> Message | None:
        if next(busy):
            raise StoreBusy()
        return take(message_id, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "take_message", take_message)
    assert outbox.empty() == 1
    assert [message.topic for message in channel.delivered] == ["second"]


def test_what_another_kind_tells_beside_is_told_by_both_once(
    store: MemoryStore, channel: BrokenChannel, clock: FixedClock
) -> None:
    tray = MemoryChannel()
    outbox = Outbox(
        store=store, channels={"page": channel, "tray": tray}, clock=clock, beside={("page", "answer"): "tray"}
    )
    channel.away = True
    outbox.put([a_message("answer"), a_message("other")])
    for _ in range(3):
        outbox.empty()
        clock.pass_time(60)
    channel.away = False
    outbox.empty()
    outbox.empty()
    assert [(message.kind, message.topic) for message in tray.delivered] == [("tray", "answer")]
    assert sorted(message.topic for message in channel.delivered) == ["answer", "other"]
    assert store.due_messages(clock.now(), 10) == []


def test_the_copy_waits_by_itself(store: MemoryStore, channel: BrokenChannel, clock: FixedClock) -> None:
    tray = MemoryChannel()
    tray.away = True
    outbox = Outbox(
        store=store, channels={"page": channel, "tray": tray}, clock=clock, beside={("page", "answer"): "tray"}
    )
    outbox.put([a_message("answer")])
    outbox.empty()
    outbox.empty()
    assert ([message.topic for message in channel.delivered], tray.delivered) == (["answer"], [])
    tray.away = False
    clock.pass_time(60)
    outbox.empty()
    assert [message.topic for message in tray.delivered] == ["answer"]
