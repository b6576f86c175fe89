"""The box of the room window with something in it: formulas and code, and how they will look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.gallery import data
from tests.gallery.chat import Chat
from tests.gallery.scenes.room import HERE, OMAR, TALK, line_menu, room
from tests.gallery.scenes.room_files import PLACE
from tests.gallery.stage import Stage

FORMULA = "So $A^{-1} = \\frac{1}{\\det A}\\begin{pmatrix}d&-b\\\\-c&a\\end{pmatrix}$ needs $\\det A \\ne 0$?"
CODE = "I tried:\n```python\nimport numpy as np\nnp.linalg.inv(a)  # fails\n```"


def writes(*texts: str) -> Callable[[Stage], None]:
    """Write one text after the other into the box."""

    def play(stage: Stage) -> None:
        for text in texts:
            stage.write(text, "chatxblock-composer textarea")
            for _ in range(5):
                stage.wait(200)

    return play


def asks_for_formula(stage: Stage) -> None:
    """Press the button for a formula while the box is empty."""
    stage.page.locator("chatxblock-tools button").first.click()
    stage.wait(500)


def changes(stage: Stage) -> None:
    """Change a line, with code in it."""
    line_menu(stage, mine=True)
    stage.page.locator("chatxblock-line-menu").get_by_role("menuitem").nth(1).click()
    stage.wait(200)
    writes("Oh. It is `2 * row`.")(stage)


def turns_away(stage: Stage) -> None:
    """Change a line, and then do something else."""
    changes(stage)
    line_menu(stage)
    stage.page.locator("chatxblock-line-menu").get_by_role("menuitem").first.click()
    stage.page.locator(".aim button").click()
    stage.wait(500)


def writing(name: str, title: str, play: Any) -> Any:
    """Return a room in which something is written."""
    chat = Chat(inside=(OMAR,), lines=TALK)
    return room(f"writing-{name}", title, data.call(**HERE), chat=chat, files=PLACE, play=play)


SCENES = (
    writing("formula", "A formula, and how it will look", writes(FORMULA)),
    writing("code", "Code, and how it will look", writes(CODE)),
    writing("empty", "The place for a formula", asks_for_formula),
    writing("edit", "Changing a line, and how it will look", changes),
    writing("unsent", "A change that is not sent yet", turns_away),
)
