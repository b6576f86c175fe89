"""A made-up course is one that the program itself could have made."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from chatxblock.devserver import demo, fill
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
    assert demo.fill(COURSE, site.usage, many=60, now=NOW)
    return site


def test_it_has_questions_talks_and_what_was_learned(course: Site) -> None:
    assert CallRow.objects.filter(course=COURSE).count() == 60 + len(demo.OPEN)
    calls = CallRow.objects.filter(state=State.CLOSED.value)
    assert calls.count() == 60
    assert all(call.closed_at and call.asked_at < call.closed_at < NOW for call in calls)
    assert calls.filter(deferred_at__isnull=False).count() >= 3
    assert 0 < LineRow.objects.count() <= 60 * len(demo.TALK)
    assert FeedbackRow.objects.exists()
    assert ResourceRow.objects.exists()


def test_it_is_made_once(course: Site) -> None:
    people = PersonRow.objects.count()
    assert not demo.fill(COURSE, course.usage, many=60, now=NOW)
    assert (CallRow.objects.count(), PersonRow.objects.count()) == (60 + len(demo.OPEN), people)


def test_staff_read_its_figures_and_what_was_left(course: Site) -> None:
    while CallRow.objects.filter(figured=False, state=State.CLOSED.value).exists():
        assert sweep()
    found = course.post("staff", "staff_figures", {"months": 36}).value
    assert found["whole"]["asked"] == 60
    assert 0.5 < found["whole"]["share"] < 1
    assert found["load"]["helpers"] > 3
    assert found["read"]["opened"] >= found["read"]["helped"] > 0
    assert course.post("staff", "staff_clusters").value["clusters"]


def test_nothing_of_it_is_due_and_what_is_open_stays_so(course: Site) -> None:
    before = dict(CallRow.objects.values_list("pk", "state"))
    assert sweep()
    assert dict(CallRow.objects.values_list("pk", "state")) == before
    assert not CallRow.objects.filter(failures__gt=0).exists()


def test_staff_see_who_waits_enter_a_room_talk_to_whoever_comes_and_close_it(course: Site) -> None:
    calls = course.post("staff", "staff_calls").value["calls"]
    assert [(call["round"], call["asked"], len(call["here"])) for call in calls] == [
        (rounds, 3 if rounds == 1 else 11, int(helped))
        for _, rounds, helped in sorted(demo.OPEN, key=lambda one: one[2])
    ]
    assert {call["context"]["title"] for call in calls} <= set(demo.UNITS)
    (helped,) = [call for call in calls if call["here"]]
    for call in (calls[0], helped):
        inside = course.post("staff", "staff_enter", {"call_id": call["call_id"]})
        assert (inside.status, inside.value["call"]["entered"]) == (200, True)
        row = CallRow.objects.get(pk=call["call_id"])
        assert row.failures == 0
        assert Client().get(inside.value["call"]["window_url"]).status_code == 200
        done = course.post("staff", "staff_close", {"call_id": call["call_id"], "reason": "It is a made-up one."})
        assert done.status == 200
    assert len(course.post("staff", "staff_calls").value["calls"]) == len(demo.OPEN) - 2


def test_the_block_behind_which_its_rooms_are_is_there(site: Site) -> None:
    assert site.usage == fill.BLOCK
