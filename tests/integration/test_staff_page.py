"""The page of a course's staff by its handlers: who gets in, and what goes on now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.devserver.scenarios import chat_scenarios
from chatxblock.models import CallRow, PersonRow
from chatxblock.store.rows import call_columns, to_call
from chatxblock.testing import MemoryRooms
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


def people_in(site: Site, who: str, call_id: str) -> dict[str, str]:
    found = site.post(who, "people", {"call_id": call_id}).value["people"]
    return {one["name"]: one["role"] for one in found}


def test_staff_enter_by_one_click_are_seen_as_staff_and_help_with_their_first_words(
    site: Site, rooms: MemoryRooms
) -> None:
    call_id = site.ask("learner")["id"]
    entered = site.post("staff", "staff_enter", {"call_id": call_id})
    assert (entered.status, entered.value["call"]["entered"]) == (200, True)
    assert entered.value["call"]["here"] == ["Kim Staff"]
    room = data_of(site.get("staff", "window", call_id).content.decode())
    assert (room["role"], room["call"]["can_join"], bool(room["call"]["room"])) == ("staff", True, True)
    assert people_in(site, "learner", call_id) == {"Lina Petrova": "asker", "Kim Staff": "staff"}
    assert site.post("learner", "call", {"call_id": call_id}).value["call"]["helpers"] == []
    site.post("staff", "accept", {"call_id": call_id})
    assert site.post("learner", "call", {"call_id": call_id}).value["call"]["helpers"] == ["Kim Staff"]
    assert people_in(site, "learner", call_id)["Kim Staff"] == "staff"


def test_who_closes_a_call_and_why_is_read_by_those_in_it(site: Site) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    site.post("helper1", "accept", call)
    assert site.post("staff", "staff_close", {**call, "reason": "It is in the lecture."}).status == 200
    for who in ("learner", "helper1"):
        seen = site.post(who, "call", call).value["call"]
        assert (seen["state"], seen["stopped"]) == ("closed", {"by": "Kim Staff", "reason": "It is in the lecture."})
    lobby = site.post("learner", "lobby", call).value["call"]
    assert lobby["stopped"]["reason"] == "It is in the lecture."
    assert site.get("learner", "transcript", call["call_id"]).status_code == 200
    assert open_calls(site) == []
    again = site.post("staff", "staff_enter", call)
    assert (again.status, again.value["code"]) == (409, "call-over")


@pytest.mark.parametrize("reason", ["", "  ", 7, None])
def test_without_a_reason_nothing_is_closed(site: Site, reason: object) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    refused = site.post("staff", "staff_close", {**call, "reason": reason})
    assert refused.status == 400
    assert refused.value["error"]
    assert len(open_calls(site)) == 1


@pytest.mark.parametrize("handler", ["staff_enter", "staff_close", "staff_helpers", "staff_questions"])
def test_what_staff_do_is_for_staff(site: Site, handler: str) -> None:
    call = {"call_id": site.ask("learner")["id"], "reason": "No."}
    for who in ("learner", "helper1"):
        assert site.post(who, handler, call).value["code"] == "not-allowed"
    assert site.post("learner", "call", call).value["call"]["state"] == "waiting"


def test_staff_of_another_course_have_no_part_in_this_ones_calls(site: Site) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    CallRow.objects.update(course="course-v1:Other+Algebra+2026")
    for handler, more in (("staff_enter", {}), ("staff_close", {"reason": "No."})):
        refused = site.post("staff", handler, {**call, **more})
        assert (refused.status, refused.value["code"]) == (403, "not-in-call")
    assert open_calls(site) == []


def test_who_is_on_duty_is_told_with_where_and_since_when(usage: str, rooms: MemoryRooms, db: None) -> None:
    (third,) = (page for page in chat_scenarios() if "help each other" in page.title)
    site = Site(third.usages[0])
    for who in ("helper1", "staff"):
        site.post(who, "duty", {"on_duty": True, "minutes": 30})
        rooms.presence.around.add(site.post(who, "ticket", {"duty": True}).value["nick"])
    site.post("helper2", "duty", {"on_duty": True})  # and is not there
    found = site.post("staff", "staff_helpers").value
    assert [(one["name"], one["staff"], one["calls"], one["offers"]) for one in found["helpers"]] == [
        ("Helper 1", False, 0, 0),
        ("Kim Staff", True, 0, 0),
    ]
    assert all(one["since"] and one["until"] for one in found["helpers"])
    assert all(one["units"] for one in found["helpers"])
    assert found["next"] is None


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


def test_all_questions_are_told_with_what_became_of_them_and_can_be_read(site: Site) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    site.post("helper1", "accept", call)
    for who in ("learner", "helper1"):
        site.post(who, "leave", {**call, "helped": "yes"} if who == "learner" else call)
    open_ = site.ask("helper2", "And this one?")
    answer = site.post("staff", "staff_questions", {"with_units": True}).value
    assert [(one["call_id"], one["outcome"], one["came"], one["helped"]) for one in answer["questions"]] == [
        (open_["id"], "open", [], None),
        (call["call_id"], "helped", ["Helper 1"], "yes"),
    ]
    assert [unit["key"] for unit in answer["units"]] == [CallRow.objects.first().unit]  # type: ignore[union-attr]
    for one in answer["questions"]:
        assert site.get("staff", "transcript", one["call_id"]).status_code == 200


def test_questions_are_found_by_what_is_chosen(site: Site) -> None:
    first = site.ask("learner", "Why is the matrix singular?")
    second = site.ask("helper2", "And its determinant?")
    month = first["asked_at"][:7]

    def found(**wish: object) -> list[str]:
        answer = site.post("staff", "staff_questions", wish)
        assert answer.status == 200, answer
        return [one["call_id"] for one in answer.value["questions"]]

    assert found(query="singular matrix") == [first["id"]]
    assert found(asker="learner") == found(asker="Lina Petrova") == [first["id"]]
    assert found(asker="nobody of that name") == []
    assert found(month=month, state="open", answered=False) == [second["id"], first["id"]]
    assert found(month="2001-12") == found(unit="another") == found(helped="no") == []


def test_what_no_filter_is_is_refused(site: Site) -> None:
    for wish in ({"month": "soon"}, {"state": "lost"}, {"after": "x"}, {"answered": "yes"}, {"query": 7}):
        assert site.post("staff", "staff_questions", wish).value["code"] == "bad-input", wish


def test_questions_take_no_more_queries_for_more_of_them_and_come_each_once(site: Site) -> None:
    def look(after: str | None = None) -> tuple[int, dict[str, Any]]:
        with CaptureQueriesContext(connection) as captured:
            answer = site.post("staff", "staff_questions", {"after": after})
            assert answer.status == 200
        return sum("chatxblock_" in query["sql"] for query in captured.captured_queries), answer.value

    site.ask("learner")
    look()  # who is not known yet is noted
    few, _ = look()
    many_wait(site, 100)
    found: list[str] = []
    after = None
    while after is not None or not found:
        many, page = look(after)
        assert many <= few
        found += [one["call_id"] for one in page["questions"]]
        after = page["next"]
    assert len(found) == len(set(found)) == 102
