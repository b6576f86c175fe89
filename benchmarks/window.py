"""From the click to a box to write in, and to the first line in the log, in Chromium at several distances."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.distance import Distance, distance
from benchmarks.figures import Figure
from benchmarks.place import Place
from tests.support.devsite import DevSite

ROUND_TRIPS = (0, 50, 150)
"""Milliseconds."""
ROUNDS = 7
LINE = "li.line:not(.pending) .bubble"


@dataclass(frozen=True)
class Far:
    """A dev server behind two proxies, and a browser."""

    site: DevSite
    pages: Distance
    chat: Distance
    browser: Browser

    def at(self, milliseconds: int) -> None:
        """Move everything that far away."""
        self.pages.round_trip = self.chat.round_trip = milliseconds / 1000

    def address(self, url: str) -> str:
        """Return an address of the site as it is through the proxy."""
        return url.replace(str(urlsplit(url).port), str(self.pages.port), 1)


def measure(place: Place) -> list[Figure]:
    """Return the figures for an empty cache and a filled one."""
    figures = []
    with far_away() as far:
        for milliseconds in ROUND_TRIPS:
            far.at(milliseconds)
            cold, warm = [], []
            for _ in range(ROUNDS):
                profile = far.browser.new_context()
                cold.append(click(far, profile))
                warm.append(click(far, profile))
                profile.close()
            for cache, samples in (("empty", cold), ("filled", warm)):
                where = f"round trip {milliseconds} ms, {cache} cache"
                figures.append(Figure(name=f"click to a box to write in, {where}", samples=[box for box, _ in samples]))
                figures.append(
                    Figure(name=f"click to the first line in the log, {where}", samples=[line for _, line in samples])
                )
    return figures


def click(far: Far, profile: BrowserContext) -> tuple[float, float]:
    """Ask once; return the milliseconds until there is a box, and until a line written at once is in the log."""
    unit = profile.new_page()
    unit.goto(far.address(far.site.page_url("learner")))
    unit.get_by_role("textbox").fill("Why is the matrix not invertible here?")
    unit.evaluate("addEventListener('click', () => { window.clicked = Date.now() }, true)")
    with profile.expect_page() as opened:
        unit.get_by_role("button", name="Ask a helper").click()
    window = opened.value
    window.get_by_role("textbox").wait_for()
    box = window.evaluate("Date.now()") - unit.evaluate("window.clicked")
    window.get_by_role("textbox").fill("Hello")
    window.get_by_role("textbox").press("Enter")
    window.locator(LINE).first.wait_for()
    line = window.evaluate("Date.now()") - unit.evaluate("window.clicked")
    window.get_by_role("button", name="Leave").click()
    window.get_by_role("dialog").get_by_role("button", name="Leave").click()
    window.get_by_text("You left.").wait_for()
    window.close()
    unit.close()
    return box, line


@contextmanager
def far_away() -> Iterator[Far]:
    """Start the site, the proxies and the browser."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="chatxblock-bench-"))
        pages, chat = stack.enter_context(distance()), stack.enter_context(distance())
        settings = {"WEBSOCKET_URL": f"ws://127.0.0.1:{chat.port}/ws"}
        site = stack.enter_context(DevSite(Path(folder) / "site", settings=settings))
        pages.target = ("127.0.0.1", urlsplit(site.url).port or 80)
        chat.target = ("127.0.0.1", ejabberd_port(site))
        chat.origin = (f"127.0.0.1:{pages.port}".encode(), f"127.0.0.1:{urlsplit(site.url).port}".encode())
        playwright = stack.enter_context(sync_playwright())
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        stack.callback(browser.close)
        yield Far(site, pages, chat, browser)


def ejabberd_port(site: DevSite) -> int:
    """Return where the dev server's ejabberd listens for browsers, whatever the settings tell them."""
    kept = json.loads((site.data / "ejabberd" / "server.json").read_text())
    return int(kept["ports"]["ws"])
