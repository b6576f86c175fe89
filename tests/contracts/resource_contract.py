"""What every store has to do about resources. A test class derives from `ResourceContract` and gives it a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from chatxblock.domain.calls.call import Call, Invitation, Person, State
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.ports import Message
from chatxblock.domain.resources import resource as changes
from chatxblock.domain.resources.news import Telling, Told
from chatxblock.domain.resources.resource import REVISIONS, HiddenFor, Resource, Spot, Stage, Text
from chatxblock.errors import Conflict, ResourceNotFound, StaleResource
from chatxblock.testing import START
from tests.contracts.store_contract import COURSE, a_call, lease, person
from tests.support.stores import Store

SPOT = Spot(course=COURSE, section="section", unit="unit", block="block")
TEXT = Text(
    title="Why is the matrix not invertible? 🤔 שלום",
    answer="Its determinant is zero.",
    body="A row is a *multiple* of another: $\\det A = 0$.",
    tags=("determinant", "逆行列"),
)
LATER = START + timedelta(minutes=5)


def a_resource(*authors: Person, sources: tuple[UUID, ...] = ()) -> Resource:
    return Resource(
        id=uuid4(),
        spot=SPOT,
        stage=Stage.DRAFT,
        rev=1,
        text=TEXT,
        sources=sources,
        authors=authors,
        created_at=START,
        updated_at=START,
    )


def asked(store: Store, name: str) -> Call:
    call = a_call(person(store, name))
    store.add(call, lease())
    return store.load(call.id)


def kept(store: Store, name: str = "alex", *, public: bool = False) -> Resource:
    call = asked(store, name)
    found = store.add_resource(a_resource(call.asker, sources=(call.id,)), call.asker)
    if not public:
        return found
    after = changes.published(found, found.rev, LATER, review=False)
    store.save_resource(found, after, call.asker)
    return store.resource(found.id)


class ResourceContract:
    """Behaviours of a store of resources."""

    def test_a_resource_comes_out_as_it_went_in(self, store: Store) -> None:
        call = asked(store, "alex")
        new = a_resource(call.asker, person(store, "bo"), sources=(call.id,))
        assert store.add_resource(new, call.asker) == new
        assert store.resource(new.id) == new
        assert store.resource_of(call.id) == new

    def test_a_call_has_one_resource_whoever_looks_first(self, store: Store) -> None:
        first = kept(store)
        other = a_resource(person(store, "bo"), sources=first.sources)
        assert store.add_resource(other, person(store, "bo")) == first
        with pytest.raises(ResourceNotFound):
            store.resource(other.id)

    def test_what_there_is_not_is_not_found(self, store: Store) -> None:
        with pytest.raises(ResourceNotFound):
            store.resource(uuid4())
        assert store.resource_of(uuid4()) is None
        assert store.resources([uuid4()]) == []

    def test_several_come_in_the_order_asked_for(self, store: Store) -> None:
        some = [kept(store, name) for name in ("alex", "bo", "cy")]
        ids = [found.id for found in some]
        assert [found.id for found in store.resources([ids[2], uuid4(), ids[0]])] == [ids[2], ids[0]]

    def test_of_two_who_save_from_the_same_text_one_is_told(self, store: Store) -> None:
        found = kept(store)
        bo, cy = person(store, "bo"), person(store, "cy")
        one = changes.edited(found, 1, replace(TEXT, body="one"), bo, LATER)
        other = changes.edited(found, 1, replace(TEXT, body="other"), cy, LATER)
        store.save_resource(found, one, bo)
        with pytest.raises(StaleResource):
            store.save_resource(found, other, cy)
        assert store.resource(found.id) == one
        assert [author.id for author in store.resource(found.id).authors] == [found.authors[0].id, bo.id]

    def test_of_two_who_publish_and_hide_one_is_told(self, store: Store) -> None:
        found = kept(store, public=True)
        by = found.authors[0]
        store.save_resource(found, changes.hidden(found, HiddenFor.STAFF, LATER), by)
        with pytest.raises(StaleResource):
            store.save_resource(found, changes.hidden(found, HiddenFor.AUTHOR, LATER), by)
        assert store.resource(found.id).hidden_for is HiddenFor.STAFF

    def test_the_last_texts_are_kept_with_who_saved_them(self, store: Store) -> None:
        found, bo = kept(store), person(store, "bo")
        for number in range(REVISIONS + 2):
            after = changes.edited(found, found.rev, replace(TEXT, body=f"{number}"), bo, LATER)
            store.save_resource(found, after, bo)
            found = after
        revisions = store.revisions(found.id)
        assert [r.rev for r in revisions] == list(range(found.rev, found.rev - REVISIONS, -1))
        assert (revisions[0].text, revisions[0].by, revisions[0].at) == (found.text, bo, LATER)

    def test_the_first_text_is_kept_too(self, store: Store) -> None:
        found = kept(store)
        (first,) = store.revisions(found.id)
        assert (first.rev, first.text, first.by, first.at) == (1, TEXT, found.authors[0], START)

    def test_the_best_of_a_unit_are_published_and_helped_most(self, store: Store) -> None:
        kept(store, "draft")
        plain, good, better = (kept(store, name, public=True) for name in ("alex", "bo", "cy"))
        for which, times in ((plain, 20), (good, 20), (better, 20)):
            for _ in range(times):
                store.count_resources([which.id], "opened")
        for helper in ("h1", "h2"):
            store.mark_helped(better.id, person(store, helper), LATER)
        store.mark_helped(good.id, person(store, "h1"), LATER)
        assert [r.id for r in store.best_resources(SPOT, 2)] == [better.id, good.id]
        assert store.best_resources(replace(SPOT, unit="another"), 5) == []
        assert store.best_resources(replace(SPOT, course="another"), 5) == []

    def test_whom_it_helped_is_counted_once_and_can_be_undone(self, store: Store) -> None:
        found, bo = kept(store, public=True), person(store, "bo")
        assert [store.mark_helped(found.id, bo, LATER) for _ in range(2)] == [1, 1]
        assert store.mark_helped(found.id, person(store, "cy"), LATER) == 2
        assert [store.mark_helped(found.id, bo, LATER, undo=True) for _ in range(2)] == [1, 1]
        assert store.resource(found.id).counts.helped == 1

    def test_what_is_counted_outlives_what_is_saved(self, store: Store) -> None:
        found = kept(store, public=True)
        store.count_resources([found.id, found.id], "shown")
        store.count_resources([found.id], "asked_anyway")
        after = changes.edited(found, 1, replace(TEXT, body="new"), found.authors[0], LATER)
        store.save_resource(found, after, found.authors[0])
        assert store.resource(found.id).counts == replace(found.counts, shown=1, asked_anyway=1)

    def test_reports_count_people_until_they_are_settled(self, store: Store) -> None:
        found, bo = kept(store, public=True), person(store, "bo")
        assert [store.report_resource(found.id, bo, reason, LATER) for reason in ("wrong", "still wrong")] == [1, 1]
        assert store.report_resource(found.id, person(store, "cy"), "me too", LATER) == 2
        assert store.resource(found.id).counts.reported == 2
        store.settle_reports(found.id, LATER)
        assert store.resource(found.id).counts.reported == 0
        assert store.report_resource(found.id, bo, "again", LATER) == 1

    def test_staff_have_to_look_at_what_is_reviewed_or_reported(self, store: Store) -> None:
        kept(store, "draft")
        kept(store, "public", public=True)
        review, reported = kept(store, "alex"), kept(store, "bo", public=True)
        by = review.authors[0]
        store.save_resource(reported, changes.hidden(reported, HiddenFor.REPORTS, START), by)
        store.save_resource(review, changes.published(review, 1, LATER, review=True), by)
        assert [r.id for r in store.waiting_resources(COURSE, 5)] == [reported.id, review.id]
        assert [r.id for r in store.waiting_resources(COURSE, 1)] == [reported.id]
        assert store.waiting_resources("another", 5) == []

    def test_what_is_merged_belongs_to_the_whole(self, store: Store) -> None:
        part, whole = kept(store, "alex", public=True), kept(store, "bo", public=True)
        both, one = person(store, "cy"), person(store, "di")
        for which, who in ((part, both), (part, one), (whole, both)):
            store.mark_helped(which.id, who, LATER)
        store.count_resources([part.id, whole.id], "opened")
        part, whole = store.resources([part.id, whole.id])
        gone, after = changes.merged(part, whole, LATER)
        store.save_merged((part, gone), (whole, after))
        found = store.resource(whole.id)
        assert set(found.sources) == {*part.sources, *whole.sources}
        assert {author.id for author in found.authors} == {part.authors[0].id, whole.authors[0].id}
        assert (found.counts.helped, found.counts.opened) == (2, 2)
        assert store.resource(part.id).merged_into == whole.id
        assert store.resource_of(part.sources[0]) == found
        with pytest.raises(StaleResource):
            store.save_merged((part, gone), (whole, after))


class ConsentContract:
    """Behaviours of a store of consent."""

    def test_who_said_nothing_is_in_none_and_the_last_word_counts(self, store: Store) -> None:
        one, other = asked(store, "alex"), asked(store, "bo")
        store.save_consent(one.id, one.asker, True, START)
        store.save_consent(one.id, other.asker, True, START)
        store.save_consent(one.id, other.asker, False, LATER)
        assert store.consents([one.id]) == {(one.id, one.asker.id): True, (one.id, other.asker.id): False}
        assert store.consents([other.id]) == {}


class FollowerContract:
    """Behaviours of a store of followers."""

    def test_followers_are_counted_once(self, store: Store) -> None:
        call, bo = asked(store, "alex"), person(store, "bo")
        assert [store.follow(call.id, bo, START) for _ in range(2)] == [1, 1]
        assert store.follow(call.id, person(store, "cy"), START) == 2
        assert store.followed(bo, [call.id, uuid4()]) == {call.id}
        assert [store.unfollow(call.id, bo) for _ in range(2)] == [1, 1]
        assert store.followed(bo, [call.id]) == set()

    def test_followers_of_several_questions_are_counted_apart(self, store: Store) -> None:
        one, other, none = (asked(store, name) for name in ("alex", "bo", "ed"))
        for call, who in ((one, "cy"), (one, "di"), (other, "cy")):
            store.follow(call.id, person(store, who), START)
        assert store.follower_counts([one.id, other.id, none.id]) == {one.id: 2, other.id: 1}

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
        store.put_news_away(call.id, people[0], LATER)
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


def news(call: Call, who: Person) -> Message:
    return Message(
        kind="page",
        to=who.localpart,
        topic="resource",
        body={"call_id": str(call.id)},
        due_at=START,
        expires_at=START + timedelta(days=1),
    )
