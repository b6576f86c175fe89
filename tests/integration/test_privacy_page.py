"""The page that says what is kept of people: as the site is set, in words, without a script."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from chatxblock import conf
from tests.integration.conftest import Site


def page(site: Site, settings: Settings, **changes: object) -> str:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, **changes}
    conf.reset()
    answer = site.get("learner", "privacy")
    assert answer.status_code == 200
    assert "script-src" not in answer["Content-Security-Policy"]
    text: str = answer.content.decode()
    assert "<script" not in text
    return " ".join(text.split())


def test_it_says_how_long_each_kind_is_kept_here(site: Site, settings: Settings) -> None:
    kept = page(site, settings, RETENTION={"logs": 365, "questions": 1, "drafts": 90, "reports": 30})
    for sentence in (
        "A talk is deleted 365 days after its end.",
        "A question that nobody answered is deleted after 1 day.",
        "What was never published is deleted 90 days after the last change.",
        "A report is deleted 30 days after that.",
    ):
        assert sentence in kept
    assert "no end set" not in kept


def test_what_has_no_end_is_said_to_have_none(site: Site, settings: Settings) -> None:
    kept = page(site, settings)
    for sentence in (
        "Talks are kept with no end set.",
        "Questions that nobody answered are kept with no end set.",
        "Reports are kept with no end set.",
    ):
        assert sentence in kept


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ("username", "Other learners see your username and your picture."),
        ("full", "Other learners see your name and your picture."),
        ("pseudonym", "Other learners see a made-up name"),
    ],
)
def test_it_says_what_others_see_of_a_name(site: Site, settings: Settings, names: str, sentence: str) -> None:
    assert sentence in page(site, settings, NAMES=names)


def test_who_is_not_in_the_course_has_no_such_page(site: Site) -> None:
    assert site.get("nobody", "privacy").status_code in (401, 403)


def test_pages_know_the_way_there(site: Site) -> None:
    assert "/privacy/" in site.lobby("learner")
