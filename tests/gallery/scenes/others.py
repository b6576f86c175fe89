"""One's own questions and talks, the privacy page, pages that say no, and the dev server's start page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from unittest.mock import patch

from django.contrib.sessions.backends.base import SessionBase
from django.template.loader import render_to_string
from django.test import RequestFactory

from chatxblock import errors
from chatxblock.block import ChatXBlock
from chatxblock.devserver import views
from chatxblock.devserver.scenarios import ChatScenario
from chatxblock.web import privacy, responses
from chatxblock.web.responses import Page
from chatxblock.web.schemas.base import Nothing
from chatxblock.web.schemas.history import (
    HistoryAnswer,
    HistoryData,
    HistorySession,
    HistoryTalk,
    TalkAnswer,
    TalkResource,
)
from chatxblock.web.schemas.reports import ReportsAnswer, ReportState
from tests.gallery import data, pages
from tests.gallery.scene import Reader, Scene, as_it_opens
from tests.gallery.scenes.room import TALK, transcript
from tests.gallery.stage import Stage


def talk(value: int, question: str = data.QUESTION, /, **values: Any) -> HistoryTalk:
    """Return a talk of somebody's history, ended so many minutes ago."""
    told: dict[str, Any] = {
        "call_id": data.number(value),
        "kind": "user",
        "with": [data.addressed("omar")],
        "question": question,
        "role": "asker",
        "state": "closed",
        "outcome": "solved",
        "asked_at": data.ago(value + 20),
        "ended_at": data.ago(value),
        "lines": 14,
        "title": "Unit 3: Matrices",
        "url": f"{data.ORIGIN}/unit/3",
        "window_url": f"{data.ORIGIN}/window/{value}",
        "transcript_url": f"{data.ORIGIN}/handler/transcript/{value}",
    }
    return HistoryTalk(**{**told, **values})


def session(*talks: HistoryTalk) -> HistorySession:
    """Return talks that belong together."""
    return HistorySession(began_at=talks[-1].asked_at, ended_at=talks[0].ended_at, continued=False, talks=list(talks))


MADE = TalkResource(
    resource_id=data.number(12),
    title="When a matrix has an inverse",
    state="published",
    url=f"{data.ORIGIN}/resource/12",
)
SESSIONS = (
    session(
        talk(5, state="answered", outcome="open", ended_at=None, lines=None),
        talk(
            30,
            "Is there a matrix that is its own inverse?",
            role="helper",
            outcome="helped",
            **{"with": [data.addressed("long"), data.addressed("noah")]},
            kind="group",
        ),
    ),
    session(talk(60 * 26, data.LONG_QUESTION, resource=MADE)),
    session(
        talk(
            60 * 24 * 9,
            outcome="answered",
            lines=0,
            **{"with": []},
            answer=TalkAnswer(name=data.name("teacher"), answer=data.ANSWER, at=data.ago(60 * 24 * 8)),
        ),
        talk(60 * 24 * 9 + 40, data.MARKED_QUESTION, outcome="withdrawn", lines=0, **{"with": []}),
    ),
)


def reported(thing: Any, minutes: float, **values: Any) -> ReportState:
    """Return a report of the reader's; what is given is otherwise."""
    told: dict[str, Any] = {
        "report_id": data.number(80 + int(minutes) % 10),
        "resource_id": None,
        "call_id": data.number(5),
        "title": data.QUESTION,
        "reason": "unkind",
        "at": data.ago(minutes),
        "state": "settled",
        "url": f"{data.ORIGIN}/window/5",
        "thing": thing,
        "outcome": "spoken-to",
        "words": "Thank you for telling us. We have talked with each other, and it will not happen again.",
        "settled_at": data.ago(minutes - 3),
    }
    return ReportState(**{**told, **values})


OPEN: dict[str, Any] = {"state": "open", "outcome": None, "words": "", "settled_at": None}
REPORTED = (
    reported("person", 12, title="كيف أحسب محدد المصفوفة؟", **OPEN),
    reported("line", 60),
    reported("resource", 60 * 24 * 3, outcome=None, words="", settled_at=None, title="Rows that depend on each other"),
    reported("talk", 60 * 24 * 9, outcome="nothing", words=""),
)


def history(name: str, title: str, sessions: Sequence[HistorySession], play: Any = as_it_opens, **values: Any) -> Scene:
    """Return a state of the page with somebody's questions and talks."""
    answer = HistoryAnswer(sessions=list(sessions), next="more" if sessions else None)
    reports: Sequence[ReportState] = values.pop("reports", ())
    told: dict[str, Any] = {
        "me": data.me("lina"),
        "own": True,
        "history": answer,
        "file_url": pages.handler("history_file"),
        "page_url": pages.handler("history_page"),
        "person_url": None,
        "title": "Unit 3: Matrices",
        "url": f"{data.ORIGIN}/unit/3",
    }
    return Scene(
        name=f"history-{name}",
        screen="History",
        title=title,
        page=lambda reader: pages.front_end(
            "Your questions and talks",
            HistoryData(**pages.common(reader), **{**told, **values}),
            reader,
            script="history",
            template="history.html",
        ),
        answers={
            "history": HistoryAnswer(sessions=list(sessions[:1]), next=None),
            "transcript": transcript(TALK),
            "reports": ReportsAnswer(reports=list(reports)),
        },
        shown="chatxblock-history",
        play=play,
    )


def search(stage: Stage) -> None:
    """Look for words."""
    stage.answer(history=HistoryAnswer(sessions=[], next=None))
    stage.write("eigenvalue", "chatxblock-history input")
    stage.page.locator("chatxblock-history input").first.press("Enter")
    stage.wait(1_000)


SCENARIOS = [
    ChatScenario(name=f"chatxblock.{place}", title=title, usages=("chatxblock.d0.u0",))
    for place, (title, _) in enumerate(ChatXBlock.workbench_scenarios())
]
"""Those of the block, without the database in which the workbench keeps its own."""


def start(_reader: Reader) -> Page:
    """Return the dev server's start page, which has no translation."""
    request = RequestFactory().get("/")
    request.session = cast(SessionBase, {})
    with patch.object(views, "chat_scenarios", lambda: SCENARIOS):
        return pages.plain(views.start(request).content.decode())


def other(name: str, title: str, page: Any, shown: str = "main") -> Scene:
    """Return a page that needs no script."""
    return Scene(name=name, screen="Other pages", title=title, page=page, shown=shown)


def sentence(words: str) -> Any:
    """Return a unit whose block says one sentence."""

    def page(reader: Reader) -> Page:
        told = {"sentence": words, "language": reader.language, "direction": reader.direction}
        return pages.in_unit(render_to_string("chatxblock/sentence.html", told), reader)

    return page


SCENES = (
    history("talks", "Talks", SESSIONS),
    history("opened", "What was said in one", SESSIONS, lambda stage: stage.press("what was said")),
    history("empty", "Nothing yet", []),
    history("reported", "What was reported, and what came of it", SESSIONS[1:], reports=REPORTED),
    history("nothing-found", "Nothing was found", SESSIONS, search),
    history(
        "staff", "Somebody else's, as staff", SESSIONS, own=False, person_url=pages.handler("history_page", "PERSON")
    ),
    other(
        "privacy",
        "What is kept of people",
        lambda reader: pages.read_by(reader, privacy.privacy(pages.visit(), Nothing())),
    ),
    other("problem-enrol", "Who is not enrolled", lambda reader: pages.problem(errors.NotEnrolled(), reader)),
    other("problem-login", "Who is not logged in", lambda reader: pages.problem(errors.NotLoggedIn(), reader)),
    other(
        "problem-busy",
        "The database is away for a moment",
        lambda reader: pages.problem(errors.StoreBusy(responses.UNREAD), reader),
    ),
    other("problem-call", "There is no such question", lambda reader: pages.problem(errors.CallNotFound(), reader)),
    other(
        "sentence",
        "The block for somebody who is not enrolled",
        sentence("Enroll in this course to ask a question here."),
    ),
    other("start", "The dev server's start page", start),
)
