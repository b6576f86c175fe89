"""What every store has to do about reports of talks. A test class derives from `ReportContract` and gives a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.ports import PAGE, Message
from chatxblock.domain.reports.report import CallReport, Complaint, Mark, Reason, Settled, Settlement, Waiting
from chatxblock.domain.resources import resource as changes
from chatxblock.testing import START
from tests.contracts.resource_contract import asked, kept
from tests.contracts.store_contract import COURSE, person
from tests.support.stores import Store

LATER = START + timedelta(minutes=5)
OTHER = "course-v1:Org+Other+2026"
LINE = Complaint(line="1700000000000001", reason=Reason.UNKIND)


def filed(store: Store, call: Call, by: Person, complaint: Complaint = LINE, minutes: int = 0) -> CallReport:
    at = START + timedelta(minutes=minutes)
    report_id = store.file_report(call.id, by, complaint, at, author=call.asker.localpart, said="You are 愚か 🙈")
    found = store.call_report(report_id, COURSE)
    assert found is not None
    return found


def settlement(by: Person) -> Settlement:
    return Settlement(by=by, at=LATER, outcome=Settled.SPOKEN_TO, words="We have spoken.")


def news(report: CallReport) -> Message:
    return Message(
        kind=PAGE, to=report.by.localpart, topic="t", body={}, due_at=LATER, expires_at=LATER + timedelta(days=1)
    )


def ids(reports: list[CallReport]) -> list[UUID]:
    return [report.id for report in reports]


class ReportContract:
    def test_a_report_is_kept_as_it_was_said(self, store: Store) -> None:
        call, bo = asked(store, "alex"), person(store, "bo")
        found = filed(store, call, bo)
        assert (found.by.id, found.complaint, found.about) == (bo.id, LINE, call.asker.localpart)
        assert (found.said, found.at, found.settlement) == ("You are 愚か 🙈", START, None)
        assert (found.call.id, found.call.question) == (call.id, call.question)
        assert store.call_report(found.id, OTHER) is None
        assert store.call_report(uuid4(), COURSE) is None

    def test_again_is_the_same_report_and_what_is_not_known_now_stays(self, store: Store) -> None:
        call, bo = asked(store, "alex"), person(store, "bo")
        assert not store.has_report(call.id, bo, LINE)
        first = filed(store, call, bo)
        again = replace(LINE, reason=Reason.OTHER, words="Very rude.")
        assert store.file_report(call.id, bo, again, LATER, author="", said="") == first.id
        found = store.call_report(first.id, COURSE)
        assert found is not None
        assert (found.complaint, found.at, found.said, found.about) == (again, LATER, first.said, first.about)
        assert store.has_report(call.id, bo, LINE)
        assert store.open_reports_by(bo) == 1

    def test_another_line_a_person_and_the_talk_are_other_reports(self, store: Store) -> None:
        call, bo = asked(store, "alex"), person(store, "bo")
        things = (
            LINE,
            replace(LINE, line="2"),
            Complaint(whom=call.asker.localpart, reason=Reason.SPAM),
            Complaint(whom=person(store, "cy").localpart, reason=Reason.SPAM),
            Complaint(reason=Reason.CHEATING),
        )
        reports = [filed(store, call, bo, thing, minutes) for minutes, thing in enumerate(things)]
        assert len(set(ids(reports))) == len(things)
        assert ids(store.waiting_reports(COURSE, None, 9)) == ids(reports)[::-1]
        assert store.waiting_for_staff(COURSE).reports == store.open_reports_by(bo) == len(things)
        assert ids(store.reports_alike(reports[0])) == [reports[0].id]

    def test_pages_follow_each_other_and_other_courses_have_none(self, store: Store) -> None:
        bo = person(store, "bo")
        call = asked(store, "alex")
        reports = [filed(store, call, bo, replace(LINE, line=str(number)), number // 2) for number in range(5)]
        read: list[UUID] = []
        before: Mark | None = None
        while page := store.waiting_reports(COURSE, before, 2):
            read += ids(page)
            before = Mark(at=page[-1].at, report_id=page[-1].id)
        assert len(read) == len(reports)
        assert set(read) == set(ids(reports))
        assert store.waiting_reports(OTHER, None, 9) == []
        assert store.waiting_for_staff(OTHER) == Waiting(left=0, reports=0, resources=0)

    def test_what_waits_for_staff_is_counted(self, store: Store) -> None:
        call, bo = asked(store, "alex"), person(store, "bo")
        filed(store, call, bo)
        store.save(call, events.deferred(call, START))
        kept(store, "cy")
        store.report_resource(kept(store, "dee", public=True).id, bo, "wrong", START)
        review = kept(store, "eve")
        store.save_resource(review, changes.published(review, review.rev, START, review=True), review.authors[0])
        assert store.waiting_for_staff(COURSE) == Waiting(left=1, reports=1, resources=2)
        store.add_deferred_answer(call.id, DeferredAnswer(by=bo, body="So.", at=LATER))
        assert store.waiting_for_staff(COURSE).left == 0

    def test_one_settles_all_who_reported_the_same_and_they_are_told(self, store: Store) -> None:
        call, teacher = asked(store, "alex"), person(store, "teacher")
        mine, other = (filed(store, call, person(store, name)) for name in ("bo", "cy"))
        apart = filed(store, call, mine.by, Complaint(reason=Reason.SPAM))
        alike = store.reports_alike(mine)
        assert set(ids(alike)) == {mine.id, other.id}
        assert store.settle_reports_of_talk(mine, [other.id], settlement(teacher), [news(r) for r in alike])
        assert ids(store.waiting_reports(COURSE, None, 9)) == [apart.id]
        for report in (mine, other):
            found = store.call_report(report.id, COURSE)
            assert found is not None
            assert found.settlement == settlement(teacher)
        assert len(store.due_messages(LATER, 9)) == 2

    def test_the_second_who_settles_changes_nothing_and_tells_nobody(self, store: Store) -> None:
        call, first, second = asked(store, "alex"), person(store, "first"), person(store, "second")
        report = filed(store, call, person(store, "bo"))
        assert store.settle_reports_of_talk(report, (), settlement(first), [news(report)])
        other = replace(settlement(second), outcome=Settled.NOTHING)
        assert not store.settle_reports_of_talk(report, (), other, [news(report)])
        found = store.call_report(report.id, COURSE)
        assert found is not None
        assert found.settlement == settlement(first)
        assert len(store.due_messages(LATER, 9)) == 1

    def test_what_is_reported_again_after_it_was_settled_waits_again(self, store: Store) -> None:
        call, teacher = asked(store, "alex"), person(store, "teacher")
        report = filed(store, call, person(store, "bo"))
        store.settle_reports_of_talk(report, (), settlement(teacher), ())
        assert store.open_reports_by(report.by) == 0
        assert filed(store, call, report.by, minutes=9).settlement is None
        assert ids(store.waiting_reports(COURSE, None, 9)) == [report.id]
