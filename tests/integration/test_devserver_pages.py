"""What the dev server itself shows: a start page with all there is to try, and units that tell what they are."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from pathlib import Path

import pytest
from django.test import Client

from chatxblock.devserver.people import PEOPLE, member
from chatxblock.devserver.scenarios import ChatScenario, chat_scenarios
from chatxblock.devserver.trials import PAGES, WHAT, trial
from tests.integration.conftest import Site

NAMES = json.loads((Path(__file__).parents[2] / "static/test/pages.json").read_text("utf-8"))


@pytest.fixture
def start(site: Site) -> str:
    return str(Client().get("/").content.decode())


def test_each_unit_says_what_to_do_there_and_whom_to_be(start: str) -> None:
    scenarios = chat_scenarios()
    assert {scenario.title for scenario in scenarios} == set(WHAT)
    for scenario in scenarios:
        found = trial(scenario)
        assert escape(found.what) in start
        assert [person.username for person in found.people] == list(WHAT[scenario.title][1])
        for person in found.people:
            assert f'aria-label="{person.name}: {scenario.title}"' in start


def test_a_unit_of_which_nothing_is_said_can_be_opened_all_the_same() -> None:
    found = trial(ChatScenario(name="other.0", title="Another", usages=("u",)))
    assert (found.what, [person.username for person in found.people]) == ("", ["learner"])


def test_pages_that_stand_by_themselves_have_their_own_names(start: str) -> None:
    for page in PAGES:
        assert NAMES[page.handler] == page.name
        assert f"<h3>{page.name}</h3>" in start
        assert member(page.username)


def test_every_way_from_the_start_page_leads_somewhere(start: str) -> None:
    ways = {unescape(way) for way in re.findall(r'(?:href|src)="(/[^"]+)"', start)}
    assert len(ways) > len(PEOPLE) + len(WHAT) + len(PAGES)
    assert {way: Client().get(way).status_code for way in ways} == dict.fromkeys(ways, 200)


@pytest.mark.parametrize("student", ["learner", "staff"])
def test_a_unit_has_a_title_an_icon_and_the_way_back(site: Site, student: str) -> None:
    person = member(student)
    assert person
    for scenario in chat_scenarios():
        page = site.view(student, scenario.name)
        assert f"<title>{scenario.title} · {person.name}</title>" in page
        assert '<meta name="viewport"' in page
        assert re.search(r'<link rel="icon" [^>]*href="/resource/chatxblock/public/icon\.svg">', page)
        assert '<a href="/">' in page


def test_whoever_is_invented_reads_the_title_alone_and_the_tools_of_the_workbench_are_a_click_away(site: Site) -> None:
    assert "<title>A problem with helpers</title>" in site.view("nobody-here")
    assert "Reset State" not in site.view("learner")
    assert "Reset State" in Client().get("/workbench/chatxblock.0/?student=learner").content.decode()
