"""The page of a course's staff by its handlers: who gets in, and what goes on now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.models import CallRow, PersonRow
from chatxblock.store.rows import call_columns, to_call
from tests.integration.conftest import Site
from tests.integration.test_links import data_of


def open_calls(site: Site) -> list[dict[str, Any]]:
    """All open calls, page after page."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        answer = site.post("staff", "staff_calls", {"after": after})
        assert answer.status == 200, answer
        found += answer.value["calls"]
        after = answer.value["next"]
        if after is None:
            return found


def many_wait(site: Site, many: int) -> None:
    """Let so many questions wait, a second apart: rows are made of one that was asked."""
    sample = CallRow.objects.get(pk=site.ask("helper3", "How long does one wait?")["id"])
    columns = call_columns(to_call(sample, ()))
    askers = PersonRow.objects.bulk_create(
        PersonRow(course=sample.course, user_id=f"asker{number}", localpart=f"{number:032x}", name=f"Asker {number}")
        for number in range(many)
    )
    CallRow.objects.bulk_create(
        CallRow(
            id=uuid4(),
            **{
                **columns,
                "asker_id": asker.pk,
                "open_key": asker.pk,
                "room": uuid4().hex,
                "asked_at": sample.asked_at + timedelta(seconds=number + 1),
            },
        )
        for number, asker in enumerate(askers)
    )


def test_the_page_is_for_staff_and_others_read_why_not(site: Site) -> None:
    page = site.get("staff", "staff")
    assert (page.status_code, data_of(page.content.decode())["course"]) == (200, "workbench")
    for who in ("learner", "helper1", "stranger", "anonymous"):
        refused = site.get(who, "staff")
        assert refused.status_code == 403
        assert "This page cannot be shown" in refused.content.decode()


def test_the_open_calls_are_for_staff(site: Site) -> None:
    site.ask("learner")
    for who in ("learner", "helper1"):
        refused = site.post(who, "staff_calls")
        assert (refused.status, refused.value["code"], "calls" in refused.value) == (403, "not-allowed", False)


def test_who_waits_stands_first_and_who_is_there_is_named(site: Site) -> None:
    first, second = site.ask("learner"), site.ask("helper2", "And this one?")
    site.post("helper1", "accept", {"call_id": first["id"]})
    waits, helped = open_calls(site)
    assert (waits["call_id"], waits["state"], waits["here"]) == (second["id"], "waiting", [])
    assert (helped["call_id"], helped["state"], helped["here"]) == (first["id"], "answered", ["Helper 1"])
    assert helped["asker"]["name"] == "Lina Petrova"
    assert (helped["round"], helped["rounds"], helped["asked"]) == (1, 1, 3)
    room = site.get("staff", "window", waits["call_id"])
    assert (room.status_code, data_of(room.content.decode())["role"]) == (200, "staff")
    site.post("helper2", "cancel", {"call_id": second["id"]})
    assert [call["call_id"] for call in open_calls(site)] == [first["id"]]


def test_more_than_fit_on_a_page_come_in_order_and_each_once(site: Site) -> None:
    many_wait(site, 120)
    found = open_calls(site)
    assert len({UUID(call["call_id"]) for call in found}) == len(found) == 121
    assert [call["asked_at"] for call in found] == sorted(call["asked_at"] for call in found)


@pytest.mark.parametrize("after", ["", "nonsense", "waits_2026-01-01_x", "over_2026-01-01T00:00:00+00:00_x", 7, [1]])
def test_a_mark_that_is_none_is_refused(site: Site, after: object) -> None:
    assert site.post("staff", "staff_calls", {"after": after}).value["code"] == "bad-input"


def test_looking_takes_no_more_queries_for_more_calls(site: Site) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert site.post("staff", "staff_calls").status == 200
        return sum("chatxblock_" in query["sql"] for query in captured.captured_queries)

    site.ask("learner")
    site.post("staff", "staff_calls")  # who is not known yet is noted
    few = queries()
    many_wait(site, 300)
    assert queries() == few
    assert few <= 5
