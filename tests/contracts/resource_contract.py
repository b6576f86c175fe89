"""What every store has to do about resources. A test class derives from `ResourceContract` and gives it a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from chatxblock.domain.calls.call import Call, Person, State
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import PAGE, Message
from chatxblock.domain.reports.report import Complaint, Reason, Settled, Settlement
from chatxblock.domain.resources import resource as changes
from chatxblock.domain.resources.resource import REVISIONS, HiddenFor, Resource, Spot, Stage, Text
from chatxblock.errors import ResourceNotFound, StaleResource
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
COMPLAINT = Complaint(reason=Reason.OTHER, words="rude")
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


def said(line_id: str, author: str) -> Line:
    return Line(id=line_id, sent_at=START, author=author, body="Look at the rows.")


def ended(store: Store, name: str, *, helped: bool = True) -> Call:
    """A call that is over, whose log is kept."""
    call = asked(store, name)
    store.keep(call.id, [said("1", "somebody" if helped else call.asker.localpart)], 0)
    over = call.changed(state=State.CLOSED, ended_at=LATER, archived_at=LATER, closed_at=LATER, complete=True)
    store.save(call, over)
    return store.load(call.id)


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

    def test_talks_in_which_somebody_helped_wait_until_they_have_a_published_resource(self, store: Store) -> None:
        helped, alone, running = ended(store, "alex"), ended(store, "bo", helped=False), asked(store, "cy")
        store.keep(running.id, [said("1", "somebody")], 0)
        asker, stranger = helped.asker, person(store, "dee")
        waiting = store.talks_without(COURSE, asker, 9)
        assert [(talk.call_id, talk.question, talk.resource) for talk in waiting] == [
            (helped.id, helped.question, None)
        ]
        assert [talk.call_id for talk in store.talks_without(COURSE, None, 9)] == [helped.id]
        assert store.talks_without(COURSE, stranger, 9) == store.talks_without(COURSE, alone.asker, 9) == []
        assert store.talks_without("course-v1:Org+Other+2026", None, 9) == []
        assert store.undrafted(START, 9) == [helped.id]
        assert store.undrafted(LATER + timedelta(days=1), 9) == []
        draft = store.add_resource(a_resource(asker, sources=(helped.id,)), asker)
        assert [talk.resource for talk in store.talks_without(COURSE, asker, 9)] == [draft]
        assert store.undrafted(START, 9) == []
        store.save_resource(draft, changes.published(draft, 1, LATER, review=False), asker)
        assert store.talks_without(COURSE, asker, 9) == []

    def test_it_is_known_what_somebody_said_of_it(self, store: Store) -> None:
        public, bo = kept(store, public=True), person(store, "bo")
        assert store.marks_of(public.id, bo) == (False, False)
        store.mark_helped(public.id, bo, START)
        store.report_resource(public.id, bo, "wrong", START)
        assert store.marks_of(public.id, bo) == (True, True)
        assert store.marks_of(public.id, person(store, "cy")) == (False, False)
        assert [who.id for who in store.reporters(public.id)] == [bo.id]
        store.settle_reports(public.id, Settlement(by=bo, at=LATER, outcome=Settled.RIGHT))
        assert store.marks_of(public.id, bo) == (True, False)
        assert store.reporters(public.id) == []

    def test_reports_are_their_reporters_and_the_staffs_until_somebody_has_looked(self, store: Store) -> None:
        call, public, bo = asked(store, "alex"), kept(store, "cy", public=True), person(store, "bo")
        store.report_resource(public.id, bo, "wrong", START)
        first = store.file_report(call.id, bo, COMPLAINT, LATER, author="", said="")
        mine = store.reports_by(bo, 9)
        assert [(report.reason, report.call_id, report.settled) for report in mine] == [
            ("rude", call.id, False),
            ("wrong", None, False),
        ]
        assert [report.id for report in store.open_reports(COURSE, 9)] == [first, changes.report_id(public.id, bo)]
        assert [report.id for report in store.open_reports(COURSE, 1)] == [first]
        assert store.open_reports("course-v1:Org+Other+2026", 9) == []
        report = store.call_report(first, COURSE)
        assert report is not None
        settlement = Settlement(by=call.asker, at=LATER, outcome=Settled.NOTHING, words="All is well.")
        assert store.settle_reports_of_talk(report, (), settlement, ())
        of_the_page = replace(settlement, outcome=Settled.HIDDEN, words="愚か 🙈")
        told = Message(
            kind=PAGE, to=bo.localpart, topic="t", body={}, due_at=LATER, expires_at=LATER + timedelta(days=1)
        )
        store.settle_reports(public.id, of_the_page, [told])
        assert [(r.settled, r.settlement) for r in store.reports_by(bo, 9)] == [(True, settlement), (True, of_the_page)]
        assert len(store.due_messages(LATER, 9)) == 1
        assert store.open_reports(COURSE, 9) == []

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
        store.settle_reports(found.id, Settlement(by=bo, at=LATER, outcome=Settled.RIGHT, words="Fine."))
        assert store.resource(found.id).counts.reported == 0
        assert store.report_resource(found.id, bo, "again", LATER) == 1
        assert [report.settlement for report in store.reports_by(bo, 9)] == [None]

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


def news(call: Call, who: Person) -> Message:
    return Message(
        kind="page",
        to=who.localpart,
        topic="resource",
        body={"call_id": str(call.id)},
        due_at=START,
        expires_at=START + timedelta(days=1),
    )
