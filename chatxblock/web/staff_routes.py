"""The rows of the handlers behind the page of a course's staff. `chatxblock.web.routes` has them among all others."""

from __future__ import annotations

from typing import Any, Final

from chatxblock.web import (
    bars,
    figures,
    library,
    staff,
    staff_people,
    staff_questions,
)
from chatxblock.web.responses import Page, Stream
from chatxblock.web.routing import Method, Route, Who
from chatxblock.web.schemas.bars import StaffBar, StaffBarAnswer
from chatxblock.web.schemas.base import Done, Nothing
from chatxblock.web.schemas.calls import OfCall
from chatxblock.web.schemas.figures import FiguresAnswer, FiguresWish, PlotWish
from chatxblock.web.schemas.library import LibraryAnswer, LibraryWish
from chatxblock.web.schemas.staff import (
    HelpersAnswer,
    HelpersWish,
    StaffCallAnswer,
    StaffCallsAnswer,
    StaffCallsWish,
    StaffClose,
)
from chatxblock.web.schemas.staff_people import CoursePeopleAnswer, DeedsAnswer, DeedsWish, PeopleWish
from chatxblock.web.schemas.staff_questions import QuestionsAnswer, QuestionsWish

STAFF = (Who.STAFF,)
GET = Method.GET

OF_STAFF: Final[tuple[Route[Any], ...]] = (
    # The page of a course's staff.
    Route(name="staff", function=staff.staff, takes=Nothing, answers=Page, who=STAFF, method=GET),
    Route(name="staff_calls", function=staff.staff_calls, takes=StaffCallsWish, answers=StaffCallsAnswer, who=STAFF),
    Route(
        name="staff_questions",
        function=staff_questions.staff_questions,
        takes=QuestionsWish,
        answers=QuestionsAnswer,
        who=STAFF,
    ),
    Route(name="staff_helpers", function=staff.staff_helpers, takes=HelpersWish, answers=HelpersAnswer, who=STAFF),
    Route(name="staff_enter", function=staff.staff_enter, takes=OfCall, answers=StaffCallAnswer, who=STAFF),
    Route(name="staff_close", function=staff.staff_close, takes=StaffClose, answers=Done, who=STAFF),
    Route(
        name="staff_resources", function=library.staff_resources, takes=LibraryWish, answers=LibraryAnswer, who=STAFF
    ),
    # The people of a course, who may not ask or help for a time, and what staff did.
    Route(
        name="staff_people",
        function=staff_people.staff_people,
        takes=PeopleWish,
        answers=CoursePeopleAnswer,
        who=STAFF,
    ),
    Route(name="staff_deeds", function=staff_people.staff_deeds, takes=DeedsWish, answers=DeedsAnswer, who=STAFF),
    Route(name="staff_bar", function=bars.staff_bar, takes=StaffBar, answers=StaffBarAnswer, who=STAFF),
    # A course's figures, for its staff.
    Route(name="staff_figures", function=figures.staff_figures, takes=FiguresWish, answers=FiguresAnswer, who=STAFF),
    Route(
        name="staff_plot",
        function=figures.staff_plot,
        takes=PlotWish,
        answers=Stream,
        who=STAFF,
        method=GET,
        suffix="plot",
        query=("months", "form"),
    ),
    Route(
        name="staff_figures_file",
        function=figures.staff_figures_file,
        takes=FiguresWish,
        answers=Stream,
        who=STAFF,
        method=GET,
        query=("months",),
    ),
)
