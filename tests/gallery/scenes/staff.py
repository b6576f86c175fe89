"""The page of a course's staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chatxblock.web.schemas.staff import StaffCall, StaffCallsAnswer, StaffData, Way
from tests.gallery import data, pages
from tests.gallery.scene import Reader, Scene, as_it_opens

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
        "asker_left": False,
        "window_url": f"{data.ORIGIN}/window/{number}",
    }
    return StaffCall(**{**told, **values})


LONG = a_call(47, "long", question=data.LONG_QUESTION, round=3, asked=11)
SEVERAL = (
    LONG,
    a_call(4, "mei", question="Is there a matrix that is its own inverse?", round=2, asked=5),
    a_call(1, "noah", question="كيف أحسب محدد المصفوفة؟", round=0, asked=0),
    a_call(22, state="answered", here=[data.name("omar")]),
    a_call(9, "noah", question="When is it zero?", state="answered", asker_left=True, here=[data.name("mei")]),
)


def page_of(reader: Reader) -> Any:
    """Return the page as it opens."""
    ways = [Way(url=pages.handler(handler), words=words) for handler, words in WAYS.items()]
    told = StaffData(**pages.common(reader), person="teacher", course="Linear Algebra, autumn", ways=ways)
    return pages.front_end("Staff page", told, reader, script="staff", template="staff.html")


def now(name: str, title: str, calls: Sequence[StaffCall], *, more: bool = False, **answers: Any) -> Scene:
    """Return a state of what goes on now."""
    told = StaffCallsAnswer(calls=list(calls), next="waits_more" if more else None)
    return Scene(
        name=f"now-{name}",
        screen="Staff page",
        title=title,
        page=page_of,
        answers={"staff_calls": told, **answers},
        shown="chatxblock-now",
        play=as_it_opens,
    )


SCENES = (
    now("empty", "Nobody waits", []),
    now("several", "Several wait, and some have helpers", SEVERAL[1:]),
    now("long", "One waits long, and there is more", [LONG, *SEVERAL[3:]], more=True),
    now("away", "The server does not answer", [], staff_calls=None),
)
