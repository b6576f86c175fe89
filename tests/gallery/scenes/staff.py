"""The page of a course's staff."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from chatxblock.web.schemas.reports import StaffWaiting
from chatxblock.web.schemas.staff import HelpersAnswer, StaffCall, StaffCallsAnswer, StaffData, StaffHelper, Way
from chatxblock.web.schemas.staff_people import CoursePeopleAnswer, CoursePerson, DeedsAnswer, StaffDeed
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


def a_person(localpart: str, **values: Any) -> CoursePerson:
    """Return somebody who asked or helped; what is given is otherwise."""
    told: dict[str, Any] = {
        "jid": f"{localpart}@{data.CHAT_HOST}",
        "name": data.name(localpart),
        "username": localpart,
        "image_url": "",
        "questions": 0,
        "asked": 0,
        "answered": 0,
        "thanked": 0,
        "seen_at": None,
        "on_duty": False,
        "staff": False,
        "left": False,
        "bars": [],
        "rooms": [],
        "history_url": pages.handler("history_page", localpart),
    }
    return CoursePerson(**{**told, **values})


def a_deed(number: int, kind: Any, **values: Any) -> StaffDeed:
    """Return something that staff did; what is given is otherwise."""
    told: dict[str, Any] = {
        "id": number,
        "kind": kind,
        "by": data.name("teacher"),
        "person": data.name("lina"),
        "title": "Unit 3: Matrices",
        "reason": "",
        "until": None,
        "at": data.ago(40 - 10 * number),
    }
    return StaffDeed(**{**told, **values})


def people(
    name: str,
    title: str,
    found: Sequence[CoursePerson],
    deeds: Sequence[StaffDeed],
    *,
    play: Callable[[Stage], None] = as_it_opens,
    **answers: Any,
) -> Scene:
    """Return a state of the people of a course."""

    def opened(stage: Stage) -> None:
        click(stage, "#tab-people")
        stage.page.wait_for_selector("chatxblock-people")
        stage.wait(300)
        play(stage)

    told = {
        "staff_people": CoursePeopleAnswer(people=list(found), next=None),
        "staff_deeds": DeedsAnswer(deeds=list(deeds), next=None),
        "staff_calls": StaffCallsAnswer(calls=[], next=None),
        "staff_helpers": HelpersAnswer(helpers=[], next=None),
        "staff_waiting": StaffWaiting(left=0, reports=0, resources=0),
    }
    return Scene(
        name=f"people-{name}",
        screen="Staff page",
        title=title,
        page=page_of,
        answers={**told, **answers},
        shown="chatxblock-now",
        play=opened,
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


PEOPLE = (
    a_person("omar", answered=17, asked=41, thanked=9, on_duty=True, rooms=[data.number(22)], seen_at=data.ago(3)),
    a_person("long", answered=4, asked=9, questions=2, left=True, seen_at=data.ago(60 * 24 * 9)),
    a_person("teacher", staff=True, answered=2, asked=2, seen_at=data.ago(90)),
    a_person("lina", questions=12, seen_at=data.ago(1), bars=[data.bar("asking", data.NOW + timedelta(days=2))]),
)
DEEDS = (
    a_deed(
        3, "barred-asking", reason="You wrote to others in a way that hurt them.", until=data.NOW + timedelta(days=2)
    ),
    a_deed(2, "closed", reason="It is the same question as yesterday's."),
    a_deed(1, "merged", person=None, title="Why is a matrix with two alike rows not invertible?"),
)


def barred(stage: Stage) -> None:
    """Write to somebody who is to be barred."""
    click(stage, "chatxblock-menu > button")
    click(stage, "[role=menuitem]")
    stage.write("You wrote to others in a way that hurt them. Read the rules of this course.", "dialog textarea")


SCENES = (
    people("list", "Everybody who asked or helped, and who did what", PEOPLE, DEEDS),
    people("empty", "Nobody asked or helped yet", [], []),
    people("bar", "Somebody is to be barred", PEOPLE, DEEDS, play=barred),
    people("away", "The people do not come", [], [], staff_people=None, staff_deeds=None),
    now("empty", "Nobody waits, nobody is on duty", [], []),
    now("several", "Several wait, and some have helpers", SEVERAL[1:]),
    now("long", "One waits long, and there is more", [LONG, *SEVERAL[3:]], more=True),
    now("away", "The server does not answer", [], staff_calls=None, staff_helpers=None),
    now("menu", "What is done seldom", SEVERAL[1:3], play=menu),
    now("closing", "Asked for the reason to close a call", SEVERAL[1:], play=asked_why),
    now("not-closed", "Closing did not get through", SEVERAL[1:3], play=refused, staff_close=None),
)
