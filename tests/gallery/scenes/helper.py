"""What helpers see: the inbox, their own page, and what waits for the staff of a course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from chatxblock.web.schemas.base import Done
from chatxblock.web.schemas.calls import ReadResource
from chatxblock.web.schemas.deferred import LeftQuestion
from chatxblock.web.schemas.helpers import (
    Caps,
    DutyState,
    HelperState,
    HelperUnit,
    InboxAnswer,
    Invitation,
    Numbers,
    Quiet,
)
from chatxblock.web.schemas.pages import HelperData
from chatxblock.web.schemas.reports import ReportsAnswer, ReportState
from chatxblock.web.schemas.resources import Cluster, ResourceWork, ResourceWorkAnswer
from tests.gallery import data, pages
from tests.gallery.chat import NOBODY, Chat
from tests.gallery.scene import Reader, Scene, as_it_opens
from tests.gallery.stage import Stage

OFF = data.duty(**data.OFF_DUTY)
READ = [
    ReadResource(resource_id=data.number(12), title="Determinant zero, what now?", url=f"{data.ORIGIN}/resource/12")
]
ENTRIES = (
    data.invitation(1, read=READ, question=data.QUESTION + " I tried to clear the first column."),
    data.invitation(4, asker=data.asker("mei"), question=data.MARKED_QUESTION),
    data.invitation(
        6, asker=data.asker("long"), question=data.LONG_QUESTION, state="answered", helpers=[data.name("omar")]
    ),
)
JOINED = (
    data.invitation(2, asker=data.asker("noah"), accepted=True, state="answered", helpers=[data.name("omar")]),
    data.invitation(
        3,
        asker=data.asker("mei"),
        accepted=True,
        state="answered",
        asker_left=True,
        helpers=[data.name("omar"), data.name("lina")],
    ),
)
LEFT = (
    data.left(21, question=data.LONG_QUESTION, learners=3),
    data.left(22, localpart="long", question="Is there a matrix that is its own inverse?"),
)
SILENT = """Object.defineProperty(window, "AudioContext", {
  value: class {
    state = "suspended";
    addEventListener() {}
    close() {}
    resume() { return new Promise(() => undefined); }
  },
});"""
"""A browser that plays no sound before somebody has clicked."""


def helper_data(reader: Reader, state: DutyState, **values: Any) -> HelperData:
    """Return what a page of the helper's own begins with."""
    return HelperData(
        **pages.common(reader),
        person="omar",
        name=data.name("omar"),
        inbox_window_url=pages.handler("inbox_window"),
        helper_page_url=pages.handler("helper_page"),
        duty=state,
        **values,
    )


def inbox(
    name: str,
    title: str,
    /,
    entries: Sequence[Invitation] = (),
    *,
    state: DutyState | None = None,
    left: Sequence[LeftQuestion] = (),
    play: Any = as_it_opens,
    init: str = "",
    chat: Chat = NOBODY,
    answer: InboxAnswer | None = None,
    down: bool = False,
) -> Scene:
    """Return a state of the inbox in its own window."""
    stands = state or data.duty()
    shown = answer or data.inbox(entries, left, stands)
    more: dict[str, Any] = {"left": list(left), "staff_page_url": f"{pages.handler('staff')}#for-you"} if left else {}
    return Scene(
        name=f"inbox-{name}",
        screen="Inbox",
        title=title,
        page=lambda reader: pages.front_end(
            "Questions for you",
            helper_data(reader, stands, **more),
            reader,
            script="inbox-window",
            template="helper.html",
        ),
        answers={
            "inbox": None if down else shown,
            "seen": Done(),
            "ticket": None if down else data.ticket("omar", on_duty=stands.on_duty),
            "duty": stands,
        },
        chat=chat,
        meets=stands.on_duty and not stands.in_quiet and not down,
        shown="chatxblock-inbox",
        play=play,
        init=init,
    )


UNITS = [
    HelperUnit(usage_key="u1", title="Unit 3: Matrices", url=f"{data.ORIGIN}/unit/3", helps=True),
    HelperUnit(
        usage_key="u2",
        title="Unit 4: Determinants and what they tell about a linear map",
        url=f"{data.ORIGIN}/unit/4",
        helps=False,
    ),
]
ELIGIBLE = [
    HelperUnit(usage_key="u3", title="Unit 5: Bases", url=f"{data.ORIGIN}/unit/5", helps=False, new=True),
    *UNITS,
    HelperUnit(usage_key="u4", title="Unit 2: Vectors", url=f"{data.ORIGIN}/unit/2", helps=True, lost=True),
]
QUIET = [
    Quiet(days=[1, 2, 3, 4, 5, 6, 7], start="22:00", end="07:00"),
    Quiet(days=[6, 7], start="07:00", end="10:30"),
]


def helps(state: DutyState, quiet: Sequence[Quiet] = (), units: Sequence[HelperUnit] = UNITS) -> HelperState:
    """Return all that a helper has decided."""
    return HelperState(
        **dict(state),
        units=list(units),
        quiet=list(quiet),
        timezone="Europe/Berlin",
        most_offers=3,
        most_calls=2,
        caps=Caps(offers=5, calls=3),
        numbers=Numbers(asked=41, answered=17, thanked=9),
    )


def helper_page(name: str, title: str, own: HelperState, /, *, staff: bool = False) -> Scene:
    """Return a state of the helper's own page."""
    more = {"staff_page_url": f"{pages.handler('staff')}#for-you"} if staff else {}
    return Scene(
        name=f"helping-{name}",
        screen="Helping others",
        title=title,
        page=lambda reader: pages.front_end(
            "Helping others",
            helper_data(reader, own, helper=own, **more),
            reader,
            script="helper-page",
            template="helper.html",
        ),
        answers={"helper": own, "duty": own},
        shown="chatxblock-helper",
    )


CLUSTERS = [
    Cluster(
        call_ids=[data.number(21), data.number(23)],
        question=data.LONG_QUESTION,
        questions=[data.LONG_QUESTION, "When is a matrix not invertible?"],
        learners=4,
    ),
    Cluster(call_ids=[data.number(22)], question=LEFT[1].question, questions=[LEFT[1].question], learners=1),
]
REVIEW = ResourceWorkAnswer(
    talks=[],
    review=[
        ResourceWork(
            resource_id=data.number(41),
            call_id=None,
            title="When a matrix has an inverse",
            state="review",
            hidden_for=None,
            reports=0,
            at=data.ago(700),
            edit_url=pages.handler("resource_editor", "41"),
        ),
        ResourceWork(
            resource_id=data.number(42),
            call_id=None,
            title="Rows that depend on each other",
            state="hidden",
            hidden_for="reports",
            reports=2,
            at=data.ago(3000),
            edit_url=pages.handler("resource_editor", "42"),
        ),
    ],
)


REPORTS = ReportsAnswer(
    reports=[
        ReportState(
            report_id=data.number(51),
            resource_id=data.number(42),
            call_id=None,
            title="Rows that depend on each other",
            reason="The second row is not twice the first.",
            at=data.ago(2000),
            state="open",
            url=f"{data.ORIGIN}/resource/42",
            thing="resource",
        )
    ]
)


def long_question(stage: Stage) -> None:
    """Show a long question whole."""
    stage.press("(?i)more|whole|all of it")


SCENES = (
    inbox("off", "Off duty", state=OFF),
    inbox("empty", "On duty, nobody needs help"),
    inbox("until-stopped", "On duty until she stops", state=data.duty(until=None)),
    inbox(
        "paused",
        "Paused: too many offers were left without an answer",
        state=data.duty(on_duty=False, until=None, paused=True),
    ),
    inbox("quiet", "In her quiet hours", state=data.duty(in_quiet=True, quiet_until=data.NOW + timedelta(hours=9))),
    inbox(
        "barred",
        "Barred from helping until it is lifted",
        state=data.duty(may_help=False, barred=data.bar("helping"), **data.OFF_DUTY),
    ),
    inbox("entries", "Questions", ENTRIES),
    inbox("joined", "Rooms that she is in", (*ENTRIES[:1], *JOINED)),
    inbox("left", "What was left for the teachers", ENTRIES[:1], left=LEFT),
    inbox("silent", "Sound is blocked", ENTRIES[:1], init=SILENT),
    inbox("down", "The server does not answer", down=True, chat=Chat(state="down")),
    helper_page("unasked", "Never asked", helps(data.duty(helps=None, **data.OFF_DUTY))),
    helper_page("on", "Helping, with quiet hours", helps(data.duty(), QUIET)),
    helper_page("eligible", "Eligible in a new unit, and no longer in another", helps(data.duty(), (), ELIGIBLE)),
    helper_page(
        "barred",
        "Barred from helping",
        helps(data.duty(may_help=False, barred=data.bar("helping", data.NOW + timedelta(hours=1)), **data.OFF_DUTY)),
    ),
    helper_page("off", "Not helping", helps(data.duty(helps=False, **data.OFF_DUTY))),
    helper_page("staff", "Helping, as staff", helps(data.duty()), staff=True),
)
