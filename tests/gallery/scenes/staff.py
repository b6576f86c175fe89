"""The page of a course's staff."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from chatxblock.web.schemas.reports import StaffWaiting
from chatxblock.web.schemas.staff import HelpersAnswer, StaffCall, StaffCallsAnswer, StaffData, StaffHelper, Way
from tests.gallery import data, pages
from tests.gallery.scene import Reader, Scene, as_it_opens
from tests.gallery.stage import Stage

WAYS = {
    "staff_list": "Waiting for the teachers",
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


SCENES = (
    now("empty", "Nobody waits, nobody is on duty", [], []),
    now("several", "Several wait, and some have helpers", SEVERAL[1:]),
    now("long", "One waits long, and there is more", [LONG, *SEVERAL[3:]], more=True),
    now("away", "The server does not answer", [], staff_calls=None, staff_helpers=None),
    now("menu", "What is done seldom", SEVERAL[1:3], play=menu),
    now("closing", "Asked for the reason to close a call", SEVERAL[1:], play=asked_why),
    now("not-closed", "Closing did not get through", SEVERAL[1:3], play=refused, staff_close=None),
)
