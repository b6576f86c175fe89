"""All handlers, a row each. What a block answers, how often, to whom and in which form comes from here alone.

`docs/howto/add-a-handler.md` tells what else belongs to a new row. This module must not know how a row is answered.
"""

from __future__ import annotations

from typing import Any, Final

from chatxblock.domain.staff.bars import Doing
from chatxblock.web import (
    calls,
    csrf,
    deferred,
    exports,
    files,
    finding,
    helpers,
    history,
    leaving,
    lobby,
    privacy,
    reports,
    resource_files,
    resources,
    sharing,
    staff,
    staff_reports,
    staff_resources,
)
from chatxblock.web.rate_limits import Rate
from chatxblock.web.responses import Attachment, Download, Page
from chatxblock.web.routing import Method, Route, Who
from chatxblock.web.schemas.base import Done, Nothing
from chatxblock.web.schemas.calls import (
    Ask,
    CallAnswer,
    DeclineAnswer,
    Departure,
    Invite,
    LobbyLook,
    Look,
    OfCall,
    OfPerson,
    Sought,
)
from chatxblock.web.schemas.csrf import CsrfToken, OfOwner
from chatxblock.web.schemas.deferred import AnsweredLeft, AnswerLeft, ClustersAnswer, DismissLeft
from chatxblock.web.schemas.exercises import ExercisesAnswer
from chatxblock.web.schemas.files import FilePut, FilePutAnswer, OfLink
from chatxblock.web.schemas.helpers import DutyState, DutyWish, HelperChange, HelperState, InboxAnswer
from chatxblock.web.schemas.history import HistoryAnswer, HistoryWish, OfHistory
from chatxblock.web.schemas.leaving import Leave
from chatxblock.web.schemas.pages import LobbyNews
from chatxblock.web.schemas.people import PeopleAnswer
from chatxblock.web.schemas.reports import (
    OfReport,
    Report,
    ReportAnswer,
    ReportsAnswer,
    ReportsWish,
    Settle,
    StaffReportAnswer,
    StaffReportsAnswer,
    StaffReportsWish,
    StaffWaiting,
)
from chatxblock.web.schemas.resource_files import OfShownFile, ShowFile
from chatxblock.web.schemas.resources import (
    DraftAnswer,
    DraftWish,
    Feedback,
    Find,
    FindAnswer,
    Follow,
    FollowAnswer,
    HelpedAnswer,
    HideResource,
    Judge,
    Merge,
    OfResource,
    OfRevision,
    Preview,
    PreviewWish,
    PublishAnswer,
    QuoteWish,
    ResourceAnswer,
    ResourceSave,
    ResourceWorkAnswer,
    SayHelped,
)
from chatxblock.web.schemas.sharing import JoinAnswer, Similar, SimilarAnswer
from chatxblock.web.schemas.tickets import Ticket, TicketWish
from chatxblock.web.schemas.transcript import TranscriptWish
from chatxblock.web.staff_routes import OF_STAFF

ASKER = (Who.ASKER,)
ENROLLED = (Who.ENROLLED,)
THERE = (Who.PARTICIPANT, Who.STAFF)
TAKES_PART = (Who.PARTICIPANT, Who.FORMER)
STAFF = (Who.STAFF,)
LEADS = (Who.ASKER, Who.STAFF)
WRITES = (Who.AUTHOR, Who.STAFF, Who.WRITER)
PUBLISHES = (Who.AUTHOR, Who.STAFF)
GET = Method.GET

ROUTES: Final[tuple[Route[Any], ...]] = (
    Route(
        name="ask", function=calls.ask, takes=Ask, answers=CallAnswer, who=ENROLLED, rate=Rate.ASK, doing=Doing.ASKING
    ),
    Route(
        name="exercises",
        function=calls.exercises,
        takes=Nothing,
        answers=ExercisesAnswer,
        who=ENROLLED,
        rate=Rate.FIND,
    ),
    Route(name="lobby", function=lobby.lobby, takes=LobbyLook, answers=LobbyNews, who=ENROLLED),
    Route(name="call", function=calls.call, takes=Look, answers=CallAnswer, who=THERE),
    Route(name="cancel", function=calls.cancel, takes=OfCall, answers=CallAnswer, who=ASKER),
    Route(name="solved", function=calls.solved, takes=OfCall, answers=CallAnswer, who=ASKER),
    Route(name="ticket", function=helpers.ticket, takes=TicketWish, answers=Ticket, who=ENROLLED),
    Route(name="inbox", function=helpers.inbox, takes=Nothing, answers=InboxAnswer, who=ENROLLED),
    Route(
        name="duty",
        function=helpers.duty,
        takes=DutyWish,
        answers=DutyState,
        who=(Who.ELIGIBLE,),
        doing=Doing.HELPING,
        free=helpers.goes_off_duty,
    ),
    Route(
        name="helper",
        function=helpers.helper,
        takes=HelperChange,
        answers=HelperState,
        who=(Who.ELIGIBLE,),
        doing=Doing.HELPING,
        free=helpers.does_not_agree,
    ),
    Route(
        name="accept",
        function=calls.accept,
        takes=OfCall,
        answers=CallAnswer,
        who=(Who.INVITED, Who.RETURNING),
        doing=Doing.HELPING,
        free=calls.is_there,
    ),
    Route(name="decline", function=calls.decline, takes=OfCall, answers=DeclineAnswer, who=(Who.INVITED,)),
    Route(name="seen", function=calls.seen, takes=OfCall, answers=CallAnswer, who=(Who.INVITED, Who.FELLOW)),
    Route(name="invite", function=calls.invite, takes=Invite, answers=CallAnswer, who=LEADS),
    Route(name="remove", function=calls.remove, takes=OfPerson, answers=CallAnswer, who=LEADS),
    Route(name="similar", function=sharing.similar, takes=Similar, answers=SimilarAnswer, who=ENROLLED, rate=Rate.FIND),
    Route(name="join", function=sharing.join, takes=OfCall, answers=JoinAnswer, who=ENROLLED, doing=Doing.ASKING),
    Route(name="admit", function=sharing.admit, takes=OfPerson, answers=CallAnswer, who=(Who.ASKER, Who.HELPER)),
    Route(name="thank", function=calls.thank, takes=OfPerson, answers=CallAnswer, who=ASKER),
    Route(name="leave_question", function=deferred.leave_question, takes=OfCall, answers=CallAnswer, who=ASKER),
    Route(name="answer_left", function=deferred.answer_left, takes=AnswerLeft, answers=AnsweredLeft, who=STAFF),
    Route(name="dismiss_left", function=deferred.dismiss_left, takes=DismissLeft, answers=Done, who=STAFF),
    Route(name="left_read", function=deferred.left_read, takes=OfCall, answers=Done, who=ASKER),
    Route(name="leave", function=calls.leave, takes=Leave, answers=CallAnswer, who=TAKES_PART),
    Route(name="gone", function=calls.gone, takes=Departure, answers=CallAnswer, who=TAKES_PART),
    Route(name="people", function=calls.people, takes=Sought, answers=PeopleAnswer, who=THERE),
    Route(
        name="window",
        function=calls.window,
        takes=OfCall,
        answers=Page,
        who=(*THERE, Who.FORMER, Who.EARLY),
        method=GET,
        suffix="call_id",
    ),
    Route(name="inbox_window", function=helpers.inbox_window, takes=Nothing, answers=Page, who=ENROLLED, method=GET),
    Route(name="helper_page", function=helpers.helper_page, takes=Nothing, answers=Page, who=ENROLLED, method=GET),
    Route(
        name="transcript",
        function=exports.transcript,
        takes=TranscriptWish,
        answers=Download,
        who=(*THERE, Who.FORMER),
        method=GET,
        suffix="call_id",
        query=("format",),
    ),
    # Pictures and files of a talk.
    Route(
        name="file_put",
        function=files.file_put,
        takes=FilePut,
        answers=FilePutAnswer,
        who=(Who.ASKER, Who.HELPER, Who.FELLOW),
        method=Method.UPLOAD,
    ),
    Route(name="file", function=files.file, takes=OfLink, answers=Attachment, who=THERE, method=GET, suffix="link"),
    # Before asking.
    Route(name="find", function=finding.find, takes=Find, answers=FindAnswer, who=ENROLLED, rate=Rate.FIND),
    Route(name="follow", function=finding.follow, takes=Follow, answers=FollowAnswer, who=ENROLLED),
    Route(
        name="resource_helped", function=finding.resource_helped, takes=SayHelped, answers=HelpedAnswer, who=ENROLLED
    ),
    # Reading and writing learning resources.
    Route(
        name="resource_read", function=resources.resource_read, takes=OfResource, answers=ResourceAnswer, who=ENROLLED
    ),
    Route(
        name="resource",
        function=resources.resource,
        takes=OfResource,
        answers=Page,
        who=ENROLLED,
        method=GET,
        suffix="resource_id",
    ),
    Route(
        name="resource_editor",
        function=resources.resource_editor,
        takes=OfResource,
        answers=Page,
        who=WRITES,
        method=GET,
        suffix="resource_id",
    ),
    Route(
        name="resource_draft",
        function=resources.resource_draft,
        takes=DraftWish,
        answers=DraftAnswer,
        who=(*THERE, Who.WRITER),
    ),
    Route(
        name="resource_save", function=resources.resource_save, takes=ResourceSave, answers=ResourceAnswer, who=WRITES
    ),
    Route(
        name="resource_show", function=resource_files.resource_show, takes=ShowFile, answers=ResourceAnswer, who=WRITES
    ),
    Route(
        name="resource_file",
        function=resource_files.resource_file,
        takes=OfShownFile,
        answers=Attachment,
        who=ENROLLED,
        method=GET,
        suffix="file",
    ),
    Route(
        name="resource_preview",
        function=resources.resource_preview,
        takes=PreviewWish,
        answers=Preview,
        who=ENROLLED,
    ),
    Route(
        name="resource_publish",
        function=resources.resource_publish,
        takes=Judge,
        answers=PublishAnswer,
        who=PUBLISHES,
    ),
    Route(
        name="resource_hide",
        function=resources.resource_hide,
        takes=HideResource,
        answers=ResourceAnswer,
        who=PUBLISHES,
    ),
    Route(
        name="resource_verify",
        function=staff_resources.resource_verify,
        takes=Judge,
        answers=ResourceAnswer,
        who=(Who.STAFF,),
    ),
    Route(
        name="resource_merge",
        function=staff_resources.resource_merge,
        takes=Merge,
        answers=ResourceAnswer,
        who=(Who.STAFF,),
    ),
    Route(
        name="resource_restore",
        function=staff_resources.resource_restore,
        takes=OfRevision,
        answers=ResourceAnswer,
        who=(Who.STAFF,),
    ),
    Route(
        name="resource_work",
        function=staff_resources.resource_work,
        takes=Nothing,
        answers=ResourceWorkAnswer,
        who=ENROLLED,
    ),
    Route(name="report", function=reports.report, takes=Report, answers=ReportAnswer, who=ENROLLED),
    Route(name="reports", function=reports.reports, takes=ReportsWish, answers=ReportsAnswer, who=ENROLLED),
    Route(name="staff_waiting", function=staff_reports.staff_waiting, takes=Nothing, answers=StaffWaiting, who=STAFF),
    Route(
        name="staff_reports",
        function=staff_reports.staff_reports,
        takes=StaffReportsWish,
        answers=StaffReportsAnswer,
        who=STAFF,
    ),
    Route(
        name="staff_report", function=staff_reports.staff_report, takes=OfReport, answers=StaffReportAnswer, who=STAFF
    ),
    Route(name="staff_settle", function=staff_reports.staff_settle, takes=Settle, answers=StaffReportAnswer, who=STAFF),
    # What is said of a talk afterwards.
    Route(name="feedback", function=leaving.feedback, takes=Feedback, answers=CallAnswer, who=TAKES_PART),
    Route(name="quote_wish", function=leaving.quote_wish, takes=QuoteWish, answers=Done, who=THERE),
    # One answer to everybody who asked, and what waits for the staff.
    Route(name="followed_read", function=deferred.followed_read, takes=OfCall, answers=Done, who=ENROLLED),
    Route(name="staff_clusters", function=staff.staff_clusters, takes=Nothing, answers=ClustersAnswer, who=STAFF),
    Route(name="staff_list", function=staff.staff_list, takes=Nothing, answers=Page, who=STAFF, method=GET),
    # What is kept of people.
    Route(name="privacy", function=privacy.privacy, takes=Nothing, answers=Page, who=ENROLLED, method=GET),
    # One's own questions and talks; staff read anybody's in their course.
    Route(name="history", function=history.history, takes=HistoryWish, answers=HistoryAnswer, who=ENROLLED),
    Route(
        name="history_file",
        function=history.history_file,
        takes=OfHistory,
        answers=Download,
        who=ENROLLED,
        method=GET,
        suffix="person",
    ),
    Route(
        name="history_page",
        function=history.history_page,
        takes=OfHistory,
        answers=Page,
        who=ENROLLED,
        method=GET,
        suffix="person",
    ),
    # What a page posts with, once it was refused.
    Route(
        name="csrf",
        function=csrf.csrf,
        takes=OfOwner,
        answers=CsrfToken,
        who=ENROLLED,
        method=GET,
        suffix="owner",
    ),
    *OF_STAFF,
)

POSTED: Final = tuple(route.name for route in ROUTES if route.method is Method.POST)
"""Names of the handlers that take JSON."""
READ: Final = tuple(route.name for route in ROUTES if route.method is Method.GET)
"""Names of the handlers that are read: they answer with a page, a file, or what is new."""
SENT: Final = tuple(route.name for route in ROUTES if route.method is Method.UPLOAD)
"""Names of the handlers that take a file."""
