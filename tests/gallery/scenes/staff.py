"""The page of a course's staff."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from chatxblock.domain.timestamps import stamp
from chatxblock.web.schemas.history import TalkAnswer
from chatxblock.web.schemas.reports import StaffWaiting
from chatxblock.web.schemas.staff import HelpersAnswer, StaffCall, StaffCallsAnswer, StaffData, StaffHelper, Way
from chatxblock.web.schemas.staff_questions import AskedUnit, QuestionsAnswer, StaffQuestion
from tests.gallery import data, pages
from tests.gallery.scene import Reader, Scene, as_it_opens
from tests.gallery.stage import Stage

WAYS = {
    "helper_page": "Helping others",
    "history_page": "Your questions and talks",
}


def a_call(number: int, who: str = "lina", **values: Any) -> StaffCall:
    """Return an open call; what is given is otherwise."""
    told: dict[str, Any] = {
        "call_id": data.number(number),
        "rev": 1,
        "state": "waiting",
        "question": data.QUESTION,
        "context": data.context(),
        "asker": data.asker(who),
        "asked_at": data.ago(number),
        "round": 1,
        "rounds": 3,
        "asked": 3,
        "here": [],
        "entered": False,
        "asker_left": False,
        "window_url": f"{data.ORIGIN}/window/{number}",
    }
    return StaffCall(**{**told, **values})


LONG = a_call(47, "long", question=data.LONG_QUESTION, round=3, asked=11)
SEVERAL = (
    LONG,
    a_call(4, "mei", question="Is there a matrix that is its own inverse?", round=2, asked=5),
    a_call(1, "noah", question="كيف أحسب محدد المصفوفة؟", round=0, asked=0),
    a_call(22, state="answered", here=[data.name("omar"), data.name("teacher")], entered=True),
    a_call(9, "noah", question="When is it zero?", state="answered", asker_left=True, here=[data.name("mei")]),
)


def a_helper(number: int, who: str, **values: Any) -> StaffHelper:
    """Return somebody who is on duty; what is given is otherwise."""
    told: dict[str, Any] = {
        "id": number,
        "name": data.name(who),
        "image_url": data.picture(who),
        "since": data.ago(72),
        "until": None,
        "units": ["Unit 3: Matrices"],
        "more_units": 0,
        "offers": 0,
        "calls": 0,
        "staff": False,
    }
    return StaffHelper(**{**told, **values})


HELPERS = (
    a_helper(
        1, "omar", calls=1, offers=2, units=["Unit 1: Vectors", "Unit 2: Lines", "Unit 3: Matrices"], more_units=4
    ),
    a_helper(2, "long"),
    a_helper(3, "teacher", staff=True, until=data.NOW + timedelta(minutes=24), units=[]),
)


def page_of(reader: Reader) -> Any:
    """Return the page as it opens."""
    ways = [Way(url=pages.handler(handler), words=words) for handler, words in WAYS.items()]
    told = StaffData(**pages.common(reader), person="teacher", course="Linear Algebra, autumn", ways=ways)
    return pages.front_end("Staff page", told, reader, script="staff", template="staff.html")


def now(
    name: str,
    title: str,
    calls: Sequence[StaffCall],
    helpers: Sequence[StaffHelper] = HELPERS,
    *,
    more: bool = False,
    play: Callable[[Stage], None] = as_it_opens,
    **answers: Any,
) -> Scene:
    """Return a state of what goes on now."""
    told = StaffCallsAnswer(calls=list(calls), next="waits_more" if more else None)
    return Scene(
        name=f"now-{name}",
        screen="Staff page",
        title=title,
        page=page_of,
        answers={
            "staff_calls": told,
            "staff_helpers": HelpersAnswer(helpers=list(helpers), next=None),
            "staff_waiting": StaffWaiting(left=0, reports=0, resources=0),
            **answers,
        },
        shown="chatxblock-now",
        play=play,
    )


def click(stage: Stage, selector: str) -> None:
    """Press the first of these, in whatever language."""
    stage.page.locator(selector).first.evaluate("one => one.click()")
    stage.wait(300)


def menu(stage: Stage) -> None:
    """Open the menu of the first call."""
    click(stage, "chatxblock-menu > button")


def asked_why(stage: Stage) -> None:
    """Be asked for the reason, and write one."""
    menu(stage)
    click(stage, "[role=menuitem]")
    stage.write("It is answered in today's lecture.", "dialog input")


def refused(stage: Stage) -> None:
    """Close a call, and hear nothing of it."""
    asked_why(stage)
    click(stage, "dialog .danger")


def a_question(number: int, who: str = "lina", **values: Any) -> StaffQuestion:
    """Return a question of the course; what is given is otherwise."""
    told: dict[str, Any] = {
        "call_id": data.number(number),
        "question": data.QUESTION,
        "asker": data.asker(who),
        "context": data.context(),
        "asked_at": data.ago(number * 90),
        "outcome": "helped",
        "came": [data.name("omar")],
        "helped": "yes",
        "lines": 12,
        "answer": None,
        "window_url": f"{data.ORIGIN}/window/{number}",
        "transcript_url": f"{data.ORIGIN}/handler/transcript/{number}",
    }
    return StaffQuestion(**{**told, **values})


LEFT = a_question(3, "noah", outcome="left", came=[], helped=None, lines=1, question=data.LONG_QUESTION)
ALL = (
    a_question(1, outcome="open", helped=None, lines=None),
    a_question(2, "mei", question="Is there a matrix that is its own inverse?", came=[data.name("long")], helped="no"),
    LEFT,
    a_question(
        4,
        "long",
        outcome="answered",
        came=[],
        helped=None,
        lines=0,
        answer=TalkAnswer(name=data.name("teacher"), answer="Look at the rows: one is twice the other.", at=data.NOW),
    ),
    a_question(5, "noah", outcome="unanswered", came=[], helped=None, lines=0, question="كيف أحسب محدد المصفوفة؟"),
)
SAID = {
    "schema": "urn:chatxblock:transcript:1",
    "complete": True,
    "lines": [
        {
            "id": str(number),
            "time": stamp(data.ago(180 - number)),
            "author": {"jid": data.address(who), "name": data.name(who)},
            "body": body,
            "message_id": None,
            "replaces": None,
            "repeats": None,
        }
        for number, (who, body) in enumerate(
            [
                ("noah", "I put the identity beside it, and then a whole row is zero."),
                ("omar", "What does that say about the rows?"),
                ("noah", "That one is a multiple of the other?"),
            ]
        )
    ],
}
UNITS = [AskedUnit(key="u1", title="Unit 1: Vectors"), AskedUnit(key="u3", title="Unit 3: Matrices")]


def questions(
    name: str,
    title: str,
    found: Sequence[StaffQuestion],
    play: Callable[[Stage], None] = as_it_opens,
    **answers: Any,
) -> Scene:
    """Return a state of all questions of the course."""

    def opened(stage: Stage) -> None:
        click(stage, "#tab-questions")
        stage.wait(300)
        play(stage)

    told = QuestionsAnswer(questions=list(found), units=UNITS if found else [], next="more" if len(found) > 1 else None)
    return Scene(
        name=f"questions-{name}",
        screen="Staff page",
        title=title,
        page=page_of,
        answers={
            "staff_calls": StaffCallsAnswer(calls=[], next=None),
            "staff_helpers": HelpersAnswer(helpers=[], next=None),
            "staff_waiting": StaffWaiting(left=0, reports=0, resources=0),
            "staff_questions": told,
            "transcript": SAID,
            **answers,
        },
        shown="chatxblock-now",
        play=opened,
    )


def none_fit(stage: Stage) -> None:
    """Choose what nothing fits."""
    stage.answer(staff_questions=QuestionsAnswer(questions=[], units=[], next=None))
    stage.page.locator("[name=helped]").select_option("no")
    stage.wait(300)


def read_left(stage: Stage) -> None:
    """Read one that was left for the teachers."""
    click(stage, "li .row button")


SCENES = (
    questions("empty", "Nobody has asked anything yet", []),
    questions("list", "All questions of the course", ALL),
    questions("none-fit", "Filtered to nothing", ALL, none_fit),
    questions("read", "One that was left is read, with the log", (LEFT, *ALL[3:]), read_left),
    questions("away", "The questions could not be had", ALL, staff_questions=None),
    now("empty", "Nobody waits, nobody is on duty", [], []),
    now("several", "Several wait, and some have helpers", SEVERAL[1:]),
    now("long", "One waits long, and there is more", [LONG, *SEVERAL[3:]], more=True),
    now("away", "The server does not answer", [], staff_calls=None, staff_helpers=None),
    now("menu", "What is done seldom", SEVERAL[1:3], play=menu),
    now("closing", "Asked for the reason to close a call", SEVERAL[1:], play=asked_why),
    now("not-closed", "Closing did not get through", SEVERAL[1:3], play=refused, staff_close=None),
)
