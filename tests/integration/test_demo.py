"""A made-up course is one that the program itself could have made."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chatxblock.devserver import demo
from chatxblock.domain.calls.call import State
from chatxblock.models import CallRow, FeedbackRow, LineRow, PersonRow, ResourceRow
from chatxblock.ops.sweep import sweep
from tests.integration.conftest import Site

COURSE = "workbench"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def course(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A small one."""
    monkeypatch.setattr(demo, "LEFT", 3)
    assert demo.fill(COURSE, many=60, now=NOW)
    return site


def test_it_has_questions_talks_and_what_was_learned(course: Site) -> None:
    calls = CallRow.objects.filter(course=COURSE)
    assert (calls.count(), calls.filter(state=State.CLOSED.value).count()) == (60, 60)
    assert all(call.closed_at and call.asked_at < call.closed_at < NOW for call in calls)
    assert calls.filter(deferred_at__isnull=False).count() >= 3
    assert 0 < LineRow.objects.count() <= 60 * len(demo.TALK)
    assert FeedbackRow.objects.exists()
    assert ResourceRow.objects.exists()


def test_it_is_made_once(course: Site) -> None:
    people = PersonRow.objects.count()
    assert not demo.fill(COURSE, many=60, now=NOW)
    assert (CallRow.objects.count(), PersonRow.objects.count()) == (60, people)


def test_staff_read_its_figures_and_what_was_left(course: Site) -> None:
    while CallRow.objects.filter(figured=False).exists():
        assert sweep()
    found = course.post("staff", "staff_figures", {"months": 36}).value
    assert found["whole"]["asked"] == 60
    assert 0.5 < found["whole"]["share"] < 1
    assert found["load"]["helpers"] > 3
    assert found["read"]["opened"] >= found["read"]["helped"] > 0
    assert course.post("staff", "staff_clusters").value["clusters"]


def test_nothing_of_it_is_due(course: Site) -> None:
    assert sweep()
    assert set(CallRow.objects.values_list("state", flat=True)) == {State.CLOSED.value}
    assert not CallRow.objects.filter(failures__gt=0).exists()
