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
from pytest_django import Settings

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
        for form in ("wide", "narrow"):
            etree.fromstring(b"".join(site.get("staff", "staff_plot", plot, form=form)))


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
    assert [row[0] for row in rows] == ["month", *["hour"] * 24, "round", "unit", *["talks a helper"] * 6]
    assert {len(row) for row in rows} == {len(head)}
    assert rows[26][2].startswith("'=HYPERLINK")
    assert rows[0][head.index("published") :] == ["0", "0", "0", ""]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"])
def test_no_cell_of_the_file_begins_as_a_formula_does(site: Site, begin: str) -> None:
    site.ask()
    title = f"{begin}1+1"
    CallRow.objects.update(context={"title": title}, unit=title, state="closed")
    assert sweep()
    file = b"".join(site.get("staff", "staff_figures_file", months="1")).decode()
    cells = [cell for row in csv.reader(StringIO(file, newline="")) for cell in row]
    assert cells.count(f"'{title}") == 2
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


def test_each_picture_names_what_it_counts_and_is_one_of_those_there_are(site: Site) -> None:
    played(site)
    urls = figures(site)["plots"].values()
    assert {url["wide"].partition("&months=12")[2] for url in urls} == {""}
    assert {url["narrow"].partition("&months=12")[2] for url in urls} == {"&form=narrow"}
    for url in (one[form] for one in urls for form in ("wide", "narrow")):
        picture = Client().get(url)
        assert url.count("?") == 1
        assert picture["Content-Type"].startswith("image/svg+xml")
        assert etree.fromstring(b"".join(picture)).findall(".//{*}text")
    assert site.get("staff", "staff_plot", "faces").status_code == 400
    assert site.get("staff", "staff_plot", "load", form="round").status_code == 400


def test_who_is_no_staff_gets_neither_numbers_nor_pictures_nor_the_file(site: Site) -> None:
    for who in ("learner", "helper1", "stranger"):
        assert site.post(who, "staff_figures").status == 403
        for handler, suffix in (("staff_plot", "load"), ("staff_figures_file", "")):
            assert site.get(who, handler, suffix).status_code == 403


def test_pictures_are_read_from_the_side_that_the_reader_reads_from(site: Site, settings: Settings) -> None:
    played(site)
    for languages, direction in ([], "ltr"), (["en"], "rtl"):
        settings.LANGUAGES_BIDI = languages
        picture = etree.fromstring(b"".join(site.get("staff", "staff_plot", "answered-unit")))
        assert picture.get("direction") == direction


def test_many_questions_take_no_more_queries_than_few(site: Site) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            figures(site)
        return len(seen.captured_queries)

    figures(site)
    before = queries()
    played(site)
    assert queries() == before <= 12
