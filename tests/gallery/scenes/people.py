"""The tab with the people of a course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from chatxblock.web.schemas.reports import StaffWaiting
from chatxblock.web.schemas.staff import HelpersAnswer, StaffCallsAnswer
from chatxblock.web.schemas.staff_people import CoursePeopleAnswer, CoursePerson, DeedsAnswer, StaffDeed
from tests.gallery import data, pages
from tests.gallery.scene import Scene, as_it_opens
from tests.gallery.scenes.staff import click, page_of
from tests.gallery.stage import Stage


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
)
