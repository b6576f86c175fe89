"""The step of the filter of the instructor's dashboard, called as the platform's pipeline calls its steps."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from chatxblock.openedx import courses, dashboard, lms, plugin_settings
from tests.support.platform import COURSE, PlayedLms, View, played
from tests.unit.test_docs import ROOT

FILTER = "org.openedx.learning.instructor.dashboard.render.started.v1"
STEP = "chatxblock.openedx.dashboard.StaffPageSection"
TEMPLATE = "instructor/instructor_dashboard_2/instructor_dashboard_2.html"
OTHERS = [{"section_key": "course_info", "section_display_name": "Course Info", "access": {}, "course_id": COURSE}]


@pytest.fixture
def an_lms(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[PlayedLms]:
    with played(monkeypatch) as an_lms:
        monkeypatch.setattr(lms, "is_there", lambda: True)
        yield an_lms


def run(**more: Any) -> dict[str, Any]:
    """Do what `openedx_filters.tooling.OpenEdxPublicFilter.run_pipeline` does with one step."""
    step = import_string(STEP)(filter_type=FILTER, running_pipeline=[STEP], **more)
    given: dict[str, Any] = {
        "context": {"course": SimpleNamespace(id=COURSE), "studio_url": "", "sections": list(OTHERS)},
        "template_name": TEMPLATE,
    }
    result = step.run_filter(**given)
    assert isinstance(result, dict)  # anything else ends the pipeline
    return {**given, **result}


@pytest.mark.parametrize("role", ["staff", "limited_staff", "instructor", "site"])
def test_staff_have_a_section_with_a_link_behind_the_others(an_lms: PlayedLms, role: str) -> None:
    an_lms.answer(an_lms.user("kim", role=role))
    found = run()
    assert (found["template_name"], found["context"]["sections"][:-1]) == (TEMPLATE, OTHERS)
    ours = found["context"]["sections"][-1]
    assert {name: ours[name] for name in ours if name != "fragment"} == {
        "section_key": "chatxblock_staff",
        "section_display_name": "Ask a helper",
        "course_id": COURSE,
        "template_path_prefix": "/chatxblock_dashboard/",
    }
    html = ours["fragment"].body_html()
    assert f'<a href="/chatxblock/course/{COURSE}/staff">Staff page</a>' in html
    assert html.startswith("<p>What learners ask each other")
    assert "?" not in html


@pytest.mark.parametrize("role", ["data_researcher", "elsewhere staff", ""])
def test_whoever_would_not_be_let_in_has_no_section(an_lms: PlayedLms, role: str) -> None:
    an_lms.answer(an_lms.user("kim", role=role))
    assert run()["context"]["sections"] == OTHERS


def test_nobody_who_is_logged_out_or_views_as_another_has_one(an_lms: PlayedLms) -> None:
    an_lms.answer(None)
    assert run()["context"]["sections"] == OTHERS
    an_lms.answer(an_lms.user("kim", role="staff"), View())
    assert run()["context"]["sections"] == OTHERS


def test_whatever_fails_the_dashboard_is_shown_as_it_is(
    an_lms: PlayedLms, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_course: str) -> None:
        raise RuntimeError("kim")

    an_lms.answer(an_lms.user("kim", role="staff"))
    monkeypatch.setattr(courses, "caller", fail)
    found = run(unknown_setting=True)
    assert (found["context"]["sections"], found["template_name"]) == (OTHERS, TEMPLATE)
    assert "RuntimeError" in caplog.text
    assert "kim" not in caplog.text
    step = dashboard.StaffPageSection()
    assert step.run_filter(context={}, template_name=TEMPLATE) == {"context": {}, "template_name": TEMPLATE}


def test_the_platform_finds_the_section_s_template_by_the_plugin_s_settings() -> None:
    config: Any = apps.get_app_config("chatxblock")
    named = config.plugin_app["settings_config"]["lms.djangoapp"]["common"]["relative_path"]
    assert import_string(f"chatxblock.{named}.plugin_settings") is plugin_settings.plugin_settings
    settings = SimpleNamespace(MAKO_TEMPLATE_DIRS_BASE=["theirs"])
    plugin_settings.plugin_settings(settings)
    plugin_settings.plugin_settings(settings)
    theirs, ours = settings.MAKO_TEMPLATE_DIRS_BASE
    assert theirs == "theirs"
    file = plugin_settings.TEMPLATES / f"{dashboard.TEMPLATES.strip('/')}/{dashboard.SECTION}.html"
    assert str(ours) == str(plugin_settings.TEMPLATES)
    assert "section_data['fragment'].body_html()" in file.read_text(encoding="utf-8")
    other = SimpleNamespace()
    plugin_settings.plugin_settings(other)  # a release that has no such setting
    assert vars(other) == {}


def test_what_the_how_to_has_operators_copy_names_the_filter_and_the_step() -> None:
    page = (ROOT / "docs" / "howto" / "staff-page.md").read_text(encoding="utf-8")
    setting = page.partition("```python\n")[2].partition("```")[0]
    read: dict[str, Any] = {}
    exec(setting, read)
    assert read["OPEN_EDX_FILTERS_CONFIG"] == {FILTER: {"fail_silently": True, "pipeline": [STEP]}}
