"""What every store has to do about who is told of an answer. A test class derives from it and gives it a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from chatxblock.domain.calls.call import Call, Invitation, Person, State
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.resources import resource as changes
from chatxblock.domain.resources.news import Telling, Told
from chatxblock.domain.resources.resource import HiddenFor, Resource
from chatxblock.errors import Conflict, StaleResource
from chatxblock.testing import START
from tests.contracts.resource_contract import LATER, a_resource, asked, kept, news
from tests.contracts.store_contract import COURSE, lease, person
from tests.support.stores import Store


class FollowerContract:
    """Behaviours of a store of followers."""

    def test_followers_are_counted_once(self, store: Store) -> None:
        call, bo = asked(store, "alex"), person(store, "bo")
        assert [store.follow(call.id, bo, START) for _ in range(2)] == [1, 1]
        assert store.follow(call.id, person(store, "cy"), START) == 2
        assert store.followed(bo, [call.id, uuid4()]) == {call.id}
        assert [store.unfollow(call.id, bo) for _ in range(2)] == [1, 1]
        assert store.followed(bo, [call.id]) == set()

    def test_each_is_told_once_also_who_follows_two_of_the_questions(self, store: Store) -> None:
        one, other = asked(store, "alex"), asked(store, "bo")
        cy, di = person(store, "cy"), person(store, "di")
        for call, who in ((one, cy), (other, cy), (other, di)):
            store.follow(call.id, who, START)
        resource = published(store, one, other)
        calls = [one.id, other.id]
        assert len(store.untold_followers(calls, 1)) == 1
        waiting = store.untold_followers(calls, 9)
        assert [who.id for _, who in waiting] == [cy.id, di.id]
        people = [told(call, who) for call, who in waiting]
        assert [store.tell_of(telling(store, resource), people, LATER) for _ in range(2)] == [2, 0]
        assert store.untold_followers(calls, 9) == []
        assert sorted(delivered(store)) == sorted([cy.localpart, di.localpart])
        assert [[found.call.id for found in store.news_for(who, 9)] for who in (cy, di)] == [[one.id], [other.id]]

    def test_who_knows_it_anyway_is_noted_and_told_nothing(self, store: Store) -> None:
        call, cy = asked(store, "alex"), person(store, "cy")
        store.follow(call.id, cy, START)
        resource = published(store, call)
        assert store.tell_of(telling(store, resource), [replace(told(call, cy), message=None)], LATER) == 0
        assert (store.untold_followers([call.id], 9), store.news_for(cy, 9), delivered(store)) == ([], [], [])

    def test_whose_own_question_was_answered_is_not_told_again(self, store: Store) -> None:
        one, other = asked(store, "alex"), asked(store, "bo")
        store.follow(one.id, other.asker, START)
        resource = published(store, one, other)
        store.save_deferred_answer(other.id, DeferredAnswer(by=person(store, "teacher"), body="So.", at=LATER))
        assert store.tell_of(telling(store, resource), [told(one, other.asker)], LATER) == 0
        assert store.untold_followers([one.id], 9) == []

    def test_of_a_question_somebody_is_told_by_the_first_answer_alone(self, store: Store) -> None:
        call, early = asked(store, "alex"), asked(store, "ed")
        first, second = published(store, call), published(store, asked(store, "bo"))
        assert store.tell_of(telling(store, first), [told(early, early.asker)], LATER) == 1
        assert store.tell_of(telling(store, second), [told(early, early.asker)], LATER) == 0
        assert [found.resource.id for found in store.news_for(early.asker, 9)] == [first.id]

    def test_a_telling_begins_with_the_publication_and_ends_when_all_are_told(self, store: Store) -> None:
        call, cy = asked(store, "alex"), person(store, "cy")
        draft = store.add_resource(a_resource(call.asker, sources=(call.id,)), call.asker)
        assert store.telling_of(draft.id) is None
        store.follow(call.id, cy, START)
        public = changes.published(draft, 1, LATER, review=False)
        store.save_resource(draft, public, call.asker)
        begun = telling(store, public)
        assert (begun, store.tellings(START, 9)) == (Telling(resource_id=draft.id, since=LATER, due_at=LATER), [])
        assert store.tellings(LATER, 9) == [begun]
        store.end_telling(begun, public.sources)
        assert store.telling_of(draft.id) == begun
        there = replace(begun, looked=3, after=(START, call.id))
        store.tell_of(there, [told(call, cy)], LATER)
        assert store.telling_of(draft.id) == there
        store.end_telling(there, public.sources)
        assert store.telling_of(draft.id) is None
        assert store.tell_of(there, [told(call, person(store, "late"))], LATER) == 0

    def test_who_follows_what_is_answered_already_is_told_too(self, store: Store) -> None:
        call = asked(store, "alex")
        resource = published(store, call)
        store.end_telling(telling(store, resource), resource.sources)
        store.follow(call.id, person(store, "cy"), LATER)
        assert [found.resource_id for found in store.tellings(LATER, 9)] == [resource.id]

    def test_news_are_there_until_put_away_helpful_or_hidden(self, store: Store) -> None:
        call = asked(store, "alex")
        people = [person(store, name) for name in ("cy", "di", "ed")]
        resource = published(store, call)
        store.tell_of(telling(store, resource), [told(call, who) for who in people], LATER)
        assert [len(store.news_for(who, 9)) for who in people] == [1, 1, 1]
        assert [store.put_news_away(call.id, who, LATER) for who in (people[0], people[0], call.asker)] == [
            True,
            True,
            False,
        ]
        store.mark_helped(resource.id, people[1], LATER)
        assert [len(store.news_for(who, 9)) for who in people] == [0, 0, 1]
        store.save_resource(resource, changes.hidden(resource, HiddenFor.STAFF, LATER), call.asker)
        assert store.news_for(people[2], 9) == []

    def test_what_is_merged_is_told_of_as_the_whole_and_once(self, store: Store) -> None:
        one, other = asked(store, "alex"), asked(store, "bo")
        both, new = person(store, "cy"), person(store, "di")
        part, whole = published(store, one), published(store, other)
        for resource, call in ((part, one), (whole, other)):
            store.tell_of(telling(store, resource), [told(call, both)], LATER)
        store.tell_of(telling(store, part), [told(one, new)], LATER)
        gone, after = changes.merged(part, whole, LATER)
        store.save_merged((part, gone), (whole, after))
        assert [[found.resource.id for found in store.news_for(who, 9)] for who in (both, new)] == [[whole.id]] * 2
        assert store.telling_of(whole.id) is not None

    def test_unanswered_are_those_that_ended_without_anybody(self, store: Store) -> None:
        helped, solved, open_one, left, alone, dismissed = (asked(store, f"person {number}") for number in range(6))
        since = START - timedelta(days=1)
        over = {"state": State.CLOSED, "ended_at": START}
        came = Invitation(person=person(store, "h"), round=1, invited_at=START, accepted_at=START)
        store.save(helped, helped.changed(**over, invitations=(came,)))
        store.save(solved, solved.changed(**over, solved_at=START))
        store.save(left, left.changed(**over, deferred_at=START, invitations=(came,)))
        store.save(alone, alone.changed(**over))
        store.save(dismissed, dismissed.changed(**over, deferred_at=START))
        store.save_deferred_answer(dismissed.id, DeferredAnswer(by=came.person, body="No.", at=LATER, dismissed=True))
        begun = telling(store, published(store, helped))
        assert {call.id for call in store.unanswered(COURSE, begun, since, 9)} == {left.id, alone.id}
        assert store.unanswered("another", begun, since, 9) == []
        assert store.unanswered(COURSE, begun, LATER, 9) == []
        assert store.unanswered(COURSE, replace(begun, since=since), since, 9) == []
        first, second = store.unanswered(COURSE, begun, since, 9)
        there = replace(begun, after=(first.asked_at, first.id))
        assert [call.id for call in store.unanswered(COURSE, there, since, 9)] == [second.id]
        store.tell_of(begun, [told(first, first.asker)], LATER)
        assert [call.id for call in store.unanswered(COURSE, begun, since, 9)] == [second.id]
        assert open_one.running

    def test_several_answers_and_their_resource_are_kept_together(self, store: Store) -> None:
        one, other, teacher = asked(store, "alex"), asked(store, "bo"), person(store, "teacher")
        new = changes.published(a_resource(teacher, sources=(one.id, other.id)), 1, LATER, review=False)
        answer = DeferredAnswer(by=teacher, body="So.", at=LATER)
        both = [(call, answer, news(call, call.asker)) for call in (one, other)]
        store.save_answers(both, (None, new), teacher, [news(one, teacher)])
        assert store.answers_to([one.id, other.id, uuid4()]) == {one.id: answer, other.id: answer}
        assert store.resource(new.id) == new
        assert telling(store, new).since == LATER
        assert sorted(delivered(store)) == sorted([one.asker.localpart, other.asker.localpart, teacher.localpart])

    def test_where_another_teacher_was_first_nothing_is_kept(self, store: Store) -> None:
        one, other, teacher = asked(store, "alex"), asked(store, "bo"), person(store, "teacher")
        first = DeferredAnswer(by=person(store, "first"), body="First.", at=LATER)
        store.save_deferred_answer(other.id, first)
        new = changes.published(a_resource(teacher, sources=(one.id, other.id)), 1, LATER, review=False)
        answer = DeferredAnswer(by=teacher, body="So.", at=LATER)
        both = [(call, answer, news(call, call.asker)) for call in (one, other)]
        with pytest.raises(Conflict):
            store.save_answers(both, (None, new), teacher)
        assert store.answers_to([one.id, other.id]) == {other.id: first}
        assert (store.resource_of(one.id), delivered(store)) == (None, [])

    def test_where_a_question_has_a_resource_by_now_nothing_is_kept(self, store: Store) -> None:
        there = kept(store)
        call, teacher = store.load(there.sources[0]), person(store, "teacher")
        new = changes.published(a_resource(teacher, sources=there.sources), 1, LATER, review=False)
        answers = [(call, DeferredAnswer(by=teacher, body="So.", at=LATER), news(call, call.asker))]
        with pytest.raises(StaleResource):
            store.save_answers(answers, (None, new), teacher)
        assert (store.answers_to([call.id]), delivered(store)) == ({}, [])
        more = asked(store, "more")
        after = replace(changes.published(there, 1, LATER, review=False), sources=(*there.sources, more.id))
        store.save_answers(answers, (there, after), teacher)
        assert set(store.resource(there.id).sources) == {call.id, more.id}


def published(store: Store, *calls: Call) -> Resource:
    """A resource made of these calls, whose author is nobody of them."""
    author = person(store, "author")
    new = changes.published(a_resource(author, sources=tuple(c.id for c in calls)), 1, LATER, review=False)
    return store.add_resource(new, author)


def telling(store: Store, resource: Resource) -> Telling:
    found = store.telling_of(resource.id)
    assert found is not None
    return found


def told(call: Call, who: Person) -> Told:
    return Told(call_id=call.id, person=who, message=news(call, who))


def delivered(store: Store) -> list[str]:
    due = [store.take_message(message_id, lease(), LATER) for message_id in store.due_messages(LATER, 10)]
    return [message.to for message in due if message]
