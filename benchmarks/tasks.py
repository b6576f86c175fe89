"""What kept a page busy, by the time of the processor alone: other work on the machine does not lengthen it much."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Browser, Page

CATEGORIES = ["disabled-by-default-devtools.timeline"]


def watch(browser: Browser, page: Page) -> None:
    """Begin to note the tasks of a page."""
    browser.start_tracing(page=page, categories=CATEGORIES)


def longest(browser: Browser) -> float:
    """Return for how many milliseconds a processor worked on the longest task since then."""
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = (event for event in events if event["name"] == "RunTask" and (event["pid"], event["tid"]) in threads)
    # The clock of a thread is coarse on some machines: no task worked for longer than it took. One that goes on has no
    # end yet.
    return max((min(task.get("tdur", 0), task.get("dur", 0)) / 1000 for task in tasks), default=0.0)
