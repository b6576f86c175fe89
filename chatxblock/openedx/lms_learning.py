"""How far people of a course are, as the LMS has it: points, cohorts, what they have completed.

Beside `chatxblock.openedx.lms` this module imports the LMS too, inside functions alone. Each question is one query,
however many it is of.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

NO_OVERRIDE = (None, None, None, None)


def scores(course: str, section: str, user_ids: Collection[str]) -> Mapping[str, float]:
    """Return which share of the points of a subsection each has who has tried it, 0 to 1, as it is kept for grades.

    Where some of its points count for the course those alone are looked at; what a teacher put in their place holds.
    """
    from lms.djangoapps.grades.models import PersistentSubsectionGrade  # noqa: PLC0415

    columns = ("earned_graded", "possible_graded", "earned_all", "possible_all")
    key = _usage(course, section)
    if key is None:
        return {}
    rows = PersistentSubsectionGrade.objects.filter(
        course_id=_course(course), user_id__in=list(user_ids), usage_key=key
    ).values_list("user_id", *columns, *(f"override__{column}_override" for column in columns))
    found = {}
    for user_id, *points in rows:
        graded, graded_of, all_, all_of = (
            own if other is None else other for own, other in zip(points[:4], points[4:], strict=True)
        )
        earned, possible = (graded, graded_of) if graded_of else (all_, all_of)
        if possible:
            found[str(user_id)] = float(earned) / float(possible)
    return found


def in_cohort(course: str, name: str, user_ids: Collection[str]) -> set[str]:
    """Return those who are in the course's cohort of that name; nobody where there is none."""
    from openedx.core.djangoapps.course_groups.models import CohortMembership  # noqa: PLC0415

    rows = CohortMembership.objects.filter(
        course_id=_course(course), user_id__in=list(user_ids), course_user_group__name=name
    )
    return {str(pk) for pk in rows.values_list("user_id", flat=True)}


def parts(course: str, unit: str) -> Sequence[str]:
    """Return the keys of what can be completed in a unit, however deep; none where it is gone."""
    from xmodule.modulestore.django import modulestore  # noqa: PLC0415
    from xmodule.modulestore.exceptions import ItemNotFoundError  # noqa: PLC0415

    key = _usage(course, unit)
    with suppress(ItemNotFoundError):
        return [str(_plain(course, part)) for part in _completable(modulestore().get_item(key))] if key else []
    return []


def completed(course: str, keys: Sequence[str], user_ids: Collection[str]) -> set[str]:
    """Return those who have completed all of these blocks."""
    from completion.models import BlockCompletion  # noqa: PLC0415  (what the LMS has)

    wanted = [key for part in keys if (key := _usage(course, part)) is not None]
    rows = BlockCompletion.objects.filter(
        user_id__in=list(user_ids), context_key=_course(course), block_key__in=wanted
    ).values_list("user_id", "completion")
    done = [str(user_id) for user_id, completion in rows if completion >= 1]
    return {user_id for user_id in done if done.count(user_id) == len(wanted)}


def progress(course: str, keys: Sequence[str], user_id: str) -> tuple[int | None, float | None]:
    """Return how often somebody has tried these blocks, and their share of the points of those they have tried."""
    from lms.djangoapps.courseware.models import StudentModule  # noqa: PLC0415

    wanted = [key for part in keys if (key := _usage(course, part)) is not None]
    rows = list(
        StudentModule.objects.filter(
            student_id__in=[user_id], course_id=_course(course), module_state_key__in=wanted
        ).values_list("state", "grade", "max_grade")
    )
    tried = [count for state, _, _ in rows if (count := _attempts(state)) is not None]
    earned, possible = sum(grade or 0 for _, grade, _ in rows), sum(most or 0 for _, _, most in rows)
    return (sum(tried) if tried else None), (float(earned) / float(possible) if possible else None)


def _attempts(state: str | None) -> int | None:
    """Return how often somebody has tried a block, out of what it keeps of them; None where it does not count."""
    try:
        kept = json.loads(state or "{}")
    except ValueError:
        return None
    attempts = kept.get("attempts") if isinstance(kept, dict) else None
    return attempts if isinstance(attempts, int) else None


def _completable(block: Any) -> Iterator[Any]:
    from xblock.completable import XBlockCompletionMode  # noqa: PLC0415

    for child in block.get_children():
        mode = XBlockCompletionMode.get_mode(child)
        if mode == XBlockCompletionMode.COMPLETABLE:
            yield child.scope_ids.usage_id
        elif mode == XBlockCompletionMode.AGGREGATOR:
            yield from _completable(child)


def _course(course: str) -> Any:
    from opaque_keys.edx.keys import CourseKey  # noqa: PLC0415

    return CourseKey.from_string(course)


def _usage(course: str, key: str) -> Any:
    """Return a block's key as tables have it; None for what is none."""
    from opaque_keys import InvalidKeyError  # noqa: PLC0415
    from opaque_keys.edx.keys import UsageKey  # noqa: PLC0415

    try:
        return _plain(course, UsageKey.from_string(key))
    except InvalidKeyError:
        return None


def _plain(course: str, key: Any) -> Any:
    """Return a key without branch and version, with which the modulestore may give it."""
    return key.map_into_course(_course(course))
