"""Take the pictures of the documentation from a running program: `.venv-3.11/bin/python docs/images/take.py`.

It starts a dev server with data of its own, plays a learner and a helper in Chromium, and writes the PNG files beside
itself. Needs what `make test` installs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

HERE = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
QUESTION = "Why is the matrix not invertible here?"
TALK = (
    ("Lina", "I always get zero for the determinant, and I do not see my mistake."),
    ("Helper", "Hi! Zero may be right. What does the second row look like beside the first?"),
    ("Lina", "Oh. It is the first row times two. So the rows are not independent?"),
)


@contextmanager
def dev_server() -> Iterator[dict[str, str]]:
    """Start a dev server on a free port and yield the addresses of its start page and of its first scenario."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "chatxblock.devserver", "--port", "0", "--data", data]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603  (a program of ours)
            try:
                assert server.stdout is not None
                told = json.loads(server.stdout.readline())
                yield {"start": told["url"], "page": told["blocks"][0]["page_url"]}
            finally:
                server.terminate()
                server.wait(30)


def person(browser: Browser, *, width: int, height: int, scheme: str = "light") -> BrowserContext:
    """Return a browser profile of its own, as somebody else's machine would be."""
    dark = "dark" if scheme == "dark" else "light"
    return browser.new_context(viewport={"width": width, "height": height}, color_scheme=dark)


def visit(context: BrowserContext, url: str) -> Page:
    """Open a page."""
    page = context.new_page()
    page.goto(url)
    return page


def popup(page: Page, role: str, name: str) -> Page:
    """Click what opens a window, and return that window."""
    with page.context.expect_page() as opened:
        page.locator("chatxblock-lobby, chatxblock-inbox").get_by_role(role, name=name).click()  # type: ignore[arg-type]
    return opened.value


def say(room: Page, text: str) -> None:
    """Send a line and wait until the room has it."""
    room.get_by_label("Write a message.").fill(text)
    room.keyboard.press("Enter")
    expect(room.locator("chatxblock-log").get_by_text(text)).to_be_visible()


def shoot(page: Page, name: str, part: str = "") -> None:
    """Write one picture: of the window, or of one part of the page."""
    target = page.locator(part).first if part else page
    target.screenshot(path=HERE / f"{name}.png", animations="disabled", caret="hide")


def talk(asker: Page, helper: Page) -> None:
    """Let the two say their lines, and the helper begin one more."""
    for name, text in TALK:
        say(asker if name == "Lina" else helper, text)
    helper.get_by_label("Write a message.").press_sequentially("Right: one row says nothing new.")
    expect(asker.get_by_text("is writing")).to_be_visible()


def take(browser: Browser, addresses: dict[str, str]) -> None:
    """Play the whole way once."""
    with ExitStack() as stack:
        wide, phone, aside = (
            stack.enter_context(context)
            for context in (
                person(browser, width=960, height=720),
                person(browser, width=390, height=720, scheme="dark"),
                person(browser, width=960, height=624),
            )
        )
        shoot(visit(aside, addresses["start"]), "start")
        lobby = visit(wide, addresses["page"].format(student="learner"))
        lobby.get_by_role("textbox").fill(QUESTION)
        shoot(lobby, "lobby", "chatxblock-lobby")
        inbox = visit(aside, addresses["page"].format(student="helper2"))
        asker = popup(lobby, "button", "Ask a helper")
        expect(asker.get_by_text("3 helpers were asked")).to_be_visible()
        expect(asker.get_by_role("region", name="While you wait")).to_be_visible()
        shoot(asker, "waiting")
        expect(inbox.get_by_role("link", name="Help Lina")).to_be_visible()
        shoot(inbox, "inbox", "chatxblock-inbox")
        helper = popup(visit(phone, addresses["page"].format(student="helper1")), "link", "Help Lina")
        expect(asker.get_by_role("status").get_by_text("Helper 1 is here")).to_be_visible()
        talk(asker, helper)
        shoot(asker, "room")
        shoot(helper, "room-phone")


def main() -> None:
    """Start the program, take the pictures, end the program."""
    with dev_server() as addresses, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        take(browser, addresses)
        browser.close()


if __name__ == "__main__":
    main()
