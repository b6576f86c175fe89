"""The page that says what is kept of people: as the site is set, in words, without a script."""

from __future__ import annotations

from itertools import product

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from chatxblock import conf
from chatxblock.domain.forgetting.retention import Periods
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


ENDS = {
    "logs": ("A talk is deleted {} after its end.", "Talks are kept with no end set."),
    "questions": (
        "A question that nobody answered is deleted after {}.",
        "Questions that nobody answered are kept with no end set.",
    ),
    "drafts": ("What was never published is deleted {} after the last change.", "What was never published goes with"),
    "reports": ("A report is deleted {} after that.", "Reports are kept with no end set."),
    "deeds": ("Such a note is deleted after {}.", "Such notes are kept with no end set."),
}
"""By kind: what is said of it where the site lets it go, and where it does not."""
WITH_IT = "A report of a talk or of a question goes with that at the latest."


def without(periods: dict[str, int | None]) -> bool:
    """Tell whether the settings refuse them: drafts do not outlive their talks."""
    return any(
        "RETENTION" in problem for problem in conf.problems({**django_settings.CHATXBLOCK, "RETENTION": periods})
    )


def test_it_says_how_long_each_kind_is_kept_here_whatever_is_set(site: Site, settings: Settings) -> None:
    """Each kind for ever, a day, or longer, in every combination that the settings take."""
    said = 0
    for days in product((None, 1, 30), repeat=len(ENDS)):
        periods = dict(zip(ENDS, days, strict=True))
        if without(periods):
            continue
        kept = page(site, settings, RETENTION=periods)
        deleted = Periods(**periods).limited
        for kind, (ends, stays) in ENDS.items():
            told = ends.format("1 day" if deleted.get(kind) == 1 else f"{deleted.get(kind)} days")
            assert [sentence in kept for sentence in (told, stays)] == [kind in deleted, kind not in deleted], periods
        assert (WITH_IT in kept) is ("logs" in deleted or "questions" in deleted), periods
        said += 1
    assert said > 3 ** (len(ENDS) - 1)


@pytest.mark.parametrize("periods", [{"logs": 0}, {"reports": -1}, {"drafts": False}, {"questions": 0.5}])
def test_no_time_at_all_is_no_period_and_refused_before_anybody_reads_of_it(periods: dict[str, int | None]) -> None:
    assert without(periods)


@pytest.mark.parametrize("periods", [{}, dict.fromkeys(ENDS)])
def test_what_has_no_end_is_said_to_have_none(site: Site, settings: Settings, periods: dict[str, int | None]) -> None:
    kept = page(site, settings, RETENTION=periods)
    assert all(stays in kept for _, stays in ENDS.values())
    assert WITH_IT not in kept


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
