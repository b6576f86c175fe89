"""The page of a course's staff, the calls that are open there, and the questions that wait for them.

What the handlers do about what waits is with each subject.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext

from chatxblock import wiring, wiring_staff
from chatxblock.domain.resources import answering
from chatxblock.domain.staff.deeds import Kind
from chatxblock.openedx import platform
from chatxblock.web.answers import left_questions
from chatxblock.web.pages import page, page_data
from chatxblock.web.responses import Page
from chatxblock.web.schemas.base import Done, Nothing
from chatxblock.web.schemas.calls import OfCall
from chatxblock.web.schemas.deferred import ClustersAnswer
from chatxblock.web.schemas.resources import Cluster
from chatxblock.web.schemas.staff import (
    HelpersAnswer,
    HelpersWish,
    StaffCall,
    StaffCallAnswer,
    StaffCallsAnswer,
    StaffCallsWish,
    StaffClose,
    StaffData,
    StaffHelper,
    Way,
    mark_text,
)
from chatxblock.web.visit import Visit

PAGE = 50
"""Open calls on one page."""


def staff(visit: Visit, _told: Nothing) -> Page:
    """Return the page of the course's staff, each of whose parts asks for what it shows."""
    return _page(visit, None)


def staff_list(visit: Visit, _told: Nothing) -> Page:
    """Return it open at what waits for the staff: the address that this had while it was a page of its own."""
    return _page(visit, "for-you")


def _page(visit: Visit, tab: Literal["for-you"] | None) -> Page:
    ways = {
        "helper_page": gettext("Helping others"),
        "history_page": gettext("Your questions and talks"),
    }
    data = StaffData(
        **page_data(visit),
        person=visit.person.localpart,
        course=platform.course_title(visit.course),
        tab=tab,
        ways=[
            Way(url=visit.mount.handler(handler), words=words)
            for handler, words in ways.items()
            if visit.mount.leads_to(handler)
        ],
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


def staff_helpers(visit: Visit, told: HelpersWish) -> HelpersAnswer:
    """Return a page of those who are on duty in the course."""
    found, now = wiring_staff.staff().on_duty(visit.course, told.after, PAGE), visit.service.now()
    there = [one for one in found.helpers if one.helper.reachable(now)]
    return HelpersAnswer(helpers=[StaffHelper.of(one, visit.names) for one in there], next=found.next)


def staff_enter(visit: Visit, told: OfCall) -> StaffCallAnswer:
    """Let the caller into a room, visibly, as staff."""
    before = visit.service.part(told.call_id, visit.person, staff=True)
    found = visit.service.enter(told.call_id, visit.person)
    if found.role_of(visit.person) is not before.role_of(visit.person):
        visit.note(Kind.ENTERED, call=found)
    window = visit.mount.handler("window", str(found.id))
    return StaffCallAnswer(call=StaffCall.of(found, visit.person, visit.names, window))


def staff_close(visit: Visit, told: StaffClose) -> Done:
    """End a call, with a reason that those in it read."""
    before = visit.service.part(told.call_id, visit.person, staff=True)
    stopped = visit.service.stop(told.call_id, visit.person, told.reason)
    if before.running:
        visit.note(Kind.CLOSED, call=stopped, reason=told.reason)
    return Done()


def staff_clusters(visit: Visit, _told: Nothing) -> ClustersAnswer:
    """Return the questions that were left by likeness, most learners first."""
    return ClustersAnswer(clusters=_clusters(visit), left=left_questions(visit))


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
