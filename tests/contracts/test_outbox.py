"""Every store keeps the contract about messages; and of many who empty the outbox at once, each message has one."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from chatxblock.domain.calls import events
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.outbox.service import Outbox
from chatxblock.store import DjangoStore
from chatxblock.testing import START, FixedClock, MemoryChannel, MemoryStore
from tests.contracts.outbox_contract import OutboxContract, a_message, held
from tests.contracts.store_contract import a_call, lease, person
from tests.support.databases import Database, at_once


class TestMemoryStore(OutboxContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestDjangoStore(OutboxContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("many", [2, 8])
def test_one_takes_a_message(many: int) -> None:
    store = DjangoStore()
    store.put_messages([a_message()])
    (message_id,) = store.due_messages(START, 10)
    taken = at_once(many, lambda _: store.take_message(message_id, held(), START) is not None)
    assert Counter(taken) == {True: 1, False: many - 1}


@pytest.mark.usefixtures("database")
def test_many_who_empty_the_outbox_at_once_deliver_each_message_once() -> None:
    store, clock, channel = DjangoStore(), FixedClock(), MemoryChannel()
    topics = [f"topic {number}" for number in range(20)]
    store.put_messages([a_message(topic=topic) for topic in topics])
    outbox = Outbox(store=store, channels={"page": channel}, clock=clock)
    counted = at_once(8, lambda _: outbox.empty())
    assert sorted(message.topic for message in channel.delivered) == sorted(topics)
    assert sum(counted) == len(topics)
    assert store.due_messages(START + timedelta(hours=1), 10) == []


@pytest.mark.usefixtures("database")
def test_many_who_fail_at_once_count_one_attempt() -> None:
    store, channel = DjangoStore(), MemoryChannel()
    channel.away = True
    store.put_messages([a_message()])
    (message_id,) = store.due_messages(START, 10)
    outbox = Outbox(store=store, channels={"page": channel}, clock=FixedClock())
    assert sum(at_once(8, lambda _: outbox.empty())) == 0
    again = store.take_message(message_id, held(), START + timedelta(hours=1))
    assert again is not None
    assert again.attempts == 1


@pytest.mark.usefixtures("database")
def test_what_tells_of_a_change_that_is_rolled_back_is_not_told() -> None:
    store = DjangoStore()
    asker, call_id = person(store, "alex"), uuid4()
    call = a_call(asker, call_id=call_id)
    store.add(call, lease())
    store.save(call, events.deferred(call, START))

    def answer_in_vain() -> None:
        with transaction.atomic():
            store.save_deferred_answer(call_id, DeferredAnswer(by=asker, body="x", at=START), [a_message()])
            raise RuntimeError("gone")

    with pytest.raises(RuntimeError, match="gone"):
        answer_in_vain()
    assert (store.deferred_answers(asker), store.due_messages(START, 10)) == ([], [])
