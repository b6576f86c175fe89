"""What an open inbox costs in an hour in which nobody asks: bytes, wake-ups and processor, on duty and off.

Watched for three minutes and scaled. What is planned for later than that is added as often as it comes in an hour, with
the bytes of one look at the inbox; it is made to look by telling the page that it is visible again.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.chromium import PAGES, chromium
from benchmarks.figures import Figure
from benchmarks.meter import Meter, meter
from benchmarks.place import Place
from benchmarks.site import Site, site

HOUR = 3600.0
WATCHED = 180.0
"""Seconds."""
SETTLING = 10.0
"""Seconds until whatever belongs to the opening of a page is over."""
LOOKING = 3.0
"""Seconds in which a look is over."""
TIME_LIMIT = 30_000
BUSY = "busy"
OTHERWISE = (BUSY, "http", "chat", "arrivals")
"""What is counted and wakes no page up."""


@dataclass(frozen=True)
class Inbox:
    """An inbox in a window of its own, with what counts what it does."""

    name: str
    page: Page
    devtools: CDPSession
    http: Meter
    chat: Meter

    def counts(self) -> Counter[str]:
        """Return all that was counted so far; `busy` is in milliseconds of the page's thread."""
        metrics = self.devtools.send("Performance.getMetrics")["metrics"]
        busy = next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")
        ran = Counter(self.page.evaluate("wakeups()"))
        network = {"http": self.http.bytes, "chat": self.chat.bytes, "arrivals": self.chat.arrivals}
        return Counter({**ran, **network, BUSY: round(1000 * busy)})


def measure(_: Place) -> list[Figure]:
    """Return the figures of both inboxes, which are watched at the same time."""
    print(f"load average: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    with inboxes() as both:
        wait(both, SETTLING)
        before, began = [inbox.counts() for inbox in both], time.monotonic()
        wait(both, WATCHED)
        after, seconds = [inbox.counts() for inbox in both], time.monotonic() - began
        return [
            figure
            for inbox, old, new in zip(both, before, after, strict=True)
            for figure in figures(inbox, spent(old, new), seconds)
        ]


def figures(inbox: Inbox, watched: Counter[str], seconds: float) -> list[Figure]:
    """Return an hour of one inbox."""
    scaled = {what: number * HOUR / seconds for what, number in watched.items()}
    later = [1000 * HOUR / plan for plan in inbox.page.evaluate("plans()") if plan > 1000 * seconds]
    look = look_bytes(inbox) if later else 0
    wakes = {what: number for what, number in scaled.items() if what not in OTHERWISE and number}
    wakes |= {f"timers of {1000 * HOUR / often:.0f} ms": often for often in later}
    values = [
        ("bytes over HTTP", scaled.get("http", 0) / 1000 + sum(later) * look / 1000, "kB"),
        ("bytes over the WebSocket, its pings too", scaled.get("chat", 0) / 1000, "kB"),
        ("packets of the WebSocket that come in", scaled.get("arrivals", 0), ""),
        ("wake-ups of the page", sum(wakes.values()), ""),
        *((f"… of that: {what}", number, "") for what, number in sorted(wakes.items(), key=lambda one: -one[1])),
        ("the page's thread is busy", scaled.get(BUSY, 0) / 1000, "s"),
    ]
    return [
        Figure(name=f"an hour of an idle inbox, {inbox.name}: {what}", samples=[value], unit=unit)
        for what, value, unit in values
    ]


def spent(before: Counter[str], after: Counter[str]) -> Counter[str]:
    """Return what came in between."""
    return Counter({what: number - before[what] for what, number in after.items()})


def look_bytes(inbox: Inbox) -> int:
    """Make it look, and return the bytes that this took."""
    before = inbox.http.bytes
    inbox.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    wait([inbox], LOOKING)
    return inbox.http.bytes - before


def wait(both: list[Inbox], seconds: float) -> None:
    """Let time go by, in which the browser's events are heard."""
    both[0].page.wait_for_timeout(1000 * seconds)


@contextmanager
def inboxes() -> Iterator[list[Inbox]]:
    """Open an inbox of somebody on duty and one of somebody who helps but is off duty, behind meters of their own."""
    with ExitStack() as stack:
        chat, *pages = (stack.enter_context(meter()) for _ in range(3))
        origins = [f"http://127.0.0.1:{page.port}" for page in pages]
        settings = {"WEBSOCKET_URL": f"ws://127.0.0.1:{chat.port}/ws"}
        here = stack.enter_context(site(origins, settings))
        chat.target = urlsplit(here.server.websocket_url).port or 0
        for page in pages:
            page.target = urlsplit(here.url).port or 0
        here.post("helper1", "duty", {"on_duty": True})
        here.post("helper2", "helper", {"helps": True})
        here.post("helper2", "duty", {"on_duty": False})
        browser = stack.enter_context(chromium())
        on = open_inbox(here, browser, "on duty", "helper1", pages[0], chat)
        # There is one address for the chat, so who is off duty must not connect to it.
        yield [on, open_inbox(here, browser, "off duty", "helper2", pages[1], Meter())]


def open_inbox(here: Site, browser: Browser, name: str, helper: str, http: Meter, chat: Meter) -> Inbox:
    """Open the inbox of a helper through a meter."""
    page = browser.new_context().new_page()
    page.add_init_script(path=PAGES / "wakeups.js")
    if chat.port == 0:
        page.on("websocket", lambda _: sys.exit(f"{name}: there should be no connection to the chat"))
    page.goto(here.inbox_url(helper).replace(here.url, f"http://127.0.0.1:{http.port}"))
    page.locator("section").wait_for(timeout=TIME_LIMIT)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    return Inbox(name, page, devtools, http, chat)
