"""Take the pictures of the documentation from a running program: `.venv-3.11/bin/python docs/images/take.py`.

It starts a dev server with data of its own, plays a learner and a helper in Chromium, and writes the PNG files beside
itself. Needs what `make test` installs.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

HERE = Path(__file__).resolve().parent
Scheme = Literal["light", "dark"]
CHROMIUM = "/usr/bin/chromium"
ANSWER = "Its second row is twice the first, so the determinant is zero."
EXPLANATION = """The rows depend on each other: the second is the first times two, and

$$\\det\\begin{pmatrix}1&2\\\\2&4\\end{pmatrix} = 1\\cdot 4 - 2\\cdot 2 = 0.$$

Look at the rows before you begin to compute.
"""
QUESTION = "Why is the matrix not invertible here?"
UNKIND = "You are too slow for this course."
BARRED = "Please read what we agreed on in the first week. You may help again tomorrow."
TALK = (
    ("Lina", "I always get zero for the determinant, and I do not see my mistake."),
    ("Helper", "Hi! Zero may be right: here it is $1 \\cdot 4 - 2 \\cdot 2$. What is the second row beside the first?"),
    ("Lina", "Oh. It is the first row times two. So the rows are not independent?"),
)


class Addresses:
    """Where the pages of a dev server are."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.start: str = told["url"]
        self._block = told["blocks"][0]

    def unit(self, student: str) -> str:
        """Return the address of the first scenario, as somebody opens it."""
        return str(self._block["page_url"].format(student=student))

    def handler(self, name: str, student: str, suffix: str = "") -> str:
        """Return the address of a page that a handler answers."""
        return str(self._block["handler_url"].format(handler=name, student=student, suffix=suffix))


@contextmanager
def dev_server(*more: str) -> Iterator[Addresses]:
    """Start a dev server on a free port and yield where its pages are."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "chatxblock.devserver", "--port", "0", "--data", data, *more]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603  (a program of ours)
            try:
                assert server.stdout is not None
                yield Addresses(json.loads(server.stdout.readline()))
            finally:
                server.terminate()
                server.wait(30)


def person(browser: Browser, *, width: int, height: int, scheme: Scheme = "light") -> BrowserContext:
    """Return a browser profile of its own, as somebody else's machine would be."""
    return browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)


def visit(context: BrowserContext, url: str) -> Page:
    """Open a page."""
    page = context.new_page()
    page.goto(url)
    return page


def press(page: Page, name: str, part: str = "body") -> None:
    """Press a button or a link, also one that stands in the menu behind *More*."""
    place, more = page.locator(part), page.get_by_role("button", name="More", exact=True).first
    wanted = place.get_by_role("button", name=name, exact=True).or_(place.get_by_role("link", name=name, exact=True))
    wanted = wanted.or_(page.get_by_role("menuitem", name=name, exact=True)).first
    expect(wanted.or_(more).first).to_be_visible()
    if not wanted.is_visible():
        more.click()
    wanted.click()


def popup(page: Page, name: str) -> Page:
    """Press what opens a window, and return that window."""
    with page.context.expect_page() as opened:
        press(page, name, "chatxblock-lobby, chatxblock-inbox")
    return opened.value


def say(room: Page, text: str) -> None:
    """Send a line and wait until the room has it."""
    lines = room.locator("li.line:not(.pending)")
    there = lines.count()
    room.locator("chatxblock-composer textarea").fill(text)
    room.keyboard.press("Enter")
    expect(lines).to_have_count(there + 1)


def shoot(page: Page, name: str, part: str = "") -> None:
    """Write one picture: of the window, or of one part of the page."""
    target = page.locator(part).first if part else page
    target.screenshot(path=HERE / f"{name}.png", animations="disabled", caret="hide")


def talk(asker: Page, helper: Page) -> None:
    """Let the two say their lines, and the helper begin one more."""
    for name, text in TALK:
        say(asker if name == "Lina" else helper, text)
    helper.locator("chatxblock-composer textarea").press_sequentially("Right: one row says nothing new.")
    expect(asker.get_by_text("is writing")).to_be_visible()


def ask(lobby: Page, question: str) -> Page:
    """Ask, and return the room's window once somebody is waited for."""
    lobby.locator("chatxblock-lobby textarea").fill(question)
    room = popup(lobby, "Ask a helper")
    expect(room.locator("chatxblock-waiting section").first).to_be_visible()
    return room


def leave(asker: Page) -> str:
    """Leave the talk and write it up; return the id of the resource."""
    press(asker, "Leave")
    expect(asker.get_by_role("dialog")).to_be_visible()
    shoot(asker, "leaving")
    press(asker, "Look at it and publish", "dialog")
    asker.wait_for_url("**/resource_editor/**")
    asker.locator("#answer").fill(ANSWER)
    asker.locator("#body").fill(EXPLANATION)
    expect(asker.locator("chatxblock-resource-editor .primary")).to_be_enabled()
    shoot(asker, "editor")
    asker.locator("chatxblock-resource-editor .primary").click()
    expect(asker.locator("chatxblock-resource-editor .note.good a").first).to_be_visible()
    return asker.url.partition("/resource_editor/")[2].partition("?")[0]


def leave_for_the_teachers(lobby: Page) -> None:
    """Ask once more, and leave that for the teachers."""
    waiting = ask(lobby, "When is a matrix its own inverse?")
    press(waiting, "Leave it for the teachers")
    press(waiting, "Leave it for the teachers", "dialog")
    expect(waiting.get_by_role("dialog")).to_have_count(0)


def author(browser: Browser, addresses: Addresses) -> None:
    """Look at the form in which the block is set up, where its rounds are."""
    form = visit(person(browser, width=1100, height=900), addresses.unit("staff").replace("/?", "/studio_view/?"))
    form.get_by_role("button", name="Add a round").click()
    form.locator("chatxblock-studio-rounds").scroll_into_view_if_needed()
    form.get_by_label("Helpers").first.evaluate("one => one.scrollIntoView()")
    shoot(form, "studio")


def take(browser: Browser, addresses: Addresses) -> None:
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
        shoot(visit(aside, addresses.start), "start")
        lobby = visit(wide, addresses.unit("learner"))
        lobby.locator("chatxblock-lobby textarea").fill(QUESTION)
        shoot(lobby, "lobby", "chatxblock-lobby")
        inbox = visit(aside, addresses.unit("helper2"))
        asker = ask(lobby, QUESTION)
        expect(asker.get_by_role("region", name="While you wait")).to_be_visible()
        expect(asker.get_by_text("3 helpers were asked")).to_be_visible()
        shoot(asker, "waiting")
        expect(inbox.get_by_role("link", name="Help Lina")).to_be_visible()
        shoot(inbox, "inbox", "chatxblock-inbox")
        at_home = visit(phone, addresses.unit("helper1"))
        with phone.expect_page() as opened:
            at_home.get_by_role("link", name="Help Lina").click()
        helper = opened.value
        expect(asker.get_by_role("status").get_by_text("Helper 1 is here")).to_be_visible()
        talk(asker, helper)
        shoot(asker, "room")
        shoot(helper, "room-phone")
        shoot(visit(aside, addresses.handler("resource", "helper2", leave(asker))), "resource")
        leave_for_the_teachers(lobby)
        page = visit(aside, addresses.handler("history_page", "learner"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        shoot(page, "history")


def take_reports(browser: Browser, addresses: Addresses) -> None:
    """Report a line in a room, and do about it what staff do."""
    with (
        person(browser, width=960, height=720) as learner,
        person(browser, width=960, height=720) as other,
        person(browser, width=1024, height=860) as staff,
    ):
        lobby, inbox = visit(learner, addresses.unit("learner")), visit(other, addresses.unit("helper1"))
        room = ask(lobby, QUESTION)
        with other.expect_page() as opened:
            inbox.get_by_role("link", name="Help Lina").click()
        expect(room.get_by_role("status").get_by_text("Helper 1 is here")).to_be_visible()
        say(room, TALK[0][1])
        say(opened.value, UNKIND)
        line = room.get_by_role("listitem").filter(has_text=UNKIND)
        line.get_by_role("button", name="Actions for this message").click()
        room.get_by_role("menuitem", name="Report this line").click()
        room.get_by_role("button", name="It is unkind").click()
        expect(room.get_by_role("heading", name="It is with the teachers now")).to_be_visible()
        page = visit(staff, f"{addresses.handler('staff', 'staff')}#for-you")
        press(page, "Look at it")
        page.get_by_role("radio", name="I have spoken with them").check()
        page.get_by_role("textbox").fill("Thank you for telling us. We have talked with each other.")
        shoot(page, "report")
        page.get_by_role("button", name=re.compile("^Bar ")).click()
        page.get_by_role("dialog").get_by_role("radio", name="From helping").check()
        page.get_by_role("dialog").get_by_role("textbox").fill(BARRED)
        shoot(page, "bar", "chatxblock-bar-dialog dialog")


def take_made_up(browser: Browser, addresses: Addresses) -> None:
    """Look at a course with a thousand questions, as its staff do."""
    with person(browser, width=1024, height=700) as staff:
        page = visit(staff, addresses.handler("staff", "staff"))
        expect(page.get_by_role("button", name="Enter").first).to_be_visible()
        shoot(page, "staff-now")
    with person(browser, width=1024, height=1000) as staff:
        page = visit(staff, f"{addresses.handler('staff', 'staff')}#figures")
        counted = re.compile("of 1,000 questions")  # by the sweep, some at a time
        while not page.get_by_text(counted).count():
            page.reload()
            expect(page.locator("chatxblock-figures h2").first).to_be_visible()
        expect(page.locator("chatxblock-figures img").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        shoot(page, "figures")


def main() -> None:
    """Start the program, take the pictures, end the program."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for taking, more in ((take, ()), (author, ()), (take_reports, ()), (take_made_up, ("--demo",))):
            with dev_server(*more) as addresses:
                taking(browser, addresses)
        browser.close()


if __name__ == "__main__":
    main()
