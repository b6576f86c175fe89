"""What every store has to do about feedback. A test class derives from `FeedbackContract` and gives it a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chatxblock.domain.calls.call import Answer, Call, Invitation, Person, State
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.resources.feedback import Feedback, Helped
from chatxblock.testing import START
from tests.contracts.resource_contract import LATER, asked, news
from tests.contracts.store_contract import lease, person
from tests.support.stores import Store

EARLIER = START - timedelta(days=1)


def ended(store: Store, name: str, helper: Person, minutes: int = 0) -> Call:
    """Keep a call that is over, in which a helper said something."""
    call = asked(store, name)
    came = Invitation(person=helper, round=1, invited_at=START, answer=Answer.LEFT, accepted_at=START)
    closed = call.changed(
        state=State.CLOSED, ended_at=START + timedelta(minutes=minutes), asker_left_at=START, invitations=(came,)
    )
    store.save(call, closed)
    store.keep(call.id, [Line(id="1", sent_at=START, author=helper.localpart, body="Look at the rows.")], 0)
    return store.load(call.id)


class FeedbackContract:
    """Behaviours of a store of feedback."""

    def test_what_is_not_said_stays_as_it_was(self, store: Store) -> None:
        call = asked(store, "alex")
        assert store.feedback(call.id, call.asker) == Feedback()
        store.save_feedback(call.id, call.asker, Helped.A_LITTLE, START)
        store.save_feedback(call.id, call.asker, None, LATER)
        store.save_consent(call.id, call.asker, True, LATER)
        assert store.feedback(call.id, call.asker) == Feedback(helped=Helped.A_LITTLE, quote_me=True, answered_at=LATER)
        assert store.feedback(call.id, person(store, "bo")) == Feedback()

    def test_a_speaker_is_asked_once_and_told_once(self, store: Store) -> None:
        call, bo = asked(store, "alex"), person(store, "bo")
        told = [news(call, bo)]
        assert [store.ask_to_quote(call.id, bo, at, told) for at in (START, LATER)] == [True, False]
        assert store.feedback(call.id, bo).asked_at == START
        store.ask_to_quote(call.id, call.asker, START)
        assert store.asked_to_quote([call.id]) == {(call.id, bo.localpart), (call.id, call.asker.localpart)}
        store.save_consent(call.id, call.asker, False, LATER)
        assert store.asked_to_quote([call.id]) == {(call.id, bo.localpart)}
        store.save_feedback(call.id, bo, None, LATER)
        assert store.asked_to_quote([call.id]) == set()
        waiting = store.due_messages(LATER, 10)
        taken = [store.take_message(message_id, lease(7200), LATER) for message_id in waiting]
        assert [message.to for message in taken if message] == [bo.localpart]

    def test_who_has_not_answered_is_found_with_all_who_wrote(self, store: Store) -> None:
        bo = person(store, "bo")
        first, second = ended(store, "alex", bo), ended(store, "cy", bo, minutes=1)
        found = store.unspoken(bo, EARLIER, EARLIER)
        assert [(one.call.id, set(one.authors)) for one in found] == [
            (second.id, {bo.localpart}),
            (first.id, {bo.localpart}),
        ]
        assert [one.call.id for one in store.unspoken(first.asker, EARLIER, EARLIER)] == [first.id]
        store.save_feedback(second.id, bo, None, LATER)
        assert [one.call.id for one in store.unspoken(bo, EARLIER, EARLIER)] == [first.id]
        assert store.unspoken(bo, LATER, EARLIER) == []

    def test_neither_a_call_that_runs_nor_one_of_others_is_found(self, store: Store) -> None:
        call = asked(store, "alex")
        ended(store, "cy", person(store, "bo"))
        assert store.unspoken(call.asker, EARLIER, EARLIER) == []

    def test_who_is_asked_for_a_yes_is_found_again_until_they_answer(self, store: Store) -> None:
        bo = person(store, "bo")
        call = ended(store, "alex", bo)
        store.save_feedback(call.id, bo, None, START)
        store.ask_to_quote(call.id, bo, LATER)
        (found,) = store.unspoken(bo, LATER, START)
        assert (found.call.id, found.feedback.asked_to_quote) == (call.id, True)
        assert store.unspoken(bo, LATER, LATER + timedelta(seconds=1)) == []
        store.save_feedback(call.id, bo, None, LATER + timedelta(seconds=1))
        assert store.unspoken(bo, LATER, START) == []

    def test_who_left_the_course_keeps_what_they_said(self, store: Store) -> None:
        bo = person(store, "bo")
        call = ended(store, "alex", bo)
        store.save_feedback(call.id, bo, None, LATER)
        gone = replace(call.invitations[0], answer=Answer.UNENROLLED)
        store.save(call, call.changed(invitations=(gone,)))
        assert store.feedback(call.id, bo).answered_at == LATER

    def test_what_helped_is_told_by_who_said_so(self, store: Store) -> None:
        call, bo = asked(store, "alex"), person(store, "bo")
        assert store.helped(call.id) == {}
        store.save_feedback(call.id, bo, None, START)
        store.save_feedback(call.id, call.asker, Helped.NO, START)
        store.save_feedback(call.id, call.asker, Helped.YES, LATER)
        assert store.helped(call.id) == {call.asker.localpart: Helped.YES}
        assert store.helped(asked(store, "cy").id) == {}
