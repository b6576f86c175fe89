"""The tab *Resources* of the staff's page: all that talks left, and two that become one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chatxblock.web.schemas.library import LibraryAnswer, LibraryResource, LibraryUnit
from chatxblock.web.schemas.reports import StaffWaiting
from tests.gallery import data
from tests.gallery.scene import Refusal, Scene, as_it_opens
from tests.gallery.scenes.staff import page_of
from tests.gallery.stage import Stage

UNITS = [
    LibraryUnit(unit="u1", title="Unit 1: Vectors"),
    LibraryUnit(unit="u3", title="Unit 3: Matrices"),
    LibraryUnit(unit="u4", title="Unit 4: Determinants of large sparse matrices, and what they are good for"),
]


def a_row(number: int, **values: Any) -> LibraryResource:
    """Return a resource; what is given is otherwise."""
    told: dict[str, Any] = {
        "resource_id": data.number(number),
        "rev": 1,
        "title": data.QUESTION,
        "answer": data.ANSWER,
        "state": "published",
        "hidden_for": None,
        "verified": False,
        "unit": "u3",
        "shown": 120,
        "opened": 48,
        "helped": 12,
        "asked_anyway": 3,
        "reported": 0,
        "sources": 2,
        "authors": 3,
        "updated_at": data.ago(number),
        "url": f"{data.ORIGIN}/resource/{number}",
        "edit_url": f"{data.ORIGIN}/edit/{number}",
    }
    return LibraryResource(**{**told, **values})


NEW = {"shown": 0, "opened": 0, "helped": 0, "asked_anyway": 0}
ROWS = (
    a_row(
        1, state="review", title="When is a determinant zero?", shown=0, opened=0, helped=0, asked_anyway=0, sources=1
    ),
    a_row(2, reported=2, state="hidden", hidden_for="reports", title="Is every matrix a rotation?"),
    a_row(3),
    a_row(4, verified=True, title="What does the rank of a matrix tell?", unit="u1", helped=31),
    a_row(5, title=data.LONG_QUESTION, unit="u4", helped=1, asked_anyway=0),
    a_row(6, state="draft", title="كيف أحسب محدد المصفوفة؟", sources=1, **NEW),
)
ALIKE = (a_row(7, title="Why can I not invert this matrix?", helped=4, sources=1), a_row(4, title=ROWS[3].title))


def listed(rows: Sequence[LibraryResource], *, more: bool = False) -> Callable[[Mapping[str, Any]], LibraryAnswer]:
    """Return what answers with these, or with those that are alike where they are asked for."""

    def answer(told: Mapping[str, Any]) -> LibraryAnswer:
        found = ALIKE if told.get("like") else rows
        return LibraryAnswer(resources=list(found), units=UNITS if rows else [], next="more" if more else None)

    return answer


def nothing_like_it(stage: Stage) -> None:
    """Look for words that none has."""
    stage.answer(staff_resources=LibraryAnswer(resources=[], units=UNITS, next=None))
    stage.write("eigenvalue", "chatxblock-library input")


def menu(stage: Stage) -> None:
    """Open what else can be done with the third one."""
    stage.page.locator("chatxblock-library chatxblock-menu button").nth(2).evaluate("one => one.click()")
    stage.wait(300)


def merging(stage: Stage) -> None:
    """Begin to put the third one together with another."""
    menu(stage)
    stage.page.locator("chatxblock-library [role=menuitem]").nth(2).evaluate("one => one.click()")
    stage.wait(300)


def preview(stage: Stage) -> None:
    """Look at which of the two stays."""
    merging(stage)
    stage.page.locator("chatxblock-merging .found button").first.evaluate("one => one.click()")
    stage.wait(300)


def too_late(stage: Stage) -> None:
    """Somebody else was quicker."""
    preview(stage)
    sentence = "Somebody else changed one of the two meanwhile. Look at them again, and put them together then."
    stage.answer(resource_merge=Refusal(status=409, code="stale-resource", sentence=sentence))
    stage.page.locator("chatxblock-merging button.primary").evaluate("one => one.click()")
    stage.wait(300)


def hiding(stage: Stage) -> None:
    """Say why one is hidden."""
    menu(stage)
    stage.page.locator("chatxblock-library [role=menuitem]").nth(3).evaluate("one => one.click()")
    stage.wait(300)


def library(
    name: str, title: str, rows: Sequence[LibraryResource], play: Callable[[Stage], None] = as_it_opens, **answers: Any
) -> Scene:
    """Return a state of the library."""
    return Scene(
        name=f"library-{name}",
        screen="Staff page",
        title=title,
        page=page_of,
        answers={
            "staff_resources": listed(rows, more=len(rows) > 3),
            "staff_waiting": StaffWaiting(left=0, reports=0, resources=0),
            **answers,
        },
        shown="chatxblock-library form",
        init="location.hash ||= '#resources'",
        play=play,
    )


SCENES = (
    library("list", "Resources in every state", ROWS),
    library("empty", "There are none yet", ()),
    library("filtered", "None has these words", ROWS, nothing_like_it),
    library("menu", "What else can be done with one", ROWS, menu),
    library("merging", "Which other one it is put together with", ROWS, merging),
    library("preview", "Which of the two stays", ROWS, preview),
    library("late", "Somebody else was quicker", ROWS, too_late),
    library("hiding", "Why it is hidden", ROWS, hiding),
    library("away", "The server does not answer", ROWS, staff_resources=None),
)
