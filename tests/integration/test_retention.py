"""What is over goes when its time is over, a little at a time; what is under report stays, and so do resources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from chatxblock import conf, wiring_kept
from chatxblock.domain.deadline import GoesOn
from chatxblock.domain.forgetting import retention
from chatxblock.models import (
    CallReportRow,
    CallRow,
    HeartbeatRow,
    LineRow,
    PersonRow,
    ResourceReportRow,
    ResourceRevisionRow,
    ResourceRow,
    SearchDocumentRow,
)
from chatxblock.ops import sweep
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.support.talks import Talk, of, text
from tests.support.traces import traces

WEEK = 7


@pytest.fixture
def kept_a_week(settings: Settings, site: Site) -> None:
    """Everything is kept for a week."""
    kinds = ("logs", "questions", "drafts", "reports")
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "RETENTION": dict.fromkeys(kinds, WEEK)}
    conf.reset()


def age(days: float) -> None:
    """Let all that is there be so many days older."""
    older = timedelta(days=days)
    for row in CallRow.objects.all():
        ended_at = row.ended_at and row.ended_at - older
        CallRow.objects.filter(pk=row.pk).update(ended_at=ended_at, asked_at=row.asked_at - older)
    for resource in ResourceRow.objects.all():
        ResourceRow.objects.filter(pk=resource.pk).update(updated_at=resource.updated_at - older)
    models: tuple[Any, ...] = (CallReportRow, ResourceReportRow)
    for model in models:
        for report in model.objects.filter(settled_at__isnull=False):
            model.objects.filter(pk=report.pk).update(settled_at=report.settled_at - older)


def sweeps(many: int = 3) -> None:
    for _ in range(many):
        call_command("chatxblock_sweep")


@pytest.mark.usefixtures("kept_a_week")
class TestAWeek:
    def test_a_talk_goes_with_its_question_and_its_draft(self, site: Site, rooms: MemoryRooms) -> None:
        talk = Talk(site, rooms)
        talk.draft()
        age(WEEK - 1)
        sweeps()
        assert CallRow.objects.count() == 1
        age(2)
        sweeps()
        assert (CallRow.objects.count(), LineRow.objects.count(), ResourceRow.objects.count()) == (0, 0, 0)
        assert traces("ASKERMARK", "HELPERMARK", talk.question) == []
        assert PersonRow.objects.filter(user_id="learner").exists()

    def test_what_ended_in_times_to_come_stays_until_its_time_is_over(self, site: Site, rooms: MemoryRooms) -> None:
        """A clock that was ahead while people talked, and was put back since."""
        Talk(site, rooms)
        age(-1)
        sweeps()
        age(WEEK)
        sweeps()
        assert (CallRow.objects.count(), LineRow.objects.exists()) == (1, True)
        age(2)
        sweeps()
        assert CallRow.objects.count() == 0

    def test_a_resource_outlives_its_log_and_says_so(self, site: Site, rooms: MemoryRooms) -> None:
        talk = Talk(site, rooms)
        public = talk.public()
        assert public["logs_gone"] == 0
        age(WEEK + 1)
        sweeps()
        read = site.post("learner", "resource_read", {"resource_id": public["resource_id"]}).value["resource"]
        assert (read["sources"], read["logs_gone"], read["body"]) == (1, 1, public["body"])
        page = site.get("learner", "resource", public["resource_id"]).content.decode()
        assert "The talk that this comes from is no longer kept." in page
        row = CallRow.objects.get()
        assert (row.question, row.context, row.reports, row.complete) == ("", {}, [], False)
        assert not LineRow.objects.exists()
        assert site.get("staff", "transcript", talk.call_id).json()["complete"] is False
        again = text(read, body="Rewritten after the log was gone, and MENDEDMARK.")
        saved = site.post("staff", "resource_save", again)
        assert (saved.status, saved.value["resource"]["state"]) == (200, "published")

    def test_earlier_texts_which_nobody_can_judge_any_more_go_with_the_log(
        self, site: Site, rooms: MemoryRooms
    ) -> None:
        talk = Talk(site, rooms)
        public = talk.public()
        site.post("staff", "resource_save", text(public, body="Two rows are alike."))
        assert ResourceRevisionRow.objects.count() == 2
        age(WEEK + 1)
        sweeps()
        assert [row.body for row in ResourceRevisionRow.objects.all()] == ["Two rows are alike."]

    def test_when_its_resource_is_gone_the_empty_row_goes_too(self, site: Site, rooms: MemoryRooms) -> None:
        Talk(site, rooms).public()
        age(WEEK + 1)
        sweeps()
        assert CallRow.objects.count() == 1
        ResourceRow.objects.all().delete()
        sweeps()
        assert not CallRow.objects.exists()

    @pytest.mark.parametrize("what", ["call", "resource"])
    def test_what_is_under_report_stays_until_staff_have_settled_it(
        self, site: Site, rooms: MemoryRooms, what: str
    ) -> None:
        talk = Talk(site, rooms)
        public = talk.public()
        told = {"call_id": talk.call_id} if what == "call" else {"resource_id": public["resource_id"]}
        site.post("learner", "report", {**told, "reason": "This is not right."})
        age(WEEK + 1)
        sweeps()
        assert LineRow.objects.count() == 3
        now = datetime.now(UTC)
        for model in (CallReportRow, ResourceReportRow):
            model._base_manager.update(settled_at=now)
        sweeps()
        assert LineRow.objects.count() == 0
        age(WEEK + 1)
        sweeps()
        assert (CallReportRow.objects.count(), ResourceReportRow.objects.count()) == (0, 0)

    def test_a_question_that_nobody_answered_goes_and_the_search_forgets_it(self, site: Site) -> None:
        asked = site.ask("learner", "Is there an UNANSWEREDMARK inverse?")
        site.post("learner", "leave_question", {"call_id": asked["id"]})
        sweeps()
        assert SearchDocumentRow.objects.count() == 1
        age(WEEK + 1)
        sweeps()
        assert not CallRow.objects.exists()
        assert traces("unansweredmark") == []

    def test_a_late_answer_is_kept_for_its_own_time(self, site: Site) -> None:
        asked = site.ask("learner", "Is there an inverse?")
        site.post("learner", "leave_question", {"call_id": asked["id"]})
        age(WEEK + 1)
        assert site.post("staff", "answer_left", {"call_id": asked["id"], "answer": "No, there is none."}).status == 200
        sweeps()
        assert CallRow.objects.count() == 1

    def test_a_draft_without_a_talk_goes_when_nobody_touched_it(self, site: Site) -> None:
        site.post("staff", "resource_draft", {})
        age(WEEK - 1)
        sweeps()
        assert ResourceRow.objects.count() == 1
        age(2)
        sweeps()
        assert not ResourceRow.objects.exists()

    def test_what_is_open_stays_however_old_it_is(self, site: Site) -> None:
        site.ask("learner")
        CallRow.objects.update(asked_at=datetime.now(UTC) - timedelta(days=400))
        wiring_kept.retention().sweep()
        assert CallRow.objects.count() == 1


def test_unless_the_operator_says_otherwise_everything_is_kept(site: Site, rooms: MemoryRooms) -> None:
    Talk(site, rooms).draft()
    age(5000)
    sweeps()
    assert (CallRow.objects.count(), LineRow.objects.count(), ResourceRow.objects.count()) == (1, 3, 1)


def many_talks(talks: int, lines: int) -> None:
    """Old talks in which somebody helped, as rows."""
    asker = PersonRow.objects.create(course="course", user_id="a", localpart="a")
    helper = PersonRow.objects.create(course="course", user_id="b", localpart="b")
    old = datetime.now(UTC) - timedelta(days=WEEK + 1)
    plan = {"rounds": [], "helper_limit": 1, "grace": 60.0, "listed": []}
    rows = [
        CallRow(
            course="course", unit="unit", asker=asker, question="Why?", room=uuid4().hex, state="closed", plan=plan,
            asked_at=old, touched_at=old, ended_at=old + timedelta(seconds=number), closed_at=old,
            counted=True, figured=True,
        )
        for number in range(talks)
    ]  # fmt: skip
    CallRow.objects.bulk_create(rows)
    for row in rows:
        row.invitations.create(person=helper, round=1, answer="left", invited_at=old, accepted_at=old)
    LineRow.objects.bulk_create(
        [
            LineRow(call=row, position=place, archive_id=str(place), sent_at=old, author="b", body="x")
            for row in rows
            for place in range(lines)
        ]
    )


@pytest.mark.usefixtures("kept_a_week")
def test_switched_on_over_very_much_each_sweep_takes_a_bounded_part_and_all_other_tasks_run(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown by counts: lines a sweep, queries a sweep, and that every other task came to its end in each of them."""
    monkeypatch.setattr(retention, "MOST_LINES", 50)
    many_talks(talks=30, lines=20)
    done: list[str] = []
    monkeypatch.setattr(sweep, "TASKS", {name: noted(done, name, task) for name, task in sweep.TASKS.items()})
    lines, most = 30 * 20, 0
    while LineRow.objects.exists():
        done.clear()
        with CaptureQueriesContext(connection) as queries:
            assert sweep.sweep()
        assert done == list(sweep.TASKS)
        assert 0 < lines - LineRow.objects.count() <= 50
        lines, most = LineRow.objects.count(), max(most, len(queries))
    assert most <= 120
    assert HeartbeatRow.objects.filter(name="sweep").exists()


def noted(done: list[str], name: str, task: Callable[[GoesOn], None]) -> Callable[[GoesOn], None]:
    def run(goes_on: GoesOn) -> None:
        task(goes_on)
        done.append(name)

    return run


@pytest.mark.usefixtures("kept_a_week")
def test_queries_of_a_sweep_do_not_grow_with_what_there_is(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "MOST_LINES", 10)
    many_talks(talks=5, lines=20)
    with CaptureQueriesContext(connection) as few:
        assert wiring_kept.retention().sweep() == {"logs": 10}
    LineRow.objects.all().delete()
    CallRow.objects.all().delete()
    PersonRow.objects.all().delete()
    many_talks(talks=60, lines=20)
    with CaptureQueriesContext(connection) as many:
        assert wiring_kept.retention().sweep() == {"logs": 10}
    assert len(many) == len(few)


@pytest.mark.usefixtures("kept_a_week")
def test_a_long_log_goes_in_pieces_and_is_never_taken_for_whole(
    site: Site, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "MOST_LINES", 1)
    talk = Talk(site, rooms)
    of(talk.public())
    age(WEEK + 1)
    left: list[int] = []
    for _ in range(4):
        assert site.get("staff", "transcript", talk.call_id).json()["complete"] is (left == [])
        wiring_kept.retention().sweep()
        left.append(LineRow.objects.count())
    assert left == [2, 1, 0, 0]
    assert CallRow.objects.get().question == ""
