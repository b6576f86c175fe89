"""What waits for the staff of a course, as a plain list: what the handlers do about it is with each subject.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from django.utils.translation import gettext

from chatxblock import wiring
from chatxblock.domain.resources import answering
from chatxblock.web.answers import left_questions
from chatxblock.web.pages import page, page_data
from chatxblock.web.responses import Page
from chatxblock.web.schemas.base import Nothing
from chatxblock.web.schemas.pages import StaffListData
from chatxblock.web.schemas.resources import Cluster, ClustersAnswer
from chatxblock.web.visit import Visit


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
