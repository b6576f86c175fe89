"""People of a course as an author looks for them: by a part of a name, by cohort, by team.

Beside `chatxblock.openedx.lms` this module imports the LMS too, inside functions alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps import apps

from chatxblock.openedx.members import COHORT

TEAM = "team"
"""What the keys of teams begin with, before a colon and the team's number."""


def named_like(course: str, part: str, most: int) -> Sequence[str]:
    """Return the usernames of people who are enrolled, or on the course's staff, by a part of a name; four queries."""
    from common.djangoapps.student.models import CourseAccessRole, CourseEnrollment  # noqa: PLC0415

    of_the_course = (
        CourseEnrollment.objects.filter(course_id=course, is_active=True, user__is_active=True),
        CourseAccessRole.objects.filter(course_id=course, user__is_active=True),
    )
    found: set[str] = set()
    for rows in of_the_course:
        for column in ("user__username", "user__profile__name"):
            names = rows.filter(**{f"{column}__icontains": part}).values_list("user__username", flat=True)
            found.update(names.order_by("user__username").distinct()[:most])
    return sorted(found)[:most]


def groups(course: str) -> Sequence[tuple[str, str]]:
    """Return cohorts and teams by name; a query for each kind that this process has."""
    return [
        (f"{kind}:{pk}", name)
        for kind, rows in _groups(course)
        for pk, name in rows.order_by("name").values_list("pk", "name")
    ]


def of_group(course: str, key: str, most: int) -> Sequence[str]:
    """Return the usernames of a cohort or of a team of this course; two queries."""
    kind, _, number = key.partition(":")
    for known, rows in _groups(course):
        group = rows.filter(pk=number).first() if known == kind and number.isdecimal() else None
        if group is not None:
            names = group.users.filter(is_active=True).order_by("username").values_list("username", flat=True)
            return list(islice(names, most))
    return []


def _groups(course: str) -> Iterator[tuple[str, Any]]:
    from openedx.core.djangoapps.course_groups.models import CourseUserGroup  # noqa: PLC0415

    yield COHORT, CourseUserGroup.objects.filter(course_id=course, group_type=CourseUserGroup.COHORT)
    if apps.is_installed("lms.djangoapps.teams"):  # which Studio has not
        from lms.djangoapps.teams.models import CourseTeam  # noqa: PLC0415

        yield TEAM, CourseTeam.objects.filter(course_id=course)
