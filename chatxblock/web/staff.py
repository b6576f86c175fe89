"""The page of a course's staff, the calls that are open there, and what waits for them, as a plain list.

What the handlers do about what waits is with each subject.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from django.utils.translation import gettext

from chatxblock import wiring, wiring_staff
from chatxblock.domain.resources import answering
from chatxblock.openedx import platform
from chatxblock.web.answers import left_questions
from chatxblock.web.pages import page, page_data
from chatxblock.web.responses import Page
from chatxblock.web.schemas.base import Nothing
from chatxblock.web.schemas.pages import StaffListData
from chatxblock.web.schemas.resources import Cluster, ClustersAnswer
from chatxblock.web.schemas.staff import StaffCall, StaffCallsAnswer, StaffCallsWish, StaffData, Way, mark_text
from chatxblock.web.visit import Visit

PAGE = 50
"""Open calls on one page."""


def staff(visit: Visit, _told: Nothing) -> Page:
    """Return the page of the course's staff, each of whose parts asks for what it shows."""
    ways = {
        "staff_list": gettext("Waiting for the teachers"),
        "helper_page": gettext("Helping others"),
        "history_page": gettext("Your questions and talks"),
    }
    data = StaffData(
        **page_data(visit),
        person=visit.person.localpart,
        course=platform.course_title(visit.course),
        ways=[Way(url=visit.mount.handler(handler), words=words) for handler, words in ways.items()],
    )
    return page(visit, gettext("Staff page"), data, script="staff", template="staff.html")


def staff_calls(visit: Visit, told: StaffCallsWish) -> StaffCallsAnswer:
    """Return a page of the open calls of the course, who waits longest first."""
    found = wiring_staff.staff().open_calls(visit.course, told.after, PAGE)
    window = visit.mount.handler
    return StaffCallsAnswer(
        calls=[StaffCall.of(call, visit.person, visit.names, window("window", str(call.id))) for call in found.calls],
        next=mark_text(found.next) if found.next else None,
    )


def staff_clusters(visit: Visit, _told: Nothing) -> ClustersAnswer:
    """Return the questions that were left by likeness, most learners first."""
    return ClustersAnswer(clusters=_clusters(visit))


def staff_list(visit: Visit, _told: Nothing) -> Page:
    """Return the page with what waits for the staff: questions, resources to look at, reports."""
    data = StaffListData(
        **page_data(visit),
        person=visit.person.localpart,
        left=left_questions(visit),
        clusters=_clusters(visit),
        helper_page_url=visit.mount.handler("helper_page"),
    )
    return page(visit, gettext("Waiting for the teachers"), data, script="staff-list", template="staff.html")


def _clusters(visit: Visit) -> list[Cluster]:
    return [_cluster(found) for found in wiring.answering().clusters(visit.course)]


def _cluster(found: answering.Cluster) -> Cluster:
    calls = [waiting.call for waiting in found.questions]
    return Cluster(
        call_ids=[call.id for call in calls],
        question=calls[0].question,
        questions=[call.question for call in calls],
        learners=found.learners,
    )
