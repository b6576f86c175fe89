"""People of the workbench who act, each in a browser profile of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.support import hygiene
from tests.support.devsite import DevSite, eventually

LINE = "li.line:not(.pending) .bubble"
WIDE = (1100, 760)
PHONE = (360, 640)
MENU = ("Invite somebody", "Leave")
"""What an asker finds behind the menu of her room, and is asked about once more."""
STAYS = re.compile("^(Close|Let them stay|Not now|Not yet|Stay)$")
"""What closes a dialog and changes nothing: to leave, Escape does too."""
HARMLESS = re.compile(r"status of (400|404|409)")
"""What a handler refused is told on the page; a window that is quicker than its question asks for a call too early."""


class Browsers:
    """Windows of several people on one site. What goes wrong in any of them is in `complaints`."""

    def __init__(self, browser: Browser, site: DevSite) -> None:
        self._browser = browser
        self._site = site
        self._profiles: dict[str, BrowserContext] = {}
        self._calls: set[str] = set()
        self._blocks: set[int] = set()
        self.complaints: list[str] = []
        self._were_offline = False

    def profile(self, student: str, **options: Any) -> BrowserContext:
        """The browser of one person."""
        if student not in self._profiles:
            options.setdefault("viewport", {"width": WIDE[0], "height": WIDE[1]})
            profile = self._browser.new_context(accept_downloads=True, **options)
            profile.on("page", self._watch)
            self._profiles[student] = profile
        return self._profiles[student]

    def came(self, student: str) -> bool:
        """Say whether this person has a browser here: who has none can be nowhere."""
        return student in self._profiles

    def page_url(self, student: str, block: int = 0) -> str:
        """The address of a page with a block."""
        return self._site.page_url(student, block)

    def handler_url(self, student: str, handler: str, suffix: str = "") -> str:
        """The address of what a handler shows."""
        return self._site.handler_url(handler, student, suffix)

    def unit(self, student: str, block: int = 0, **options: Any) -> Page:
        """Open the page with the block."""
        self._blocks.add(block)
        page = self.profile(student, **options).new_page()
        page.goto(self._site.page_url(student, block))
        return page

    def ask(self, unit: Page, question: str = "Why is the matrix not invertible here?") -> Page:
        """Type a question, click, and return the room window that opens."""
        hygiene.note(question)
        unit.get_by_role("textbox", name="What are you stuck on?").fill(question)
        with unit.context.expect_page() as opened:
            unit.get_by_role("button", name="Ask a helper").click()
        return self.room(opened.value)

    def help(self, unit: Page) -> Page:
        """Click Help on the only question, and return the room window that opens."""
        with unit.context.expect_page() as opened:
            unit.get_by_role("link", name="Help Lina Petrova").click()
        return self.room(opened.value)

    def room(self, window: Page) -> Page:
        """Wait until a room window can send."""
        window.wait_for_url("**/window/**")
        self._calls.add(call_id(window.url))
        expect(window.get_by_role("textbox")).to_be_enabled()
        return window

    def handler(self, student: str, handler: str, body: dict[str, Any], block: int = 0) -> dict[str, Any]:
        """Post to a handler as that person's browser would."""
        profile = self.profile(student)
        url = self._site.handler_url(handler, student, block=block)
        if not token_of(profile):
            profile.request.get(self._site.page_url(student))
        answer = profile.request.post(url, data=body, headers={"X-CSRFToken": token_of(profile)})
        value: dict[str, Any] = answer.json()
        return value

    def findable(self, question: str, block: int = 0) -> None:
        """Wait until the search knows a question or a resource; staff look, as everybody may look so often a minute."""
        words = {"question": question}
        assert eventually(
            lambda: any(
                question in (one.get("title"), one.get("question"))
                for found in self.handler("staff", "find", words, block).values()
                if isinstance(found, list)
                for one in found
            )
        )

    def transcript(self, student: str, window_url: str) -> dict[str, Any]:
        """Return the log as that person may export it."""
        url = self._site.handler_url("transcript", student, call_id(window_url))
        log: dict[str, Any] = self.profile(student).request.get(url).json()
        return log

    def close_windows(self) -> None:
        """Let nobody look at anything any more."""
        for profile in self._profiles.values():
            for page in profile.pages:
                page.close()

    def end(self) -> None:
        """Close all windows and let everybody leave whatever is still open."""
        helpers = ("helper1", "helper2", "helper3", "staff")
        for call in self._calls:
            for student in filter(self.came, (*helpers, "learner")):
                self.handler(student, "leave", {"call_id": call})
                self.handler(student, "feedback", {"call_id": call})  # nobody is asked of it once more
        for block in self._blocks:
            self._hide_resources(block)
        for profile in self._profiles.values():
            profile.close()

    def _hide_resources(self, block: int) -> None:
        """Let nobody find what was learned here, so that the next test finds its own."""
        while found := self.handler("staff", "find", {"question": ""}, block).get("resources"):
            for one in found:
                wish = {"resource_id": one["resource_id"]}
                rev = self.handler("staff", "resource_read", wish, block)["resource"]["rev"]
                hidden = self.handler("staff", "resource_hide", {**wish, "rev": rev}, block)
                assert hidden["resource"]["state"] == "hidden"

    @contextmanager
    def offline(self, student: str) -> Iterator[None]:
        """Take the network away from somebody; that the browser notes each request which finds none is no complaint."""
        self._were_offline = True
        self.profile(student).set_offline(True)
        yield
        self.profile(student).set_offline(False)

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._listen)

    def _listen(self, message: ConsoleMessage) -> None:
        said = f"{message.text} {urlsplit(message.location['url']).path}"
        if self._were_offline and "ERR_INTERNET_DISCONNECTED" in said:
            return
        if message.type in ("error", "warning") and not HARMLESS.search(said):
            self.complaints.append(said)


def token_of(profile: BrowserContext) -> str:
    """Return what the site's pages give to their forms, in a browser that has been on one."""
    return next((cookie["value"] for cookie in profile.cookies() if cookie["name"] == "csrftoken"), "")


def call_id(window_url: str) -> str:
    """Return the call that a room window is about."""
    return window_url.partition("/window/")[2].partition("?")[0]


def say(window: Page, text: str) -> None:
    """Write a message and send it."""
    hygiene.note(text)
    window.get_by_role("textbox").fill(text)
    window.get_by_role("textbox").press("Enter")


def in_menu(window: Page, name: str) -> Locator:
    """Open the menu of a room window, and return what it offers by that name."""
    window.get_by_role("button", name="More", exact=True).click()
    return window.get_by_role("menuitem", name=name, exact=True)


def lines(window: Page) -> list[str]:
    """Return the bodies of the lines that the room has as they were typed, in their order, once all are drawn."""
    expect(window.locator("[role=log][aria-busy=true]")).to_have_count(0, timeout=30_000)
    typed = "all => all.map((one) => one.querySelector('chatxblock-written')?.textContent ?? one.textContent)"
    return [text.strip() for text in window.locator(LINE).evaluate_all(typed)]


def expect_line(window: Page, text: str) -> None:
    """Wait until a line that the room has is on the screen."""
    expect(window.locator(LINE, has_text=text).last).to_be_visible()


def assert_accessible(page: Page) -> None:
    """Axe finds nothing in what is ours of a page where nothing moves: half transparent, a text has no contrast."""
    page.emulate_media(reduced_motion="reduce")
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    page.emulate_media(reduced_motion="null")
    ours = [
        (violation["id"], node["html"][:200])
        for violation in found.response["violations"]
        for node in violation["nodes"]
        if is_ours(page, node)
    ]
    assert not ours, ours


def is_ours(page: Page, node: dict[str, Any]) -> bool:
    """Tell whether a finding is about the chat and not about the workbench around it."""
    return "/scenario/" not in page.url or "chatxblock" in str(node["target"])


@contextmanager
def narrow(page: Page) -> Iterator[Page]:
    """A page as on a phone."""
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    yield page
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
