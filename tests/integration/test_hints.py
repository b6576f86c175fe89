"""What an author wants learners to look at before asking, as the page of a lobby gets it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from workbench.runtime import WorkbenchRuntime

from chatxblock.web import studio_checks, studio_form
from chatxblock.web.hints import MOST_HINTS, hints_of, is_link, wrong_links
from tests.integration.conftest import Site

HINTS = """
The rule of Sarrus
Add the products of the **diagonals**, $a_{11}$ first.

Chapter 3
https://example.org/algebra#three

The syllabus
/courses/course-v1:Org+Algebra+2026/syllabus

Look at your notes

https://example.org/alone
"""
EVIL = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "/\\evil.example/x",
    "\\\\evil.example",
    "https:///nowhere",
    "https://[::1",
    "ftp://example.org/x",
    "www.example.org",
    "mailto:kim@example.org",
    "https://exa\u202emple.org",
)


def test_a_hint_is_a_title_and_a_text_or_a_link() -> None:
    hints = hints_of(HINTS.replace("\n", "\r\n"), "en")
    assert [hint.title for hint in hints] == [
        "The rule of Sarrus",
        "Chapter 3",
        "The syllabus",
        "Look at your notes",
        "https://example.org/alone",
    ]
    assert [hint.url for hint in hints] == [
        None,
        "https://example.org/algebra#three",
        "/courses/course-v1:Org+Algebra+2026/syllabus",
        None,
        "https://example.org/alone",
    ]
    assert "<strong>diagonals</strong>" in hints[0].html
    assert "<math" in hints[0].html
    assert [hint.html for hint in hints[1:]] == [""] * 4


@pytest.mark.parametrize("nothing", ["", "\n\n", " \n \n"])
def test_an_author_who_wrote_nothing_has_no_hints(nothing: str) -> None:
    assert hints_of(nothing, "en") == []


@pytest.mark.parametrize("address", EVIL)
def test_what_leads_to_no_page_is_shown_as_text_and_told_to_the_author(address: str) -> None:
    (hint,) = hints_of(f"Look\n{address}", "en")
    assert hint.url is None
    assert "<a " not in hint.html
    assert "<script" not in hint.html
    assert not is_link(address)
    assert list(wrong_links(f"Look\n{address}")) == [address]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "/courses/x", "data:text/html;x"])
def test_a_link_in_a_text_that_would_not_be_one_is_told_too(link: str) -> None:
    text = f"Look\nThere is [a page]({link}) and [another](https://example.org), [mail](mailto:kim@example.org)"
    assert list(wrong_links(text)) == [link]
    (hint,) = hints_of(text, "en")
    assert hint.html.count("<a ") == 2


def test_script_in_every_part_of_a_hint_is_no_script() -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    (hint,) = hints_of(f"{evil}\n{evil}", "en")
    assert hint.title == evil  # the page sets it as text
    assert "<script" not in hint.html
    assert "<img" not in hint.html


def test_there_are_not_more_hints_than_somebody_reads() -> None:
    assert len(hints_of("One\n\n" * 100, "en")) == MOST_HINTS


def test_hints_and_form_stand_in_the_page_s_data(site: Site, usage: str) -> None:
    block: Any = WorkbenchRuntime("staff").get_block(usage)
    block.hints, block.form = HINTS, "button"
    block.save()
    try:
        data = json.loads(site.lobby("learner"))
    finally:
        block.hints, block.form = "", "card"
        block.save()
    assert data["form"] == "button"
    assert data["hints"][1] == {"title": "Chapter 3", "html": "", "url": "https://example.org/algebra#three"}
    plain = json.loads(site.lobby("learner"))
    assert (plain["form"], plain["hints"]) == ("card", [])


def told(usage: str, hints: str) -> list[str]:
    block: Any = WorkbenchRuntime("staff").get_block(usage)
    values = {**studio_form.values(block), "hints": hints}
    return [finding.words for finding in studio_checks.findings(block, values)]


def test_studio_tells_the_author_of_a_link_that_is_none(site: Site, usage: str) -> None:
    assert told(usage, HINTS) == []
    (sentence,) = told(usage, "Look\njavascript:alert(1)")
    assert "“javascript:alert(1)” in the hints is no link to a page." in sentence
