"""The way from the instructor's dashboard to the staff page: a step of the platform's filter, which an operator sets.

`org.openedx.learning.instructor.dashboard.render.started.v1` hands on the context of the dashboard, of which each
section is shown by the template that its prefix and key name. Whatever happens here, the dashboard is shown.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from web_fragments.fragment import Fragment

from chatxblock.openedx import courses, platform

log = logging.getLogger(__name__)

SECTION, TEMPLATES = "chatxblock_staff", "/chatxblock_dashboard/"


class StaffPageSection:
    """Adds a section with a link to the staff page, for those who are let in there.

    It is made and called as a `PipelineStep`, and is none by descent: nothing of the filters is imported, so that the
    module can be had where they are not installed.
    """

    def __init__(self, **_settings: Any) -> None:
        """Take what the filter tells each step of itself, of which this one needs nothing."""

    def run_filter(self, context: Mapping[str, Any], template_name: str, **more: Any) -> dict[str, Any]:
        """Return what the dashboard is made of, with our section behind the others."""
        try:
            with platform.apart():
                context = with_section(context)
        except Exception as error:  # noqa: BLE001  (a dashboard without us is worth more than none)
            log.warning("the instructor's dashboard has no section of ours: %s", type(error).__name__)
        return {**more, "context": context, "template_name": template_name}


def with_section(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the context of a dashboard with our section, or as it is for whoever is not on the course's staff."""
    course = str(context["course"].id)
    who = courses.caller(course)
    if who is None or not who.staff:
        return context
    section = {
        "section_key": SECTION,
        "section_display_name": gettext("Ask a helper"),
        "course_id": course,
        "template_path_prefix": TEMPLATES,
        "fragment": Fragment(_words(course)),
    }
    return {**context, "sections": [*context["sections"], section]}


def _words(course: str) -> str:
    url = reverse("chatxblock:course", kwargs={"course": course, "handler": "staff"})
    return format_html(
        '<p>{}</p><p><a href="{}">{}</a></p>',
        gettext("What learners ask each other in this course, what waits for the teachers, and who helps."),
        url,
        gettext("Staff page"),
    )
