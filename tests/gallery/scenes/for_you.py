"""What waits for the staff of a course: the tab of their page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chatxblock.web.schemas.deferred import ClustersAnswer, LeftQuestion
from chatxblock.web.schemas.reports import (
    ReportedLine,
    ReportsAnswer,
    ReportState,
    Settlement,
    StaffReport,
    StaffReportAnswer,
    StaffReportsAnswer,
    StaffWaiting,
)
from chatxblock.web.schemas.resources import Cluster, ResourceAnswer, ResourceWork, ResourceWorkAnswer
from tests.gallery import data
from tests.gallery.scene import Refusal, Scene, as_it_opens
from tests.gallery.scenes.resources import resource
from tests.gallery.scenes.staff import page_of
from tests.gallery.stage import Stage

RUDE = "You are too slow for this course."
SAID = (
    ("lina", "I always get zero, and I do not see my mistake.", 14.0),
    ("omar", "That is the third time you ask.", 13.5),
    ("omar", RUDE, 13.0),
    ("lina", "I am sorry.", 12.5),
)


def report(number: int, minutes: float, **values: Any) -> StaffReport:
    """Return a report; what is given is otherwise."""
    told: dict[str, Any] = {
        "report_id": data.number(number),
        "call_id": data.number(5),
        "thing": "line",
        "question": data.QUESTION,
        "title": "Unit 3: Matrices",
        "said": RUDE,
        "about": data.addressed("omar"),
        "by": data.name("lina"),
        "reason": "unkind",
        "words": "",
        "at": data.ago(minutes),
        "window_url": f"{data.ORIGIN}/window/5",
        "transcript_url": f"{data.ORIGIN}/handler/transcript/5",
    }
    return StaffReport(**{**told, **values})


REPORTS = (
    report(61, 2),
    report(
        62, 25, thing="person", said="", reason="other", words="He writes to me again and again.", by=data.name("mei")
    ),
    report(63, 60 * 26, thing="talk", said="", about=None, reason="cheating", by=data.name("long"), title=""),
)
OPENED = StaffReportAnswer(
    report=REPORTS[0],
    lines=[
        ReportedLine(
            id=str(place),
            name=data.name(who),
            image_url="",
            at=data.ago(minutes),
            body=body,
            reported=body == RUDE,
        )
        for place, (who, body, minutes) in enumerate(SAID)
    ],
    legible=True,
    settlement=None,
)
SETTLED = OPENED.model_copy(
    update={
        "settlement": Settlement(
            by="Dr. Grace Hopper", at=data.ago(1), outcome="spoken-to", words="Thank you. I have talked with him."
        )
    }
)


def left(number: int, who: str, question: str) -> LeftQuestion:
    """Return a question that was left."""
    return LeftQuestion(
        call_id=data.number(number),
        question=question,
        context=data.context(),
        asker=data.asker(who),
        asked_at=data.ago(number),
        left_at=data.ago(number),
        learners=1,
        window_url=f"{data.ORIGIN}/window/{number}",
        transcript_url=f"{data.ORIGIN}/handler/transcript/{number}",
    )


LEFT = (
    left(31, "mei", data.QUESTION),
    left(32, "noah", "Why has this matrix no inverse?"),
    left(33, "long", "كيف أحسب محدد المصفوفة؟"),
)
CLUSTERS = [
    Cluster(call_ids=[LEFT[0].call_id, LEFT[1].call_id], question=LEFT[0].question, questions=[], learners=2),
    Cluster(call_ids=[LEFT[2].call_id], question=LEFT[2].question, questions=[], learners=1),
]
REVIEW = ResourceWork(
    resource_id=data.number(41),
    call_id=data.number(5),
    title="When a matrix has an inverse",
    state="review",
    hidden_for=None,
    reports=0,
    at=data.ago(90),
    edit_url=f"{data.ORIGIN}/resource_editor/41",
)
REPORTED = ReportState(
    report_id=data.number(64),
    resource_id=data.number(42),
    call_id=None,
    title="Rows that depend on each other",
    reason="The second row is not twice the first.",
    at=data.ago(200),
    state="open",
    url=f"{data.ORIGIN}/resource/42",
    thing="resource",
)


def opened(play: Callable[[Stage], None]) -> Callable[[Stage], None]:
    """Return what opens the tab, and goes on from there."""

    def both(stage: Stage) -> None:
        click(stage, "#tab-for-you")
        stage.wait(500)
        play(stage)

    return both


def for_you(
    name: str,
    title: str,
    reports: Sequence[StaffReport] = (),
    play: Any = as_it_opens,
    *,
    all_of_it: bool = False,
    **answers: Any,
) -> Scene:
    """Return a state of what waits."""
    told: Mapping[str, Any] = {
        "staff_waiting": StaffWaiting(
            left=len(LEFT) if all_of_it else 0, reports=len(reports), resources=2 if all_of_it else 0
        ),
        "staff_calls": None,
        "staff_helpers": None,
        "staff_reports": StaffReportsAnswer(
            reports=list(reports), waiting=len(reports), next="more" if len(reports) > 1 else None
        ),
        "staff_report": OPENED,
        "staff_clusters": ClustersAnswer(clusters=CLUSTERS if all_of_it else [], left=list(LEFT) if all_of_it else []),
        "reports": ReportsAnswer(reports=[REPORTED] if all_of_it else []),
        "resource_work": ResourceWorkAnswer(talks=[], review=[REVIEW] if all_of_it else []),
        **answers,
    }
    return Scene(
        name=f"for-you-{name}",
        screen="Staff page",
        title=title,
        page=page_of,
        answers=told,
        shown="chatxblock-staff",
        play=opened(play),
    )


def click(stage: Stage, what: str) -> None:
    """Press something by a selector, whatever the language."""
    stage.page.locator(what).first.evaluate("one => one.click()")
    stage.wait(300)


def look(stage: Stage) -> None:
    """Open the first report."""
    click(stage, "chatxblock-report-row .actions > button")


def too_late(stage: Stage) -> None:
    """Settle what somebody else has settled meanwhile."""
    look(stage)
    stage.page.locator("chatxblock-report-row input").nth(1).check()
    stage.answer(staff_report=SETTLED, staff_reports=StaffReportsAnswer(reports=[], waiting=0, next=None))
    stage.press("^Settle it")


def dismissing(stage: Stage) -> None:
    """Say why a question is not answered."""
    stage.page.locator(".asked chatxblock-menu button").last.evaluate("one => one.click()")
    stage.wait(300)
    stage.press("^Say why")


def barring(stage: Stage) -> None:
    """Open a report, and bar whom it is about."""
    look(stage)
    stage.wait(500)
    click(stage, "button.bar")


def judging(stage: Stage) -> None:
    """Look at what somebody found wrong, and write to whoever it was."""
    click(stage, ".card:last-child .actions > button")
    stage.wait(500)
    stage.page.locator(".card.opened textarea").fill("You are right, the second row is corrected. Thank you.")


SCENES = (
    for_you("empty", "Nothing waits"),
    for_you("mixed", "Reports, questions and resources wait", REPORTS, all_of_it=True),
    for_you("opened", "A report with the log around it", REPORTS[:1], look),
    for_you("barring", "Barring whom a report is about", REPORTS[:1], barring),
    for_you(
        "late",
        "Somebody else has settled it meanwhile",
        REPORTS[:1],
        too_late,
        staff_settle=Refusal(status=409, code="conflict", sentence="Dr. Grace Hopper has settled this report already."),
    ),
    for_you("dismissing", "Saying why there is no answer", (), dismissing, all_of_it=True),
    for_you(
        "judging",
        "A reported resource, with words to whoever reported it",
        (),
        judging,
        all_of_it=True,
        resource_read=ResourceAnswer(resource=resource(resource_id=data.number(42), title=REPORTED.title)),
    ),
    for_you("away", "The server does not answer", (), staff_reports=None, staff_clusters=None, staff_waiting=None),
)
