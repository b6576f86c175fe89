"""The people of a course and who of its staff did what, by the handlers of the staff's page."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from chatxblock import conf
from chatxblock.domain.staff.deeds import Kind
from chatxblock.models import PersonRow
from chatxblock.web.schemas.staff_people import KINDS
from tests.integration.conftest import Site
from tests.integration.test_bars import WORDS, bar
from tests.integration.test_routes import jid, leave_course
from tests.integration.test_staff_page import many_wait


def people(site: Site, **wish: Any) -> list[dict[str, Any]]:
    """All people, page after page."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        answer = site.post("staff", "staff_people", {**wish, "after": after})
        assert answer.status == 200, answer
        found += answer.value["people"]
        after = answer.value["next"]
        if after is None:
            return found


@pytest.mark.parametrize("handler", ["staff_people", "staff_deeds"])
def test_who_is_not_staff_reads_nothing_of_it(site: Site, handler: str) -> None:
    site.ask("learner")
    for who in ("learner", "helper1", "stranger", "anonymous"):
        refused = site.post(who, handler)
        assert refused.status == 403
        assert not {"people", "deeds"} & set(refused.value)


@pytest.mark.parametrize("names", ["username", "full", "pseudonym"])
def test_staff_see_who_asked_and_helped_by_real_names(site: Site, settings: Settings, names: str) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "NAMES": names}
    conf.reset()
    call = {"call_id": site.ask("learner")["id"]}
    site.post("helper1", "accept", call)
    bar(site, "helper1", "helping")
    helper, asker = people(site)
    assert (helper["name"], helper["username"], helper["answered"], helper["rooms"]) == (
        "Helper 1", "helper1", 1, [call["call_id"]]
    )  # fmt: skip
    assert [one["words"] for one in helper["bars"]] == [WORDS]
    assert (asker["name"], asker["questions"], asker["staff"], asker["left"], asker["bars"]) == (
        "Lina Petrova", 1, False, False, []
    )  # fmt: skip
    assert "history_page" in asker["history_url"]
    assert [one["name"] for one in people(site, sort="name", query="petro")] == ["Lina Petrova"]


def test_who_left_the_course_is_marked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    site.post("helper1", "accept", call)
    leave_course(monkeypatch, "helper1")
    assert {one["username"]: one["left"] for one in people(site)} == {"helper1": True, "learner": False}


@pytest.mark.parametrize("sort", ["load", "thanks", "name"])
def test_more_than_fit_on_a_page_come_each_once_in_as_many_queries(site: Site, sort: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert site.post("staff", "staff_people", {"sort": sort}).status == 200
        return sum("chatxblock_" in query["sql"] for query in captured.captured_queries)

    site.ask("learner")
    people(site)
    few = queries()
    many_wait(site, 60)
    assert queries() == few
    found = people(site, sort=sort)
    assert len({one["jid"] for one in found}) == len(found) == 62


@pytest.mark.parametrize("after", ["", "nonsense", "x_1", "1_x", 7, "1_" + "9" * 600, "²_1"])
def test_a_mark_that_is_none_is_refused(site: Site, after: object) -> None:
    assert site.post("staff", "staff_people", {"after": after}).value["code"] == "bad-input"


def test_what_staff_did_is_read_with_who_and_why_the_newest_first(site: Site) -> None:
    call = {"call_id": site.ask("learner")["id"]}
    site.post("staff", "staff_close", {**call, "reason": "spam"})
    bar(site, "learner", "asking")
    barred, closed = site.post("staff", "staff_deeds").value["deeds"]
    assert (closed["kind"], closed["by"], closed["person"], closed["reason"]) == (
        "closed", "Kim Staff", "Lina Petrova", "spam"
    )  # fmt: skip
    assert closed["title"]
    assert (barred["kind"], barred["reason"], barred["until"] is not None) == ("barred-asking", WORDS, True)
    before = barred["id"]
    assert [one["id"] for one in site.post("staff", "staff_deeds", {"before": before}).value["deeds"]] == [closed["id"]]


def test_deeds_come_page_by_page_in_as_many_queries(site: Site) -> None:
    address = jid(site, "learner")
    wish = {"person": address, "doing": "asking", "words": WORDS}

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert site.post("staff", "staff_deeds").status == 200
        return sum("chatxblock_" in query["sql"] for query in captured.captured_queries)

    site.post("staff", "staff_bar", wish)
    few = queries()
    for _ in range(29):
        site.post("staff", "staff_bar", wish)
    assert queries() == few
    first = site.post("staff", "staff_deeds").value
    rest = site.post("staff", "staff_deeds", {"before": first["next"]}).value
    assert (len(first["deeds"]), len(rest["deeds"]), rest["next"]) == (25, 5, None)


def test_somebody_who_was_retired_is_no_more_among_the_people_and_nameless_in_the_deeds(site: Site) -> None:
    site.ask("learner")
    bar(site, "learner", "asking")
    PersonRow.objects.filter(user_id="learner").update(retiring=True, name="", username="")
    assert people(site) == []
    assert site.post("staff", "staff_deeds").value["deeds"][0]["person"] == "Somebody who has left"


def test_each_kind_of_deed_is_told() -> None:
    assert set(KINDS) == set(Kind)
