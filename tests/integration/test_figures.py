"""What staff read of what became of a course's questions: numbers, pictures, a file."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from chatxblock.models import CallRow, FigureRow
from chatxblock.ops.sweep import sweep
from tests.integration.conftest import Site


def figures(site: Site, **told: object) -> dict[str, Any]:
    answer = site.post("staff", "staff_figures", told)
    assert answer.status == 200, answer
    return dict(answer.value)


def played(site: Site) -> None:
    """One question that a helper came to, which was solved; one that nobody came to, left for the teachers."""
    call_id = {"call_id": site.ask()["id"]}
    site.post("helper1", "accept", call_id)
    site.post("learner", "solved", call_id)
    for who in ("learner", "helper1"):
        site.post(who, "leave", call_id)
    site.post("learner", "leave_question", {"call_id": site.ask()["id"]})
    assert sweep()


def test_a_course_without_questions_has_empty_figures_and_pictures(site: Site) -> None:
    found = figures(site)
    assert found["whole"] == {"asked": 0, "answered": 0, "solved": 0, "left": 0, "share": None, "half_within": None}
    assert (len(found["months"]), len(found["hours"]), found["rounds"], found["units"]) == (12, 24, [], [])
    assert (found["load"]["helpers"], found["load"]["busiest"], found["load"]["median"]) == (0, None, None)
    for plot in found["plots"]:
        etree.fromstring(site.get("staff", "staff_plot", plot).content)


def test_what_became_of_questions_is_counted_by_the_sweep_once(site: Site) -> None:
    played(site)
    assert sweep()
    found = figures(site, months=1)
    assert [month["month"] for month in found["months"]] == [timezone.localdate().isoformat()[:7]]
    whole = found["whole"]
    assert {key: whole[key] for key in ("asked", "answered", "solved", "left", "share")} == {
        "asked": 2,
        "answered": 1,
        "solved": 1,
        "left": 1,
        "share": 0.5,
    }
    assert whole["half_within"] < 10
    assert [month["questions"] for month in found["months"]] == [whole]
    assert sum(hour["questions"]["asked"] for hour in found["hours"]) == 2
    assert [(unit["questions"], bool(unit["title"])) for unit in found["units"]] == [(whole, True)]
    assert (found["load"]["helpers"], found["load"]["talks"]) == (1, 1)


def test_of_nobody_there_is_a_word_in_it(site: Site) -> None:
    played(site)
    said = str(figures(site))
    assert not [name for name in ("Lina", "Helper", "learner", "helper1", "matrix") if name in said]


@pytest.mark.parametrize("told", [{"months": 0}, {"months": 37}, {"months": "many"}, {"months": 1.5}, {"months": None}])
def test_months_that_are_none_are_refused(site: Site, told: dict[str, object]) -> None:
    answer = site.post("staff", "staff_figures", told)
    assert (answer.status, answer.value["code"]) == (400, "bad-input")


def test_months_go_back_as_far_as_wished_and_no_further(site: Site) -> None:
    played(site)
    before = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    FigureRow.objects.update(month=before)
    assert [figures(site, months=months)["whole"]["asked"] for months in (1, 2, 36)] == [0, 2, 2]


def test_the_file_has_a_row_for_each_number_and_calculates_nothing(site: Site) -> None:
    site.ask()
    CallRow.objects.update(context={"title": '=HYPERLINK("http://evil.test","Unit 3")'}, state="closed")
    assert sweep()
    file = site.get("staff", "staff_figures_file", months="1")
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in file["Content-Disposition"]
    head, *rows = csv.reader(StringIO(b"".join(file).decode(), newline=""))
    assert head[:4] == ["by", "which", "title", "asked"]
    assert [row[0] for row in rows] == ["month", *["hour"] * 24, "round", "unit"]
    assert {len(row) for row in rows} == {len(head)}
    assert rows[-1][2].startswith("'=HYPERLINK")


def test_each_picture_names_what_it_counts_and_is_one_of_those_there_are(site: Site) -> None:
    played(site)
    for url in figures(site)["plots"].values():
        picture = Client().get(url)
        assert (url.count("?"), url.endswith("&months=12")) == (1, True)
        assert picture["Content-Type"].startswith("image/svg+xml")
        assert etree.fromstring(b"".join(picture)).findall(".//{*}text")
    assert site.get("staff", "staff_plot", "faces").status_code == 400


def test_many_questions_take_no_more_queries_than_few(site: Site) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            figures(site)
        return len(seen.captured_queries)

    figures(site)
    before = queries()
    played(site)
    assert queries() == before <= 10
