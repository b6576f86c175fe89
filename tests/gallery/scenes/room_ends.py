"""The room window after the end, where it cannot be shown, and where people meet elsewhere."""

from __future__ import annotations

from typing import Any

from chatxblock.web.schemas.calls import Call, CallAnswer, Place
from tests.gallery import data
from tests.gallery.chat import Chat
from tests.gallery.scene import Refusal, Scene
from tests.gallery.scenes.room import HERE, LINA, MEI, OMAR, TALK, TWO, room
from tests.gallery.stage import Stage

VIDEO = Place(kind="video", label="video room", url="https://meet.test/lina")
OVER: dict[str, Any] = {"state": "closed", "room": None, "rev": 9}


def closed(**values: Any) -> Call:
    """Return a call that is over."""
    return data.call(**{**HERE, **OVER, **values})


def leaves(stage: Stage, **values: Any) -> None:
    """Leave the talk, by the dialog where there is one."""
    left = CallAnswer(call=closed(**values))
    stage.answer(leave=left, call=left, gone=left, feedback=left)
    stage.press("^Leave")
    stage.page.get_by_role("dialog").get_by_role("button", name="Leave").last.evaluate("one => one.click()")
    stage.wait(1_000)


def ended(name: str, title: str, me: str, role: str, /, **values: Any) -> Scene:
    """Return the window of somebody who opens it, or has it open, when all is over."""
    people = TWO if me != MEI else [*TWO, data.person(MEI, "fellow")]
    return room(f"ended-{name}", title, closed(my_role=role, **values), me=me, people=people, shown="chatxblock-room")


def met(name: str, title: str, /, **values: Any) -> Scene:
    """Return the window of a room behind a link."""
    return room(
        f"link-{name}",
        title,
        data.call(room=None, place=VIDEO, **values),
        script="link-room",
        shown="chatxblock-link-room",
    )


SCENES = (
    room(
        "left-asker",
        "She has left, as the asker",
        data.call(**HERE),
        chat=Chat(inside=(OMAR,), lines=TALK),
        play=lambda stage: leaves(stage, asker_left=True, mine=data.mine()),
    ),
    room(
        "left-helper",
        "She has left, as the helper",
        data.call(**HERE, my_role="helper"),
        me=OMAR,
        chat=Chat(inside=(LINA,), lines=TALK),
        play=lambda stage: leaves(stage, my_role="helper", mine=data.mine()),
    ),
    ended("asker", "Opened after the end, as the asker", LINA, "asker", mine=data.mine()),
    ended("helper", "Opened after the end, as the helper", OMAR, "helper", mine=data.mine()),
    ended("fellow", "Opened after the end, as a fellow learner", MEI, "fellow", mine=data.mine()),
    ended("staff", "Opened after the end, as staff", "teacher", "staff"),
    ended("stopped", "Closed by a teacher, with the reason", LINA, "asker", stopped=data.stopped()),
    ended("unanswered", "Opened after the end, where nobody had come", LINA, "asker", helpers=[], invited=3),
    room(
        "nothing",
        "There is no such question",
        None,
        shown="chatxblock-room",
        answers={"call": Refusal(status=403, code="not-in-call", sentence="You are not part of this conversation.")},
    ),
    met("waiting", "A video room, before somebody has come", invited=3),
    met("here", "A video room, somebody is there", **HERE),
)
