"""The log of the room window: what it is like to read back in it."""

from __future__ import annotations

from tests.gallery.chat import Chat
from tests.gallery.scenes.room import LONG_TALK, OMAR, talks
from tests.gallery.stage import Stage


def earlier(stage: Stage) -> None:
    """Ask for what was said before, which the chat does not hand out."""
    stage.drawn_log()
    stage.page.get_by_role("button", name="Earlier messages").click()
    stage.page.locator(".older [role=status]", has_text="could not").wait_for()
    stage.drawn_log().evaluate("log => { log.scrollTop = 0; log.dispatchEvent(new Event('scroll')); }")
    stage.wait(300)


SCENES = (
    talks(
        "earlier",
        "What was said before could not be loaded",
        earlier,
        chat=Chat(inside=(OMAR,), lines=LONG_TALK, withheld=True),
    ),
)
