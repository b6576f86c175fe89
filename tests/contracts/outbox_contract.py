"""What every store has to do about messages. A test class derives from `OutboxContract` and gives it a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chatxblock.domain.calls import events
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.ports import Lease, Message
from chatxblock.testing import START
from tests.contracts.store_contract import a_call, lease, person
from tests.support.stores import Store

LATER = START + timedelta(seconds=30)


def a_message(**changes: object) -> Message:
    message = Message(
        kind="page",
        to="3d6d9f0b",
        topic="deferred-answer",
        body={"call_id": "7f9c24e5", "rev": 3, "words": "🤔 שלום"},
        due_at=START,
        expires_at=START + timedelta(days=1),
    )
    return replace(message, **changes)  # type: ignore[arg-type]


def held(seconds: float = 60.0) -> Lease:
    return Lease(token=lease().token, until=START + timedelta(seconds=seconds))


class OutboxContract:
    """Behaviours of a store of messages."""

    def test_a_message_comes_out_as_it_went_in(self, store: Store) -> None:
        store.put_messages([a_message()])
        (message_id,) = store.due_messages(START, 10)
        assert store.take_message(message_id, held(), START) == replace(a_message(), id=message_id)

    def test_the_longest_waiting_are_due_first_and_no_more_than_asked_for(self, store: Store) -> None:
        moments = (START, START - timedelta(seconds=9), LATER, START - timedelta(seconds=5))
        store.put_messages([a_message(topic=str(which), due_at=at) for which, at in enumerate(moments)])
        due = [store.take_message(message_id, held(), START) for message_id in store.due_messages(START, 2)]
        assert [message and message.topic for message in due] == ["1", "3"]

    def test_who_took_it_has_it_alone_until_the_lease_runs_out(self, store: Store) -> None:
        store.put_messages([a_message()])
        (message_id,) = store.due_messages(START, 10)
        assert store.take_message(message_id, held(), START) is not None
        assert store.due_messages(LATER, 10) == []
        assert store.take_message(message_id, held(), LATER) is None
        after = START + timedelta(seconds=60)
        assert store.due_messages(after, 10) == [message_id]
        assert store.take_message(message_id, held(120), after) is not None

    def test_a_copy_is_kept_once_by_who_has_the_message_and_with_its_first_attempt(self, store: Store) -> None:
        store.put_messages([a_message()])
        (message_id,) = store.due_messages(START, 10)
        mine, copy = held(), a_message(kind="tray")
        store.take_message(message_id, mine, START)
        assert not store.copy_message(message_id, held(), copy)
        assert [store.copy_message(message_id, mine, copy) for _ in range(2)] == [True, False]
        (copied,) = store.due_messages(START, 10, ["tray"])
        assert store.take_message(copied, held(), START) == replace(copy, id=copied)
        again = store.take_message(message_id, held(120), START + timedelta(seconds=60))
        assert again is not None
        assert again.attempts == 1
        store.drop_message(message_id)
        assert not store.copy_message(message_id, mine, copy)

    def test_what_is_dropped_is_gone(self, store: Store) -> None:
        store.put_messages([a_message(), a_message(topic="another")])
        first, second = store.due_messages(START, 10)
        for _ in range(2):
            store.drop_message(first)
        assert store.take_message(first, held(), START) is None
        assert store.due_messages(START, 10) == [second]

    def test_what_is_postponed_waits_and_counts_the_attempt(self, store: Store) -> None:
        store.put_messages([a_message()])
        (message_id,) = store.due_messages(START, 10)
        mine = held()
        store.take_message(message_id, mine, START)
        store.postpone_message(message_id, mine, LATER)
        assert store.due_messages(START, 10) == []
        assert store.take_message(message_id, held(), START) is None
        again = store.take_message(message_id, held(), LATER)
        assert again == a_message(id=message_id, due_at=LATER, attempts=1)

    def test_whose_lease_ran_out_does_not_postpone_what_another_took(self, store: Store) -> None:
        store.put_messages([a_message()])
        (message_id,) = store.due_messages(START, 10)
        slow, after = held(10), START + timedelta(seconds=10)
        store.take_message(message_id, slow, START)
        quick = held(70)
        assert store.take_message(message_id, quick, after) is not None
        store.postpone_message(message_id, slow, LATER)
        assert store.due_messages(LATER, 10) == []
        store.postpone_message(message_id, quick, LATER)
        assert store.due_messages(LATER, 10) == [message_id]

    def test_what_expired_is_never_due_and_dropped_once(self, store: Store) -> None:
        store.put_messages([a_message(expires_at=LATER), a_message(topic="lives")])
        expiring, living = store.due_messages(START, 10)
        assert store.due_messages(LATER, 10) == [living]
        assert store.take_message(expiring, held(), LATER) is None
        assert [store.drop_expired_messages(LATER) for _ in range(2)] == [1, 0]
        assert store.due_messages(LATER, 10) == [living]

    def test_a_teachers_answer_and_what_tells_of_it_are_kept_together(self, store: Store) -> None:
        asker, teacher = person(store, "alex"), person(store, "kim")
        call = a_call(asker)
        store.add(call, lease())
        store.save(call, events.deferred(call, START))
        answer = DeferredAnswer(by=teacher, body="Because the rows depend on each other.", at=START)
        store.save_deferred_answer(call.id, answer, [a_message(to=asker.localpart)])
        assert [found.answer for found in store.deferred_answers(asker)] == [answer]
        assert len(store.due_messages(START, 10)) == 1
