"""What the handler does for staff who look through all questions of their course.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from chatxblock import wiring_staff
from chatxblock.domain.ports import Sought
from chatxblock.openedx import platform
from chatxblock.web.schemas.staff_questions import (
    AskedUnit,
    QuestionsAnswer,
    QuestionsWish,
    StaffQuestion,
    place_text,
)
from chatxblock.web.visit import Visit

PAGE = 30
"""Questions on one page."""
MOST_WORDS = 6
"""Words of a search that are looked for; more would not narrow it further."""
MOST_UNITS = 200
NOBODY = -1
"""The id of nobody: of who is not known here no question is found."""


def staff_questions(visit: Visit, told: QuestionsWish) -> QuestionsAnswer:
    """Return a page of the course's questions."""
    since, until = told.months()
    sought = Sought(
        words=tuple(told.query.split()[:MOST_WORDS]),
        unit=told.unit,
        since=since,
        until=until,
        state=told.state,
        answered=told.answered,
        helped=told.helped,
        asker=_asker(visit, told.asker),
    )
    found = wiring_staff.staff().questions(visit.course, sought, told.after, PAGE)
    units = wiring_staff.staff().units_asked_in(visit.course, MOST_UNITS) if told.with_units else []
    return QuestionsAnswer(
        questions=[
            StaffQuestion.of(one, visit.person, visit.names, **visit.links(one.call.id)) for one in found.questions
        ],
        units=[AskedUnit(key=key, title=title) for key, title in units],
        next=place_text(found.next) if found.next else None,
    )


def _asker(visit: Visit, sought: str) -> int | None:
    """Return the id of who has that username or exact name in the course."""
    if not sought:
        return None
    members = platform.members(visit.course, [sought])
    return visit.service.people(visit.course, [platform.user_of(members[0])])[0].id if members else NOBODY
